// Two dots on a track, before and after, for each of many groups: more of them fit than of bars.

import { say } from "../../texts/lab.js";
import { put, set, svg } from "../dom.js";
import { roundUp, share } from "../format.js";
import { WIDTH } from "./frame.js";
import { roomFor } from "./lines.js";
import { rowsChart } from "./rows.js";

const [STEP, EDGE, RADIUS, Y] = [38, 7, 6, 25];
// 'under 0.1 → under 0.1 %' is the longest number beside a track; another language may need more.
const [NUMBER, WIDEST] = [150, 250];

/** Return a chart; `update` takes {name, before, after, hidden} of any number of groups, in percent. */
export function dotsChart(labels) {
  return rowsChart(labels, STEP, rowOf, (rows, given) => {
    const top = roundUp(Math.max(0, ...given.flatMap(({ before, after }) => [before ?? 0, after ?? 0])));
    const texts = given.map(textOf);
    const track = WIDTH - roomFor(texts.filter((_, number) => isShown(given[number])), NUMBER, WIDEST);
    given.forEach((each, number) => moveRow(rows[number], each, texts[number], { track, scale: (track - 2 * EDGE) / top }));
  });
}

function rowOf() {
  const value = svg("text", { x: WIDTH, y: Y + 5, "text-anchor": "end", class: "value" });
  const track = svg("line", { class: "grid", x1: EDGE, y1: Y, y2: Y });
  const way = svg("line", { class: "way", y1: Y, y2: Y });
  const [before, after] = ["before-dot", "after-dot"].map((kind) => svg("circle", { class: kind, cy: Y, r: RADIUS }));
  return { node: svg("g", {}, track, way, before, after, value), value, track, way, before, after };
}

function isShown({ before, after, hidden }) {
  return !hidden && before !== null && after !== null;
}

function textOf(each) {
  if (!isShown(each)) return each.hidden ?? say("words.nobody");
  return say("charts.from_to", { before: share(each.before), after: share(each.after) });
}

function moveRow(row, each, text, { track, scale }) {
  const { before, after } = each;
  put(row.value, text);
  set(row.track, { x2: track - EDGE });
  for (const part of [row.way, row.before, row.after]) set(part, { visibility: isShown(each) ? "visible" : "hidden" });
  if (!isShown(each)) return;
  const [from, to] = [before, after].map((each) => EDGE + each * scale);
  set(row.way, { x1: from, x2: to });
  set(row.before, { cx: from });
  set(row.after, { cx: to });
}
