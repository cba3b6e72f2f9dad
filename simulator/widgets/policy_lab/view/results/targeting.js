// Who is missed and who is reached by mistake, and whether the rule or its use is the reason.

import { say } from "../../texts/targeting.js";
import { say as shared } from "../../texts/lab.js";
import { partsChart } from "../charts/parts.js";
import { big, fixed, percent, percentOrNobody, tidy } from "../format.js";
import { emptyPanel, legend } from "../panel.js";
import { targeting } from "../../simulator/scenario/targeting.js";
import { panelChoice, repeatable } from "./choice.js";
import { plain } from "../../simulator/numerals.js";

const REASONS = ["by_rule", "by_implementation", "by_other_benefits"];
const CLASSES = ["missed", "before", "other"];
const MONEY = [
  ...["leakage_percent", "vertical_expenditure_efficiency_percent", "spill_over_percent"],
  ...["poverty_reduction_efficiency_percent", "poverty_gap_efficiency_percent"],
];

/** Return the panel of targeting errors. */
export function makePanel(place) {
  const panel = emptyPanel("targeting", say("title"), place);
  const labels = {
    id: "targeting-chart",
    title: say("chart"),
    text: say("chart_text"),
  };
  const chart = partsChart(labels, { classes: CLASSES, named: true });
  const choice = panelChoice({ id: "targeting-scheme", label: say("scheme"), onChoose: () => filled.again() });
  const headings = [say("error"), shared("words.value")];
  const key = legend(...CLASSES.map((name, at) => [name, say(`${REASONS[at]}.name`)]));
  panel.body.append(choice.node, key, chart.node, panel.mark, panel.numbers(say("table"), headings));
  const filled = repeatable(
    panel.filledBy(({ line }, summary, { outcome }) => {
      choice.offer(summary.schemes.map(({ label }, number) => [String(number), label]));
      choice.node.hidden = summary.schemes.length < 2;
      const number = Number(choice.value());
      if (!summary.schemes.length) return [say("no_scheme"), []];
      const found = targeting(outcome, number, line);
      chart.update(barsOf(found), (top) => [0, top / 2, top].map((value) => (value ? say("tick", { value: plain(tidy(value)) }) : fixed(0))));
      return [targetingSentence(found, outcome.schemes[number].scheme, summary), rowsOf(found)];
    }),
  );
  return filled;
}

function barsOf({ against_line: poor, against_group: group }) {
  return [
    { name: say("bars.poor"), parts: partsOf(poor, "exclusion") },
    { name: say("bars.group"), parts: partsOf(group, "exclusion") },
    { name: say("bars.not_poor"), parts: partsOf(poor, "inclusion") },
  ];
}

function partsOf(errors, kind) {
  return REASONS.map((reason) => errors[`${kind}_${reason}_percent`] ?? 0);
}

function rowsOf(found) {
  const { against_line: poor, against_group: group, coady_grosh_hoddinott: index } = found;
  const money = MONEY.map((name) => [say(`money.${name}`), percentOrNobody(found[name])]);
  return [
    ...errorRows("poor", poor, "exclusion"),
    ...errorRows("group", group, "exclusion"),
    ...errorRows("not_poor", poor, "inclusion"),
    ...money,
    [say("index"), index === null ? shared("words.none") : fixed(index, 2)],
  ];
}

function errorRows(name, errors, kind) {
  const error = say(`errors.${name}`);
  const parts = REASONS.map((reason) => [reason, errors[`${kind}_${reason}_percent`]]);
  const known = parts.filter(([, value]) => value !== undefined);
  const rows = known.map(([reason, value]) => [say(`${reason}.row`, { error }), percentOrNobody(value)]);
  return [[error, percentOrNobody(errors[`${kind}_percent`])], ...rows];
}

function targetingSentence({ against_line: poor }, { label, many }, { schemes, reach }) {
  if (poor.exclusion_percent === null) return say("no_poor", { group: many });
  const all = big(poor.intended_persons);
  const reasons = REASONS.map((reason) => poor[`exclusion_${reason}_percent`]);
  const largest = reasons.indexOf(Math.max(...reasons));
  const places = { scheme: label, all, group: many, missed: percent(poor.exclusion_percent), most: percent(reasons[largest]) };
  const said = say(poor.exclusion_percent > 0 ? `${REASONS[largest]}.sentence` : "none_missed", places);
  return schemes.length > 1 ? `${said} ${packageSentence(reach.exclusion_error_percent)}` : said;
}

function packageSentence(missed) {
  if (missed === null) return say("package.no_poor");
  if (missed === 0) return say("package.none_missed");
  return say("package.missed", { missed: percent(missed) });
}
