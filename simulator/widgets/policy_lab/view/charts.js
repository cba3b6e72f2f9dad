// Plain SVG charts. Each is drawn once and then moved: {node, update(data)}.

import { axisTexts, big, fixed, percent, roundUp, tidy } from "./format.js";
import { put, set, svg } from "./dom.js";

const WIDTH = 360;
const TENTHS = 10;
const LEFT = 30;
const COLUMN = (WIDTH - LEFT) / TENTHS;
const TOP = 22;
const FLOOR = 150;
// The longest number beside a bar is 'under 0.1 %'.
const NUMBER = 88;
const NUMBER_HEIGHT = 14;

/** Return a chart of persons reached and missed by tenth: two stacked bars a tenth. */
export function reachChart(labels) {
  const { node, body } = frame(labels, FLOOR + 38);
  const grid = [1, 0.5, 0].map((share) => gridLine(body, share));
  const columns = Array.from({ length: TENTHS }, (_, number) => stackedColumn(body, number));
  tenthLabels(body);
  return {
    node,
    update(tenths) {
      const top = roundUp(Math.max(...tenths.map((each) => each.reached_persons + each.missed_persons)));
      const [most, half] = axisTexts(top);
      const texts = [`${most} people`, half, "0"];
      grid.forEach((label, index) => put(label, texts[index]));
      tenths.forEach((tenth, number) => moveStack(columns[number], tenth, top));
    },
  };
}

/** Return a chart of the gain by tenth in percent of consumption: one bar a tenth, a loss hanging from the axis. */
export function gainChart(labels) {
  const { node, body } = frame(labels, FLOOR + 38);
  const columns = Array.from({ length: TENTHS }, (_, number) => {
    const bar = svg("rect", { class: "after", x: columnLeft(number), width: COLUMN * 0.7 });
    const label = svg("text", { x: columnLeft(number) + COLUMN * 0.35, "text-anchor": "middle", class: "value" });
    body.append(bar, label);
    return { bar, label };
  });
  const axis = svg("line", { class: "axis", x1: LEFT, x2: WIDTH });
  body.append(axis);
  tenthLabels(body);
  return {
    node,
    update(tenths) {
      const gains = tenths.map((each) => each.gain_percent);
      const { zero, scale } = gainScale(gains.map((gain) => gain ?? 0));
      set(axis, { y1: zero, y2: zero });
      gains.forEach((gain, number) => moveGain(columns[number], gain, zero, scale));
    },
  };
}

/** Return where the axis lies, and the height of one percent; numbers of losses stand below their bars. */
function gainScale(gains) {
  const [low, high] = [Math.min(0, ...gains), Math.max(0, ...gains)];
  const bottom = low < 0 ? FLOOR - NUMBER_HEIGHT : FLOOR;
  const scale = (bottom - TOP) / (low < 0 ? high - low : roundUp(high));
  return { zero: low < 0 ? bottom + low * scale : FLOOR, scale };
}

function moveGain({ bar, label }, gain, zero, scale) {
  const height = Math.abs(gain ?? 0) * scale;
  const lost = gain !== null && gain < 0;
  set(bar, { y: lost ? zero : zero - height, height });
  set(label, { y: lost ? zero + height + NUMBER_HEIGHT - 2 : zero - height - 4 });
  put(label, gainText(gain));
}

function gainText(gain) {
  if (gain === null) return "–";
  const text = fixed(gain, Math.abs(gain) < 9.95 ? 1 : 0);
  if (text !== "0.0") return text.replace("-", "−");
  // A longer text would run into its neighbours.
  return gain > 0 ? "<0.1" : gain < 0 ? "<0" : text;
}

/** Return a chart with a bar before and a bar after for each of two groups. */
export function beforeAfterChart(labels) {
  const { node, body } = frame(labels, 148);
  const groups = [0, 1].map((number) => beforeAfterRows(body, 16 + number * 72));
  return {
    node,
    update(rows) {
      const shares = rows.flatMap(({ before, after }) => [before ?? 0, after ?? 0]);
      const scale = (WIDTH - NUMBER) / roundUp(Math.max(...shares));
      rows.forEach((row, number) => moveBeforeAfter(groups[number], row, scale));
    },
  };
}

