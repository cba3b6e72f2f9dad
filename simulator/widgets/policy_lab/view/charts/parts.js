// Lying bars cut in parts, on one axis.

import { set, svg } from "../dom.js";
import { roundUp } from "../format.js";
import { WIDTH } from "./frame.js";
import { LINE, writeLines } from "./lines.js";
import { rowsChart } from "./rows.js";

const [BAR, GAP, NAME, FLOOR] = [30, 6, 16, 26];
const ANCHORS = ["start", "middle", "end"];
// How wide a text along the axis may be: the first is a number.
const TICKS = [50, 120, 110];

/**
 * Return a chart of bars with a class for each part; `update(rows, ticks)` takes {name, parts} of each, and gives `ticks`
 * the end of the axis to say three texts along it. Bars have names over them if `named`.
 */
export function partsChart(labels, { classes, named = false }) {
  const step = BAR + GAP + (named ? NAME : 0);
  const moved = (bars, given) => {
    const scale = WIDTH / endOf(given);
    bars.forEach(({ parts }, number) => moveBar(parts, given[number].parts, scale));
  };
  const ticks = ANCHORS.map((anchor, index) => svg("text", { x: (index * WIDTH) / 2, y: 18, "text-anchor": anchor, class: "value" }));
  const floor = svg("g", {}, svg("line", { class: "axis", x1: 0, x2: WIDTH, y1: 2, y2: 2 }), ...ticks);
  const chart = rowsChart(labels, step, () => barOf(classes, step - BAR), moved, (y, rows, ticksTo) => {
    const lines = ticksTo(endOf(rows)).map((text, index) => writeLines(ticks[index], text, TICKS[index]));
    set(floor, { transform: `translate(0 ${y})` });
    return FLOOR + (Math.max(...lines) - 1) * LINE;
  });
  chart.node.append(floor);
  return chart;
}

function endOf(rows) {
  return roundUp(Math.max(...rows.map(({ parts }) => parts.reduce((sum, each) => sum + each, 0))));
}

function barOf(classes, y) {
  const parts = classes.map((each) => svg("rect", { class: each, y, height: BAR }));
  return { node: svg("g", {}, ...parts), parts, baseline: y - 5 };
}

function moveBar(bars, parts, scale) {
  let x = 0;
  parts.forEach((part, index) => {
    set(bars[index], { x, width: part * scale });
    x += part * scale;
  });
}
