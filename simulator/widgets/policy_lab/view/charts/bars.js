// Lying bars, one for each of many things, with its number at its end.

import { put, set, svg } from "../dom.js";
import { roundUp } from "../format.js";
import { WIDTH } from "./frame.js";
import { rowsChart } from "./rows.js";

const [STEP, BAR] = [38, 16];
// The longest number beside a bar is 'under 0.01 %'.
const NUMBER = 96;

/** Return a chart; `update` takes {name, value, text} of any number of bars, values from 0 up. */
export function barsChart(labels) {
  return rowsChart(labels, STEP, rowOf, (rows, given) => {
    const top = roundUp(Math.max(0, ...given.map(({ value }) => value)));
    given.forEach((each, number) => moveRow(rows[number], each, (WIDTH - NUMBER) / top));
  });
}

function rowOf(top) {
  const name = svg("text", { x: 0, y: top + 13, class: "name" });
  const bar = svg("rect", { class: "after", x: 0, y: top + 17, height: BAR });
  const value = svg("text", { y: top + 30, class: "value" });
  return { node: svg("g", {}, bar, name, value), name, bar, value };
}

function moveRow(row, { name, value, text }, scale) {
  put(row.name, name);
  put(row.value, text);
  set(row.bar, { width: value * scale });
  set(row.value, { x: value * scale + 6 });
}
