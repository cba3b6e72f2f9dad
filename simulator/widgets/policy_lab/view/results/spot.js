// How ESCAP's simulator would count the policy: its arithmetic beside ours, and what each of its conventions moves.

import { say } from "../../texts/spot.js";
import { insideSentence, listed, named } from "../../texts/speaking.js";
import { spansChart } from "../charts/spans.js";
import { html, put } from "../dom.js";
import { big, fixed, money, percent, share } from "../format.js";
import { emptyPanel, legend } from "../panel.js";
import { spot } from "../../simulator/escap/comparing.js";
import { SCHEMES } from "../../simulator/escap/conventions.js";
import { SimulatorError } from "../../simulator/errors.js";
import { csvText } from "./csv-text.js";
import { belowToo, signed } from "./signed.js";
import { workedPanel } from "./working.js";

const MEASURES = [
  ["cost", "cost_percent_of_gdp", "effect_on_cost_points"],
  ["poverty", "headcount_percent", "effect_on_headcount_points"],
  ["gain", "gain_percent", "effect_on_gain_points"],
];
const NAMES = MEASURES.map(([name]) => name);
const EFFECTS = MEASURES.map(([, , effect]) => effect);
const COLUMNS = ["part", "name", "ours", "spot", "difference", ...EFFECTS];
const twoDigits = (value) => fixed(value, 2);
const figure = (value) => belowToo(value, (size) => share(size, 2));

/** Return the panel of ESCAP's arithmetic. */
export function makePanel(place) {
  const panel = emptyPanel("spot", say("title"), place);
  const parts = partsOf(panel);
  panel.body.append(parts.results);
  let latest = null;
  panel.savesTable(`${place.country}-spot.csv`, () => latest && csvText(COLUMNS, recordsOf(latest)));
  const filled = panel.filledBy(({ found, refused, labels }) => {
    latest = found;
    for (const each of [parts.results, filled.node.querySelector("details.save")]) each.hidden = found === null;
    return found ? fillParts(parts, found, labels) : [refused, [], [], []];
  });
  return workedPanel(filled, parts.results, say("progress"), ([state, , { catalogue }], turn) => counted(state, place, catalogue, turn));
}

/** Return what both arithmetics find, or in the reader's words what refuses the policy. */
async function counted({ policy, baseline, line }, { population }, catalogue, turn) {
  const labels = new Map([...catalogue.schemes].map(([id, { label }]) => [id, label]));
  if (!policy.schemes.some(({ scheme }) => SCHEMES.includes(scheme.id))) {
    const has = SCHEMES.map((id) => insideSentence(labels.get(id)));
    return { found: null, refused: say("has_none", { schemes: listed(has) }) };
  }
  try {
    return { found: await spot(population, policy, catalogue, { line, baseline }, turn), labels };
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    return { found: null, refused: say("refused", { why: error.message }) };
  }
}

function partsOf(panel) {
  const chart = spansChart({
    id: "spot-chart",
    title: say("chart"),
    text: say("chart_text"),
  });
  const [conventions, notes] = [html("ul", { class: "steps" }), html("p")];
  const key = legend(["before-dot", say("here")], ["after-dot", say("escaps_simulator")]);
  const basis = html("details", { class: "more basis" }, html("summary", {}, say("leaves_out")), notes);
  const tables = [
    panel.numbers(say("tables.figures"), [say("tables.number"), say("here"), say("escap"), say("tables.difference")]),
    panel.numbers(say("tables.moves"), ["convention", ...NAMES].map((name) => say(`tables.${name}`))),
    panel.numbers(say("tables.groups"), [say("tables.scheme"), say("escap")]),
  ];
  return { chart, conventions, notes, results: html("div", {}, key, chart.node, panel.mark, conventions, basis, ...tables) };
}

/** Show what was found; returns the sentence and the rows of each table. */
function fillParts({ chart, conventions, notes }, { ours, spot: theirs, currency, groups, differences, notes: told }, labels) {
  chart.update(MEASURES.map(([name, key]) => spanOf(say(`measures.${name}`), ours[key], theirs[key])));
  conventions.replaceChildren(...differences.map(conventionItem));
  put(notes, told.join(" "));
  const figures = MEASURES.map(([name, key]) => [say(`measures.${name}`), ...[ours, theirs].map((each) => figure(each[key])), signed(theirs[key] - ours[key], twoDigits)]);
  const moves = differences.map((each) => [named(each.convention), ...EFFECTS.map((effect) => signed(each[effect], twoDigits))]);
  const paid = groups.flatMap((each) => groupRows(each, labels.get(each.scheme), currency));
  return [sentenceOf(ours, theirs, differences.length), figures, moves, paid];
}

function spanOf(name, here, there) {
  return { name, text: say("span", { here: figure(here), there: figure(there) }), from: here, to: there, before: here, after: there };
}

/** Return what a scheme's cost is made of: recipients x benefit x 12 x (1 + administration). */
function groupRows(group, label, currency) {
  const { recipients, percent_of_population: part, benefit_month: benefit, administration, cost_percent_of_gdp: cost } = group;
  const rows = [
    ["recipients", big(recipients)],
    ["part", share(part)],
    ["benefit", money(currency, benefit)],
    ["administration", share(100 * administration)],
    ["cost", share(cost, 2)],
  ];
  return rows.map(([name, text]) => [say(`group.${name}`, { scheme: label }), text]);
}

function sentenceOf(ours, theirs, count) {
  const [here, there] = [ours, theirs].map((each) => [percent(each.cost_percent_of_gdp, 2), percent(each.headcount_percent)]);
  const found = say("found", { cost: there[0], poor: there[1], our_cost: here[0], our_poor: here[1] });
  return `${found} ${say("differ", { count })}`;
}

/** Say what a convention is here, what it is at ESCAP, and what moving from the one to the other does. */
function conventionItem({ convention, ours, spot: theirs, ...effects }) {
  const [name, here, there] = [say("convention", { name: named(convention) }), say("ours", { ours: named(ours) }), say("theirs", { theirs: named(theirs) })];
  return html("li", {}, html("strong", {}, name), " ", html("span", { class: "ours" }, here), ` ${there} ${movesText(effects)}`);
}

function movesText(effects) {
  const all = MEASURES.map(([name, , effect]) => [name, signed(effects[effect], twoDigits)]);
  const moved = all.filter(([, points]) => points !== twoDigits(0));
  if (!moved.length) return say("moves_nothing");
  return say("moves_by", { moves: listed(moved.map(([name, points]) => say(`moves.${name}`, { points }))) });
}

/** Return the rows of the table to save: the figures, and each convention. */
function recordsOf({ ours, spot: theirs, differences }) {
  const figures = MEASURES.map(([name, key]) => ({ part: "figure", name, ours: ours[key], spot: theirs[key], difference: theirs[key] - ours[key] }));
  const moves = differences.map(({ convention, ...each }) => ({ part: "convention", name: named(convention), ...each, ours: named(each.ours), spot: named(each.spot) }));
  return [...figures, ...moves];
}
