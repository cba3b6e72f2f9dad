// Meet a household: one of the people behind the numbers, and its month.

import { say } from "../../texts/household.js";
import { say as shared } from "../../texts/lab.js";
import { partsChart } from "../charts/parts.js";
import { html } from "../dom.js";
import { axisTexts, fixed } from "../format.js";
import { emptyPanel, legend } from "../panel.js";
import { panelChoice, repeatable } from "./choice.js";
import { monthOf, monthSentence } from "./household-month.js";
import { KINDS, householdsOf } from "./households.js";

/** Return the panel of one household's month. */
export function makePanel(place) {
  const panel = emptyPanel("household", say("title"), place);
  const labels = {
    id: "household-chart",
    title: say("chart"),
    text: say("chart_text"),
  };
  const chart = partsChart(labels, { classes: ["before", "missed", "after"], named: true });
  const kind = panelChoice({ id: "household-kind", label: say("show"), choices: KINDS.map((kind) => [kind, say(`kinds.${kind}`)]), onChoose: () => turn(null) });
  let [turned, filled] = [0, null];
  const turn = (step) => {
    turned = step === null ? 0 : turned + step;
    filled.again();
  };
  const key = legend(["before", say("keeps")], ["missed", say("gives_up")], ["after", say("gets")]);
  const numbers = panel.numbers(say("table"), [shared("words.line"), say("household"), say("each_person")]);
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
    [say("previous"), -1],
    [say("next"), 1],
  ].map(([text, step]) => {
    const button = html("button", { type: "button", class: "button" }, text);
    button.addEventListener("click", () => turn(step));
    return button;
  });
  return html("div", { class: "buttons turn" }, ...buttons);
}

function nobody(chart, { population }) {
  chart.update([{ parts: [0, 0, 0] }, { parts: [0, 0, 0] }], () => [fixed(0), "", ""]);
  return [say(population.synthetic ? "none_such" : "real_people"), []];
}

function barsOf({ keeps, givesUp, gets }) {
  return [
    { name: shared("words.before"), parts: [keeps, givesUp, 0] },
    { name: shared("words.after"), parts: [keeps, 0, gets] },
  ];
}

function ticksOf(top, currency) {
  const [most, half] = axisTexts(top);
  return [fixed(0), half, say("axis", { value: most, currency })];
}

function rowTexts([name, household, person]) {
  return [name, fixed(household), fixed(person)];
}
