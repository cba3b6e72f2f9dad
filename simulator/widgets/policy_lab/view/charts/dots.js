// Two dots on a track, before and after, for each of many groups: more of them fit than of bars.

import { say } from "../../texts/lab.js";
import { put, set, svg } from "../dom.js";
import { roundUp, share } from "../format.js";
import { WIDTH } from "./frame.js";
import { rowsChart } from "./rows.js";

const [STEP, EDGE, RADIUS] = [38, 7, 6];
// 'under 0.1 → under 0.1 %' is the longest number beside a track.
const TRACK = WIDTH - 150;

/** Return a chart; `update` takes {name, before, after, hidden} of any number of groups, in percent. */
export function dotsChart(labels) {
  return rowsChart(labels, STEP, rowOf, (rows, given) => {
    const top = roundUp(Math.max(0, ...given.flatMap(({ before, after }) => [before ?? 0, after ?? 0])));
    given.forEach((each, number) => moveRow(rows[number], each, (TRACK - 2 * EDGE) / top));
  });
}

function rowOf(top) {
  const name = svg("text", { x: 0, y: top + 13, class: "name" });
  const value = svg("text", { x: WIDTH, y: top + 30, "text-anchor": "end", class: "value" });
  const y = top + 25;
  const track = svg("line", { class: "grid", x1: EDGE, x2: TRACK - EDGE, y1: y, y2: y });
  const way = svg("line", { class: "way", y1: y, y2: y });
  const [before, after] = ["before-dot", "after-dot"].map((kind) => svg("circle", { class: kind, cy: y, r: RADIUS }));
  return { node: svg("g", {}, track, way, before, after, name, value), name, value, way, before, after };
}

function moveRow(row, { name, before, after, hidden }, scale) {
  const isShown = !hidden && before !== null && after !== null;
  put(row.name, name);
  put(row.value, hidden ?? (isShown ? say("charts.from_to", { before: share(before), after: share(after) }) : say("words.nobody")));
  for (const part of [row.way, row.before, row.after]) set(part, { visibility: isShown ? "visible" : "hidden" });
  if (!isShown) return;
  const [from, to] = [before, after].map((each) => EDGE + each * scale);
  set(row.way, { x1: from, x2: to });
  set(row.before, { cx: from });
  set(row.after, { cx: to });
}
