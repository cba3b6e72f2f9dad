// Whether an outcome reaches the goals of a challenge, and how far it is from each.

import { breakdown } from "../scenario/breakdown.js";
import { summarise } from "../scenario/summary.js";

// Both engines come to the same number within a billionth: so near to a limit, a number is at it.
const NEAR = 1e-9;

/**
 * Return for each goal {goal, value, met, difference, state}; `challenge` is what Python's `Challenge.as_data` gives.
 * `state` is the name of the sentence that says how far it is: met, nobody, at_the_limit, too_low or too_high.
 */
export function goalResults(outcome, { goals, line }, catalogue) {
  const results = { ...summarise(outcome, line), life_stages: lifeStages(outcome, catalogue, line) };
  return goals.map((goal) => {
    const value = numberOf(goal, results);
    return { goal, value, met: isMet(goal, value), difference: Math.abs(value - goal.value), state: stateOf(goal, value) };
  });
}

/** Return poverty of children, adults and older people, null of a group in which nobody lives. */
function lifeStages(outcome, catalogue, line) {
  const groups = new Map(breakdown(outcome, "life_stage", catalogue, line).map((each) => [each.label, each.poverty]));
  return catalogue.breakdowns.get("life_stage").map((label) => groups.get(label) ?? null);
}

function numberOf({ at, less }, results) {
  const [value, taken] = [at, less].map((place) => place && placed(place, results));
  if (less === null || value === null) return value;
  return taken === null ? null : value - taken;
}

function placed(place, results) {
  return place.split(".").reduce((found, name) => found && found[name], results) ?? null;
}

function isMet({ comparison, value: limit }, value) {
  if (value === null) return false;
  if (isAt(limit, value)) return comparison.includes("=");
  return value > limit === comparison.includes(">");
}

function isAt(limit, value) {
  return Math.abs(value - limit) <= NEAR * Math.max(1, Math.abs(limit));
}

function stateOf(goal, value) {
  if (value === null) return "nobody";
  if (isMet(goal, value)) return "met";
  if (isAt(goal.value, value)) return "at_the_limit";
  return goal.comparison.includes(">") ? "too_low" : "too_high";
}
