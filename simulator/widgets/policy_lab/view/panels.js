// The results: each a sentence, a chart and a table of numbers, built once and then filled.

import { say } from "../texts/lab.js";
import { columnsChart } from "./charts/columns.js";
import { pairsChart } from "./charts/pairs.js";
import { partsChart } from "./charts/parts.js";
import { html, put } from "./dom.js";
import { big, fixed, giniText, money, percent, percentOrNobody, share, tidy, wholePercents } from "./format.js";
import { capital, emptyPanel, fact, legend, tenthName } from "./panel.js";
import { costSentence, inequalitySentence, povertySentence, reachSentence, shortGroupName } from "./sentences.js";
import { plain } from "../simulator/numerals.js";

const byTenth = () => ({ count: 10, ends: [say("tenths.first"), say("tenths.last")] });

/** The panels of every lab, by the name that a lesson asks them by; each takes its place, see `emptyPanel`. */
export const PANELS = { reach: reachPanel, poverty: povertyPanel, inequality: inequalityPanel, cost: costPanel };

function reachPanel(place) {
  const panel = emptyPanel("reach", say("reach.title"), place);
  const labels = {
    id: "reach-chart",
    title: say("reach.chart"),
    text: say("reach.chart_text"),
  };
  const chart = columnsChart(labels, { ...byTenth(), classes: ["reached", "missed"], grid: true });
  const facts = ["direct", "households", "exclusion", "inclusion"].map(() => fact());
  const headings = [say("tenths.heading"), say("words.reached"), say("words.missed"), say("words.reached_percent")];
  panel.body.append(
    legend(["reached", say("words.reached")], ["missed", say("reach.not_reached")]),
    chart.node,
    panel.mark,
    html("dl", { class: "facts" }, ...facts.map((each) => each.node)),
    panel.numbers(say("reach.table"), headings),
  );
  return panel.filledBy((state, summary) => {
    chart.update(summary.tenths.map(reachColumn));
    reachFacts(state, summary.reach).forEach((texts, index) => facts[index].update(...texts));
    return [reachSentence(state, summary), summary.tenths.map(reachRow)];
  });
}

function reachColumn({ tenth, hidden, reached_persons: reached, missed_persons: missed }) {
  const said = hidden ?? say("reach.hint", { reached: big(reached), missed: big(missed) });
  const hint = say("tenths.hint", { tenth, said });
  return { name: fixed(tenth), values: [reached ?? 0, missed ?? 0], hint };
}

function reachFacts(state, reach) {
  const { schemes } = state.policy;
  const poor = schemes.length > 1 ? say("reach.poor_of_package") : say("reach.poor_of_group", { group: schemes[0].scheme.many });
  const one = (value, name) => [value, say(`reach.facts.${name}`, { poor }), say(`reach.names.${name}`)];
  return [
    one(percent(reach.direct_percent), "direct"),
    one(percent(reach.households_percent), "households"),
    one(percentOrNobody(reach.exclusion_error_percent), "exclusion"),
    one(percentOrNobody(reach.inclusion_error_percent), "inclusion"),
  ];
}

function reachRow({ tenth, hidden, reached_persons: reached, missed_persons: missed }) {
  if (hidden) return [tenthName(tenth), hidden, say("words.none"), say("words.none")];
  const all = reached + missed;
  return [tenthName(tenth), big(reached), big(missed), all ? share((100 * reached) / all, 0) : say("words.nobody")];
}

function povertyPanel(place) {
  const panel = emptyPanel("poverty", say("poverty.title"), place);
  const [poor, gap] = povertyCharts();
  panel.body.append(
    legend(["before", say("words.before")], ["after", say("words.after")]),
    html("p", { class: "chart-name" }, say("poverty.poor")),
    poor.node,
    html("p", { class: "chart-name" }, say("poverty.gap_name")),
    gap.node,
    panel.mark,
    panel.numbers(say("poverty.table"), [say("words.measure"), say("words.before"), say("words.after")]),
  );
  return panel.filledBy((state, summary) => {
    const { everyone, group } = summary;
    const names = [say("words.all_people"), capital(shortGroupName(state))];
    poor.update(beforeAndAfter(names, [everyone, group], "headcount_percent"));
    gap.update(beforeAndAfter(names, [everyone, group], "gap_percent"));
    const rows = [...povertyRows("everyone", everyone), ...povertyRows("group", group)];
    return [povertySentence(state, summary), rows];
  });
}

function povertyCharts() {
  const text = say("poverty.chart_text");
  const poor = { id: "poverty-chart", title: say("poverty.chart"), text };
  const gap = { id: "gap-chart", title: say("poverty.gap_chart"), text };
  return [poor, gap].map((labels) => pairsChart(labels));
}

