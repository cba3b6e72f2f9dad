// A value of a policy in words: the same as Python's `value_text`.

import { plain } from "../numerals.js";

/** Return a value in words, with its unit. */
export function valueText({ choices, unit, unit_from: unitFrom }, value, values) {
  if (typeof value === "string") return choices[value];
  if (Array.isArray(value)) return `${value[0]} to ${value[1]} ${unit}`;
  if (unit === "share") return `${plain(Number((100 * value).toFixed(9)))} %`;
  if (!unitFrom) return `${plain(value)} ${unit}`;
  const kind = values.get(unitFrom);
  if (kind === "currency") return `${plain(value)} in local currency`;
  const words = kind.replace(/^percent_/, "").replaceAll("_", " ").replaceAll("gdp", "GDP");
  return `${plain(value)} % of ${words}`;
}

/** Say whether a value is said with another one: a unit with its amount, and to whom it is paid. */
export function isSaidElsewhere(path) {
  return path === "amount.per" || path.split(".").at(-1) === "unit";
}
