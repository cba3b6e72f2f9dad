// What is wrong with a link in a learner's words. The words for whoever made it are the error's own.

import { fixed } from "./format.js";

const LONGEST = 40;
const UNKNOWN_SETTING = /^(schemes\[\d+\]|((baseline|alternative)\.)?(existing\[\d+\]|(interactions|financing)\[\d+\](\.id)?)|(baseline|alternative)\.schemes\[\d+\](\.id)?)$/;

/** Return the sentence for an error of a link, or of the simulation that it asks for. */
export function linkWords(error) {
  const { field, value, parameter } = error;
  if (!field) return error.message;
  if (parameter) return valueWords(error);
  if (field === "line") return `The poverty line in this link, ${written(value)}, is not one of this lab.`;
  if (field === "country") return `The country in this link, ${written(value)}, is not one of this lab.`;
  if (field === "policy.version") return versionWords(value);
  if (field === "schemes" || /^schemes\[\d+\]\.id$/.test(field)) return schemeWords(error);
  if (UNKNOWN_SETTING.test(field)) return `This link has a setting that this lab does not know: ${written(value)}.`;
  return "This link is damaged, or was cut short.";
}

function valueWords({ parameter, unit, value }) {
  const allowed = allowedIn(parameter, unit);
  return `${subject(parameter.label)} in this link is ${valueIn(value, unit)}. It may be ${allowed}.`;
}

/** 'The benefit' reads well of a label of one word, not of 'Lost on the way'. */
function subject(label) {
  return /^[\w-]+$/.test(label) ? `The ${label.toLowerCase()}` : `‘${label}’`;
}

function valueIn(value, unit) {
  if (Array.isArray(value)) return value.join(" to ");
  if (typeof value !== "number") return written(value);
  return number(unit === "share" ? 100 * value : value) + (unit === "share" ? "\u00a0%" : "");
}

function allowedIn(parameter, unit) {
  if (parameter.kind === "choice") return `one of these: ${Object.values(parameter.choices).join("; ")}`;
  const { low, high } = parameter.bounds[unit];
  const factor = unit === "share" ? 100 : 1;
  const range = `from ${number(low * factor)} to ${number(high * factor)}\u00a0${unitWords(parameter, unit)}`;
  return parameter.kind === "range" ? `${range}, the lower first` : range;
}

function unitWords({ units }, unit) {
  if (units) return units[unit];
  return unit === "share" ? "%" : unit;
}

function versionWords(value) {
  if (value === null) return "This link is not whole: its beginning is missing.";
  return `This link was made for another version of the lab (${written(value)}).`;
}

function schemeWords({ value, allowed }) {
  if (value === "no scheme") return "This link holds no scheme.";
  if (!allowed.startsWith("one scheme") && String(value).includes(", ")) return "This link holds schemes that this lab does not have.";
  if (String(value).includes(", ")) return "This link holds more schemes than the one of this lab.";
  return value ? `This link is for another lab (${cut(value)}).` : "This link does not say which lab it is for.";
}

function number(value) {
  const size = Math.abs(value);
  const text = size >= 1e15 || !Number.isInteger(value) ? String(Number(size.toPrecision(6))) : fixed(size, 0);
  return value < 0 ? `−${text}` : text;
}

function written(value) {
  return `‘${cut(value)}’`;
}

function cut(value) {
  const characters = [...String(value ?? "nothing")];
  return characters.length <= LONGEST ? characters.join("") : `${characters.slice(0, LONGEST).join("")}…`;
}
