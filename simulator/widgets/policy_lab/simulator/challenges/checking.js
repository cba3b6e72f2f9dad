// Whether an outcome reaches the goals of a challenge, and in words how far it is from each.

import { simulate } from "../engine/simulation.js";
import { SimulatorError } from "../errors.js";
import { inFirstYear, whenComplete } from "./roll-out.js";
import { breakdown } from "../scenario/breakdown.js";
import { summarise } from "../scenario/summary.js";

// Both engines come to the same number within a billionth: so near to a limit, a number is at it.
const NEAR = 1e-9;
// Making a formatter is slow, using it is not: each is made once.
const FIXED = [0, 1, 2, 3].map(
  (digits) => new Intl.NumberFormat("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);

/** Return for each goal {goal, value, met, text}; `challenge` is what Python's `Challenge.as_data` gives. */
export function goalResults(outcome, { goals, line, words }, catalogue) {
  const results = { ...summarise(outcome, line), ...madeFor(goals, outcome, catalogue, line) };
  return goals.map((goal) => {
    const refusal = placesOf(goal).map((place) => results[nameOf(place)]).find((each) => each instanceof SimulatorError);
    if (refusal) return { goal, value: null, met: false, text: filled(words.refused, { why: refusal.message }) };
    const value = numberOf(goal, results);
    return { goal, value, met: isMet(goal, value), text: progress(goal, value, words) };
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

function progress(goal, value, words) {
  if (value === null) return words.nobody;
  const difference = Math.abs(value - goal.value);
  const texts = { value: textOf(goal, value, words), difference: textOf(goal, difference, words) };
  if (isMet(goal, value)) return filled(words.met, texts);
  if (isAt(goal.value, value)) return filled(words.at_the_limit, texts);
  return filled(goal.comparison.includes(">") ? words.too_low : words.too_high, texts);
}

/** Return a number with its unit; what is not nothing is not shown as 0. */
function textOf({ digits, suffix }, value, words) {
  const shown = FIXED[digits].format(value);
  if (value > 0 && !/[1-9]/.test(shown)) return filled(words.less_than, { value: FIXED[digits].format(10 ** -digits) }) + suffix;
  return (/[1-9]/.test(shown) ? shown : shown.replace("-", "")) + suffix;
}

/** Return a sentence with its places in braces filled. */
export function filled(sentence, texts) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => texts[name]);
}
