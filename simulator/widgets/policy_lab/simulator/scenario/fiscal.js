// Costs by fiscal year, a roll-out by cohort, and the simulation beside what the government records.

import { costOf, percentOfGdp, percentOfMean } from "./costs.js";
import { simulate } from "../engine/simulation.js";
import { BadInput, SimulatorError, unknown } from "../errors.js";
import { placeOf } from "../policy/links.js";
import { total, weightedTotal } from "../measures/headline.js";
import { withValues } from "../policy/record.js";
import { OLDEST_AT_START, ROLL_OUT_YEAR } from "../policy/roll-out.js";
import { checkedPlace } from "../policy/precedence.js";
import { householdSum } from "../population.js";
import { words } from "../wording.js";

const MONTHS = 12;
const ABOVE_0 = 1e-9; // from where a ratio to it is a number
const RECORDED = ["recipients", "spending_year"];

/** Return the policy of each year of a roll-out: it begins with the youngest, and each cohort keeps it. */
export function rolledOut(policy, oldestAtStart, years, scheme = 0) {
  checkWhole("years", years, 1, 100);
  const { id, parameters } = policy.schemes[checkedPlace(policy.schemes, scheme)].scheme;
  const lacking = [OLDEST_AT_START, ROLL_OUT_YEAR].find((path) => !parameters.has(path));
  if (lacking) {
    throw new SimulatorError(
      words("{id} has no roll-out by cohort. Choose a scheme that declares {lacking}.", { id, lacking }),
    );
  }
  const { bounds, unit } = parameters.get(ROLL_OUT_YEAR);
  const last = Math.trunc(bounds[unit].high);
  return Array.from({ length: years }, (_, year) =>
    withValues(policy, { [OLDEST_AT_START]: oldestAtStart, [ROLL_OUT_YEAR]: Math.min(year, last) }, scheme),
  );
}

/**
 * Return the cost of each fiscal year; each policy runs for 12 months, one after the other (1 is January).
 * What the policies replace of the baseline, the policy in force today, is saved.
 */
export function costsByFiscalYear(population, policies, firstYear, firstMonth, fiscalYearStarts, baseline = null) {
  if (!policies.length) {
    throw new SimulatorError(words("policies: none was given. Give the policy of each year, in order."));
  }
  checkWhole("first_year", firstYear, 1900, 2200);
  checkWhole("first_month", firstMonth, 1, MONTHS);
  checkWhole("fiscal_year_starts", fiscalYearStarts, 1, MONTHS);
  const found = new Map();
  policies.forEach((policy, place) => {
    const cost = costOf(simulate(population, policy, 1, baseline));
    for (let month = 0; month < MONTHS; month++) {
      const since = firstMonth + MONTHS * place + month - fiscalYearStarts;
      const year = firstYear + Math.floor(since / MONTHS);
      found.set(year, [...(found.get(year) ?? []), cost]);
    }
  });
  return [...found].map(([year, costs]) => yearCost(population, year, costs));
}

function yearCost(population, year, costs) {
  const [gross, saved] = ["total_month", "saved_month"].map((name) => total(costs.map((each) => each[name])));
  return {
    fiscal_year: year,
    months: costs.length,
    gross,
    saved,
    net: gross - saved,
    percent_of_gdp: percentOfGdp(population, gross / MONTHS),
    net_percent_of_gdp: percentOfGdp(population, (gross - saved) / MONTHS),
    percent_of_mean_consumption: percentOfMean(population, gross / MONTHS),
    net_percent_of_mean_consumption: percentOfMean(population, (gross - saved) / MONTHS),
  };
}

/**
 * Return each scheme beside the recipients and the yearly spending on benefits that the government records.
 * `records` holds `recipients`, `spending_year` or both for a scheme's id, or its number in the policy from 1.
 */
export function againstRecords(outcome, records) {
  const ids = outcome.schemes.map(({ scheme }) => scheme.id);
  const recorded = new Map();
  for (const [name, given] of Object.entries(records)) {
    const place = placeOf(name, ids, "records");
    if (recorded.has(place)) {
      const mend = words("Leave one of the two out.");
      throw new BadInput("records", name, words("each scheme once, by its id or its number"), mend);
    }
    checkRecord(`records.${name}`, given);
    recorded.set(place, given);
  }
  return ids.map((_, place) => recordCheck(outcome, place, recorded.get(place) ?? {}));
}

function checkRecord(field, given) {
  if (given === null || typeof given !== "object" || Array.isArray(given)) {
    const mend = words("Write {recipients: 120000, spending_year: 500000000}.");
    throw new BadInput(field, given, words("values by name"), mend);
  }
  const stranger = Object.keys(given).find((key) => !RECORDED.includes(key));
  if (stranger !== undefined) throw unknown(field, stranger, RECORDED);
  for (const [key, value] of Object.entries(given)) {
    if (!(Number.isFinite(value) && value >= ABOVE_0)) {
      throw new BadInput(`${field}.${key}`, value, words("a number above 0"), words("Leave out what is not known."));
    }
  }
}

function recordCheck({ population, schemes }, place, { recipients, spending_year: spending }) {
  const { weight } = population.households;
  const { scheme, reached, paid_month } = schemes[place];
  const [persons, paid] = [householdSum(population, reached), paid_month].map((each) => weightedTotal(each, weight));
  const known = (share) => (spending === undefined ? null : share(population, spending / MONTHS));
  const ratio = (simulated, recorded) => (recorded === undefined ? null : simulated / recorded);
  return {
    scheme: scheme.id,
    place: place + 1,
    simulated_recipients: persons,
    recorded_recipients: recipients ?? null,
    recipients_ratio: ratio(persons, recipients),
    simulated_spending_year: MONTHS * paid,
    simulated_spending_percent_of_gdp: percentOfGdp(population, paid),
    simulated_spending_percent_of_mean_consumption: percentOfMean(population, paid),
    recorded_spending_year: spending ?? null,
    recorded_spending_percent_of_gdp: known(percentOfGdp),
    recorded_spending_percent_of_mean_consumption: known(percentOfMean),
    spending_ratio: ratio(MONTHS * paid, spending),
  };
}

function checkWhole(name, given, low, high) {
  if (!(Number.isInteger(given) && given >= low && given <= high)) {
    const allowed = words("a whole number from {low} to {high}", { low, high });
    throw new BadInput(name, given, allowed, words("Choose another number."));
  }
}
