// Meet a household: one of the people behind the numbers, and its month.

import { partsChart } from "../charts/parts.js";
import { html } from "../dom.js";
import { axisTexts, fixed } from "../format.js";
import { emptyPanel, legend } from "../panel.js";
import { panelChoice, repeatable } from "./choice.js";
import { monthOf, monthSentence } from "./household-month.js";
import { KINDS, householdsOf } from "./households.js";

/** Return the panel of one household's month. */
export function makePanel(place) {
  const panel = emptyPanel("household", "Meet a household", place);
  const labels = {
    id: "household-chart",
    title: "What the household consumes in a month, before and after",
    text: "Two bars: what it keeps, what it pays, and what it gets. The numbers are in the table below.",
  };
  const chart = partsChart(labels, { classes: ["before", "missed", "after"], count: 2, named: true });
  const kind = panelChoice({ id: "household-kind", label: "Show", choices: Object.entries(KINDS), onChoose: () => turn(null) });
  let [turned, filled] = [0, null];
  const turn = (step) => {
    turned = step === null ? 0 : turned + step;
    filled.again();
  };
  const key = legend(["before", "Keeps"], ["missed", "Gives up"], ["after", "Gets"]);
  const numbers = panel.numbers("The month in numbers", ["Line", "Household", "Each person"]);
  panel.body.append(kind.node, turnButtons(turn), key, chart.node, panel.mark, numbers);
  filled = repeatable(
    panel.filledBy(({ line }, { currency }, { outcome, catalogue }) => {
      const found = householdsOf(outcome, kind.value(), line);
      if (!found.length) return nobody(chart, outcome);
      const month = monthOf(outcome, found[((turned % found.length) + found.length) % found.length], line);
      chart.update(barsOf(month), (top) => ticksOf(top, currency));
      return [monthSentence(month, outcome, catalogue), month.rows.map(rowTexts)];
    }),
  );
  return filled;
}

/** Return the buttons that go to the household before and after; `turn` hears -1 or 1. */
export function turnButtons(turn) {
  const buttons = [
    ["Previous household", -1],
    ["Next household", 1],
  ].map(([text, step]) => {
    const button = html("button", { type: "button", class: "button" }, text);
    button.addEventListener("click", () => turn(step));
    return button;
  });
  return html("div", { class: "buttons turn" }, ...buttons);
}

function nobody(chart, { population }) {
  chart.update([{ parts: [0, 0, 0] }, { parts: [0, 0, 0] }], () => ["0", "", ""]);
  const why = population.synthetic
    ? "There is no such household under this policy."
    : "These data are a survey of real people, so no household of them is shown.";
  return [why, []];
}

function barsOf({ keeps, givesUp, gets }) {
  return [
    { name: "Before", parts: [keeps, givesUp, 0] },
    { name: "After", parts: [keeps, 0, gets] },
  ];
}

function ticksOf(top, currency) {
  const [most, half] = axisTexts(top);
  return ["0", half, `${most} ${currency}`];
}

function rowTexts([name, household, person]) {
  return [name, fixed(household), fixed(person)];
}
