// The projection: in each year the engine itself, on that year's people, with that year's law.

import { simulate } from "../engine/simulation.js";
import { BadInput, SimulatorError, inside } from "../errors.js";
import { linkOf } from "../policy/links.js";
import { paidFromOutside } from "../policy/paying.js";
import { povertyLine } from "../population.js";
import { summarise } from "../scenario/summary.js";
import { grown, lawAfter } from "./indexing.js";
import { notesOf, warningsOf } from "./notes.js";
import { amountsAfter, indexationWeights, outlookOf, pricesAfter } from "./outlook.js";
import { basisOf, lastYear, peopleInYear } from "./people.js";
import { words } from "../wording.js";

const LAST = 2050;
// The last year that the simulator knows.
const END_OF_YEARS = 2200;

/**
 * Return cost, adequacy, coverage and who pays at which rate, in each year up to `to`: the same record as Python's
 * `project`. The amounts are those of `firstYear` (without one, the price year); from then on they follow
 * `indexation`. Years without population figures are refused.
 */
export function project(people, policy, catalogue, asked = {}) {
  const plan = planOf(people, policy, catalogue, asked);
  return projectionOf(plan, plan.years.map((year) => projectedYear(plan, year)));
}

/** Return what all years of a projection share; `asked` is {to, indexation, outlook, firstYear, baseline}. */
export function planOf(people, policy, catalogue, asked) {
  const { to = LAST, indexation = "prices", outlook: assumed = {}, baseline = null } = asked;
  const priceYear = people.population.economy.price_year;
  const { firstYear = priceYear } = asked;
  const outlook = outlookOf(assumed);
  indexationWeights(indexation);
  checkYears(people, firstYear, to);
  const since = firstYear - priceYear;
  const index = amountsAfter(outlook, indexation, since);
  const first = grown(peopleInYear(people, firstYear).population, outlook, since, index);
  const years = Array.from({ length: to - firstYear + 1 }, (_, place) => firstYear + place);
  return { people, policy, baseline, catalogue, indexation, outlook, priceYear, firstYear, first, years };
}

/** Return one year: its people, its money and its law, simulated. */
export function projectedYear(plan, year) {
  const { outlook, indexation, catalogue } = plan;
  const found = peopleInYear(plan.people, year);
  const sincePrices = year - plan.priceYear;
  const population = grown(found.population, outlook, sincePrices, amountsAfter(outlook, indexation, sincePrices));
  const years = year - plan.firstYear;
  const factor = amountsAfter(outlook, indexation, years);
  const { outcome, refused } = inside(words("year {year}", { year }), () => {
    const law = lawAfter(plan.policy, plan.first, factor, years);
    const today = plan.baseline && lawAfter(plan.baseline, plan.first, factor, years);
    return simulated(population, law, today, catalogue);
  });
  return yearOf(found, outcome, year, pricesAfter(outlook, sincePrices), { policy: plan.policy, refused });
}

/** Return the outcome of a law, and why its sources cannot pay for it: then the money is from outside. */
function simulated(population, law, today, catalogue) {
  try {
    return { outcome: simulate(population, law, 1, today), refused: null };
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    // Where something else is wrong, this refuses it too.
    return { outcome: simulate(population, paidFromOutside(law, catalogue), 1, today), refused: error.message };
  }
}

/** Return the whole record of the years that were projected. */
export function projectionOf({ people, policy, indexation, outlook, priceYear }, years) {
  const { label, economy } = people.population;
  return {
    data_label: label,
    currency: economy.currency,
    price_year: priceYear,
    line: povertyLine(economy),
    policy: linkOf(policy),
    indexation: indexationWeights(indexation),
    outlook,
    years,
    warnings: warningsOf(years, people.population.households.size.length),
    notes: notesOf(years, indexation, outlook, priceYear),
  };
}

function yearOf({ basis, design_effect, largest_ratio }, outcome, year, prices, { policy, refused }) {
  const summary = summarise(outcome);
  const { cost, reach, persons } = summary;
  const { economy, mean_consumption: mean } = outcome.population;
  const { gdp_per_person_month: gdp } = economy;
  const net = cost.percent_of_gdp - (100 * cost.saved_month) / (gdp * persons);
  return {
    year,
    basis,
    persons,
    recipients: reach.reached_persons,
    coverage_percent: reach.direct_percent,
    households_percent: reach.households_percent,
    cost_percent_of_gdp: cost.percent_of_gdp,
    net_percent_of_gdp: net,
    cost_year: cost.total_year,
    cost_current_year: cost.total_year * prices,
    gdp_per_person_month: gdp,
    mean_consumption_month: mean,
    design_effect,
    largest_ratio,
    schemes: summary.schemes.map((each, place) => schemeOf(each, place, summary.line)),
    financing: refused === null ? summary.financing.map(paymentOf) : declaredPayments(policy, net),
    not_paid_for: refused,
  };
}

function paymentOf({ source, share, percent_of_gdp: needed, rate_percent, higher_rate_percent }) {
  return { source, share, needed_percent_of_gdp: needed, rate_percent, higher_rate_percent };
}

/** Return what each source would have to pay where together they cannot: no rate raises it. */
function declaredPayments({ financing }, net) {
  const rates = { rate_percent: null, higher_rate_percent: null };
  return financing.map(({ source, share }) => ({ source: source.id, share, needed_percent_of_gdp: share * Math.max(0, net), ...rates }));
}

function schemeOf({ scheme, group_persons: group, reached_persons: reached, percent_of_gdp, paid_per_recipient: paid }, place, line) {
  return {
    scheme,
    place: place + 1,
    group_persons: group,
    recipients: reached,
    coverage_percent: group ? (100 * reached) / group : null,
    cost_percent_of_gdp: percent_of_gdp,
    benefit_month: paid && paid.currency_month,
    benefit_percent_of_gdp_per_person: paid && paid.percent_of_gdp_per_person,
    benefit_percent_of_poverty_line: paid && (100 * paid.currency_month) / line.month,
  };
}

/** Refuse a year that is none, one without population figures, and an end before the start. */
function checkYears(people, start, to) {
  const [first, known] = [people.population.economy.price_year, lastYear(people)];
  const last = known ?? END_OF_YEARS;
  for (const [name, year, low] of [["first_year", start, first], ["to", to, start]]) {
    if (!Number.isInteger(year) || year < low || year > last) {
      const why = known ? words("The population figures end there.") : words("Choose another year.");
      throw new BadInput(name, year, words("a whole year from {low} to {last}", { low, last }), why);
    }
  }
  basisOf(people, start);
}