function beforeAndAfter(names, changes, key) {
  return changes.map(({ before, after }, index) => ({
    name: names[index],
    before: before && before[key],
    after: after && after[key],
  }));
}

function povertyRows(who, { before, after }) {
  const row = (name, key, text) => [
    say(`poverty.rows.${who}.${name}`),
    ...[before, after].map((each) => (each ? text(each[key]) : say("words.nobody"))),
  ];
  return [
    row("headcount", "headcount_percent", (value) => share(value, 1)),
    row("gap", "gap_percent", (value) => share(value, 2)),
    row("severity", "severity_percent", (value) => share(value, 2)),
    row("persons", "poor_persons", big),
  ];
}

function inequalityPanel(place) {
  const panel = emptyPanel("inequality", say("inequality.title"), place);
  const labels = {
    id: "inequality-chart",
    title: say("inequality.chart"),
    text: say("inequality.chart_text"),
  };
  const chart = columnsChart(labels, { ...byTenth(), classes: ["after"] });
  panel.body.append(
    legend(["after", say("inequality.gain")]),
    chart.node,
    panel.mark,
    panel.numbers(say("inequality.table"), [say("words.measure"), say("words.value")]),
  );
  return panel.filledBy((state, summary) => {
    const { gini_before: before, gini_after: after, tenths } = summary;
    chart.update(tenths.map(gainColumn));
    const gains = tenths.map((each) => [say("inequality.gain_of", { tenth: tenthName(each.tenth) }), gainText(each)]);
    const rows = [[say("inequality.gini_before"), giniText(before)], [say("inequality.gini_after"), giniText(after)], ...gains];
    return [inequalitySentence(state, summary), rows];
  });
}

function gainColumn({ tenth, gain_percent: gain }) {
  const text = shortGain(gain);
  return { name: fixed(tenth), values: [gain ?? 0], texts: gain < 0 ? ["", text] : [text, ""] };
}

function shortGain(gain) {
  if (gain === null) return say("words.none");
  const [size, digits] = [Math.abs(gain), Math.abs(gain) < 9.95 ? 1 : 0];
  const text = fixed(size, digits);
  if (text !== fixed(0, 1)) return gain < 0 ? say("numbers.minus", { value: text }) : text;
  // A longer text would run into its neighbours.
  return gain > 0 ? say("inequality.little_gain", { value: fixed(0.1, 1) }) : gain < 0 ? say("inequality.little_loss") : text;
}

function gainText({ hidden, gain_percent: gain }) {
  return hidden ?? percentOrNobody(gain, 2);
}

function costPanel(place) {
  const panel = emptyPanel("cost", say("cost.title"), place);
  const parts = [
    ["after", say("cost.arrives")],
    ["missed", say("cost.lost")],
    ["before", say("cost.administration")],
  ];
  const labels = {
    id: "cost-chart",
    title: say("cost.chart"),
    text: say("cost.chart_text"),
  };
  const chart = partsChart(labels, { classes: parts.map(([name]) => name) });
  const headings = [say("cost.part"), say("words.money_a_year"), say("words.of_gdp"), say("cost.of_consumption")];
  const key = legend(...parts);
  panel.body.append(key, chart.node, panel.mark, panel.numbers(say("cost.table"), headings));
  return panel.filledBy((state, summary) => {
    const { cost, currency } = summary;
    const amounts = [cost.received_month, cost.paid_month - cost.received_month, cost.administration_month];
    const inGdp = cost.total_month ? cost.percent_of_gdp / cost.total_month : 0;
    chart.update([{ parts: amounts.map((amount) => amount * inGdp) }], gdpTicks);
    const shares = cost.total_month ? wholePercents(amounts) : ["", "", ""];
    parts.forEach(([, name], index) => put(key.children[index].lastChild, shares[index] ? say("cost.share", { name, share: shares[index] }) : name));
    const named = [...parts.map(([, name], index) => [name, amounts[index]]), [say("cost.all"), cost.total_month]];
    return [costSentence(state, summary), named.map(([name, month]) => costRow(name, month, cost, currency))];
  });
}

function gdpTicks(top) {
  return [fixed(0), say("cost.tick", { value: plain(tidy(top / 2)) }), say("cost.last_tick", { value: plain(top) })];
}

function costRow(name, month, cost, currency) {
  const part = cost.total_month ? month / cost.total_month : 0;
  const shares = [cost.percent_of_gdp, cost.percent_of_mean_consumption].map((all) => share(all * part, 2));
  return [name, money(currency, 12 * month), ...shares];
}
