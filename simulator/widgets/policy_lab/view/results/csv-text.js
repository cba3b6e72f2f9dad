// Rows as CSV text that no spreadsheet takes for a formula, with headings and words of the reader's language.

import { say } from "../../texts/csv.js";
import { named } from "../../texts/speaking.js";

const FORMULA = /^[=+\-@\t\r]/;
// What a reader reads. The others hold names that programs know, the same as Python's, in every language.
const WORDED = ["group", "unit", "note", "data", "data_label", "basis"];
const STATES = ["without", "before", "after", "change"];

/** Return rows, records by column, as CSV text with a heading; what a row lacks is empty. */
export function csvText(columns, rows) {
  const lines = rows.map((row) => columns.map((name) => quoted(worded(name, row[name] ?? ""))).join(","));
  return [columns.map(heading).map(quoted).join(","), ...lines, ""].join("\r\n");
}

/** Return a unit in words, with the currency and the year of its prices. */
export function unitText(unit, { currency, price_year: year }) {
  const money = say("money", { currency, year: String(year) });
  return named(unit.replace("currency", "{currency}")).replace("{currency}", money);
}

function heading(column) {
  return say(`headings.${column.replaceAll(".", "__")}`);
}

function worded(column, value) {
  if (column === "state" && STATES.includes(value)) return say(`states.${value}`);
  return WORDED.includes(column) && typeof value === "string" ? named(value) : value;
}

/** Return a value as a cell of a CSV file. */
export function quoted(value) {
  const text = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
