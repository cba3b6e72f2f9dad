// Two alternatives side by side: a policy kept as A, and the present one, B.

import { dotsChart } from "../charts/dots.js";
import { html } from "../dom.js";
import { big, fixed, giniText, money, percent, share } from "../format.js";
import { emptyPanel, legend } from "../panel.js";
import { simulate } from "../../simulator/engine/simulation.js";
import { SimulatorError } from "../../simulator/errors.js";
import { toText } from "../../simulator/parameters.js";
import { fromLink } from "../../simulator/policy/links.js";
import { summarise } from "../../simulator/scenario/summary.js";
import { csvText } from "./csv-text.js";
import { signed } from "./signed.js";

const points = (digits) => ({ text: (value) => share(value, digits), unit: "percent", digits });
const MEASURES = [
  ["Reached, % of the group", ({ reach }) => reach.group_percent, points(1)],
  ["Missed of the poor, %", ({ reach }) => reach.exclusion_error_percent, points(1)],
  ["Not poor of those reached, %", ({ reach }) => reach.inclusion_error_percent, points(1)],
  ["Poor, % of all people", ({ everyone }) => everyone.after.headcount_percent, points(2)],
  ["Poverty gap, %", ({ everyone }) => everyone.after.gap_percent, points(2)],
  ["People who gain, %", ({ balance }) => balance.winners_percent, points(1)],
  ["People who lose, %", ({ balance }) => balance.losers_percent, points(1)],
  ["Poor persons", ({ everyone }) => everyone.after.poor_persons, { text: big, unit: "persons" }],
  ["Gini index", ({ gini_after: gini }) => gini, { text: giniText, unit: "index from 0 to 1", digits: 3 }],
  ["Cost, % of GDP", ({ cost }) => cost.percent_of_gdp, points(2)],
  ["Cost, money a year", ({ cost }) => cost.total_year, { text: big, unit: "currency" }],
];
const SHARES = MEASURES.slice(0, 7);
const [POOR, COST] = [MEASURES[3][1], MEASURES[9][1]];

/** Return the panel of the two alternatives; A is the policy kept, or the one that the lab starts with. */
export function makePanel(place) {
  const panel = emptyPanel("alternatives", "Two alternatives, A and B", place);
  const chart = dotsChart({
    id: "alternatives-chart",
    title: "What alternative A and alternative B do, in percent",
    text: "Two dots for each measure, A and B. The numbers are in the table below.",
  });
  const bar = choices(place.actions);
  const key = legend(["before-dot", "A"], ["after-dot", "B, the present policy"]);
  const measures = panel.numbers("A, B and the difference", ["Measure", "A", "B", "B less A"]);
  const settings = panel.numbers("Where A and B differ", ["Setting", "A", "B"]);
  panel.body.append(bar.node, key, chart.node, panel.mark, measures, settings);
  let latest = [];
  const columns = ["measure", "unit", "A", "B", "difference"];
  panel.savesTable(`${place.country}-alternatives.csv`, () => (latest.length ? csvText(columns, latest) : null));
  const summaryOf = remembered();
  return panel.filledBy((state, now, { outcome, catalogue }) => {
    const policy = state.alternative ?? fromLink(place.configuration.policy, catalogue).policy;
    const { kept, refused } = summaryOf(policy, state, outcome.population);
    bar.update(state, policy);
    chart.update(kept ? SHARES.map((each) => dotOf(each, kept, now)) : []);
    latest = kept ? MEASURES.map((each) => recordOf(each, kept, now)) : [];
    const rows = kept ? MEASURES.map((each) => rowOf(each, kept, now)) : [];
    return [kept ? sentenceOf(state, kept, now) : `A cannot be simulated: ${refused}`, rows, differences(policy, state.policy)];
  });
}

function dotOf([name, of], kept, now) {
  return { name: name.replace(", %", ""), hidden: null, before: of(kept), after: of(now) };
}

/** Return what gives the summary of A or what refuses it, made again only when A, the people or the line have changed. */
function remembered() {
  let latest = {};
  return (policy, { baseline, line }, population) => {
    const asked = { key: JSON.stringify([textsOf(policy), line]), population, baseline };
    const same = Object.entries(asked).every(([name, value]) => latest[name] === value);
    if (!same) latest = { ...asked, found: summaryOrRefusal(policy, population, baseline, line) };
    return latest.found;
  };
}

