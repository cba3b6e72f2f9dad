// A span on a track for each of some numbers, every one on a scale of its own: a cost and a headcount share no axis.

import { put, set, svg } from "../dom.js";
import { WIDTH } from "./frame.js";
import { rowsChart } from "./rows.js";

const [STEP, EDGE, RADIUS, TICK] = [38, 7, 6, 5];
// 'under 0.01 → 0.01 %' is the longest text beside a track.
const TRACK = WIDTH - 150;

/**
 * Return a chart; `update` takes {name, text, from, to, before, after} of each number: the ends of its span, and where
 * its dots stand, null for none. Each scale holds 0.
 */
export function spansChart(labels) {
  return rowsChart(labels, STEP, rowOf, (rows, given) => given.forEach((each, number) => moveRow(rows[number], each)));
}

function rowOf(top) {
  const name = svg("text", { x: 0, y: top + 13, class: "name" });
  const value = svg("text", { x: WIDTH, y: top + 30, "text-anchor": "end", class: "value" });
  const y = top + 25;
  const track = svg("line", { class: "grid", x1: EDGE, x2: TRACK - EDGE, y1: y, y2: y });
  const way = svg("path", { class: "way" });
  const [before, after] = ["before-dot", "after-dot"].map((kind) => svg("circle", { class: kind, cy: y, r: RADIUS }));
  return { node: svg("g", {}, track, way, before, after, name, value), y, name, value, way, before, after };
}

function moveRow({ y, name, value, way, before, after }, each) {
  const [low, high] = [Math.min(0, each.from, each.to), Math.max(0, each.from, each.to)];
  const placeOf = (number) => EDGE + ((number - low) / (high - low || 1)) * (TRACK - 2 * EDGE);
  put(name, each.name);
  put(value, each.text);
  const ends = [each.from, each.to].map((end) => placeOf(end).toFixed(2));
  const ticks = ends.map((x) => `M${x} ${y - TICK}V${y + TICK}`).join("");
  set(way, { d: `${ticks}M${ends[0]} ${y}H${ends[1]}` });
  for (const [dot, number] of [[before, each.before], [after, each.after]]) {
    set(dot, { visibility: number === null ? "hidden" : "visible", cx: placeOf(number ?? 0) });
  }
}
