// What a proxy means test misses in theory, when log welfare and its score are jointly normal.
// Phi2(a, b; r), r the square root of R2, is the share of persons who are both reached and intended.

import { asNumber } from "./amounts.js";
import { EmptyGroup } from "../errors.js";
import { normalScores } from "../normal.js";
import { words } from "../wording.js";

const STEP = 1 / 32;
const STEPS = 128;
// Keeps the quotient defined where the correlation is 1 and each angle 0.
const ANGLE_ABOVE_0 = 1e-100;

/** Return the share of the poorest `targetShare` of persons, the quota unless given, whom a quota by score misses. */
export function proxyExclusionError(rSquared, quota, targetShare = null) {
  const { both, target } = shares(rSquared, quota, targetShare);
  if (!(target > 0)) {
    throw new EmptyGroup(words("nobody is intended: the target share is 0, so there is nobody to miss."));
  }
  return Math.max(0, 1 - both / target);
}

/** Return the share of those reached by a quota by score who are not the poorest `targetShare`. */
export function proxyInclusionError(rSquared, quota, targetShare = null) {
  const { both, reached } = shares(rSquared, quota, targetShare);
  if (!(reached > 0)) {
    throw new EmptyGroup(words("nobody is reached: the quota is 0, so nobody is reached by mistake."));
  }
  return Math.max(0, 1 - both / reached);
}

/** Return the error for each R2, exclusion and inclusion alike, the target being the quota. */
export function proxyErrorCurve(quota, rSquareds) {
  return Float64Array.from(rSquareds, (rSquared) => proxyExclusionError(rSquared, quota));
}

function shares(rSquared, quota, targetShare) {
  const [allowed, mend] = [words("a number from 0 to 1"), words("Write 0.2 for 20 %.")];
  asNumber("r_squared", rSquared, [0, 1], allowed, words("Write 0.5 for a half."));
  const reached = asNumber("quota", quota, [0, 1], allowed, mend);
  const target = asNumber("target_share", targetShare ?? quota, [0, 1], allowed, mend);
  const ends = [reached, target].some((share) => share === 0 || share === 1);
  const both = ends ? reached * target : bothBelow(reached, target, Math.sqrt(rSquared));
  return { both, reached, target };
}

/** Plackett's integral over the angle whose sine is the correlation, from the end where the two are one. */
function bothBelow(first, second, correlation) {
  const [above, beside] = normalScores([first, second]);
  const widest = Math.acos(correlation);
  let sum = 0;
  for (let number = -STEPS; number <= STEPS; number++) {
    const step = number * STEP;
    const stretched = Math.PI * Math.sinh(step);
    const angle = widest / (1 + Math.exp(-stretched));
    const weight = (STEP * Math.PI * Math.cosh(step) * angle) / (1 + Math.exp(stretched));
    const apart = ((above - beside) / Math.sin(Math.max(angle, ANGLE_ABOVE_0))) ** 2 / 2;
    sum += weight * Math.exp(-apart - (above * beside) / (1 + Math.cos(angle)));
  }
  return Math.max(0, Math.min(first, second) - sum / (2 * Math.PI));
}
