// The same policy in several countries: their people are loaded when the reader asks for them.

import { say } from "../../texts/countries.js";
import { say as shared } from "../../texts/lab.js";
import { barsChart } from "../charts/bars.js";
import { dotsChart } from "../charts/dots.js";
import { html, put } from "../dom.js";
import { percent, share } from "../format.js";
import { emptyPanel, legend } from "../panel.js";
import { refuseCurrency, rowAcross, withoutNumbers } from "../../simulator/analysis/across.js";
import { SimulatorError } from "../../simulator/errors.js";
import { csvText } from "./csv-text.js";
import { workedPanel } from "./working.js";
import { dataLabel, named } from "../../texts/speaking.js";

const [BEFORE, AFTER] = ["everyone.before.headcount_percent", "everyone.after.headcount_percent"];
const [COST, REACHED, DIRECT] = ["cost.percent_of_gdp", "reach.group_percent", "reach.direct_percent"];
const MEASURES = [BEFORE, AFTER, COST, REACHED, DIRECT];

/** Return the panel of the same policy in several countries. */
export function makePanel(place) {
  const panel = emptyPanel("countries", say("title"), place);
  const parts = partsOf(panel);
  const picker = countryPicker(place.country, place.kept("countries", new Set()), () => worked.again());
  panel.body.append(picker.node, parts.results);
  let latest = [];
  const columns = ["country", "data_label", "caveat", ...MEASURES, "refused"];
  panel.savesTable("countries.csv", () => (parts.results.hidden ? null : csvText(columns, latest)));
  const filled = panel.filledBy((found) => {
    latest = found.rows;
    return fillParts(parts, found);
  });
  const worked = workedPanel(filled, parts.results, say("computed"), async ([state], turn) => {
    picker.offer(await place.files.countries());
    const rows = [];
    const others = state.alternative && [];
    checkMoney(state);
    const chosen = picker.chosen();
    for (const [name, known] of chosen) {
      const population = name === place.country ? place.population : await loaded(place.files, name);
      // A lab's own people may be of no country in the list.
      const label = named(known ?? population.name);
      rows.push(rowOf(state.policy, population, label, state));
      others?.push(rowOf(state.alternative, population, label, state));
      await turn(rows.length, chosen.length);
    }
    return { rows, others, line: state.line };
  });
  return worked;
}

/** Say in the words of the reader that an amount in currency does not travel. */
function checkMoney({ policy, alternative }) {
  for (const each of [policy, alternative]) {
    try {
      if (each) refuseCurrency(each);
    } catch (error) {
      throw error instanceof SimulatorError ? new SimulatorError(say("other_money")) : error;
    }
  }
}

/** Return the people of a country, or what went wrong with its file. */
async function loaded(files, name) {
  try {
    return await files.population(name);
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    return error;
  }
}

function rowOf(policy, population, label, { line, baseline }) {
  if (population instanceof SimulatorError) {
    const nothing = { data_label: null, caveat: null, ...withoutNumbers(MEASURES) };
    return { country: label, ...nothing, refused: population.message };
  }
  return { ...rowAcross(policy, population, MEASURES, { line, baseline }), country: label, data_label: dataLabel(population) };
}

/** Return {node, offer(countries), chosen()}: boxes to tick, those that are `ticked`, and always the lab's own country. */
function countryPicker(own, ticked, onChoose) {
  const boxes = html("div", { class: "country-boxes" });
  const summary = html("summary", {}, say("choose"));
  const [all, none] = [say("all"), say("only_this")].map((text) => html("button", { type: "button", class: "button" }, text));
  const ticks = () => [...boxes.querySelectorAll("input")];
  const choose = () => {
    ticked.clear();
    for (const each of ticks()) if (each.checked && !each.disabled) ticked.add(each.value);
    onChoose();
  };
  const tick = (checked) => {
    for (const each of ticks()) each.checked = each.disabled || checked;
    choose();
  };
  all.addEventListener("click", () => tick(true));
  none.addEventListener("click", () => tick(false));
  boxes.addEventListener("change", choose);
  const group = html("fieldset", { class: "field" }, html("legend", {}, say("countries")), boxes, html("div", { class: "buttons" }, all, none));
  let labels = {};
  return {
    node: html("details", { class: "more" }, summary, group),
    offer(countries) {
      if (labels === countries) return;
      labels = countries;
      const boxFor = ([name, label]) => boxOf(name, label, name === own, ticked.has(name));
      boxes.replaceChildren(...Object.entries(countries).map(boxFor));
    },
    chosen: () => [own, ...[...ticked].filter((name) => name !== own)].map((name) => [name, labels[name] ?? name]),
  };
}

