// Equivalence scales: how many adults living alone a household's needs are set equal to.
// `household` is the household's row for each person, sorted, from 0.

import { asNumber, heldTotal } from "./amounts.js";
import { BadInput, EmptyGroup, SimulatorError } from "../errors.js";
import { total } from "./headline.js";
import { checkColumns } from "./weighting.js";
import { words } from "../wording.js";

const CHILD_BELOW = 14;
const OLDEST = 120;
const MOST_HOUSEHOLDS = 2 ** 31 - 1;
const FURTHER_ADULT = 0.5;
const FURTHER_CHILD = 0.3;

/** Return each household's number of members: nothing is shared, a child needs what an adult needs. */
export function perPerson(household, ages, numberOfHouseholds) {
  checkMembers(household, ages, numberOfHouseholds);
  return counted(household, numberOfHouseholds, () => true);
}

/** Return 1 for the first person 14 or older, 0.5 for each further one, 0.3 for each child (Eurostat 1994). */
export function oecdModified(household, ages, numberOfHouseholds) {
  const sizes = perPerson(household, ages, numberOfHouseholds);
  const adults = counted(household, numberOfHouseholds, (person) => ages[person] >= CHILD_BELOW);
  return sizes.map((size, row) => {
    // In a household of children only, the first of them counts 1.
    const furtherChildren = size - adults[row] - (adults[row] === 0 ? 1 : 0);
    return 1 + FURTHER_ADULT * Math.max(adults[row] - 1, 0) + FURTHER_CHILD * furtherChildren;
  });
}

/** Return the square root of each household's number of members, whatever their ages (OECD 2008). */
export function squareRoot(household, ages, numberOfHouseholds) {
  return perPerson(household, ages, numberOfHouseholds).map(Math.sqrt);
}

/** Return equivalent sizes that a survey brings with it, checked: one a household, finite, above 0. */
export function ownColumn(equivalentSizes, numberOfHouseholds) {
  checkNumber(numberOfHouseholds);
  if (equivalentSizes.length !== numberOfHouseholds) {
    throw new SimulatorError(
      words("equivalent_sizes must have one entry a household: {households}, not {entries}.", {
        households: numberOfHouseholds,
        entries: equivalentSizes.length,
      }),
    );
  }
  checkAbove0("equivalent_sizes", equivalentSizes);
  return Float64Array.from(equivalentSizes);
}

/** The scales to choose from, by id: {label, equivalentSizes(household, ages, number of households)}. */
export const EQUIVALENCE_SCALES = Object.freeze({
  per_person: { label: "Per person", equivalentSizes: perPerson },
  oecd_modified: { label: "OECD-modified", equivalentSizes: oecdModified },
  square_root: { label: "Square root of household size", equivalentSizes: squareRoot },
});

/** Return the line per equivalent adult: the line per person times the mean of size / equivalent size. */
export function pivotedLine(line, sizes, equivalentSizes, weights) {
  const mend = words("Give the line per person.");
  asNumber("line", line, [2 ** -1022, Infinity], words("an amount above 0"), mend);
  checkAbove0("sizes", sizes);
  checkAbove0("equivalent_sizes", equivalentSizes);
  checkColumns(weights, sizes, equivalentSizes);
  const all = total(weights);
  const worth = Float64Array.from(sizes, (size, row) => (line * size) / equivalentSizes[row]);
  return heldTotal("line", worth, weights.map((weight) => weight / all));
}

function counted(household, numberOfHouseholds, test) {
  const counts = new Float64Array(numberOfHouseholds);
  for (let person = 0; person < household.length; person++) if (test(person)) counts[household[person]] += 1;
  return counts;
}

function checkMembers(household, ages, numberOfHouseholds) {
  checkNumber(numberOfHouseholds);
  if (household.length !== ages.length) {
    throw new SimulatorError(
      words("household and ages must be two lists of one length; here: {household} and {ages}.", {
        household: household.length,
        ages: ages.length,
      }),
    );
  }
  const fits = (row, person) =>
    Number.isInteger(row) && row >= (person ? household[person - 1] : 0) && row < numberOfHouseholds;
  if (!household.every(fits)) {
    const allowed = words("sorted whole numbers from 0 to {last}", { last: numberOfHouseholds - 1 });
    throw new BadInput("household", household, allowed, words("Number the households, then sort the persons."));
  }
  const empty = numberOfHouseholds - new Set(household).size;
  if (empty) {
    const places = { empty, households: numberOfHouseholds };
    throw new EmptyGroup(words("{empty} of {households} households have no member, so they have no size.", places));
  }
  if (!ages.every((age) => age >= 0 && age <= OLDEST)) {
    const years = words("ages from 0 to {oldest}", { oldest: OLDEST });
    throw new BadInput("ages", ages, years, words("Mend or drop the persons without an age."));
  }
}

function checkNumber(given) {
  const [allowed, mend] = [words("a whole number from 1"), words("Give the number of rows in the table of households.")];
  asNumber("number_of_households", given, [1, MOST_HOUSEHOLDS], allowed, mend);
  if (!Number.isInteger(given)) throw new BadInput("number_of_households", given, allowed, mend);
}

function checkAbove0(name, numbers) {
  if (!numbers.every((each) => Number.isFinite(each) && each > 0)) {
    throw new BadInput(name, numbers, words("finite numbers above 0"), words("Mend or drop those households."));
  }
}
