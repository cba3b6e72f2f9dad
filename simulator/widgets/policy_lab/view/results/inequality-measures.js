// Inequality in several measures, and the Lorenz curve that they sum up.

import { say } from "../../texts/inequality_measures.js";
import { say as shared } from "../../texts/lab.js";
import { lineChart } from "../charts/line.js";
import { fixed, percent } from "../format.js";
import { emptyPanel, legend } from "../panel.js";
import { heldBy, lorenzCurve } from "../../simulator/measures/curves.js";
import { measured } from "../../simulator/scenario/measured.js";

const SHOWN = ["gini", "palma", "quintile_ratio", "theil"];
const POINTS = Array.from({ length: 101 }, (_, number) => number / 100);

/** Return the panel of inequality in full. */
export function makePanel(place) {
  const panel = emptyPanel("inequality-measures", say("title"), place);
  const labels = {
    id: "lorenz-chart",
    title: say("chart"),
    text: say("chart_text"),
  };
  const axes = { across: say("across"), up: say("up") };
  const chart = lineChart(labels, { classes: ["line-before", "line-after"], ...axes });
  const key = legend(["line-before", shared("words.before")], ["line-after", shared("words.after")], ["diagonal", say("all_equal")]);
  const headings = [shared("words.measure"), shared("words.before"), shared("words.after")];
  panel.body.append(key, chart.node, panel.mark, panel.numbers(say("table"), headings));
  return panel.filledBy(({ line }, _summary, { outcome }) => {
    const found = measured(outcome, line, undefined, SHOWN);
    const curves = curvesOf(outcome);
    chart.update(curves.map((curve) => (curve ? POINTS.map((at) => [at, heldBy(at, curve)]) : [])));
    return [inequalityText(found, curves), [...found.map(measureRow), poorestRow(curves)]];
  });
}

/** Return the Lorenz curves before and after, null where nobody has anything. */
function curvesOf({ population, consumption_before_month: before, consumption_after_month: after }) {
  const isLeft = after.some((amount) => amount > 0);
  const of = (amounts) => lorenzCurve(amounts, population.members_weight);
  return [of(before), isLeft ? of(after) : null];
}

function measureRow({ measure, before, after }) {
  return [say(`measures.${measure}`), ...[before, after].map(numberText)];
}

function poorestRow(curves) {
  return [say("poorest_share"), ...curves.map((curve) => (curve ? percent(100 * heldBy(0.4, curve)) : shared("words.none")))];
}

function numberText(value) {
  return value === null ? shared("words.none") : fixed(value, 3);
}

function inequalityText(found, [before, after]) {
  const palma = found.find(({ measure }) => measure === "palma");
  if (after === null) return say("nothing_left");
  const [was, is] = [before, after].map((curve) => percent(100 * heldBy(0.4, curve)));
  const share = say(was === is ? "hold_as_before" : "hold", { was, is });
  const ratio = palma.after === null ? say("no_palma", { why: palma.why }) : say("palma", { ratio: fixed(palma.after, 2) });
  return `${share} ${ratio}`;
}
