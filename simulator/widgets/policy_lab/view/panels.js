// The results: each a sentence, a chart and a table of numbers, built once and then filled.

import { columnsChart } from "./charts/columns.js";
import { pairsChart } from "./charts/pairs.js";
import { partsChart } from "./charts/parts.js";
import { html, put } from "./dom.js";
import { big, fixed, giniText, money, percent, percentOrNobody, share, tidy, wholePercents } from "./format.js";
import { capital, emptyPanel, fact, legend, tenthName } from "./panel.js";
import { costSentence, inequalitySentence, povertySentence, reachSentence, shortGroupName } from "./sentences.js";

const BY_TENTH = { count: 10, ends: ["poorest tenth", "richest tenth"] };

/** The panels of every lab, by the name that a lesson asks them by; each takes its place, see `emptyPanel`. */
export const PANELS = { reach: reachPanel, poverty: povertyPanel, inequality: inequalityPanel, cost: costPanel };

function reachPanel(place) {
  const panel = emptyPanel("reach", "Who is reached", place);
  const labels = {
    id: "reach-chart",
    title: "Persons of the group, reached and missed, by tenth of all people",
    text: "Two stacked bars for each tenth, from the poorest to the richest. The numbers are in the table below.",
  };
  const chart = columnsChart(labels, { ...BY_TENTH, classes: ["reached", "missed"], grid: true });
  const facts = ["direct", "households", "exclusion", "inclusion"].map(() => fact());
  panel.body.append(
    legend(["reached", "Reached"], ["missed", "In the group, not reached"]),
    chart.node,
    panel.mark,
    html("dl", { class: "facts" }, ...facts.map((each) => each.node)),
    panel.numbers("Reached and missed by tenth", ["Tenth of people", "Reached", "Missed", "Reached, %"]),
  );
  return panel.filledBy((state, summary) => {
    chart.update(summary.tenths.map(reachColumn), "people");
    reachFacts(state, summary.reach).forEach((texts, index) => facts[index].update(...texts));
    return [reachSentence(state, summary), summary.tenths.map(reachRow)];
  });
}

function reachColumn({ tenth, hidden, reached_persons: reached, missed_persons: missed }) {
  const hint = `Tenth ${tenth}: ${hidden ?? `${big(reached)} reached, ${big(missed)} missed`}`;
  return { name: String(tenth), values: [reached ?? 0, missed ?? 0], hint };
}

function reachFacts(state, reach) {
  const { schemes } = state.policy;
  const poor = schemes.length > 1 ? "poor people it is for" : `poor ${schemes[0].scheme.many} in the group`;
  return [
    [percent(reach.direct_percent), "of all people are paid directly", "direct coverage"],
    [percent(reach.households_percent), "of all people live with somebody who is paid", "household coverage"],
    [percentOrNobody(reach.exclusion_error_percent), `of the ${poor} are missed`, "exclusion error"],
    [percentOrNobody(reach.inclusion_error_percent), "of those paid are not poor", "inclusion error"],
  ];
}

function reachRow({ tenth, hidden, reached_persons: reached, missed_persons: missed }) {
  if (hidden) return [tenthName(tenth), hidden, "–", "–"];
  const all = reached + missed;
  return [tenthName(tenth), big(reached), big(missed), all ? share((100 * reached) / all, 0) : "nobody"];
}

function povertyPanel(place) {
  const panel = emptyPanel("poverty", "Poverty", place);
  const [poor, gap] = povertyCharts();
  panel.body.append(
    legend(["before", "Before"], ["after", "After"]),
    html("p", { class: "chart-name" }, "Poor: below the line"),
    poor.node,
    html("p", { class: "chart-name" }, "Poverty gap: how far below the line, on average"),
    gap.node,
    panel.mark,
    panel.numbers("Poverty before and after", ["Measure", "Before", "After"]),
  );
  return panel.filledBy((state, summary) => {
    const { everyone, group } = summary;
    const names = ["All people", capital(shortGroupName(state))];
    poor.update(beforeAndAfter(names, [everyone, group], "headcount_percent"));
    gap.update(beforeAndAfter(names, [everyone, group], "gap_percent"));
    const rows = [...povertyRows("All people", everyone), ...povertyRows("The group", group)];
    return [povertySentence(state, summary), rows];
  });
}

function povertyCharts() {
  const text = "A bar before and a bar after for all people and for the group. The numbers are in the table below.";
  const poor = { id: "poverty-chart", title: "Share of people below the poverty line, before and after", text };
  const gap = { id: "gap-chart", title: "Poverty gap in percent of the line, before and after", text };
  return [poor, gap].map((labels) => pairsChart(labels, 2));
}

