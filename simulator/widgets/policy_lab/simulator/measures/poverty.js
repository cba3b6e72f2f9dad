// Poverty beside the Foster-Greer-Thorbecke measures: how far below the line, and how unequally so.

import { BadInput } from "../errors.js";
import { gini, poorBelow, total, weightedTotal } from "./headline.js";
import { present } from "./weighting.js";
import { words } from "../wording.js";

/** Return the Watts index, the mean over all of ln(line / welfare); welfare of 0 or less is refused. */
export function watts(welfare, weights, line) {
  const { values, weights: counted } = present(welfare, weights);
  const below = poorBelow(line);
  const lowest = values.reduce((least, value) => Math.min(least, value));
  if (lowest <= 0) {
    const mend = words("Mend those rows, or use the poverty gap and severity, which allow 0.");
    throw new BadInput("welfare", lowest, words("amounts above 0"), mend);
  }
  const logs = values.map((value) => (value < below ? Math.log(line) - Math.log(value) : 0));
  return weightedTotal(logs, counted) / total(counted);
}

/** Return the Sen-Shorrocks-Thon index: the poverty gap x (1 + Gini of the gaps of all persons). */
export function senShorrocksThon(welfare, weights, line) {
  const { values, weights: counted } = present(welfare, weights);
  const below = poorBelow(line);
  const gaps = values.map((value) => (value < below ? (line - value) / line : 0));
  const gap = weightedTotal(gaps, counted) / total(counted);
  if (!Number.isFinite(gap)) {
    const lowest = values.reduce((least, value) => Math.min(least, value));
    const allowed = words("amounts that are not so far below 0");
    throw new BadInput("welfare", lowest, allowed, words("Mend or drop those rows."));
  }
  return gap > 0 ? gap * (1 + gini(gaps, counted)) : 0;
}
