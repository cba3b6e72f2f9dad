// Lying bars, one for each of many things, with its number at its end.

import { put, set, svg } from "../dom.js";
import { roundUp } from "../format.js";
import { WIDTH, frame } from "./frame.js";

const [STEP, BAR] = [38, 16];
// The longest number beside a bar is 'under 0.01 %'.
const NUMBER = 96;

/** Return a chart; `update` takes {name, value, text} of any number of bars, values from 0 up. */
export function barsChart(labels) {
  const { node, body } = frame(labels, STEP);
  const rows = [];
  return {
    node,
    update(given) {
      while (rows.length < given.length) rows.push(rowOf(rows.length * STEP));
      body.replaceChildren(...rows.slice(0, given.length).map((each) => each.node));
      set(node, { viewBox: `0 0 ${WIDTH} ${Math.max(1, given.length) * STEP}` });
      const top = roundUp(Math.max(0, ...given.map(({ value }) => value)));
      given.forEach((each, number) => moveRow(rows[number], each, (WIDTH - NUMBER) / top));
    },
  };
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
