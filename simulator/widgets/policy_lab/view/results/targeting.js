// Who is missed and who is reached by mistake, and whether the rule or its use is the reason.

import { partsChart } from "../charts/parts.js";
import { big, fixed, percent, percentOrNobody, tidy } from "../format.js";
import { emptyPanel, legend } from "../panel.js";
import { targeting } from "../../simulator/scenario/targeting.js";
import { panelChoice, repeatable } from "./choice.js";

const REASONS = ["by_rule", "by_implementation", "by_other_benefits"];
const KINDS = [
  ["missed", "By the rule"],
  ["before", "By how it is used"],
  ["other", "By other benefits"],
];
const MONEY = {
  leakage_percent: "Leakage: benefits that reach those not poor",
  vertical_expenditure_efficiency_percent: "Benefits that reach the poor",
  spill_over_percent: "Of these, more than the gap needs",
  poverty_reduction_efficiency_percent: "Benefits that fill the poverty gap",
  poverty_gap_efficiency_percent: "Poverty gap that is filled",
};

/** Return the panel of targeting errors. */
export function makePanel(place) {
  const panel = emptyPanel("targeting", "Who is excluded, and why", place);
  const labels = {
    id: "targeting-chart",
    title: "Exclusion and inclusion errors, parted by their reason",
    text: "Three bars, each cut by reason. The numbers are in the table below.",
  };
  const chart = partsChart(labels, { classes: KINDS.map(([name]) => name), count: 3, named: true });
  const choice = panelChoice({ id: "targeting-scheme", label: "Scheme", onChoose: () => filled.again() });
  const headings = ["Error or measure", "Value"];
  panel.body.append(choice.node, legend(...KINDS), chart.node, panel.mark, panel.numbers("Targeting", headings));
  const filled = repeatable(
    panel.filledBy(({ line }, summary, { outcome }) => {
      choice.offer(summary.schemes.map(({ label }, number) => [String(number), label]));
      choice.node.hidden = summary.schemes.length < 2;
      const number = Number(choice.value());
      if (!summary.schemes.length) return ["The policy has no scheme, so nobody is meant to be reached.", []];
      const found = targeting(outcome, number, line);
      chart.update(barsOf(found), (top) => ["0", `${tidy(top / 2)} %`, `${top} %`]);
      return [targetingSentence(found, outcome.schemes[number].scheme, summary), rowsOf(found)];
    }),
  );
  return filled;
}

function barsOf({ against_line: poor, against_group: group }) {
  return [
    { name: "Poor of the group who are missed", parts: partsOf(poor, "exclusion") },
    { name: "All of the group who are missed", parts: partsOf(group, "exclusion") },
    { name: "Reached who are not poor", parts: partsOf(poor, "inclusion") },
  ];
}

function partsOf(errors, kind) {
  return REASONS.map((reason) => errors[`${kind}_${reason}_percent`] ?? 0);
}

function rowsOf(found) {
  const { against_line: poor, against_group: group, coady_grosh_hoddinott: index } = found;
  const money = Object.entries(MONEY).map(([name, text]) => [text, percentOrNobody(found[name])]);
  return [
    ...errorRows("Poor of the group missed", poor, "exclusion"),
    ...errorRows("All of the group missed", group, "exclusion"),
    ...errorRows("Reached, not poor", poor, "inclusion"),
    ...money,
    ["Coady-Grosh-Hoddinott index, poorest 40 %", index === null ? "–" : fixed(index, 2)],
  ];
}

function errorRows(name, errors, kind) {
  const parts = REASONS.map((reason, at) => [KINDS[at][1].toLowerCase(), errors[`${kind}_${reason}_percent`]]);
  const known = parts.filter(([, value]) => value !== undefined);
  const rows = known.map(([reason, value]) => [`${name}, ${reason}`, percentOrNobody(value)]);
  return [[name, percentOrNobody(errors[`${kind}_percent`])], ...rows];
}

function targetingSentence({ against_line: poor }, { label, many }, { schemes, reach }) {
  if (poor.exclusion_percent === null) return `There are no poor ${many} in the group, so none of them can be missed.`;
  const all = big(poor.intended_persons);
  const reasons = REASONS.map((reason) => poor[`exclusion_${reason}_percent`]);
  const largest = reasons.indexOf(Math.max(...reasons));
  const why = ["the rule does not choose them", "the rule chooses them but they do not get it", "another benefit takes its place"];
  const missed = poor.exclusion_percent > 0 ? `${percent(poor.exclusion_percent)} are missed` : "none is missed";
  const said = `${label}: of the ${all} poor ${many} in the group, ${missed}`;
  const because = poor.exclusion_percent > 0 ? `, most of them because ${why[largest]}: ${percent(reasons[largest])}.` : ".";
  const together = schemes.length > 1 ? packageSentence(reach.exclusion_error_percent) : "";
  return said + because + together;
}

function packageSentence(missed) {
  if (missed === null) return " The package is for no poor people in these data.";
  if (missed === 0) return " All schemes together miss none of the poor people they are for.";
  return ` All schemes together miss ${percent(missed)} of the poor people they are for: nobody of these gets any benefit.`;
}