function beforeAndAfter(names, changes, key) {
  return changes.map(({ before, after }, index) => ({
    label: names[index],
    before: before && before[key],
    after: after && after[key],
  }));
}

function povertyRows(who, { before, after }) {
  const row = (name, key, text) => [
    `${who}: ${name}`,
    ...[before, after].map((each) => (each ? text(each[key]) : "nobody")),
  ];
  return [
    row("headcount, %", "headcount_percent", (value) => share(value, 1)),
    row("poverty gap, %", "gap_percent", (value) => share(value, 2)),
    row("severity, %", "severity_percent", (value) => share(value, 2)),
    row("poor persons", "poor_persons", big),
  ];
}

function inequalityPanel(place) {
  const panel = emptyPanel("inequality", "Inequality", place);
  const labels = {
    id: "inequality-chart",
    title: "Gain in percent of consumption, by tenth of all people",
    text: "One bar for each tenth, from the poorest to the richest. The numbers are in the table below.",
  };
  const chart = columnsChart(labels, { ...BY_TENTH, classes: ["after"] });
  panel.body.append(
    legend(["after", "Gain, % of the tenth's consumption"]),
    chart.node,
    panel.mark,
    panel.numbers("Inequality and gains", ["Measure", "Value"]),
  );
  return panel.filledBy((state, summary) => {
    const { gini_before: before, gini_after: after, tenths } = summary;
    chart.update(tenths.map(gainColumn));
    const gains = tenths.map((each) => [`Gain, tenth ${tenthName(each.tenth)}`, gainText(each)]);
    const rows = [["Gini index before", giniText(before)], ["Gini index after", giniText(after)], ...gains];
    return [inequalitySentence(state, summary), rows];
  });
}

function gainColumn({ tenth, gain_percent: gain }) {
  const text = shortGain(gain);
  return { name: String(tenth), values: [gain ?? 0], texts: gain < 0 ? ["", text] : [text, ""] };
}

function shortGain(gain) {
  if (gain === null) return "–";
  const text = fixed(gain, Math.abs(gain) < 9.95 ? 1 : 0);
  if (text !== "0.0") return text.replace("-", "−");
  // A longer text would run into its neighbours.
  return gain > 0 ? "<0.1" : gain < 0 ? "<0" : text;
}

function gainText({ hidden, gain_percent: gain }) {
  return hidden ?? percentOrNobody(gain, 2);
}

function costPanel(place) {
  const panel = emptyPanel("cost", "Cost", place);
  const parts = [
    ["after", "Arrives"],
    ["missed", "Lost on the way"],
    ["before", "Adminis\u00adtration"],
  ];
  const labels = {
    id: "cost-chart",
    title: "Cost in percent of GDP: what arrives, is lost on the way, and pays for administration",
    text: "One bar in three parts. The numbers are in the table below.",
  };
  const chart = partsChart(labels, { classes: parts.map(([name]) => name) });
  const headings = ["Part", "Money a year", "% of GDP", "% of all con\u00adsump\u00adtion"];
  const key = legend(...parts);
  panel.body.append(key, chart.node, panel.mark, panel.numbers("Cost and its parts", headings));
  return panel.filledBy((state, summary) => {
    const { cost, currency } = summary;
    const amounts = [cost.received_month, cost.paid_month - cost.received_month, cost.administration_month];
    const inGdp = cost.total_month ? cost.percent_of_gdp / cost.total_month : 0;
    chart.update([{ parts: amounts.map((amount) => amount * inGdp) }], gdpTicks);
    const shares = cost.total_month ? wholePercents(amounts) : ["", "", ""];
    parts.forEach(([, name], index) => put(key.children[index].lastChild, `${name} ${shares[index]}`.trim()));
    const named = [...parts.map(([, name], index) => [name, amounts[index]]), ["All", cost.total_month]];
    return [costSentence(state, summary), named.map(([name, month]) => costRow(name, month, cost, currency))];
  });
}

function gdpTicks(top) {
  return ["0", `${tidy(top / 2)} %`, `${top} % of GDP`];
}

function costRow(name, month, cost, currency) {
  const part = cost.total_month ? month / cost.total_month : 0;
  const shares = [cost.percent_of_gdp, cost.percent_of_mean_consumption].map((all) => share(all * part, 2));
  return [name, money(currency, 12 * month), ...shares];
}
