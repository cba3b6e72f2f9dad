// Sums in the very order in which numpy adds, so that both languages round alike.

import { weighted } from "./measures/headline.js";

const BLOCK = 128;
const LANES = 8;
// Filled and read within one block: a new one for each would take longer than the sum.
const lane = new Float64Array(LANES);

/** Return the sum of an array's entries, from `start` to before `end`, added pairwise. */
export function pairwiseTotal(values, start = 0, end = values.length) {
  const count = end - start;
  if (count < LANES) return added(values, start, end, 0);
  if (count > BLOCK) {
    const half = count >> 1;
    const middle = start + half - (half % LANES);
    return pairwiseTotal(values, start, middle) + pairwiseTotal(values, middle, end);
  }
  const whole = end - (count % LANES);
  for (let place = 0; place < LANES; place++) lane[place] = values[start + place];
  for (let index = start + LANES; index < whole; index += LANES) {
    for (let place = 0; place < LANES; place++) lane[place] += values[index + place];
  }
  const [left, right] = [lane[0] + lane[1] + (lane[2] + lane[3]), lane[4] + lane[5] + (lane[6] + lane[7])];
  return added(values, whole, end, left + right);
}

/** Return the sum of values times weights, added pairwise. */
export function pairwiseWeighted(values, weights) {
  return pairwiseTotal(weighted(values, weights));
}

function added(values, start, end, sum) {
  for (let index = start; index < end; index++) sum += values[index];
  return sum;
}
