// What the measures check first: one finite weight of 0 or more for each finite value, and somebody there.

import { BadInput, EmptyGroup, SimulatorError } from "../errors.js";
import { total } from "./headline.js";
import { words } from "../wording.js";

const notNegativeTotal = () => words("0 or more, with a total above 0");

/** Refuse columns that are not of the weights' length and finite, and weights that count nobody. */
export function checkColumns(weights, ...columns) {
  for (const column of columns) {
    if (column.length !== weights.length) {
      throw new SimulatorError(
        words("values and weights must be two lists of one length; here: {values} and {weights}.", {
          values: column.length,
          weights: weights.length,
        }),
      );
    }
  }
  if (![weights, ...columns].every((column) => column.every(Number.isFinite)) || weights.some((each) => each < 0)) {
    throw new SimulatorError(words("values must be finite, weights finite and 0 or more. Mend or drop such rows."));
  }
  const all = total(weights);
  if (!(all > 0)) {
    throw new EmptyGroup(words("the group is empty: its weights add up to 0, so it has no share and no mean."));
  }
  if (!Number.isFinite(all)) {
    throw new SimulatorError(words("weights add up to more than a number can hold. Count in thousands or millions."));
  }
}

/** Return {values, weights}, checked, without the rows of weight 0: those stand for nobody. */
export function present(values, weights) {
  checkColumns(weights, values);
  const there = (column) => Float64Array.from(column).filter((_, row) => weights[row] > 0);
  return { values: there(values), weights: there(weights) };
}

/** Return the same, or refuse values below 0, naming the lowest. */
export function notNegative(values, weights) {
  const rows = present(values, weights);
  const lowest = rows.values.reduce((least, value) => Math.min(least, value));
  if (lowest < 0) throw new BadInput("values", lowest, notNegativeTotal(), words("Mend those rows."));
  return rows;
}

/** Refuse a weighted total that is no number, or of which no share is a number. */
export function refuseTotal(sum, values) {
  if (!Number.isFinite(sum)) {
    const highest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const allowed = words("values whose weighted total is a number that a computer can hold");
    throw new BadInput("values", highest, allowed, words("Count in thousands or millions."));
  }
  if (sum <= 0) throw new BadInput("values", sum, notNegativeTotal(), words("Shares of nothing are no numbers."));
}
