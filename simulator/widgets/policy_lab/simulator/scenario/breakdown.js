// The result by area, region, tenth, household type, sex, age, disability and work.

import { SimulatorError, unknown } from "../errors.js";
import { lifeStages } from "./life-stages.js";
import { poorBelow, total } from "../measures/headline.js";
import { anyScheme, totalMonth } from "../engine/outcome.js";
import { householdSum, personsColumn } from "../population.js";
import { PER_PERSON, gainsMonth } from "./summary.js";
import { SMALLEST_CELL, hiddenCells } from "./small-cells.js";
import { tenths } from "./tenths.js";
import { statesOf, welfareOf } from "./welfare.js";
import { words } from "../wording.js";

const [FIVE_YEARS, OPEN_FROM] = [5, 80];
// How welfare differs between these was assumed when synthetic people were made, not published.
export const ASSUMED = ["area", "household_type", "disability"];
const HIDDEN = {
  persons: null,
  poverty: { without: null, before: null, after: null },
  mean_before_month: null,
  mean_before_percent_of_gdp_per_person: null,
  mean_before_percent_of_mean_consumption: null,
  mean_after_month: null,
  mean_after_percent_of_gdp_per_person: null,
  mean_after_percent_of_mean_consumption: null,
  reached_percent: null,
  households_percent: null,
  gain_percent: null,
  share_of_benefits_percent: null,
  winners_percent: null,
  losers_percent: null,
};

/** The ways to part the persons, by id: `codes(population)` gives each person a number among the group's labels. */
export const BREAKDOWNS = Object.freeze({
  area: ofHousehold("urban"),
  region: ofHousehold("region"),
  decile: tenths,
  household_type: ofHousehold("type"),
  sex: ofPerson("sex"),
  life_stage: lifeStages,
  age_group: fiveYearGroups,
  disability: ofPerson("disability"),
  work: ofPerson("work"),
});

/**
 * Return the result for each group of persons, named by the catalogue; groups in which nobody lives are left out,
 * and of a survey those hidden behind which few households stand.
 */
export function breakdown(outcome, by, catalogue, lineName = null, equivalence = PER_PERSON, smallestCell = SMALLEST_CELL) {
  if (!Object.hasOwn(BREAKDOWNS, by)) throw unknown("by", by, Object.keys(BREAKDOWNS));
  const { population } = outcome;
  const codes = codesOf(population, by);
  const labels = by === "region" ? population.regions : catalogue.breakdowns.get(by);
  const sums = sumsOf(outcome, adder(population, codes, labels.length));
  const welfare = welfareOf(outcome, lineName, equivalence);
  const poverty = povertyOf(welfare, population, adder(population, codes, labels.length), sums.persons);
  const hiddenTexts = hiddenCells(population, codes, labels.length, smallestCell);
  const assumption_driven = population.synthetic && ASSUMED.includes(by);
  const named = labels.map((label, number) => {
    const hidden = hiddenTexts[number];
    const numbers = hidden ? HIDDEN : numbersOf(number, sums, poverty, population);
    return { by, label, assumption_driven, hidden, ...numbers };
  });
  return named.filter((_, number) => sums.persons[number] > 0);
}

/** Return the breakdowns that a population can be parted by: those whose column was observed. */
export function breakdownsOf({ households, persons }) {
  const columns = { region: households.region, disability: persons.disability, work: persons.work };
  return Object.keys(BREAKDOWNS).filter((by) => !(by in columns) || columns[by]);
}

/** Return each person's number among the groups; refuse what was not observed. */
function codesOf(population, by) {
  const has = breakdownsOf(population);
  if (!has.includes(by)) {
    throw new SimulatorError(
      words("{population}: {by} was not observed in these data, so there is no result by it. There is one by: {known}.", {
        population: population.name,
        by,
        known: has.join(", "),
      }),
    );
  }
  return BREAKDOWNS[by](population);
}

/** Return what adds up, over the persons of each group, their weight times what `each(household, person)` says. */
function adder({ persons: { household }, person_weight: weight }, codes, number) {
  return (each) => {
    const sums = new Float64Array(number);
    for (let person = 0; person < codes.length; person++) {
      sums[codes[person]] += weight[person] * each(household[person], person);
    }
    return sums;
  };
}

function sumsOf(outcome, add) {
  const { population, schemes, consumption_before_month: before, consumption_after_month: after } = outcome;
  const [gains, reached] = [gainsMonth(outcome), anyScheme(population, schemes, "reached")];
  const reachedInHousehold = householdSum(population, reached);
  const received = totalMonth(population, schemes, "received_month");
  return {
    persons: add(() => 1),
    before: add((household) => before[household]),
    after: add((household) => after[household]),
    reached: add((_, person) => reached[person]),
    living_with_reached: add((household) => reachedInHousehold[household] > 0),
    gained: add((household) => gains[household]),
    received: add((household) => received[household] / population.households.size[household]),
    winners: add((household) => gains[household] > 0),
    losers: add((household) => gains[household] < 0),
  };
}

/** Return a mean a month per person in its three units; of a mean consumption of 0 there is no share. */
function meanOf(state, month, { economy, mean_consumption: whole }) {
  return {
    [`mean_${state}_month`]: month,
    [`mean_${state}_percent_of_gdp_per_person`]: (100 * month) / economy.gdp_per_person_month,
    [`mean_${state}_percent_of_mean_consumption`]: whole > 0 ? (100 * month) / whole : null,
  };
}

function numbersOf(number, sums, { without, before, after }, population) {
  const [persons, consumed, received] = [sums.persons[number], sums.before[number], total(sums.received)];
  const percent = (part, whole) => (100 * part[number]) / whole;
  return {
    persons,
    poverty: { without: without ? without[number] : null, before: before[number], after: after[number] },
    ...meanOf("before", consumed / persons, population),
    ...meanOf("after", sums.after[number] / persons, population),
    reached_percent: percent(sums.reached, persons),
    households_percent: percent(sums.living_with_reached, persons),
    gain_percent: consumed > 0 ? percent(sums.gained, consumed) : null,
    share_of_benefits_percent: received > 0 ? percent(sums.received, received) : null,
    winners_percent: percent(sums.winners, persons),
    losers_percent: percent(sums.losers, persons),
  };
}

/** Return the poverty of every group in each state that is known; of an empty group, what nobody reads. */
function povertyOf(welfare, population, add, persons) {
  const { month: line } = welfare.line;
  const below = poorBelow(line);
  const of = ([state, amounts]) => {
    const gap = (household) => (amounts[household] < below ? (line - amounts[household]) / line : 0);
    const poor = add((household) => amounts[household] < below);
    const gaps = add(gap);
    const squares = add((household) => gap(household) ** 2);
    const groups = Array.from(persons, (all, number) => ({
      headcount_percent: (100 * poor[number]) / all,
      gap_percent: (100 * gaps[number]) / all,
      severity_percent: (100 * squares[number]) / all,
      poor_persons: poor[number],
    }));
    return [state, groups];
  };
  return Object.fromEntries(Object.entries(statesOf(welfare)).map(of));
}

function ofHousehold(name) {
  return (population) => personsColumn(population, name);
}

function ofPerson(name) {
  return ({ persons }) => persons[name];
}

function fiveYearGroups({ persons: { age } }) {
  return age.map((years) => Math.floor(Math.min(years, OPEN_FROM) / FIVE_YEARS));
}
