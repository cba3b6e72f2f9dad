// A value of a policy in words: the same as Python's `value_text`.

import { plain } from "../numerals.js";
import { named, numeral, words } from "../wording.js";

/** Return a value in words, with its unit. */
export function valueText({ choices, unit, unit_from: unitFrom }, value, values) {
  if (typeof value === "string") return choices[value];
  if (Array.isArray(value)) return words("{low} to {high} {unit}", { low: value[0], high: value[1], unit: named(unit) });
  if (unit === "share") return words("{percent} %", { percent: numeral(plain(Number((100 * value).toFixed(9)))) });
  if (!unitFrom) return words("{value} {unit}", { value: numeral(plain(value)), unit: named(unit) });
  return amountText(values.get(unitFrom), { value: numeral(plain(value)) });
}

function amountText(unit, value) {
  const texts = {
    currency: words("{value} in local currency", value),
    percent_gdp_per_person: words("{value} % of GDP per person", value),
    percent_poverty_line: words("{value} % of poverty line", value),
    percent_mean_consumption: words("{value} % of mean consumption", value),
    percent_average_wage: words("{value} % of average wage", value),
  };
  return texts[unit];
}

/** Say whether a value is said with another one: a unit with its amount, and to whom it is paid. */
export function isSaidElsewhere(path) {
  return path === "amount.per" || path.split(".").at(-1) === "unit";
}
