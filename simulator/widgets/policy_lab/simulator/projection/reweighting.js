// Weights moved to another year's population by age and sex, as little as possible.

import { EmptyGroup, SimulatorError } from "../errors.js";
import { total } from "../measures/headline.js";
import { changedPopulation, householdSum } from "../population.js";
import { pairwiseTotal } from "../sums.js";
import { entropyBalance } from "./balance.js";
import { words } from "../wording.js";

const OLDEST = 120;
const SEXES = [0, 1];
const WEIGHTS = [1e-9, 1e12];

/** Weights beyond this are told: few households then speak for many. */
export const FAR = 3;

/**
 * Return the population with weights that meet the persons of each age group and sex, {low, high, female, male}; all
 * members of a household keep one weight. A group that nobody belongs to is refused.
 * Source: Deville and Särndal, Journal of the American Statistical Association 87(418), 1992.
 */
export function reweight(population, groups) {
  const { names, columns, totals } = targets(population, groups);
  const { households, members_weight: members } = population;
  const growth = pairwiseTotal(totals) / pairwiseTotal(members);
  const start = households.weight.map((weight) => weight * growth);
  const weight = entropyBalance(start, columns, totals, names);
  checkPossible(weight);
  return changedPopulation(population, { households: { ...households, weight } });
}

/** Return Kish's design effect of the weights after, and the most that one grew beyond the whole population. */
export function weightChanges(before, after) {
  const [old, changed] = [before.households.weight, after.households.weight];
  const growth = total(after.members_weight) / total(before.members_weight);
  const mean = total(changed) / changed.length;
  const squares = total(changed.map((each) => each ** 2)) / changed.length;
  const largest_ratio = changed.reduce((most, each, row) => Math.max(most, each / (old[row] * growth)), 0);
  return { design_effect: squares / mean ** 2, largest_ratio };
}

/** Return name, members by household and wanted persons of each age group and sex; refuse empty ones. */
function targets(population, groups) {
  const { age, sex } = population.persons;
  const [names, columns, totals] = [[], [], []];
  groups.forEach((group, place) => {
    const isLast = place === groups.length - 1;
    for (const code of SEXES) {
      const last = isLast ? OLDEST : group.high;
      const isOf = (years, person) => (sex[person] === code && years >= group.low && years <= last ? 1 : 0);
      const members = householdSum(population, age.map(isOf));
      const rows = [...members.keys()].filter((row) => members[row]);
      names.push(nameOf(code, group, isLast));
      columns.push({ rows, values: rows.map((row) => members[row]) });
      totals.push(code ? group.male : group.female);
    }
  });
  const empty = names.filter((_, place) => !columns[place].rows.length);
  if (empty.length) {
    const places = { population: population.name, groups: empty.join(words(", no ")) };
    throw new EmptyGroup(words("{population} has no {groups}, so no weight can make any. Join age groups.", places));
  }
  return { names, columns, totals: Float64Array.from(totals) };
}

function nameOf(sex, ages, isLast) {
  if (isLast) return sex ? words("men aged {low} and over", ages) : words("women aged {low} and over", ages);
  return sex ? words("men aged {low} to {high}", ages) : words("women aged {low} to {high}", ages);
}

function checkPossible(weight) {
  const [low, high] = WEIGHTS;
  if (!weight.every((each) => each >= low && each <= high)) {
    throw new SimulatorError(words("these groups need weights near 0 or beyond measure. Join age groups."));
  }
}
