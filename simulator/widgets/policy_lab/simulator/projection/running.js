// The projection: in each year the engine itself, on that year's people, with that year's law.

import { simulate } from "../engine/simulation.js";
import { BadInput, inside } from "../errors.js";
import { linkOf } from "../policy/links.js";
import { povertyLine } from "../population.js";
import { summarise } from "../scenario/summary.js";
import { grown, lawAfter } from "./indexing.js";
import { notesOf } from "./notes.js";
import { amountsAfter, indexationWeights, outlookOf, pricesAfter } from "./outlook.js";
import { basisOf, lastYear, peopleInYear } from "./people.js";

const LAST = 2050;
// The last year that the simulator knows.
const END_OF_YEARS = 2200;

/**
 * Return cost, adequacy and coverage of a policy in each year up to `to`, the first year included: the same record as
 * Python's `project`. The amounts are those of `firstYear` (without one, the price year); from then on they follow
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
  indexationWeights(indexation);
  const outlook = outlookOf(assumed);
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
  const outcome = inside(`year ${year}`, () => {
    const law = lawAfter(plan.policy, plan.first, factor, years, catalogue);
    const today = plan.baseline && lawAfter(plan.baseline, plan.first, factor, years, catalogue);
    return simulate(population, law, 1, today);
  });
  return yearOf(year, found, outcome, pricesAfter(outlook, sincePrices));
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
    notes: notesOf(years, indexation, outlook, priceYear),
  };
}

function yearOf(year, { basis, design_effect, largest_ratio }, outcome, prices) {
  const summary = summarise(outcome);
  const { cost, reach, persons } = summary;
  const { gdp_per_person_month: gdp } = outcome.population.economy;
  return {
    year,
    basis,
    persons,
    recipients: reach.reached_persons,
    coverage_percent: reach.direct_percent,
    households_percent: reach.households_percent,
    cost_percent_of_gdp: cost.percent_of_gdp,
    net_percent_of_gdp: cost.percent_of_gdp - (100 * cost.saved_month) / (gdp * persons),
    cost_year: cost.total_year,
    cost_current_year: cost.total_year * prices,
    gdp_per_person_month: gdp,
    design_effect,
    largest_ratio,
    schemes: summary.schemes.map((each, place) => schemeOf(each, place, summary.line)),
  };
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
      const why = known ? "The population figures end there." : "Choose another year.";
      throw new BadInput(name, year, `a whole year from ${low} to ${last}`, why);
    }
  }
  basisOf(people, start);
}
