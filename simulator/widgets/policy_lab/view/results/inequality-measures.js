// Inequality in several measures, and the Lorenz curve that they sum up.

import { lineChart } from "../charts/line.js";
import { fixed, percent } from "../format.js";
import { emptyPanel, legend } from "../panel.js";
import { heldBy, lorenzCurve } from "../../simulator/measures/curves.js";
import { measured } from "../../simulator/scenario/measured.js";

const SHOWN = {
  gini: "Gini index",
  palma: "Palma ratio: richest 10 % to poorest 40 %",
  quintile_ratio: "80:20 ratio: richest fifth to poorest fifth",
  theil: "Theil index",
};
const POINTS = Array.from({ length: 101 }, (_, number) => number / 100);

/** Return the panel of inequality in full. */
export function makePanel(place) {
  const panel = emptyPanel("inequality-measures", "Inequality in full", place);
  const labels = {
    id: "lorenz-chart",
    title: "Lorenz curve of consumption, before and after",
    text: "Two curves below a diagonal: the nearer to it, the more equal. The numbers are in the table below.",
  };
  const axes = { across: "share of people, poorest first", up: "share of consumption" };
  const chart = lineChart(labels, { classes: ["line-before", "line-after"], ...axes });
  const key = legend(["line-before", "Before"], ["line-after", "After"], ["diagonal", "All equal"]);
  const headings = ["Measure", "Before", "After"];
  panel.body.append(key, chart.node, panel.mark, panel.numbers("Inequality before and after", headings));
  return panel.filledBy(({ line }, _summary, { outcome }) => {
    const found = measured(outcome, line, undefined, Object.keys(SHOWN));
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
  return [SHOWN[measure], ...[before, after].map(numberText)];
}

function poorestRow(curves) {
  return ["Share of the poorest 40 %", ...curves.map((curve) => (curve ? percent(100 * heldBy(0.4, curve)) : "–"))];
}

function numberText(value) {
  return value === null ? "–" : fixed(value, 3);
}

function inequalityText(found, [before, after]) {
  const palma = found.find(({ measure }) => measure === "palma");
  if (after === null) return "Nobody has anything left, so there is no inequality to measure.";
  const [was, is] = [before, after].map((curve) => percent(100 * heldBy(0.4, curve)));
  const share = was === is ? `The poorest two fifths hold ${is} of consumption, as before` : `The poorest two fifths hold ${is} of consumption, before ${was}`;
  if (palma.after === null) return `${share}. There is no Palma ratio: ${palma.why}`;
  return `${share}. The richest tenth consumes ${fixed(palma.after, 2)} times as much as they do.`;
}
