// Two bars, before and after, for each of some groups.

import { say } from "../../texts/lab.js";
import { put, set, svg } from "../dom.js";
import { percent, roundUp } from "../format.js";
import { WIDTH } from "./frame.js";
import { roomFor } from "./lines.js";
import { rowsChart } from "./rows.js";

// The longest number beside a bar is 'under 0.1 %'; another language may need more.
const [STEP, NUMBER, WIDEST] = [72, 88, 220];

/** Return a chart; `update` takes {name, before, after} of each group, in percent, null for nobody. */
export function pairsChart(labels) {
  return rowsChart(labels, STEP, pairOf, (pairs, given) => {
    const shares = given.flatMap(({ before, after }) => [before, after]);
    const texts = shares.map((share) => (share === null ? say("words.nobody") : percent(share)));
    const scale = (WIDTH - roomFor(texts, NUMBER, WIDEST)) / roundUp(Math.max(...shares));
    pairs.flatMap(({ bars }) => bars).forEach(({ bar, label }, place) => {
      const width = (shares[place] ?? 0) * scale;
      set(bar, { width });
      set(label, { x: width + 6 });
      put(label, texts[place]);
    });
  });
}

function pairOf() {
  const bars = ["before", "after"].map((when, index) => {
    const y = 20 + index * 22;
    return { bar: svg("rect", { class: when, x: 0, y, height: 18 }), label: svg("text", { y: y + 13, class: "value" }) };
  });
  return { node: svg("g", {}, ...bars.flatMap(({ bar, label }) => [bar, label])), bars };
}
