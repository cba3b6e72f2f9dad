// The results: each a sentence, a chart and a table of numbers, built once and then filled.

import { beforeAfterChart, gainChart, reachChart, splitChart } from "./charts.js";
import { html, put } from "./dom.js";
import { big, giniText, money, percent, percentOrNobody, share, wholePercents } from "./format.js";
import { costSentence, groupName, inequalitySentence, povertySentence, reachSentence } from "./sentences.js";
import { schemeOf } from "./state.js";
import { numbersTable } from "./tables.js";

/** The panels by the name that a lesson asks them by; each takes its heading's level and the mark of the data. */
export const PANELS = { reach: reachPanel, poverty: povertyPanel, inequality: inequalityPanel, cost: costPanel };

function reachPanel(...place) {
  const panel = emptyPanel("reach", "Who is reached", place, reachSentence);
  const chart = reachChart({
    id: "reach-chart",
    title: "Persons of the group, reached and missed, by tenth of all people",
    text: "Two stacked bars for each tenth, from the poorest to the richest. The numbers are in the table below.",
  });
  const facts = ["direct", "households", "exclusion", "inclusion"].map(() => fact());
  panel.body.append(
    legend(["reached", "Reached"], ["missed", "In the group, not reached"]),
    chart.node,
    panel.mark,
    html("dl", { class: "facts" }, ...facts.map((each) => each.node)),
    panel.numbers("Reached and missed by tenth", ["Tenth of people", "Reached", "Missed", "Reached, %"], 10),
  );
  return panel.filledBy((state, summary) => {
    chart.update(summary.tenths);
    reachFacts(state, summary.reach).forEach((texts, index) => facts[index].update(...texts));
    return summary.tenths.map(reachRow);
  });
}

function reachFacts(state, reach) {
  const { many } = schemeOf(state);
  return [
    [percent(reach.direct_percent), "of all people are paid directly", "direct coverage"],
    [percent(reach.households_percent), "of all people live with somebody who is paid", "household coverage"],
    [percentOrNobody(reach.exclusion_error_percent), `of the poor ${many} in the group are missed`, "exclusion error"],
    [percentOrNobody(reach.inclusion_error_percent), "of those paid are not poor", "inclusion error"],
  ];
}

function reachRow({ tenth, hidden, reached_persons: reached, missed_persons: missed }) {
  if (hidden) return [tenthName(tenth), hidden, "–", "–"];
  const all = reached + missed;
  return [tenthName(tenth), big(reached), big(missed), all ? share((100 * reached) / all, 0) : "nobody"];
}

function povertyPanel(...place) {
  const panel = emptyPanel("poverty", "Poverty", place, povertySentence);
  const [poor, gap] = povertyCharts();
  panel.body.append(
    legend(["before", "Before"], ["after", "After"]),
    html("p", { class: "chart-name" }, "Poor: below the line"),
    poor.node,
    html("p", { class: "chart-name" }, "Poverty gap: how far below the line, on average"),
    gap.node,
    panel.mark,
    panel.numbers("Poverty before and after", ["Measure", "Before", "After"], 8),
  );
  return panel.filledBy((state, { everyone, group }) => {
    const names = ["All people", capital(groupName(state))];
    poor.update(beforeAndAfter(names, [everyone, group], "headcount_percent"));
    gap.update(beforeAndAfter(names, [everyone, group], "gap_percent"));
    return [...povertyRows("All people", everyone), ...povertyRows("The group", group)];
  });
}

