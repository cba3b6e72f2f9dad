// Lying bars, one for each of many things, with its number at its end.

import { put, set, svg } from "../dom.js";
import { roundUp } from "../format.js";
import { WIDTH } from "./frame.js";
import { roomFor } from "./lines.js";
import { rowsChart } from "./rows.js";

const [STEP, BAR] = [38, 16];
// The longest number beside a bar is 'under 0.01 %'; another language may need more.
const [NUMBER, WIDEST] = [96, 220];

/** Return a chart; `update` takes {name, value, text} of any number of bars, values from 0 up. */
export function barsChart(labels) {
  return rowsChart(labels, STEP, rowOf, (rows, given) => {
    const top = roundUp(Math.max(0, ...given.map(({ value }) => value)));
    const room = roomFor(given.map(({ text }) => text), NUMBER, WIDEST);
    given.forEach((each, number) => moveRow(rows[number], each, (WIDTH - room) / top));
  });
}

function rowOf() {
  const bar = svg("rect", { class: "after", x: 0, y: 17, height: BAR });
  const value = svg("text", { y: 30, class: "value" });
  return { node: svg("g", {}, bar, value), bar, value };
}

function moveRow(row, { value, text }, scale) {
  put(row.value, text);
  set(row.bar, { width: value * scale });
  set(row.value, { x: value * scale + 6 });
}
