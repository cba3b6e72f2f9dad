// Whether an outcome reaches the goals of a challenge, and how far it is from each.

import { simulate } from "../engine/simulation.js";
import { SimulatorError } from "../errors.js";
import { inFirstYear, whenComplete } from "../policy/roll-out.js";
import { breakdown } from "../scenario/breakdown.js";
import { summarise } from "../scenario/summary.js";

// Both engines come to the same number within a billionth: so near to a limit, a number is at it.
const NEAR = 1e-9;

/**
 * Return for each goal {goal, value, met, state, …}; `challenge` is what Python's `Challenge.as_data` gives. `state` is the
 * name of the sentence that says how far it is, with `difference`: met, nobody, at_the_limit, too_low or too_high; or it is
 * refused, with what refuses it, `why`.
 */
export function goalResults(outcome, { goals, line }, catalogue) {
  const results = { ...summarise(outcome, line), ...madeFor(goals, outcome, catalogue, line) };
  return goals.map((goal) => {
    const refusal = placesOf(goal).map((place) => results[nameOf(place)]).find((each) => each instanceof SimulatorError);
    if (refusal) return { goal, value: null, met: false, state: "refused", why: refusal.message };
    const value = numberOf(goal, results);
    return { goal, value, met: isMet(goal, value), difference: Math.abs(value - goal.value), state: stateOf(goal, value) };
  });
}

// What is computed only where a goal asks for it, by the first name of its places.
const MADE = {
  life_stages: lifeStages,
  first_year: (outcome, _catalogue, line) => atAnEnd(inFirstYear, outcome, line),
  complete: (outcome, _catalogue, line) => atAnEnd(whenComplete, outcome, line),
};

function madeFor(goals, ...given) {
  const asked = new Set(goals.flatMap(placesOf).map(nameOf));
  const names = Object.keys(MADE).filter((name) => asked.has(name));
  return Object.fromEntries(names.map((name) => [name, MADE[name](...given)]));
}

function placesOf({ at, less }) {
  return less === null ? [at] : [at, less];
}

function nameOf(place) {
  return place.split(".")[0];
}

/** Return the results at an end of the roll-out, or what refuses that year alone, such as a levy. */
function atAnEnd(end, outcome, line) {
  const { population, seed, baseline } = outcome;
  const policy = end(outcome.policy);
  try {
    return summarise(policy === outcome.policy ? outcome : simulate(population, policy, seed, baseline, outcome), line);
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    return error;
  }
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
