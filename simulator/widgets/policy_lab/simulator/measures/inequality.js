// Inequality beside the Gini coefficient: how unequally consumption is spread.

import { heldBy, lorenzCurve } from "./curves.js";
import { BadInput } from "../errors.js";
import { total, weightedTotal } from "./headline.js";
import { notNegative, refuseTotal } from "./weighting.js";
import { words } from "../wording.js";

/** Return what the richest tenth of persons holds over what the poorest two fifths hold. */
export function palma(values, weights) {
  return ratioOfEnds(values, weights, 0.1, 0.4);
}

/** Return what the richest fifth of persons holds over what the poorest fifth holds. */
export function quintileRatio(values, weights) {
  return ratioOfEnds(values, weights, 0.2, 0.2);
}

/** Return Theil's T, the mean of (y / mean) ln(y / mean): 0 among equals; a value of 0 adds 0. */
export function theil(values, weights) {
  const { relative, shares } = relativeTo(values, weights);
  const terms = relative.map((each) => (each > 0 ? each * Math.log(each) : 0));
  return Math.max(0, weightedTotal(terms, shares));
}

/** Return the mean of ln(mean / y); values of 0 are refused, one alone would make it infinite. */
export function meanLogDeviation(values, weights) {
  const { relative, shares } = relativeTo(values, weights);
  refuseZeros(relative, words("One 0 would make the mean log deviation infinite: use Theil's T or the Gini."));
  return Math.max(0, -weightedTotal(relative.map(Math.log), shares));
}

/** Return Atkinson's index at an aversion to inequality above 0 and up to 100; from 1 on, zeros are refused. */
export function atkinson(values, weights, epsilon) {
  if (!(epsilon > 0 && epsilon <= 100)) {
    throw new BadInput("epsilon", epsilon, words("a number above 0, up to 100"), words("Use 0.5, 1 or 2."));
  }
  const { relative, shares } = relativeTo(values, weights);
  if (epsilon >= 1) refuseZeros(relative, words("One 0 would make the index 1 at this epsilon: use one below 1."));
  return Math.max(0, 1 - Math.exp(logPowerMean(relative.map(Math.log), shares, 1 - epsilon)));
}

/** Return ln of (mean of y^power)^(1 / power), accurate near power 0, where it is the mean of logs. */
function logPowerMean(logs, shares, power) {
  if (power === 0) return weightedTotal(logs, shares);
  const scaled = logs.map((each) => power * each);
  const highest = scaled.reduce((most, each) => Math.max(most, each));
  const lower = weightedTotal(scaled.map((each) => Math.expm1(each - highest)), shares);
  // Near power 0 the first form keeps digits, far from it the second: 1 + lower would cancel.
  const far = () => Math.log(weightedTotal(scaled.map((each) => Math.exp(each - highest)), shares));
  return (highest + (lower > -0.5 ? Math.log1p(lower) : far())) / power;
}

function ratioOfEnds(values, weights, top, bottom) {
  const curve = lorenzCurve(values, weights);
  const [below, above] = [heldBy(bottom, curve), heldBy(1 - top, curve)];
  if (!(below > 0 && Number.isFinite((1 - above) / below))) {
    const allowed = words("values of which the poorest {share}% hold some part", { share: Math.round(bottom * 100) });
    throw new BadInput("values", below, allowed, words("Else the ratio is infinite: use the Gini or Theil's T."));
  }
  return (1 - above) / below;
}

function relativeTo(given, weightsGiven) {
  const { values, weights } = notNegative(given, weightsGiven);
  const all = total(weights);
  const shares = weights.map((weight) => weight / all);
  const mean = weightedTotal(values, shares);
  refuseTotal(mean, values);
  return { relative: values.map((value) => value / mean), shares };
}

function refuseZeros(relative, mend) {
  if (relative.some((each) => each === 0)) throw new BadInput("values", 0, words("values above 0"), mend);
}
