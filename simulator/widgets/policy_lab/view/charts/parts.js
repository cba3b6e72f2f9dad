// Lying bars cut in parts, on one axis.

import { put, set, svg } from "../dom.js";
import { roundUp } from "../format.js";
import { WIDTH, frame } from "./frame.js";

const [BAR, GAP, NAME] = [30, 6, 16];
const ANCHORS = ["start", "middle", "end"];

/**
 * Return a chart of so many bars, a class for each part; `update(rows, ticks)` takes {name, parts} of each, and gives
 * `ticks` the end of the axis to say three texts along it. Bars have names over them if `named`.
 */
export function partsChart(labels, { classes, count = 1, named = false }) {
  const step = BAR + GAP + (named ? NAME : 0);
  const { node, body } = frame(labels, count * step + 26);
  const bars = Array.from({ length: count }, (_, number) => barOf(body, classes, (number + 1) * step - BAR));
  const floor = count * step + 2;
  const ticks = ANCHORS.map((anchor, index) =>
    svg("text", { x: (index * WIDTH) / 2, y: floor + 16, "text-anchor": anchor, class: "value" }),
  );
  body.append(svg("line", { class: "axis", x1: 0, x2: WIDTH, y1: floor, y2: floor }), ...ticks);
  return {
    node,
    update(rows, ticksTo) {
      const top = roundUp(Math.max(...rows.map(({ parts }) => parts.reduce((sum, each) => sum + each, 0))));
      rows.forEach((row, number) => moveBar(bars[number], row, WIDTH / top));
      ticksTo(top).forEach((text, index) => put(ticks[index], text));
    },
  };
}

function barOf(body, classes, y) {
  const name = svg("text", { x: 0, y: y - 5, class: "name" });
  const parts = classes.map((each) => svg("rect", { class: each, y, height: BAR }));
  body.append(name, ...parts);
  return { name, parts };
}

function moveBar(bar, { name = "", parts }, scale) {
  put(bar.name, name);
  let x = 0;
  parts.forEach((part, index) => {
    set(bar.parts[index], { x, width: part * scale });
    x += part * scale;
  });
}