function boxOf(name, label, isOwn, isTicked) {
  const box = html("input", { type: "checkbox", value: name, checked: isOwn || isTicked, disabled: isOwn });
  return html("label", { class: "choice" }, box, html("span", {}, named(label)));
}

function partsOf(panel) {
  const text = say("chart_text");
  const labels = (id, title) => ({ id: `countries-${id}-chart`, title, text });
  const poverty = dotsChart(labels("poverty", say("poverty_chart")));
  const cost = barsChart(labels("cost", say("cost_chart")));
  const key = legend(["before-dot", say("poor_before")], ["after-dot", say("poor_after")], ["after", say("cost")]);
  const refused = html("ul", { class: "refused" });
  const poor = [say("poor_before_percent"), say("poor_after_percent")];
  const headings = [say("country"), ...poor, say("cost"), say("reached"), say("paid")];
  const kept = [say("country"), say("a_poor_after"), say("a_cost")];
  const name = (said) => html("p", { class: "chart-name" }, said);
  const results = html("div", {}, key, name(shared("poverty.poor")), poverty.node, name(say("cost")), cost.node);
  const tables = [panel.numbers(say("countries"), headings), panel.numbers(say("a_table"), kept)];
  results.append(panel.mark, refused, ...tables);
  return { poverty, cost, refused, results };
}

/** Show the rows; returns the sentence and the rows of both tables. */
function fillParts({ poverty, cost, refused }, { rows, others, line }) {
  const shown = rows.filter((row) => row.refused === null);
  poverty.update(shown.map((row) => ({ name: row.country, hidden: null, before: row[BEFORE], after: row[AFTER] })));
  cost.update(shown.map((row) => ({ name: row.country, value: row[COST], text: percent(row[COST], 2) })));
  const failures = rows.filter((row) => row.refused !== null);
  refused.replaceChildren(...failures.map((row) => html("li", {}, say("refused", { country: row.country, why: row.refused }))));
  const own = rows.map((row) => tableRow(row, [BEFORE, AFTER, COST, REACHED, DIRECT]));
  const kept = others ? others.map((row) => tableRow(row, [AFTER, COST])) : [[shared("words.no_a"), shared("words.none"), shared("words.none")]];
  return [countriesSentence(shown, line), own, kept];
}

function tableRow(row, measures) {
  const textOf = (name) => (row[name] === null ? shared("words.nobody") : share(row[name], name === COST ? 2 : 1));
  return [row.country, ...measures.map((name) => (row.refused === null ? textOf(name) : shared("words.none")))];
}

/** Say where poverty falls most, and where the policy costs least and most. */
function countriesSentence(rows, line) {
  if (!rows.length) return say("none");
  if (rows.length === 1) return say("one", oneOf(rows[0]));
  const by = (value) => [...rows].sort((one, other) => value(one) - value(other));
  const most = by((row) => row[AFTER] - row[BEFORE])[0];
  const costs = by((row) => row[COST]);
  const [least, dearest] = [costs[0], costs.at(-1)];
  const fall = most[BEFORE] - most[AFTER];
  const poverty = say(fall > 0 ? "falls" : "falls_nowhere", { count: rows.length, ...oneOf(most) });
  const [low, high] = [oneOf(least), oneOf(dearest)];
  const cost = say("cost_runs", { least: low.cost, cheapest: low.country, most: high.cost, dearest: high.country });
  return [poverty, cost, line === null ? say("own_lines") : ""].filter(Boolean).join(" ");
}

function oneOf(row) {
  const { country, [BEFORE]: before, [AFTER]: after, [COST]: cost } = row;
  return { country, before: percent(before), after: percent(after), cost: percent(cost, 2) };
}
