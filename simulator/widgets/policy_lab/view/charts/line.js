// Curves in a square from 0 to 100 % each way, with the diagonal on which all would be equal.

import { percent } from "../format.js";
import { set, svg } from "../dom.js";
import { WIDTH, frame } from "./frame.js";
import { LINE, writeLines } from "./lines.js";

const [LEFT, TOP, SIDE] = [50, 12, 270];
const HALVES = [0, 0.5, 1];

/** Return a chart of a line for each class; `update` takes, for each, points [across, up] from 0 to 1. */
export function lineChart(labels, { classes, across, up }) {
  const { node, body } = frame(labels, TOP + SIDE + 42);
  const lines = classes.map((name) => svg("path", { class: name, fill: "none" }));
  const [below, inside] = nameTexts();
  body.append(...square(), below, inside, ...lines);
  writeLines(inside, up, 0.6 * SIDE);
  set(node, { viewBox: `0 0 ${WIDTH} ${TOP + SIDE + 27 + LINE * writeLines(below, across, SIDE)}` });
  return {
    node,
    update(curves) {
      curves.forEach((points, index) => set(lines[index], { d: pathOf(points) }));
    },
  };
}

/** Return the texts that say what is counted across, below the square, and up, inside it. */
function nameTexts() {
  return [
    svg("text", { x: LEFT + SIDE, y: TOP + SIDE + 34, "text-anchor": "end" }),
    svg("text", { x: LEFT + 8, y: TOP + 12 }),
  ];
}

function square() {
  const [bottom, right] = [TOP + SIDE, LEFT + SIDE];
  const ticks = HALVES.flatMap((share) => [
    svg("text", { x: LEFT + share * SIDE, y: bottom + 16, "text-anchor": "middle", class: "value" }, percentOf(share)),
    svg("text", { x: LEFT - 6, y: bottom - share * SIDE + 4, "text-anchor": "end", class: "value" }, percentOf(share)),
  ]);
  return [
    svg("path", { class: "axis", fill: "none", d: `M${LEFT} ${TOP}V${bottom}H${right}` }),
    svg("line", { class: "diagonal", x1: LEFT, y1: bottom, x2: right, y2: TOP }),
    ...ticks,
  ];
}

function percentOf(share) {
  return percent(100 * share, 0);
}

function pathOf(points) {
  const steps = points.map(([across, up]) => `${(LEFT + across * SIDE).toFixed(1)} ${(TOP + SIDE - up * SIDE).toFixed(1)}`);
  return `M${steps.join("L")}`;
}
