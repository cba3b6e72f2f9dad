// Redistribution: how far taxes and transfers bring people together, and how they reorder them.
// Persons with an equal rank are one step, in which each holds the mean of the step.

import { checkAmounts } from "./amounts.js";
import { concentrationIndex } from "./curves.js";
import { BadInput } from "../errors.js";
import { gini, total, weightedTotal } from "./headline.js";
import { words } from "../wording.js";

/** Return the Gini coefficient before, less the concentration index of welfare after ranked by before. */
export function reynoldsSmolensky(before, after, weights) {
  const { held, counted } = holdings("before", before, weights);
  const { held: heldAfter } = holdings("after", after, counted);
  return gini(held, counted) - concentrationIndex(heldAfter, before, counted);
}

/** Return the Gini coefficient after, less the concentration index of welfare after ranked by before. */
export function reranking(before, after, weights) {
  const { counted } = holdings("before", before, weights);
  const { held } = holdings("after", after, counted);
  // Without any overtaking the rounding of the sums would leave a hair below 0.
  return Math.max(0, gini(held, counted) - concentrationIndex(held, before, counted));
}

/** Return the concentration index of a tax ranked by welfare before, less the Gini coefficient before. */
export function kakwani(before, tax, weights) {
  const { held, counted } = holdings("before", before, weights);
  const { held: levied } = holdings("tax", tax, counted);
  return concentrationIndex(levied, before, counted) - gini(held, counted);
}

/** Return amounts over the largest and weights over their sum: in this unit no sum of sums overflows. */
function holdings(name, amounts, weights) {
  checkAmounts(name, amounts, weights);
  const all = total(weights);
  const counted = Float64Array.from(weights, (each) => each / all);
  const most = amounts.reduce((high, each, row) => (weights[row] > 0 ? Math.max(high, each) : high), 0) || 1;
  const held = Float64Array.from(amounts, (each, row) => (weights[row] > 0 ? each / most : 0));
  if (!(weightedTotal(held, counted) > 0)) {
    const allowed = words("amounts of 0 or more, with a total above 0");
    throw new BadInput(name, 0, allowed, words("Shares of nothing are no numbers."));
  }
  return { held, counted };
}
