// Welfare in its three states: consumption per person, or per equivalent adult.
// Apart from scenario.js, so that a page that counts per person need not load the scales.

import { EQUIVALENCE_SCALES, ownColumn, pivotedLine } from "../measures/equivalence.js";
import { unknown } from "../errors.js";
import { column } from "../population.js";
import { PER_PERSON, welfarePerPerson } from "./summary.js";
import { words } from "../wording.js";

export const OWN = "own_column";

/**
 * Return {equivalence, line, without, before, after, per_adult}: a month per equivalent adult, one number a
 * household, and how many persons such an adult stands for (left out where that is 1).
 * The line is moved so that it stays where it was for the average household (`pivotedLine`).
 */
export function welfareOf(outcome, lineName = null, equivalence = PER_PERSON) {
  const welfare = welfarePerPerson(outcome, lineName);
  const sizes = equivalentSizes(outcome.population, equivalence);
  if (sizes === null) return welfare;
  const { households, members_weight: members } = outcome.population;
  const { line, without, before, after } = welfare;
  const perAdult = Float64Array.from(households.size, (size, household) => size / sizes[household]);
  const moved = (amounts) => amounts.map((amount, household) => amount * perAdult[household]);
  return {
    equivalence,
    line: {
      ...line,
      label: words("{label}, per equivalent adult", { label: line.label }),
      month: pivotedLine(line.month, households.size, sizes, members),
    },
    without: without && moved(without),
    before: moved(before),
    after: moved(after),
    per_adult: perAdult,
  };
}

/** Return the states of welfare that are known, by name. */
export function statesOf({ without, before, after }) {
  return { ...(without && { without }), before, after };
}

/** Return each household's equivalent size, or null where everybody counts 1. */
function equivalentSizes(population, equivalence) {
  const names = [...Object.keys(EQUIVALENCE_SCALES), OWN];
  if (!names.includes(equivalence)) throw unknown("equivalence", equivalence, names);
  const [{ household, age }, number] = [population.persons, population.households.size.length];
  if (equivalence === OWN) return ownColumn(column(population, "equivalent_size").values, number);
  if (equivalence === PER_PERSON) return null;
  return EQUIVALENCE_SCALES[equivalence].equivalentSizes(household, age, number);
}
