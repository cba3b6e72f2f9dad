// Lines over the years from 0 up, with the numbers of the first, a marked and the last year.

import { put, set, svg } from "../dom.js";
import { roundUp, share } from "../format.js";
import { WIDTH, frame } from "./frame.js";

const [LEFT, RIGHT, TOP, FLOOR] = [44, 34, 26, 170];
const HALVES = [0, 0.5, 1];

/**
 * Return a chart with a line for each class; `update(years, lines, marked)` takes the years and, for each class, a value
 * of each year, or null for no line. The last line has the numbers of the first, the `marked` and the last year.
 */
export function yearsChart(labels, classes) {
  const { node, body } = frame(labels, FLOOR + 26);
  const grid = HALVES.map((part) => gridLine(body, part));
  const ticks = HALVES.map(() => svg("text", { y: FLOOR + 18, "text-anchor": "middle", class: "value" }));
  const lines = classes.map((name) => svg("path", { class: name, fill: "none" }));
  // The first number stands beside those of the axis.
  const marks = ["start", "middle", "middle"].map(markOf);
  body.append(...lines, ...ticks, ...marks.flatMap((each) => [each.dot, each.text]));
  return {
    node,
    update(years, values, marked) {
      const top = roundUp(Math.max(...values.flatMap((line) => line ?? [])));
      const at = placing(years, top);
      grid.forEach((text, place) => put(text, share(top * HALVES[place])));
      lines.forEach((line, place) => set(line, { d: values[place] ? pathOf(years, values[place], at) : "" }));
      const shown = shownOf(years, marked);
      shown.forEach((place, number) => moveMark(marks[number], ticks[number], years[place], values.at(-1)?.[place], at));
    },
  };
}

/** Return the places of the years that are written out. */
function shownOf(years, marked) {
  const middle = years.indexOf(marked);
  return [0, middle > 0 ? middle : Math.trunc(years.length / 2), years.length - 1];
}

function placing(years, top) {
  const step = (WIDTH - LEFT - RIGHT) / Math.max(1, years.length - 1);
  return (year, value) => [LEFT + (year - years[0]) * step, FLOOR - (value / top) * (FLOOR - TOP)];
}

function gridLine(body, part) {
  const y = FLOOR - part * (FLOOR - TOP);
  const text = svg("text", { x: LEFT - 8, y: y + 4, "text-anchor": "end" });
  body.append(svg("line", { class: part ? "grid" : "axis", x1: LEFT, x2: WIDTH - RIGHT / 2, y1: y, y2: y }), text);
  return text;
}

function markOf(anchor) {
  return { dot: svg("circle", { class: "after-dot", r: 4 }), text: svg("text", { class: "value", "text-anchor": anchor }) };
}

function moveMark({ dot, text }, tick, year, value, at) {
  const [x, y] = at(year, value ?? 0);
  const visibility = value === undefined || value === null ? "hidden" : "visible";
  set(dot, { cx: x, cy: y, visibility });
  set(text, { x, y: y - 9, visibility });
  put(text, share(value ?? 0, 2));
  set(tick, { x });
  put(tick, String(year));
}

/** Return the path through the years that have a value; a gap ends a piece of it. */
function pathOf(years, values, at) {
  let isDrawn = false;
  const steps = years.map((year, place) => {
    const value = values[place];
    const [x, y] = at(year, value ?? 0).map((each) => each.toFixed(1));
    const step = value === null ? "" : `${isDrawn ? "L" : "M"}${x} ${y}`;
    isDrawn = value !== null;
    return step;
  });
  return steps.join("");
}
