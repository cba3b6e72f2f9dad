// Upright bars side by side, one for each step of an order, each of stacked parts.

import { say } from "../../texts/lab.js";
import { put, set, svg } from "../dom.js";
import { axisTexts, fixed, roundUp } from "../format.js";
import { WIDTH, frame } from "./frame.js";
import { LINE, writeLines } from "./lines.js";

const [LEFT, TOP, FLOOR] = [30, 22, 150];
const NUMBER_HEIGHT = 14;
// Two texts stand side by side.
const HALF = (WIDTH - LEFT) / 2 - 10;

/**
 * Return a chart of so many columns, a class for each part of one; `ends` say what the first and the last stand for.
 * `update(columns)` takes {name, values, texts, hint} of each: values below 0 hang from the axis, `texts` stand
 * above and below. Of counts of people there is a `grid` instead of texts.
 */
export function columnsChart(labels, { count, classes, ends = [], grid = false }) {
  const { node, body } = frame(labels, FLOOR + 22);
  const lines = grid ? [1, 0.5, 0].map((share) => gridLine(body, share)) : [];
  const columns = Array.from({ length: count }, (_, number) => columnParts(body, classes, placeOf(number, count)));
  const axis = svg("line", { class: "axis", x1: LEFT, x2: WIDTH });
  body.append(axis);
  if (ends.length) set(node, { viewBox: `0 0 ${WIDTH} ${FLOOR + 23 + LINE * endTexts(body, ends)}` });
  return {
    node,
    update(given) {
      const scale = scaleOf(given, grid);
      set(axis, { y1: scale.zero, y2: scale.zero });
      if (grid) gridTexts(scale.top).forEach((text, index) => put(lines[index], text));
      given.forEach((column, number) => moveColumn(columns[number], column, scale));
    },
  };
}

function placeOf(number, count) {
  const step = (WIDTH - LEFT) / count;
  const x = LEFT + (number + 0.15) * step;
  return { x, width: step * 0.7, middle: x + step * 0.35 };
}

function columnParts(body, classes, { x, width, middle }) {
  const bars = classes.map((name) => svg("rect", { class: name, x, width }));
  const text = (attributes) => svg("text", { x: middle, "text-anchor": "middle", ...attributes });
  const [name, above, below] = [text({ y: FLOOR + 15 }), text({ class: "value" }), text({ class: "value" })];
  const hint = svg("title");
  // The first part lies on top: its edge is drawn over that of the others.
  body.append(svg("g", {}, hint, ...[...bars].reverse()), name, above, below);
  return { bars, hint, name, above, below };
}

/** Write what both ends stand for; returns how many lines that takes. */
function endTexts(body, ends) {
  const lines = ends.map((text, index) => {
    const place = index ? { x: WIDTH - 4, "text-anchor": "end" } : { x: LEFT + 4 };
    const node = svg("text", { ...place, y: FLOOR + 32 });
    body.append(node);
    return writeLines(node, text, HALF);
  });
  return Math.max(...lines);
}

/** Return where the axis lies and the height of one unit; numbers of losses stand below their bars. */
function scaleOf(given, grid) {
  const sums = (sign) => given.map(({ values }) => values.reduce((sum, each) => sum + Math.max(0, sign * each), 0));
  const [high, low] = [Math.max(...sums(1)), Math.max(...sums(-1))];
  if (grid || low === 0) {
    const top = roundUp(high);
    return { zero: FLOOR, scale: (FLOOR - TOP) / top, top };
  }
  const bottom = FLOOR - NUMBER_HEIGHT;
  const scale = (bottom - TOP) / (high + low);
  return { zero: bottom - low * scale, scale };
}

function moveColumn(parts, { name, values, texts = ["", ""], hint = "" }, { zero, scale }) {
  let [up, down] = [zero, zero];
  values.forEach((value, index) => {
    const height = Math.abs(value) * scale;
    if (value >= 0) up -= height;
    set(parts.bars[index], { y: value < 0 ? down : up, height });
    if (value < 0) down += height;
  });
  set(parts.above, { y: up - 4 });
  set(parts.below, { y: down + NUMBER_HEIGHT - 2 });
  const said = [name, texts[0], texts[1], hint];
  [parts.name, parts.above, parts.below, parts.hint].forEach((node, index) => put(node, said[index]));
}

function gridTexts(top) {
  const [most, half] = axisTexts(top);
  return [say("charts.people", { value: most }), half, fixed(0)];
}

function gridLine(body, share) {
  const y = FLOOR - share * (FLOOR - TOP);
  // The highest line carries the unit, above the bars; the others have room for a number only.
  const place = share === 1 ? { x: 0, y: y - 7 } : { x: LEFT - 6, y: y + 4, "text-anchor": "end" };
  const label = svg("text", place);
  if (share) body.append(svg("line", { class: "grid", x1: LEFT, x2: WIDTH, y1: y, y2: y }));
  body.append(label);
  return label;
}
