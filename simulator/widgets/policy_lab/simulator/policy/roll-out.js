// A roll-out by cohort, wherever a policy has one: its years moved on, and its two ends. The same as Python's.

import { boundsFor } from "../parameters.js";
import { withValues } from "./record.js";

export const OLDEST_AT_START = "roll_out.oldest_at_start";
export const ROLL_OUT_YEAR = "roll_out.year";

/** Return the policy with each roll-out in the year made of its own and its bounds; where none moves, the same policy. */
export function withRollOuts(policy, yearOf) {
  return policy.schemes.reduce((changed, { scheme: { parameters }, values }, place) => {
    if (!parameters.has(ROLL_OUT_YEAR)) return changed;
    const year = yearOf(values.get(ROLL_OUT_YEAR), boundsFor(parameters.get(ROLL_OUT_YEAR), values));
    return values.get(ROLL_OUT_YEAR) === year ? changed : withValues(changed, { [ROLL_OUT_YEAR]: year }, place);
  }, policy);
}

/** Return the policy with every roll-out in its first year, year 0. */
export function inFirstYear(policy) {
  return withRollOuts(policy, (_year, { low }) => low);
}

/** Return the policy in the year in which the last roll-out is complete: the last that the schemes declare. */
export function whenComplete(policy) {
  return withRollOuts(policy, (_year, { high }) => high);
}
