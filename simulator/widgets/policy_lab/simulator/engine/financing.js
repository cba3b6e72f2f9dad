// Who pays: the budget is met by levies solved for their rate, or is declared to come from elsewhere.

import { argumentsOf } from "./entitlements.js";
import { SimulatorError } from "../errors.js";
import { weighted } from "../measures/headline.js";
import { LEVYING } from "../primitives/levying.js";
import { grouped, rounded } from "../numerals.js";
import { times, totalMonth } from "./outcome.js";
import { householdSum } from "../population.js";
import { pairwiseTotal, pairwiseWeighted } from "../sums.js";
import { insideSentence, numeral, words } from "../wording.js";

// A household that pays all it consumes but for rounding pays no more than that.
const ROUNDING = 1 + 1e-9;

/**
 * Return {bases, levies}: on what each source is levied, {given, base, held}, and what it pays of the budget. `earlier`
 * holds bases of a policy before: that of the same source is kept. What a rate cannot raise is refused, one source after
 * another, and then a levy of more than a household has: `left`, its consumption without the old benefits that it
 * loses, and `gets`.
 */
export function finance(setting, { financing }, earlier, { needed, left, gets }) {
  const bases = [];
  const levies = financing.map((given, place) => {
    const base = earlier[place]?.given === given ? earlier[place] : heldBy(setting, given);
    bases.push(base);
    return levy(setting, base, Math.max(0, needed) * given.share);
  });
  checkPayers(setting, levies, left, gets);
  return { bases, levies };
}

function heldBy(setting, given) {
  if (!given.source.base.length) return { given, base: null, held: 0 };
  const base = baseOf(setting, given);
  return { given, base, held: pairwiseWeighted(base, setting.population.households.weight) };
}

function levy(setting, { given, base, held }, needed) {
  if (base === null) return { given, needed_month: needed, rate: null, levied_month: null };
  // The limit holds for the highest band too.
  const most = held * ((given.values.get("highest_rate") ?? 1) / (given.values.get("higher_rate") ?? 1));
  if (needed > most * ROUNDING) {
    throw tooMuch(setting, insideSentence(given.source.label), needed, most, words("the rate is at its limit"));
  }
  const rate = needed > 0 ? needed / held : 0;
  return { given, needed_month: needed, rate, levied_month: times(base, rate) };
}

/** Return on what a source is levied: local currency a month, one number a household. */
function baseOf(setting, { source, values }) {
  const { population } = setting;
  let base = null;
  for (const step of source.base) base = LEVYING[step.primitive](setting, base, argumentsOf(step, values));
  if (base.table === "persons") return householdSum(population, base.values);
  return weighted(base.values, population.households.size);
}

/** Refuse levies that together take more from a household than is left to it and what it gets. */
function checkPayers(setting, levies, leftMonth, getsMonth) {
  const modelled = levies.filter((each) => each.levied_month !== null);
  if (!modelled.length) return;
  const levied = totalMonth(setting.population, modelled, "levied_month");
  let part = Infinity;
  for (let row = 0; row < levied.length; row++) {
    const [amount, left, gets] = [levied[row], leftMonth[row], getsMonth[row]];
    // A smaller policy levies less and pays less, in the same proportion.
    if (amount > 0 && amount > (left + gets) * ROUNDING) part = Math.min(part, left / (amount - gets));
  }
  if (part === Infinity) return;
  const raised = modelled.reduce((sum, each) => sum + each.needed_month, 0);
  const names = modelled.map(({ given }) => insideSentence(given.source.label)).join(words(" with "));
  throw tooMuch(setting, names, raised, raised * Math.max(0, part), words("some household would pay all it consumes"));
}

function tooMuch({ population: { economy, members_weight } }, names, needed, can, why) {
  const gdp = economy.gdp_per_person_month * pairwiseTotal(members_weight);
  const inGdp = (amount) => words("{share} % of GDP", { share: numeral(rounded((100 * amount) / gdp, 2)) });
  const [asked, most] = [needed, can].map((amount) => numeral(grouped(amount)));
  return new SimulatorError(
    words(
      "financing: {names} cannot raise {asked} {currency} a month ({asked_of_gdp}). It can raise {most} ({most_of_gdp}): " +
        "then {why}. Lower the cost, raise the limit, or add another source.",
      { names, asked, currency: economy.currency, asked_of_gdp: inGdp(needed), most, most_of_gdp: inGdp(can), why },
    ),
  );
}
