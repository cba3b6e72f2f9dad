// Parameters: one declaration gives validation, slider, help and error text.

import { BadInput, unknown } from "./errors.js";
import { plain } from "./numerals.js";
import { words } from "./wording.js";

export const DECIMAL = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$/;
const WHOLE_RANGE = /^([0-9]{1,3})-([0-9]{1,3})$/;

/** Return the unit that holds under the other values, which may choose it. */
export function unitOf(parameter, values) {
  return parameter.unit_from ? values.get(parameter.unit_from) : parameter.unit;
}

/** Return the bounds that hold under the other values. */
export function boundsFor(parameter, values) {
  return parameter.bounds[unitOf(parameter, values)];
}

/** Return the default under the other values. */
export function start(parameter, values) {
  return parameter.unit_from ? boundsFor(parameter, values).default : parameter.default;
}

/** Return in words what the parameter takes. */
export function allowed(parameter, values) {
  if (parameter.kind === "choice") return Object.keys(parameter.choices).join(", ");
  const { low, high } = boundsFor(parameter, values);
  const places = { low: plain(low), high: plain(high), unit: unitOf(parameter, values) };
  if (parameter.kind === "range") return words("two whole numbers, the lower first, from {low} to {high} ({unit})", places);
  return words("a number from {low} to {high} ({unit})", places);
}

/** Return the value, or refuse it, naming `field`. */
export function check(parameter, field, value, values) {
  if (parameter.kind === "choice") return checkChoice(parameter, field, value);
  if (parameter.kind === "range") return checkRange(parameter, field, value, values);
  const { low, high } = boundsFor(parameter, values);
  if (!Number.isFinite(value) || value < low || value > high) {
    throw refused(parameter, field, value, values, words("Choose a value inside this range."));
  }
  return value;
}

function checkChoice(parameter, field, value) {
  if (!Object.hasOwn(parameter.choices, String(value))) {
    throw Object.assign(unknown(field, value, Object.keys(parameter.choices)), { parameter });
  }
  return value;
}

function checkRange(parameter, field, value, values) {
  const { low, high } = boundsFor(parameter, values);
  const pair = Array.isArray(value) ? value : [];
  if (pair.length === 2 && pair.every(Number.isInteger)) {
    if (low <= pair[0] && pair[0] <= pair[1] && pair[1] <= high) return pair;
  }
  const mend = words("Write it as [{low}, {high}].", { low: plain(low), high: plain(high) });
  throw refused(parameter, field, value, values, mend);
}

/** Return the error for a value out of bounds; it knows its parameter, for other words in another place. */
function refused(parameter, field, value, values, mend) {
  const error = new BadInput(field, value, allowed(parameter, values), mend);
  return Object.assign(error, { parameter, unit: unitOf(parameter, values) });
}

/** Return what a URL says in its own type; text that fits nothing stays text, for `check` to refuse. */
export function fromText(parameter, text) {
  if (parameter.kind === "number" && DECIMAL.test(text)) return Number(text);
  const ends = parameter.kind === "range" && WHOLE_RANGE.exec(text);
  return ends ? [Number(ends[1]), Number(ends[2])] : text;
}

/** Return the value as a URL says it. */
export function toText(value) {
  if (Array.isArray(value)) return `${value[0]}-${value[1]}`;
  return typeof value === "string" ? value : plain(value);
}

/**
 * Return a value for every parameter in force: the given one, checked, or the default.
 * Keys that name no parameter in force are refused with the nearest one that does.
 */
export function checkedValues(parameters, given, where) {
  const values = new Map();
  // Units come first: the bounds of the other parameters hang on them.
  const ordered = [...parameters.values()].sort((one, other) => !!one.unit_from - !!other.unit_from);
  for (const each of ordered) {
    const { path } = each;
    if (!inForce(path, values)) continue;
    const value = given.has(path) ? check(each, `${where}.${path}`, given.get(path), values) : start(each, values);
    values.set(path, value);
  }
  for (const path of given.keys()) {
    if (!values.has(path)) throw unknown(where, path, values.keys());
  }
  return new Map([...parameters.keys()].filter((path) => values.has(path)).map((path) => [path, values.get(path)]));
}

/** Say whether a parameter counts under the rule chosen so far. */
export function inForce(path, values) {
  const parts = path.split(".");
  return !(parts[0] === "rule" && parts.length === 3) || values.get("rule") === parts[1];
}
