// The numbers of an assumption range as a reader meets them: the headlines, and the rows of the tables.

import { say } from "../../texts/assumption_range.js";
import { say as shared } from "../../texts/lab.js";
import { named } from "../../texts/speaking.js";
import { big, fixed, giniText, share } from "../format.js";
import { plain } from "../../simulator/numerals.js";
import { belowToo } from "./signed.js";

// By section, measure and state: what each headline is called, and its digits.
const HEADLINES = [
  ["summary.everyone/headcount_percent/after", "poor", 1],
  ["summary.everyone/headcount_percent/change", "change", 2],
  ["summary.everyone/gap_percent/after", "gap", 2],
  ["summary/gini_after/", "gini", 3],
  ["summary.reach/group_percent/", "reached", 1],
  ["summary.reach/exclusion_error_percent/", "missed", 1],
  ["summary.reach/inclusion_error_percent/", "not_poor", 1],
  ["summary.cost/percent_of_gdp/", "cost", 2],
  ["summary.balance/winners_percent/", "gain", 1],
];
const MONEY = /^currency.*year$/;

/** Return the headlines that the range has: {name, estimate, low, high, text(value), moves, causes}. */
export function headlinesOf({ numbers }) {
  const found = new Map(numbers.map((each) => [`${each.section}/${each.measure}/${each.state ?? ""}`, each]));
  const known = HEADLINES.filter(([key]) => found.has(key));
  return known.map(([key, name, digits]) => {
    const { estimate, low, high, low_from: lowFrom, high_from: highFrom } = found.get(key);
    const text = (value) => belowToo(value, (size) => share(size, digits));
    return { name: say(`measures.${name}`), estimate, low, high, text, moves: text(low) !== text(high), causes: [lowFrom, highFrom].map(causeText) };
  });
}

/** Return a row for each number: its name, the value here, and both ends with what was assumed there. */
export function numberRows({ numbers }, economy) {
  return numbers.map((number) => {
    const { unit, estimate, low, high, low_from: lowFrom, high_from: highFrom } = number;
    const [value, from, to] = [estimate, low, high].map((each) => cellText(each, unit));
    const ends = [[from, lowFrom], [to, highFrom]].map(([end, cause]) => say("end", { value: end, cause: causeText(cause) }));
    return [labelText(number, economy), value, ...(from === to ? [from, to] : ends)];
  });
}

/** Return what a number is called. */
export function labelText({ section, measure, state }, { currency, price_year: year }) {
  const who = say(`labels.${section.endsWith("group") ? "group" : "everyone"}`);
  return say(`labels.${[measure, state].filter(Boolean).join("_")}`, { who, currency, year: String(year) });
}

/** Return a row for each assumption: its name, its low, own and high value, and what it means. */
export function assumptionRows({ assumptions }) {
  return assumptions.map(({ name, low = null, value, high = null, unit, note }) => {
    const values = [low, value, high].map((each) => (each === null ? shared("words.none") : belowToo(each, plain)));
    return [nameText(name), values.join(", "), say("end", { value: named(note), cause: named(unit) })];
  });
}

/** Return in words what was assumed: Python's 'birth_age = 25', of several of one kind 'kind: low', or 'seed 2'. */
export function causeText(cause) {
  const [, name, sign, end] = /^(.+?)( = |: )(.+)$/.exec(cause) ?? [];
  if (!sign) return say("causes.seed", { number: cause.replace(/\D/g, "") });
  if (sign === ": ") return say("causes.at_end", { name: nameText(name), end: say(`causes.${end}`) });
  return say("causes.at_value", { name: nameText(name), value: belowToo(Number(end), plain) });
}

const nameText = (name) => named(name.replaceAll("_", " "));

function cellText(value, unit) {
  const size = unit === "index" ? giniText : MONEY.test(unit) ? big : (each) => fixed(each, 2);
  return belowToo(value, size);
}