function povertyCharts() {
  const text = "A bar before and a bar after for all people and for the group. The numbers are in the table below.";
  const poor = { id: "poverty-chart", title: "Share of people below the poverty line, before and after", text };
  const gap = { id: "gap-chart", title: "Poverty gap in percent of the line, before and after", text };
  return [poor, gap].map(beforeAfterChart);
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

function inequalityPanel(...place) {
  const panel = emptyPanel("inequality", "Inequality", place, inequalitySentence);
  const chart = gainChart({
    id: "inequality-chart",
    title: "Gain in percent of consumption, by tenth of all people",
    text: "One bar for each tenth, from the poorest to the richest. The numbers are in the table below.",
  });
  panel.body.append(
    legend(["after", "Gain, % of the tenth's consumption"]),
    chart.node,
    panel.mark,
    panel.numbers("Inequality and gains", ["Measure", "Value"], 12),
  );
  return panel.filledBy((_state, { gini_before: before, gini_after: after, tenths }) => {
    chart.update(tenths);
    const gains = tenths.map((each) => [`Gain, tenth ${tenthName(each.tenth)}`, gainText(each)]);
    return [["Gini index before", giniText(before)], ["Gini index after", giniText(after)], ...gains];
  });
}

function gainText({ hidden, gain_percent: gain }) {
  return hidden ?? percentOrNobody(gain, 2);
}

function costPanel(...place) {
  const panel = emptyPanel("cost", "Cost", place, costSentence);
  const parts = [
    ["after", "Arrives"],
    ["missed", "Lost on the way"],
    ["before", "Adminis\u00adtration"],
  ];
  const chart = splitChart(
    {
      id: "cost-chart",
      title: "Cost in percent of GDP: what arrives, is lost on the way, and pays for administration",
      text: "One bar in three parts. The numbers are in the table below.",
    },
    parts.map(([name]) => name),
  );
  const headings = ["Part", "Money a year", "% of GDP", "% of all con\u00adsump\u00adtion"];
  const key = legend(...parts);
  panel.body.append(key, chart.node, panel.mark, panel.numbers("Cost and its parts", headings, 4));
  return panel.filledBy((_state, { cost, currency }) => {
    const amounts = [cost.received_month, cost.paid_month - cost.received_month, cost.administration_month];
    const inGdp = cost.total_month ? cost.percent_of_gdp / cost.total_month : 0;
    chart.update(amounts.map((amount) => amount * inGdp));
    const shares = cost.total_month ? wholePercents(amounts) : ["", "", ""];
    parts.forEach(([, name], index) => put(key.children[index].lastChild, `${name} ${shares[index]}`.trim()));
    const named = [...parts.map(([, name], index) => [name, amounts[index]]), ["All", cost.total_month]];
    return named.map(([name, month]) => costRow(name, month, cost, currency));
  });
}

function costRow(name, month, cost, currency) {
  const part = cost.total_month ? month / cost.total_month : 0;
  const shares = [cost.percent_of_gdp, cost.percent_of_mean_consumption].map((all) => share(all * part, 2));
  return [name, money(currency, 12 * month), ...shares];
}

/** Return a panel with its heading and sentence, to which a body, and what fills it, are added. */
function emptyPanel(name, title, [level, mark], sentence) {
  const said = html("p", { class: "sentence" });
  const body = html("div");
  const node = html("section", { class: `panel ${name}` }, html(`h${level}`, {}, title), said, body);
  let table = null;
  return {
    body,
    // A chart that is projected or copied takes along what its data are.
    mark: mark ? html("p", { class: "mark" }, mark) : "",
    numbers(caption, headings, rows) {
      table = numbersTable(title.toLowerCase(), caption, headings, rows);
      return table.node;
    },
    filledBy(fill) {
      return {
        node,
        update(state, summary) {
          put(said, sentence(state, summary));
          table.update(fill(state, summary));
        },
      };
    },
  };
}

function legend(...entries) {
  const items = entries.map(([name, text]) => html("li", {}, html("span", { class: `swatch ${name}` }), html("span", {}, text)));
  return html("ul", { class: "legend", "aria-hidden": "true" }, ...items);
}

function fact() {
  const [value, text, term] = [html("dd"), html("span"), html("em")];
  const node = html("div", {}, html("dt", {}, text, " ", term), value);
  return {
    node,
    update(number, words, name) {
      put(value, number);
      value.classList.toggle("words", !/\d/.test(number));
      put(text, words);
      put(term, `(${name})`);
    },
  };
}

function tenthName(tenth) {
  return { 1: "1, poorest", 10: "10, richest" }[tenth] ?? String(tenth);
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}
