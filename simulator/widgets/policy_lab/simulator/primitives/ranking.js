// Ranking households: quotas, places from poor to rich, and scores that guess consumption.

import { SimulatorError } from "../errors.js";
import { draw as luck } from "../luck.js";
import { stableOrder } from "../measures/headline.js";
import { normalScores } from "../normal.js";
import { pairwiseTotal, pairwiseWeighted } from "../sums.js";
import { words } from "../wording.js";

// Quotas that fall exactly between two households must not turn on the last bit of a sum.
export const SLACK = 1e-12;
// Below this share of the mean, consumption has no useful logarithm.
const LEAST_OF_MEAN = 1e-3;

/** Return who comes first in the order, until their count fills the share of all; who crosses the quota is taken. */
export function poorest(order, counted, share) {
  let all = 0;
  for (const row of order) all += counted[row];
  const quota = share * all * (1 - SLACK);
  const taken = new Uint8Array(order.length);
  let before = 0;
  for (let place = 0; place < order.length && before < quota; place++) {
    taken[order[place]] = 1;
    before += counted[order[place]];
  }
  return taken;
}

/** Return the order of households by a score that guesses consumption with a given R², the lowest first. */
export function noisyOrder(population, rSquared, seed, purpose) {
  return stableOrder(noisyScore(population, rSquared, seed, purpose));
}

/** Return consumption guessed from a drawn score, local currency a month per person, one a household. */
export function predictedMonth(population, rSquared, seed, purpose) {
  const { mean_consumption: mean, members_weight: members } = population;
  if (!(mean > 0)) throw new SimulatorError(words("consumption is 0 everywhere, so no score can guess it."));
  const { consumption_month: consumption } = population.households;
  const logs = consumption.map((amount) => Math.log(Math.max(amount, LEAST_OF_MEAN * mean)));
  const all = pairwiseTotal(members);
  const shares = members.map((each) => each / all);
  const centre = pairwiseWeighted(logs, shares);
  const squares = logs.map((each) => (each - centre) ** 2);
  const deviation = Math.sqrt(pairwiseWeighted(squares, shares));
  const score = noisyScore(population, rSquared, seed, purpose);
  return score.map((each) => Math.exp(centre + Math.sqrt(rSquared) * deviation * each));
}

/** Return one score a household, low for the poor: √R² welfare + √(1 − R²) luck, both in normal scores. */
function noisyScore({ welfare_scores: known }, rSquared, seed, purpose) {
  const noise = normalScores(luck(seed, known.length, purpose));
  const [welfare, chance] = [Math.sqrt(rSquared), Math.sqrt(1 - rSquared)];
  for (let row = 0; row < noise.length; row++) noise[row] = welfare * known[row] + chance * noise[row];
  return noise;
}
