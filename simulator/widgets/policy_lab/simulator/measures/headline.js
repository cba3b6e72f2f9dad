// Measures: f(values, weights, …) -> number. They know arrays and nothing of the simulator's records.

import { BadInput, EmptyGroup } from "../errors.js";
import { words } from "../wording.js";

// Welfare that equals the line but for rounding is not poverty.
const AT_THE_LINE = 1 - 1e-9;
// A power in general takes far longer than these.
const POWERS = [() => 1, (gap) => gap, (gap) => gap * gap];

/** Return the sum of an array, from the first entry to the last. */
export function total(values) {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index];
  return sum;
}

/** Return the sum of values times weights. */
export function weightedTotal(values, weights) {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] * weights[index];
  return sum;
}

/** Return each value times its weight. */
export function weighted(values, weights) {
  const products = new Float64Array(values.length);
  for (let index = 0; index < products.length; index++) products[index] = values[index] * weights[index];
  return products;
}

/** Return the welfare below which somebody is poor. */
export function poorBelow(line) {
  if (!(Number.isFinite(line) && line > 0)) {
    throw new BadInput("line", line, words("an amount above 0"), words("Give the line in the unit of the welfare."));
  }
  return line * AT_THE_LINE;
}

/** Return the Foster-Greer-Thorbecke measure: alpha 0 headcount, 1 poverty gap, 2 severity, as shares. */
export function fgt(welfare, weights, line, alpha) {
  const [below, all, power] = [poorBelow(line), everybody(weights), POWERS[alpha] ?? ((gap) => gap ** alpha)];
  let sum = 0;
  for (let index = 0; index < welfare.length; index++) {
    if (welfare[index] < below) sum += weights[index] * power((line - welfare[index]) / line);
  }
  return sum / all;
}

/**
 * Return the Gini coefficient: 0 when all are equal, near 1 when one has everything.
 * `near` is an order that is nearly right, where one is known: it saves time and changes nothing.
 */
export function gini(values, weights, near) {
  everybody(weights);
  const order = stableOrder(values, near);
  let [people, held, area] = [0, 0, 0];
  for (let place = 0; place < order.length; place++) {
    const weight = weights[order[place]];
    const amount = values[order[place]] * weight;
    held += amount;
    people += weight;
    area += weight * (2 * held - amount);
  }
  // A row of weight 0 stands for nobody: its value decides nothing.
  const lowest = values[order.find((row) => weights[row] > 0)];
  if (!(lowest >= 0 && held > 0)) {
    const mend = lowest < 0 ? words("Mend those rows.") : words("Shares of nothing are no numbers.");
    throw new BadInput("values", lowest, words("0 or more, with a total above 0"), mend);
  }
  // Among equals the rounding of the sums would leave a hair below 0.
  return Math.max(0, 1 - area / (people * held));
}

/**
 * Return the numbers of the entries from the lowest value to the highest; ties keep the order of `near`.
 * A merge sort by hand: three times as fast as `sort` with a comparison function.
 */
export function stableOrder(values, near = values.map((_, index) => index)) {
  let from = new Int32Array(near);
  let into = new Int32Array(values.length);
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      merge(values, from, into, start, width);
    }
    [from, into] = [into, from];
  }
  return from;
}

function merge(values, from, into, start, width) {
  const middle = Math.min(start + width, values.length);
  const end = Math.min(start + 2 * width, values.length);
  // The two halves are often in order already.
  if (middle === end || values[from[middle - 1]] <= values[from[middle]]) {
    for (let place = start; place < end; place++) into[place] = from[place];
    return;
  }
  let left = start;
  let right = middle;
  for (let place = start; place < end; place++) {
    const takeLeft = right >= end || (left < middle && values[from[left]] <= values[from[right]]);
    into[place] = takeLeft ? from[left++] : from[right++];
  }
}

function everybody(weights) {
  const all = total(weights);
  if (!(all > 0)) throw empty();
  return all;
}

function empty() {
  return new EmptyGroup(words("the group is empty: its weights add up to 0, so it has no share and no mean."));
}
