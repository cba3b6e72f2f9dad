// The visible tests in the page: the twin of `exercises/checks.py`, on the same sheet, with the same words.

import { SimulatorError } from "../policy-lab/simulator/errors.js";
import { simulate } from "../policy-lab/simulator/engine/simulation.js";
import { policyFromFragment } from "../policy-lab/simulator/policy/links.js";
import { withValues } from "../policy-lab/simulator/policy/record.js";
import { summarise } from "../policy-lab/simulator/scenario/summary.js";

const ROUNDING = 1e-9;
const WHOLE_FROM = 1000;
const LARGEST = 1e15;

/** An answer that cannot be tested; its message says why. */
class Refused extends Error {}

/**
 * Return what is wrong with the answer to a question, or null when nothing is. `answers` holds, by the id of
 * the question, a policy's fragment, a number or a text; `assets` are what the lab has loaded.
 */
export function problem({ sheet, messages }, name, answers, assets) {
  const question = sheet.questions.find((each) => each.id === name);
  const context = { sheet, messages, answers, assets };
  try {
    if (question.kind === "policy") return policyProblem(context, question);
    if (question.kind === "number") return numberProblem(context, question);
    return answers[name]?.trim() ? null : messages.no_text;
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

/** Return the number that somebody has typed ('57.2', '57,2 %'), or null. */
export function readNumber(text) {
  const plain = inLatinDigits(text).trim().replace(/\s*[%٪]$/, "").replace(/[,٫]/, ".");
  return /^[+-]?[0-9]{1,15}(\.[0-9]*)?$/.test(plain) ? Number(plain) : null;
}

/** Return a text with digits of any script, such as '७५', written as 0 to 9. */
function inLatinDigits(text) {
  const isDigit = (code) => /\p{Nd}/u.test(String.fromCodePoint(code));
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0);
    let value = 0;
    // The ten digits of a script follow each other from zero.
    while (value < 9 && isDigit(code - value - 1)) value += 1;
    return String(value);
  });
}

function policyOf({ messages, assets }, fragment) {
  if (typeof fragment !== "string" || !fragment.trim()) throw new Refused(messages.no_policy);
  const policy = understood(messages, () => policyFromFragment(fragment, assets.catalogue));
  if (policy.schemes.length === 0) throw new Refused(messages.no_policy);
  return policy;
}

function understood(messages, read) {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    throw new Refused(messages.unreadable_policy.replace("{error}", error.message));
  }
}

function policyProblem(context, question) {
  const policy = policyOf(context, context.answers[question.id]);
  for (const test of question.tests) {
    const changed = understood(context.messages, () => withValues(policy, test.settings ?? {}));
    const value = measured(summaryOf(context, changed), test.measure);
    if (!keeps(test, value)) return worded(context, test, value);
  }
  return null;
}

/** Return the result of a policy; one that cannot run on these people is refused in words. */
function summaryOf({ messages, assets }, policy) {
  return understood(messages, () => summarise(simulate(assets.population, policy)));
}

/** Return the number at a dotted path of a summary, such as `cost.percent_of_gdp`. */
function measured(summary, path) {
  return path.split(".").reduce((found, part) => found?.[part] ?? null, summary);
}

function keeps({ at_least: low = -Infinity, at_most: high = Infinity, shown_decimals: decimals }, value) {
  const hidden = decimals === undefined ? ROUNDING : 0.5 * 10 ** -decimals - ROUNDING;
  return Number.isFinite(value) && value >= low - hidden && value <= high + hidden;
}

function worded({ messages }, test, value) {
  const limit = test.at_most ?? test.at_least;
  const shown = value === null ? messages.nobody : numberText(value, value.toFixed(2));
  return test.message.replaceAll("{value}", shown).replaceAll("{limit}", numberText(limit, String(limit)));
}

function numberText(value, small) {
  return Math.abs(value) >= WHOLE_FROM ? value.toLocaleString("en-US", { maximumFractionDigits: 0 }) : small;
}

function numberProblem(context, question) {
  const given = context.answers[question.id];
  if (typeof given !== "number" || !(given > -LARGEST && given < LARGEST)) return context.messages.no_number;
  const summary = summaryBefore(context, question);
  if (near(given, measured(summary, question.measure), question.tolerance)) return null;
  for (const mistake of question.mistakes ?? []) {
    if (near(given, mistaken(mistake, summary), question.tolerance * (mistake.times ?? 1))) return mistake.message;
  }
  return question.wrong;
}

/** Return the result of the policy that the question is about, which must be there first. */
function summaryBefore(context, question) {
  try {
    return summaryOf(context, policyOf(context, context.answers[question.policy]));
  } catch (error) {
    if (error instanceof Refused) throw new Refused(context.messages.policy_first);
    throw error;
  }
}

function mistaken({ measure, times = 1, complement = false }, summary) {
  const value = measured(summary, measure);
  return value === null ? null : (complement ? 100 - value : value) * times;
}

function near(given, value, tolerance) {
  return value !== null && Math.abs(given - value) <= tolerance + ROUNDING;
}
