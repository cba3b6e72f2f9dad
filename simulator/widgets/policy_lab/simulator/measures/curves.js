// Curves: which share of the total is held by the persons up to each rank.

import { SimulatorError } from "../errors.js";
import { stableOrder } from "./headline.js";
import { checkColumns, notNegative, refuseTotal } from "./weighting.js";
import { words } from "../wording.js";

/** Return the Lorenz curve {persons, held}: cumulative shares from 0 to 1, poorest first; equals are one step. */
export function lorenzCurve(values, weights) {
  const rows = notNegative(values, weights);
  return curve(rows.values, rows.values, rows.weights);
}

/**
 * Return cumulative shares {persons, held}, the lowest in `rankedBy` first; equal ranks are one step.
 * Single values may be negative; their total must be above 0.
 */
export function concentrationCurve(values, rankedBy, weights) {
  checkColumns(weights, values);
  if (rankedBy.length !== values.length || !Array.prototype.every.call(rankedBy, Number.isFinite)) {
    throw new SimulatorError(words("ranked_by must have one finite number for each value. Mend or drop such rows."));
  }
  const there = (column) => Float64Array.from(column).filter((_, row) => weights[row] > 0);
  return curve(there(values), there(rankedBy), there(weights));
}

/** Return 1 - twice the area under the concentration curve: from -1 to 1, the Gini when ranked by the values. */
export function concentrationIndex(values, rankedBy, weights) {
  const { persons, held } = concentrationCurve(values, rankedBy, weights);
  let area = 0;
  for (let step = 1; step < persons.length; step++) {
    area += (persons[step] - persons[step - 1]) * (held[step] + held[step - 1]);
  }
  return 1 - area;
}

/** Return the height of a curve at a share of persons, on a straight line between its points. */
export function heldBy(cut, { persons, held }) {
  const step = Math.max(1, persons.findIndex((share) => share >= cut));
  const width = persons[step] - persons[step - 1];
  return held[step - 1] + ((held[step] - held[step - 1]) * (cut - persons[step - 1])) / width;
}

function curve(values, ranks, weights) {
  const [persons, held] = [[0], [0]];
  let [people, amount] = [0, 0];
  const order = stableOrder(ranks);
  order.forEach((row, place) => {
    people += weights[row];
    amount += values[row] * weights[row];
    if (place + 1 < order.length && ranks[order[place + 1]] === ranks[row]) return;
    persons.push(people);
    held.push(amount);
  });
  refuseTotal(amount, values);
  return { persons: persons.map((each) => each / people), held: held.map((each) => each / amount) };
}
