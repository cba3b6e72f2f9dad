// What is wrong with a link in a learner's words. The words for whoever made it are the error's own.

import { say } from "../texts/lab.js";
import { fixed, withSign } from "./format.js";
import { insideSentence, named } from "../texts/speaking.js";

const LONGEST = 40;
const UNKNOWN_SETTING = /^(schemes\[\d+\]|((baseline|alternative)\.)?(existing\[\d+\]|(interactions|financing)\[\d+\](\.id)?)|(baseline|alternative)\.schemes\[\d+\](\.id)?)$/;

/** Return the sentence for an error of a link, or of the simulation that it asks for. */
export function linkWords(error) {
  const { field, value, parameter } = error;
  if (!field) return error.message;
  if (parameter) return valueWords(error);
  if (field === "line") return say("link.line", { value: written(value) });
  if (field === "country") return say("link.country", { value: written(value) });
  if (field === "policy.version") return versionWords(value);
  if (field === "schemes" || /^schemes\[\d+\]\.id$/.test(field)) return schemeWords(error);
  if (UNKNOWN_SETTING.test(field)) return say("link.setting", { value: written(value) });
  return say("link.damaged");
}

function valueWords({ parameter, unit, value }) {
  const places = { name: subject(parameter.label), value: valueIn(value, unit), allowed: allowedIn(parameter, unit) };
  return say("link.value", places);
}

/** 'The benefit' reads well of a label of one word, not of 'Lost on the way'. */
function subject(label) {
  return /^[\p{L}\p{M}\p{N}_-]+$/u.test(label) ? say("link.one_word", { name: insideSentence(label) }) : quoted(label);
}

function valueIn(value, unit) {
  if (Array.isArray(value)) return say("link.range", { low: String(value[0]), high: String(value[1]) });
  if (typeof value !== "number") return written(value);
  return unit === "share" ? withSign(number(100 * value)) : number(value);
}

function allowedIn(parameter, unit) {
  if (parameter.kind === "choice") return say("link.one_of", { choices: Object.values(parameter.choices).join("; ") });
  const { low, high } = parameter.bounds[unit];
  const factor = unit === "share" ? 100 : 1;
  const places = { low: number(low * factor), high: number(high * factor), unit: unitWords(parameter, unit) };
  const isPair = parameter.kind === "range";
  return say(isPair ? "link.pair_from_to" : "link.from_to", places);
}

function unitWords({ units }, unit) {
  if (units) return units[unit];
  return unit === "share" ? "%" : named(unit);
}

function versionWords(value) {
  if (value === null) return say("link.no_beginning");
  return say("link.version", { value: written(value) });
}

function schemeWords({ schemes = [], known, value }) {
  if (known && !schemes.length) return say("link.no_scheme");
  if (schemes.length > 1) return say(known.length === 1 ? "link.more_schemes" : "link.other_schemes");
  return value ? say("link.another_lab", { value: cut(value) }) : say("link.which_lab");
}

function number(value) {
  const size = Math.abs(value);
  const text = size >= 1e15 || !Number.isInteger(value) ? String(Number(size.toPrecision(6))) : fixed(size, 0);
  return value < 0 ? say("numbers.minus", { value: text }) : text;
}

function written(value) {
  return quoted(cut(value));
}

function quoted(text) {
  return say("link.quoted", { text });
}

function cut(value) {
  const characters = [...String(value ?? say("link.nothing"))];
  return characters.length <= LONGEST ? characters.join("") : `${characters.slice(0, LONGEST).join("")}…`;
}