/** Return a chart of one bar cut in parts, on an axis in percent of GDP. */
export function splitChart(labels, classes) {
  const { node, body } = frame(labels, 62);
  const parts = classes.map((name) => svg("rect", { class: name, y: 6, height: 30 }));
  const ticks = [0, 0.5, 1].map((share) => {
    const x = share * WIDTH;
    const anchor = ["start", "middle", "end"][share * 2];
    return svg("text", { x, y: 54, "text-anchor": anchor, class: "value" });
  });
  body.append(...parts, svg("line", { class: "axis", x1: 0, x2: WIDTH, y1: 38, y2: 38 }), ...ticks);
  return {
    node,
    update(shares) {
      const top = roundUp(shares.reduce((sum, each) => sum + each, 0));
      let x = 0;
      shares.forEach((share, index) => {
        const width = (share / top) * WIDTH;
        set(parts[index], { x, width });
        x += width;
      });
      ticks.forEach((tick, index) => put(tick, ["0", `${tidy(top / 2)} %`, `${top} % of GDP`][index]));
    },
  };
}

function frame({ id, title, text }, height) {
  const body = svg("g");
  const names = [svg("title", { id: `${id}-title` }, title), svg("desc", { id: `${id}-text` }, text)];
  const node = svg(
    "svg",
    {
      viewBox: `0 0 ${WIDTH} ${height}`,
      role: "img",
      "aria-labelledby": `${id}-title`,
      "aria-describedby": `${id}-text`,
      class: "chart",
    },
    ...names,
    body,
  );
  return { node, body };
}

function gridLine(body, share) {
  const y = FLOOR - share * (FLOOR - TOP);
  // The highest line carries the unit, above the bars; the others have room for a number only.
  const place = share === 1 ? { x: 0, y: y - 7 } : { x: LEFT - 6, y: y + 4, "text-anchor": "end" };
  const label = svg("text", place);
  body.append(svg("line", { class: share ? "grid" : "axis", x1: LEFT, x2: WIDTH, y1: y, y2: y }), label);
  return label;
}

function columnLeft(number) {
  return LEFT + (number + 0.15) * COLUMN;
}

function tenthLabels(body) {
  for (let number = 0; number < TENTHS; number++) {
    const x = columnLeft(number) + COLUMN * 0.35;
    body.append(svg("text", { x, y: FLOOR + 15, "text-anchor": "middle" }, String(number + 1)));
  }
  body.append(
    svg("text", { x: LEFT + 4, y: FLOOR + 32 }, "poorest tenth"),
    svg("text", { x: WIDTH - 4, y: FLOOR + 32, "text-anchor": "end" }, "richest tenth"),
  );
}

function stackedColumn(body, number) {
  const place = { x: columnLeft(number), width: COLUMN * 0.7 };
  const hint = svg("title");
  const bars = { reached: svg("rect", { class: "reached", ...place }), missed: svg("rect", { class: "missed", ...place }) };
  body.append(svg("g", {}, hint, bars.missed, bars.reached));
  return { ...bars, hint, number };
}

function moveStack({ reached, missed, hint, number }, { hidden, reached_persons: got, missed_persons: not }, top) {
  const [low, high] = [got, not].map((persons) => (persons / top) * (FLOOR - TOP));
  set(reached, { y: FLOOR - low, height: low });
  set(missed, { y: FLOOR - low - high, height: high });
  put(hint, `Tenth ${number + 1}: ${hidden ?? `${big(got)} reached, ${big(not)} missed`}`);
}

function beforeAfterRows(body, top) {
  const name = svg("text", { x: 0, y: top - 3, class: "name" });
  const rows = ["before", "after"].map((when, index) => {
    const y = top + 4 + index * 22;
    const bar = svg("rect", { class: when, x: 0, y, height: 18 });
    const label = svg("text", { y: y + 13, class: "value" });
    body.append(bar, label);
    return { bar, label };
  });
  body.append(name);
  return { name, rows };
}

function moveBeforeAfter({ name, rows }, { label, before, after }, scale) {
  put(name, label);
  [before, after].forEach((share, index) => {
    const width = (share ?? 0) * scale;
    set(rows[index].bar, { width });
    set(rows[index].label, { x: width + 6 });
    put(rows[index].label, share === null ? "nobody" : percent(share));
  });
}
