// The people of each year to come: today's households, reweighted to the published ages of that year.

import { BadInput } from "../errors.js";
import { reweight, weightChanges } from "./reweighting.js";
import { words } from "../wording.js";

export const AS_BUILT = "as built";
export const PUBLISHED = "published";
export const INTERPOLATED = "interpolated";
export const CONSTANT = "held constant";

/**
 * Return today's people with the published ages of years to come, [{year, groups}] in order; without any, nobody ages.
 * `builtFor` is the year whose ages the people have already. The people of a year are made once.
 */
export function peopleByYear(population, published = [], builtFor = null) {
  return { population, published, builtFor, made: new Map() };
}

/** Return the last year of the population figures, or null where the people stay as they are. */
export function lastYear({ published }) {
  return published.length ? published.at(-1).year : null;
}

/** Return {population, basis, design_effect, largest_ratio} of a year; one beyond the population figures is refused. */
export function peopleInYear(people, year) {
  const basis = basisOf(people, year);
  if (!people.made.has(year)) people.made.set(year, madeFor(people, year, basis));
  return people.made.get(year);
}

/** Return what the ages of a year rest on. */
export function basisOf({ published, builtFor }, year) {
  if (!published.length) return CONSTANT;
  const [first, last] = [published[0].year, published.at(-1).year];
  if (!Number.isInteger(year) || year < first || year > last) {
    const mend = words("Nobody published the population by age of other years here: choose one of these.");
    throw new BadInput("year", year, words("a whole year from {low} to {last}", { low: first, last }), mend);
  }
  if (year === builtFor) return AS_BUILT;
  return published.some((each) => each.year === year) ? PUBLISHED : INTERPOLATED;
}

function madeFor({ population: today, published }, year, basis) {
  const isMoved = basis === PUBLISHED || basis === INTERPOLATED;
  const population = isMoved ? reweight(today, agesIn(published, year)) : today;
  return { population, basis, ...weightChanges(today, population) };
}

/**
 * Return the persons by age group and sex of a year; between two published ones each grows steadily, by the same
 * share each year. Source: Preston, Heuveline, Guillot, Demography (Blackwell 2001), chapter 1.
 */
export function agesIn(published, year) {
  const known = published.find((each) => each.year === year);
  if (known) return known.groups;
  const after = published.findIndex((each) => each.year > year);
  const [earlier, later] = [published[after - 1], published[after]];
  const passed = (year - earlier.year) / (later.year - earlier.year);
  return earlier.groups.map((one, place) => {
    const other = later.groups[place];
    const grown = (sex) => one[sex] ** (1 - passed) * other[sex] ** passed;
    return { ...one, female: grown("female"), male: grown("male") };
  });
}
