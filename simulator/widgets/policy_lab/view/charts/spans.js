// A span on a track for each of some numbers, every one on a scale of its own: a cost and a headcount share no axis.

import { put, set, svg } from "../dom.js";
import { WIDTH } from "./frame.js";
import { roomFor } from "./lines.js";
import { rowsChart } from "./rows.js";

const [STEP, EDGE, RADIUS, TICK, Y] = [38, 7, 6, 5, 25];
// 'under 0.01 → 0.01 %' is the longest text beside a track; another language may need more.
const [NUMBER, WIDEST] = [150, 250];

/**
 * Return a chart; `update` takes {name, text, from, to, before, after} of each number: the ends of its span, and where
 * its dots stand, null for none. Each scale holds 0.
 */
export function spansChart(labels) {
  return rowsChart(labels, STEP, rowOf, (rows, given) => {
    const track = WIDTH - roomFor(given.map(({ text }) => text), NUMBER, WIDEST);
    given.forEach((each, number) => moveRow(rows[number], each, track));
  });
}

function rowOf() {
  const value = svg("text", { x: WIDTH, y: Y + 5, "text-anchor": "end", class: "value" });
  const line = svg("line", { class: "grid", x1: EDGE, y1: Y, y2: Y });
  const way = svg("path", { class: "way" });
  const [before, after] = ["before-dot", "after-dot"].map((kind) => svg("circle", { class: kind, cy: Y, r: RADIUS }));
  return { node: svg("g", {}, line, way, before, after, value), value, line, way, before, after };
}

function moveRow({ value, line, way, before, after }, each, track) {
  const [low, high] = [Math.min(0, each.from, each.to), Math.max(0, each.from, each.to)];
  const placeOf = (number) => EDGE + ((number - low) / (high - low || 1)) * (track - 2 * EDGE);
  set(line, { x2: track - EDGE });
  put(value, each.text);
  const ends = [each.from, each.to].map((end) => placeOf(end).toFixed(2));
  const ticks = ends.map((x) => `M${x} ${Y - TICK}V${Y + TICK}`).join("");
  set(way, { d: `${ticks}M${ends[0]} ${Y}H${ends[1]}` });
  for (const [dot, number] of [[before, each.before], [after, each.after]]) {
    set(dot, { visibility: number === null ? "hidden" : "visible", cx: placeOf(number ?? 0) });
  }
}
