// A chart of rows, one for each of many things, that grows and shrinks with what is given.

import { set, svg } from "../dom.js";
import { WIDTH, frame } from "./frame.js";
import { LINE, writeLines } from "./lines.js";

/**
 * Return a chart; `rowOf()` makes a row {node, …} of marks below a name, `moved(rows, given)` places the marks of all
 * rows. A long name makes its row higher. `foot` is told how high all are and what `update` is given, draws what stands
 * below them, and returns how high that is.
 */
export function rowsChart(labels, step, rowOf, moved, foot = () => 0) {
  const { node, body } = frame(labels, step);
  const rows = [];
  return {
    node,
    update(given, ...more) {
      while (rows.length < given.length) rows.push(named(rowOf()));
      const shown = rows.slice(0, given.length);
      const nodes = shown.flatMap((each) => [each.node, each.name]);
      if (body.childElementCount !== nodes.length) body.replaceChildren(...nodes);
      let top = 0;
      shown.forEach((row, number) => {
        lower(row.name, top);
        top += (writeLines(row.name, given[number].name ?? "", WIDTH) - 1) * LINE;
        lower(row.node, top);
        top += step;
      });
      moved(shown, given);
      set(node, { viewBox: `0 0 ${WIDTH} ${(top || step) + foot(top, given, ...more)}` });
    },
  };
}

function named(row) {
  return { ...row, name: svg("text", { x: 0, y: row.baseline ?? 13, class: "name" }) };
}

function lower(node, y) {
  set(node, { transform: `translate(0 ${y})` });
}