/** A link may bring a policy that these people cannot run, such as a levy that cannot raise the sum. */
function summaryOrRefusal(policy, population, baseline, line) {
  try {
    return { kept: summarise(simulate(population, policy, 1, baseline), line) };
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    return { kept: null, refused: error.message };
  }
}

function choices({ chooseAlternatives }) {
  let given = null;
  const button = (text, choose) => {
    const node = html("button", { type: "button", class: "button" }, text);
    node.addEventListener("click", () => choose(given));
    return node;
  };
  const keep = button("Keep this policy as A", ({ state }) => chooseAlternatives(state.policy, state.policy, "Kept as A."));
  const exchange = button("Exchange A and B", ({ state, kept }) => chooseAlternatives(kept, state.policy, "A and B exchanged."));
  const drop = button("Keep no A", ({ state }) => state.alternative && chooseAlternatives(state.policy, null, "No A is kept."));
  return {
    node: html("div", { class: "buttons turn" }, keep, exchange, drop),
    update(state, kept) {
      given = { state, kept };
      drop.setAttribute("aria-disabled", String(!state.alternative));
    },
  };
}

function recordOf([measure, of, { unit }], kept, now) {
  const [a, b] = [of(kept), of(now)];
  const said = unit === "currency" ? `${now.currency} of ${now.price_year} a year` : unit;
  return { measure, unit: said, A: a, B: b, difference: a === null || b === null ? null : b - a };
}

function rowOf([name, of, { text, unit, digits }], kept, now) {
  const [a, b] = [of(kept), of(now)];
  const said = (value) => (value === null ? "nobody" : unit === "currency" ? money(now.currency, value) : text(value));
  const size = (value) => (digits === undefined ? big(value) : fixed(value, digits));
  return [name, said(a), said(b), a === null || b === null ? "–" : signed(b - a, size)];
}

/** Return a row for each setting in which the two policies differ, with what it is in each. */
function differences(kept, now) {
  const [a, b] = [textsOf(kept), textsOf(now)];
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name]);
  const rows = names.map((name) => [name, a[name] ?? "–", b[name] ?? "–"]);
  return rows.length ? rows : [["No setting", "the same", "the same"]];
}

/** Return the settings of a policy as texts, by what each is called. */
function textsOf({ schemes, interactions, financing }) {
  const parts = [
    ...schemes.map(({ scheme, values }) => [scheme, values]),
    ...interactions.map(({ interaction, values, schemes: places }) => [interaction, values, places.map((each) => each + 1)]),
    ...financing.map(({ source, values, share: part }) => [source, values, `${100 * part} %`]),
  ];
  const pairs = parts.flatMap(([declared, values, more], place) => {
    const name = (label) => `${parts.length > 2 ? `${place + 1}. ` : ""}${declared.label}: ${label}`;
    const said = [...values].map(([path, value]) => {
      const parameter = declared.parameters.get(path);
      return [name(parameter.label), textOf(parameter, value)];
    });
    return [[name("part of the policy"), more === undefined ? "yes" : String(more)], ...said];
  });
  return Object.fromEntries(pairs);
}

function textOf({ kind, choices }, value) {
  return kind === "choice" ? choices[value] : toText(value);
}

function sentenceOf({ alternative }, kept, now) {
  const what = alternative ? "A is the policy that was kept" : "A is the policy that this lab starts with";
  const [poorer, dearer] = [POOR(now) - POOR(kept), COST(now) - COST(kept)];
  if (!poorer && !dearer) return `${what}. B does the same to poverty, at the same cost. Move a control to change B.`;
  const cost = `${costWords(dearer)} (${percent(COST(now), 2)} and not ${percent(COST(kept), 2)})`;
  return `${what}. B ${cost}, and ${poorWords(poorer)}: ${percent(POOR(now))} and not ${percent(POOR(kept))}.`;
}

function costWords(more) {
  if (!more) return "costs the same share of GDP";
  return `costs ${fixed(Math.abs(more), 2)} points of GDP ${more > 0 ? "more" : "less"}`;
}

function poorWords(more) {
  if (!more) return "leaves as many people poor";
  return `leaves ${fixed(Math.abs(more), 1)} points ${more > 0 ? "more" : "fewer"} of all people poor`;
}
