// How ESCAP's simulator would count the policy: its arithmetic beside ours, and what each of its conventions moves.

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
  ["Cost, % of GDP", "cost_percent_of_gdp", "effect_on_cost_points", "the cost"],
  ["Poor after the policy, % of people", "headcount_percent", "effect_on_headcount_points", "poverty"],
  ["Gain, % of what all consume", "gain_percent", "effect_on_gain_points", "the gain"],
];
const EFFECTS = MEASURES.map(([, , effect]) => effect);
const COLUMNS = ["part", "name", "ours", "spot", "difference", ...EFFECTS];
const twoDigits = (value) => fixed(value, 2);
const figure = (value) => belowToo(value, (size) => share(size, 2));

/** Return the panel of ESCAP's arithmetic. */
export function makePanel(place) {
  const panel = emptyPanel("spot", "How ESCAP's simulator would count this", place);
  const parts = partsOf(panel);
  panel.body.append(parts.results);
  let latest = null;
  panel.savesTable(`${place.country}-spot.csv`, () => latest && csvText(COLUMNS, recordsOf(latest)));
  const filled = panel.filledBy(({ found, refused, labels }) => {
    latest = found;
    for (const each of [parts.results, filled.node.querySelector("details.save")]) each.hidden = found === null;
    return found ? fillParts(parts, found, labels) : [refused, [], [], []];
  });
  return workedPanel(filled, parts.results, "Conventions tried", ([state, , { catalogue }], turn) => counted(state, place, catalogue, turn));
}

/** Return what both arithmetics find, or in the reader's words what refuses the policy. */
async function counted({ policy, baseline, line }, { population }, catalogue, turn) {
  const labels = new Map([...catalogue.schemes].map(([id, { label }]) => [id, label]));
  if (!policy.schemes.some(({ scheme }) => SCHEMES.includes(scheme.id))) {
    const has = SCHEMES.map((id) => labels.get(id).toLowerCase()).join(", ");
    return { found: null, refused: `ESCAP's simulator has none of the schemes of this policy. It has only these: ${has}.` };
  }
  try {
    return { found: await spot(population, policy, catalogue, { line, baseline }, turn), labels };
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    return { found: null, refused: `By ESCAP's conventions this policy cannot be simulated. ${error.message}` };
  }
}

function partsOf(panel) {
  const chart = spansChart({
    id: "spot-chart",
    title: "Cost, poverty and gain by our arithmetic and by ESCAP's",
    text: "Two dots for each number, ours and ESCAP's, each number on a scale of its own. The numbers are in the table below.",
  });
  const [conventions, notes] = [html("ul", { class: "steps" }), html("p")];
  const key = legend(["before-dot", "Here"], ["after-dot", "ESCAP's simulator"]);
  const basis = html("details", { class: "more basis" }, html("summary", {}, "What ESCAP's simulator leaves out"), notes);
  const tables = [
    panel.numbers("Two arithmetics", ["Number", "Here", "ESCAP", "Differ\u00adence"]),
    panel.numbers("What each convention moves, in points", ["Convention", "Cost", "Poor", "Gain"]),
    panel.numbers("The cost as ESCAP counts it", ["Scheme and number", "ESCAP"]),
  ];
  return { chart, conventions, notes, results: html("div", {}, key, chart.node, panel.mark, conventions, basis, ...tables) };
}

/** Show what was found; returns the sentence and the rows of each table. */
function fillParts({ chart, conventions, notes }, { ours, spot: theirs, currency, groups, differences, notes: told }, labels) {
  chart.update(MEASURES.map(([name, key]) => spanOf(name, ours[key], theirs[key])));
  conventions.replaceChildren(...differences.map(conventionItem));
  put(notes, told.join(" "));
  const figures = MEASURES.map(([name, key]) => [name, ...[ours, theirs].map((each) => figure(each[key])), signed(theirs[key] - ours[key], twoDigits)]);
  const moves = differences.map((each) => [each.convention, ...EFFECTS.map((effect) => signed(each[effect], twoDigits))]);
  const paid = groups.flatMap((each) => groupRows(each, labels.get(each.scheme), currency));
  return [sentenceOf(ours, theirs, differences.length), figures, moves, paid];
}

function spanOf(name, here, there) {
  return { name, text: `${figure(here)} → ${figure(there)}\u00a0%`, from: here, to: there, before: here, after: there };
}

/** Return what a scheme's cost is made of: recipients x benefit x 12 x (1 + administration). */
function groupRows(group, label, currency) {
  const { recipients, percent_of_population: part, benefit_month: benefit, administration, cost_percent_of_gdp: cost } = group;
  const rows = [
    ["recipients", big(recipients)],
    ["% of all people", share(part)],
    ["a recipient gets a month", money(currency, benefit)],
    ["administration, %", share(100 * administration)],
    ["cost, % of GDP", share(cost, 2)],
  ];
  return rows.map(([name, text]) => [`${label}: ${name}`, text]);
}

function sentenceOf(ours, theirs, count) {
  const [here, there] = [ours, theirs].map((each) => [percent(each.cost_percent_of_gdp, 2), percent(each.headcount_percent)]);
  const found = `By ESCAP's arithmetic this policy costs ${there[0]} of GDP and leaves ${there[1]} of people poor. Here it costs ${here[0]} and leaves ${here[1]}.`;
  return `${found} They differ in ${count === 1 ? "one convention" : `${count} conventions`}: below is each, and what it moves.`;
}

/** Say what a convention is here, what it is at ESCAP, and what moving from the one to the other does. */
function conventionItem({ convention, ours, spot: theirs, ...effects }) {
  return html("li", {}, html("strong", {}, `${convention}.`), ` Here: ${ours} ESCAP: ${theirs} ${movesText(effects)}`);
}

function movesText(effects) {
  const moved = MEASURES.map(([, , effect, what]) => [what, signed(effects[effect], twoDigits)]).filter(([, text]) => /[1-9]/.test(text));
  if (!moved.length) return "This moves no number here.";
  return `This moves ${moved.map(([what, text]) => `${what} by ${text}`).join(", ")} points.`;
}

/** Return the rows of the table to save: the figures, and each convention. */
function recordsOf({ ours, spot: theirs, differences }) {
  const figures = MEASURES.map(([name, key]) => ({ part: "figure", name, ours: ours[key], spot: theirs[key], difference: theirs[key] - ours[key] }));
  const moves = differences.map(({ convention, ...each }) => ({ part: "convention, effects in points", name: convention, ...each }));
  return [...figures, ...moves];
}
