// The two ends of a roll-out: a policy in its first year, and when the last cohort has joined.

import { boundsFor } from "../parameters.js";
import { withValues } from "../policy/record.js";

const YEAR = "roll_out.year";

/** Return the policy with every roll-out in its first year, year 0; where none changes, the same policy. */
export function inFirstYear(policy) {
  return inYear(policy, "low");
}

/** Return the policy in the year in which the last roll-out is complete: the last that the schemes declare. */
export function whenComplete(policy) {
  return inYear(policy, "high");
}

function inYear(policy, end) {
  return policy.schemes.reduce((changed, { scheme: { parameters }, values }, place) => {
    if (!parameters.has(YEAR)) return changed;
    const year = boundsFor(parameters.get(YEAR), values)[end];
    return values.get(YEAR) === year ? changed : withValues(changed, { [YEAR]: year }, place);
  }, policy);
}
