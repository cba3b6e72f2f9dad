// A chart of rows, one for each of many things, that grows and shrinks with what is given.

import { set } from "../dom.js";
import { WIDTH, frame } from "./frame.js";

/** Return a chart; `rowOf(top)` makes a row {node, …}, `moved(rows, given)` places the marks of all rows. */
export function rowsChart(labels, step, rowOf, moved) {
  const { node, body } = frame(labels, step);
  const rows = [];
  return {
    node,
    update(given) {
      while (rows.length < given.length) rows.push(rowOf(rows.length * step));
      body.replaceChildren(...rows.slice(0, given.length).map((each) => each.node));
      set(node, { viewBox: `0 0 ${WIDTH} ${Math.max(1, given.length) * step}` });
      moved(rows, given);
    },
  };
}
