// All results as CSV: the rows that Python's `result_csv` writes, with the policy's link before them.

import { breakdown, breakdownsOf } from "../../simulator/scenario/breakdown.js";
import { equivalenceTable, measured, redistribution } from "../../simulator/scenario/measured.js";
import { targeting } from "../../simulator/scenario/targeting.js";
import { SCHEMA } from "./result-schema.js";
import { dataLabel } from "../../texts/speaking.js";
import { csvText, unitText } from "./csv-text.js";
import { saveCsv } from "./saving.js";

const COLUMNS = ["section", "group", "measure", "state", "unit", "value", "note", "data"];
const ASSUMED = "assumption-driven";
const STATES = ["without", "before", "after"];
// What an entry of a list is called by, the first of these that it has.
const NAMES = ["measure", "scheme", "source", "equivalence", "tenth", "label"];

/** Save the results of a state under the name of its country; returns what to say. */
export function saveResults(given, link) {
  return saveCsv(`${given.state.country}-results.csv`, resultsCsv(resultsOf(given), given.outcome.population, link));
}

/** Return every number that there is of an outcome, by what it is about, as Python's `result_data` does. */
export function resultsOf({ state: { line }, summary, outcome, catalogue }) {
  const by = breakdownsOf(outcome.population);
  return {
    summary,
    breakdowns: Object.fromEntries(by.map((each) => [each, breakdown(outcome, each, catalogue, line)])),
    measures: measured(outcome, line),
    redistribution: redistribution(outcome),
    targeting: outcome.schemes.map((_, place) => targeting(outcome, place, line)),
    equivalence_table: equivalenceTable(outcome, line),
  };
}

/** Return results as CSV text: a row a number, each with what it is about and its unit. */
export function resultsCsv(results, population, link) {
  const data = dataLabel(population);
  const rows = [{ section: "policy", measure: "link", note: link }];
  for (const [section, value] of Object.entries(results)) {
    rows.push(...cellsOf(value, SCHEMA.properties[section], { ...EMPTY, measure: section }, false));
  }
  const lines = rows.map(({ unit = "", ...cell }) => {
    return { ...EMPTY, ...cell, unit: unitText(unit, results.summary), data };
  });
  return csvText(COLUMNS, lines);
}

const EMPTY = { section: "", group: "", measure: "", state: "", unit: "", value: null, note: "" };

function cellsOf(value, given, place, inList) {
  const schema = described(given);
  if (Array.isArray(value)) return entriesOf(value, schema, place);
  if (value !== null && typeof value === "object") {
    return Object.entries(value).flatMap(([key, inner]) =>
      key in (schema.properties ?? {}) ? cellsOf(inner, schema.properties[key], inside(place, key, inList), inList) : [],
    );
  }
  if (!schema.unit || (value === null && ["", ASSUMED].includes(place.note))) return [];
  return [{ ...place, unit: schema.unit, value }];
}

function inside(place, key, inList) {
  if (STATES.includes(key)) return { ...place, state: key };
  if (inList) return { ...place, measure: joined(place.measure, key) };
  return { ...place, section: joined(place.section, place.measure), measure: key };
}

function entriesOf(values, schema, place) {
  const entries = values.filter((each) => each !== null && typeof each === "object");
  const section = joined(place.section, place.measure);
  const names = numbered(entries.map((entry) => String(entry[NAMES.find((name) => name in entry)])));
  return entries.flatMap((entry, number) => {
    const note = entry.hidden ?? (entry.assumption_driven ? ASSUMED : "");
    const named = "measure" in entry ? { measure: names[number], group: "" } : { measure: "", group: names[number] };
    return cellsOf(entry, schema.items, { ...place, section, note, ...named }, true);
  });
}

function described(schema) {
  const one = schema.anyOf ? schema.anyOf[0] : schema;
  return one.$ref ? SCHEMA.$defs[one.$ref.split("/").at(-1)] : one;
}

/** Return the names, those that come more than once with a number. */
function numbered(names) {
  const seen = new Map();
  return names.map((name) => {
    seen.set(name, (seen.get(name) ?? 0) + 1);
    const isAlone = names.indexOf(name) === names.lastIndexOf(name);
    return isAlone ? name : `${name} ${seen.get(name)}`;
  });
}

function joined(...parts) {
  return parts.filter((part) => part !== "").join(".");
}
