// The same policy in several countries: their people are loaded when the reader asks for them.

import { barsChart } from "../charts/bars.js";
import { dotsChart } from "../charts/dots.js";
import { html, put } from "../dom.js";
import { percent, share } from "../format.js";
import { emptyPanel, legend } from "../panel.js";
import { refuseCurrency, rowAcross, withoutNumbers } from "../../simulator/analysis/across.js";
import { SimulatorError } from "../../simulator/errors.js";
import { csvText } from "./csv-text.js";
import { workedPanel } from "./working.js";

const [BEFORE, AFTER] = ["everyone.before.headcount_percent", "everyone.after.headcount_percent"];
const [COST, REACHED, DIRECT] = ["cost.percent_of_gdp", "reach.group_percent", "reach.direct_percent"];
const MEASURES = [BEFORE, AFTER, COST, REACHED, DIRECT];
const OTHER_MONEY =
  "500 rupees are not 500 tugrik: an amount in local currency is another benefit in each country. " +
  "Give it in percent of GDP per person, or in another unit that means the same everywhere.";

/** Return the panel of the same policy in several countries. */
export function makePanel(place) {
  const panel = emptyPanel("countries", "The same policy in other countries", place);
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
  const worked = workedPanel(filled, parts.results, "Countries computed", async ([state], turn) => {
    picker.offer(await place.files.countries());
    const rows = [];
    const others = state.alternative && [];
    checkMoney(state);
    const chosen = picker.chosen();
    for (const [name, known] of chosen) {
      const population = name === place.country ? place.population : await loaded(place.files, name);
      // A lab's own people may be of no country in the list.
      const label = known ?? population.name;
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
      throw error instanceof SimulatorError ? new SimulatorError(OTHER_MONEY) : error;
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
  return { ...rowAcross(policy, population, MEASURES, { line, baseline }), country: label };
}

/** Return {node, offer(countries), chosen()}: boxes to tick, those that are `ticked`, and always the lab's own country. */
function countryPicker(own, ticked, onChoose) {
  const boxes = html("div", { class: "country-boxes" });
  const summary = html("summary", {}, "Choose countries");
  const [all, none] = ["All countries", "Only this country"].map((text) => html("button", { type: "button", class: "button" }, text));
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
  const group = html("fieldset", { class: "field" }, html("legend", {}, "Countries"), boxes, html("div", { class: "buttons" }, all, none));
  let labels = {};
  return {
    node: html("details", { class: "more" }, summary, group),
    offer(countries) {
      if (labels === countries) return;
      labels = countries;
      const boxFor = ([name, label]) => boxOf(name, label, name === own, ticked.has(name));
      boxes.replaceChildren(...Object.entries(countries).map(boxFor));
    },
    chosen: () => [own, ...[...ticked].filter((name) => name !== own)].map((name) => [name, labels[name]]),
  };
}

function boxOf(name, label, isOwn, isTicked) {
  const box = html("input", { type: "checkbox", value: name, checked: isOwn || isTicked, disabled: isOwn });
  return html("label", { class: "choice" }, box, html("span", {}, label));
}

function partsOf(panel) {
  const text = "One row for each country. The numbers are in the table below.";
  const labels = (id, title) => ({ id: `countries-${id}-chart`, title, text });
  const poverty = dotsChart(labels("poverty", "Share of people below the poverty line in each country, before and after"));
  const cost = barsChart(labels("cost", "Cost of the policy in each country, in percent of GDP"));
  const key = legend(["before-dot", "Poor before"], ["after-dot", "Poor after"], ["after", "Cost, % of GDP"]);
  const refused = html("ul", { class: "refused" });
  const headings = ["Country", "Poor before, %", "Poor after, %", "Cost, % of GDP", "Reached, % of the group", "Paid, % of all people"];
  const kept = ["Country", "A: poor after, %", "A: cost, % of GDP"];
  const name = (said) => html("p", { class: "chart-name" }, said);
  const results = html("div", {}, key, name("Poor: below the line"), poverty.node, name("Cost, % of GDP"), cost.node);
  const tables = [panel.numbers("Countries", headings), panel.numbers("Alternative A in these countries", kept)];
  results.append(panel.mark, refused, ...tables);
  return { poverty, cost, refused, results };
}

/** Show the rows; returns the sentence and the rows of both tables. */
function fillParts({ poverty, cost, refused }, { rows, others, line }) {
  const shown = rows.filter((row) => row.refused === null);
  poverty.update(shown.map((row) => ({ name: row.country, hidden: null, before: row[BEFORE], after: row[AFTER] })));
  cost.update(shown.map((row) => ({ name: row.country, value: row[COST], text: percent(row[COST], 2) })));
  const failures = rows.filter((row) => row.refused !== null);
  refused.replaceChildren(...failures.map((row) => html("li", {}, `${row.country}: ${row.refused}`)));
  const own = rows.map((row) => tableRow(row, [BEFORE, AFTER, COST, REACHED, DIRECT]));
  const kept = others ? others.map((row) => tableRow(row, [AFTER, COST])) : [["No policy is kept as A", "–", "–"]];
  return [countriesSentence(shown, line), own, kept];
}

function tableRow(row, measures) {
  const textOf = (name) => (row[name] === null ? "nobody" : share(row[name], name === COST ? 2 : 1));
  return [row.country, ...measures.map((name) => (row.refused === null ? textOf(name) : "–"))];
}

/** Say where poverty falls most, and where the policy costs least and most. */
function countriesSentence(rows, line) {
  if (!rows.length) return "No country can run this policy; why stands below.";
  if (rows.length === 1) return `${oneSentence(rows[0])} Choose countries to compare it with.`;
  const by = (value) => [...rows].sort((one, other) => value(one) - value(other));
  const most = by((row) => row[AFTER] - row[BEFORE])[0];
  const costs = by((row) => row[COST]);
  const [least, dearest] = [costs[0], costs.at(-1)];
  const fall = most[BEFORE] - most[AFTER];
  const falls = `poverty falls most in ${most.country}: from ${percent(most[BEFORE])} to ${percent(most[AFTER])}`;
  const poverty = fall > 0 ? falls : "poverty falls in none";
  const cost = `from ${percent(least[COST], 2)} of GDP in ${least.country} to ${percent(dearest[COST], 2)} in ${dearest.country}`;
  return `Of ${rows.length} countries, ${poverty}. The cost runs ${cost}.${line === null ? " Each country has a line of its own." : ""}`;
}

function oneSentence(row) {
  return `In ${row.country} poverty goes from ${percent(row[BEFORE])} to ${percent(row[AFTER])}, at ${percent(row[COST], 2)} of GDP.`;
}
