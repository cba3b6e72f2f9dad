// Two bars, before and after, for each of some groups.

import { say } from "../../texts/lab.js";
import { put, set, svg } from "../dom.js";
import { percent, roundUp } from "../format.js";
import { WIDTH, frame } from "./frame.js";

// The longest number beside a bar is 'under 0.1 %'.
const NUMBER = 88;

/** Return a chart of so many groups; `update` takes {label, before, after} of each, in percent, null for nobody. */
export function pairsChart(labels, count) {
  const { node, body } = frame(labels, 4 + 72 * count);
  const groups = Array.from({ length: count }, (_, number) => pairOf(body, 16 + number * 72));
  return {
    node,
    update(rows) {
      const shares = rows.flatMap(({ before, after }) => [before ?? 0, after ?? 0]);
      const scale = (WIDTH - NUMBER) / roundUp(Math.max(...shares));
      rows.forEach((row, number) => movePair(groups[number], row, scale));
    },
  };
}

function pairOf(body, top) {
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

function movePair({ name, rows }, { label, before, after }, scale) {
  put(name, label);
  [before, after].forEach((share, index) => {
    const width = (share ?? 0) * scale;
    set(rows[index].bar, { width });
    set(rows[index].label, { x: width + 6 });
    put(rows[index].label, share === null ? say("words.nobody") : percent(share));
  });
}
