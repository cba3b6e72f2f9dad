// The numbers of an assumption range as a reader meets them: the headlines, and the rows of the tables.

import { big, fixed, giniText, share } from "../format.js";
import { plain } from "../../simulator/numerals.js";
import { belowToo } from "./signed.js";

// By section, measure and state: what each headline is called, and its digits.
const HEADLINES = [
  ["summary.everyone headcount_percent after", "Poor after the policy, % of people", 1],
  ["summary.everyone headcount_percent change", "Change in poverty, points", 2],
  ["summary.everyone gap_percent after", "Poverty gap after, %", 2],
  ["summary gini_after ", "Gini index after", 3],
  ["summary.reach group_percent ", "Reached, % of the group", 1],
  ["summary.reach exclusion_error_percent ", "Missed of the poor, %", 1],
  ["summary.reach inclusion_error_percent ", "Not poor of those reached, %", 1],
  ["summary.cost percent_of_gdp ", "Cost, % of GDP", 2],
  ["summary.balance winners_percent ", "People who gain, %", 1],
];
const MONEY = "currency a year";

/** Return the headlines that the range has: {name, estimate, low, high, text(value), moves, causes}. */
export function headlinesOf({ numbers }) {
  const found = new Map(numbers.map((each) => [`${each.section} ${each.measure} ${each.state ?? ""}`, each]));
  const known = HEADLINES.filter(([key]) => found.has(key));
  return known.map(([key, name, digits]) => {
    const { estimate, low, high, low_from: lowFrom, high_from: highFrom } = found.get(key);
    const text = (value) => belowToo(value, (size) => share(size, digits));
    return { name, estimate, low, high, text, moves: text(low) !== text(high), causes: [lowFrom, highFrom].map(causeText) };
  });
}

/** Return a row for each number: its name, the value here, and both ends with what was assumed there. */
export function numberRows({ numbers }) {
  return numbers.map(({ label, unit, estimate, low, high, low_from: lowFrom, high_from: highFrom }) => {
    const [value, from, to] = [estimate, low, high].map((each) => cellText(each, unit));
    const ends = [[from, lowFrom], [to, highFrom]].map(([end, cause]) => `${end} (${causeText(cause)})`);
    return [label, value, ...(from === to ? [from, to] : ends)];
  });
}

/** Return a row for each assumption: its name, its low, own and high value, and what it means. */
export function assumptionRows({ assumptions }) {
  return assumptions.map(({ name, low = null, value, high = null, unit, note }) => {
    const values = [low, value, high].map((each) => (each === null ? "–" : plain(each).replace("-", "−")));
    return [causeText(name), values.join(", "), `${note} (${unit})`];
  });
}

function causeText(cause) {
  return cause.replaceAll("_", " ").replaceAll("-", "−");
}

function cellText(value, unit) {
  const size = unit === "index" ? giniText : unit === MONEY ? big : (each) => fixed(each, 2);
  return belowToo(value, size);
}
