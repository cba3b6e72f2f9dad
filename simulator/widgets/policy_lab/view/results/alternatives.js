// Two alternatives side by side: a policy kept as A, and the present one, B.

import { say } from "../../texts/alternatives.js";
import { say as shared } from "../../texts/lab.js";
import { dotsChart } from "../charts/dots.js";
import { html } from "../dom.js";
import { big, fixed, giniText, money, percent, share, tidy } from "../format.js";
import { emptyPanel, legend } from "../panel.js";
import { simulate } from "../../simulator/engine/simulation.js";
import { SimulatorError } from "../../simulator/errors.js";
import { plain } from "../../simulator/numerals.js";
import { toText } from "../../simulator/parameters.js";
import { fromLink } from "../../simulator/policy/links.js";
import { summarise } from "../../simulator/scenario/summary.js";
import { csvText } from "./csv-text.js";
import { signed } from "./signed.js";

const points = (digits) => ({ text: (value) => share(value, digits), unit: "percent", digits });
const MEASURES = [
  ["reached", ({ reach }) => reach.group_percent, points(1)],
  ["missed", ({ reach }) => reach.exclusion_error_percent, points(1)],
  ["not_poor", ({ reach }) => reach.inclusion_error_percent, points(1)],
  ["poor", ({ everyone }) => everyone.after.headcount_percent, points(2)],
  ["gap", ({ everyone }) => everyone.after.gap_percent, points(2)],
  ["gain", ({ balance }) => balance.winners_percent, points(1)],
  ["lose", ({ balance }) => balance.losers_percent, points(1)],
  ["persons", ({ everyone }) => everyone.after.poor_persons, { text: big, unit: "persons" }],
  ["gini", ({ gini_after: gini }) => gini, { text: giniText, unit: "index", digits: 3 }],
  ["cost", ({ cost }) => cost.percent_of_gdp, points(2)],
  ["cost_year", ({ cost }) => cost.total_year, { text: big, unit: "currency" }],
];
const SHARES = MEASURES.slice(0, 7);
const [POOR, COST] = [MEASURES[3][1], MEASURES[9][1]];

/** Return the panel of the two alternatives; A is the policy kept, or the one that the lab starts with. */
export function makePanel(place) {
  const panel = emptyPanel("alternatives", say("title"), place);
  const chart = dotsChart({
    id: "alternatives-chart",
    title: say("chart"),
    text: say("chart_text"),
  });
  const bar = choices(place.actions);
  const key = legend(["before-dot", say("a")], ["after-dot", say("b_present")]);
  const measures = panel.numbers(say("table"), [shared("words.measure"), say("a"), say("b"), say("b_less_a")]);
  const settings = panel.numbers(say("differ"), [say("setting"), say("a"), say("b")]);
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
    return [kept ? sentenceOf(state, kept, now) : say("refused", { why: refused }), rows, differences(policy, state.policy)];
  });
}

function dotOf([name, of], kept, now) {
  return { name: say(`dots.${name}`), hidden: null, before: of(kept), after: of(now) };
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
  const keep = button(say("keep"), ({ state }) => chooseAlternatives(state.policy, state.policy, say("kept")));
  const exchange = button(say("exchange"), ({ state, kept }) => chooseAlternatives(kept, state.policy, say("exchanged")));
  const drop = button(say("drop"), ({ state }) => state.alternative && chooseAlternatives(state.policy, null, say("dropped")));
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
  const said = say(`units.${unit}`, { currency: now.currency, year: String(now.price_year) });
  return { measure: say(`measures.${measure}`), unit: said, A: a, B: b, difference: a === null || b === null ? null : b - a };
}

function rowOf([name, of, { text, unit, digits }], kept, now) {
  const [a, b] = [of(kept), of(now)];
  const said = (value) => (value === null ? shared("words.nobody") : unit === "currency" ? money(now.currency, value) : text(value));
  const size = (value) => (digits === undefined ? big(value) : fixed(value, digits));
  return [say(`measures.${name}`), said(a), said(b), a === null || b === null ? shared("words.none") : signed(b - a, size)];
}

/** Return a row for each setting in which the two policies differ, with what it is in each. */
function differences(kept, now) {
  const [a, b] = [textsOf(kept), textsOf(now)];
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name]);
  const rows = names.map((name) => [name, a[name] ?? shared("words.none"), b[name] ?? shared("words.none")]);
  return rows.length ? rows : [[say("no_setting"), say("the_same"), say("the_same")]];
}

/** Return the settings of a policy as texts, by what each is called. */
function textsOf({ schemes, interactions, financing }) {
  const parts = [
    ...schemes.map(({ scheme, values }) => [scheme, values]),
    ...interactions.map(({ interaction, values, schemes: places }) => [interaction, values, places.map((each) => each + 1)]),
    ...financing.map(({ source, values, share: part }) => [source, values, say("share", { value: plain(tidy(100 * part)) })]),
  ];
  const pairs = parts.flatMap(([declared, values, more], place) => {
    const name = (setting) => say(parts.length > 2 ? "numbered" : "named", { number: place + 1, part: declared.label, setting });
    const said = [...values].map(([path, value]) => {
      const parameter = declared.parameters.get(path);
      return [name(parameter.label), textOf(parameter, value)];
    });
    return [[name(say("is_part")), more === undefined ? say("yes") : String(more)], ...said];
  });
  return Object.fromEntries(pairs);
}

function textOf({ kind, choices }, value) {
  return kind === "choice" ? choices[value] : toText(value);
}

function sentenceOf({ alternative }, kept, now) {
  const what = say(alternative ? "a_is_kept" : "a_is_start");
  if (POOR(now) === POOR(kept) && COST(now) === COST(kept)) return say("same", { what });
  const [cost, poor] = [apart("cost", COST(kept), COST(now), 2), apart("poor", POOR(kept), POOR(now), 1)];
  return say("sentence", { what, cost, poor });
}

/** Say how far apart two shares are; what is written with the same digits is called the same. */
function apart(measure, kept, now, digits) {
  const [a, b] = [percent(kept, digits), percent(now, digits)];
  const way = a === b ? "same" : now > kept ? "more" : "less";
  return say(`${measure}.${way}`, { points: fixed(Math.abs(now - kept), digits), a, b });
}
