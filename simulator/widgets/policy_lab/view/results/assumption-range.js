// How far the numbers move with what was assumed: found when the page was built, or by Python in a notebook.

import { say } from "../../texts/assumption_range.js";
import { named } from "../../texts/speaking.js";
import { percent } from "../format.js";
import { spansChart } from "../charts/spans.js";
import { html, put } from "../dom.js";
import { emptyPanel, legend } from "../panel.js";
import { yamlOf } from "../yaml.js";
import { SimulatorError } from "../../simulator/errors.js";
import { fromLink, linkOf } from "../../simulator/policy/links.js";
import { povertyLine } from "../../simulator/population.js";
import { assumptionRows, headlinesOf, labelText, numberRows } from "./assumption-numbers.js";
import { csvText } from "./csv-text.js";
import { workedPanel } from "./working.js";

const COLUMNS = ["section", "measure", "state", "label", "unit", "estimate", "low", "high", "low_from", "high_from", "seeds_low", "seeds_high"];
// What is asked of a notebook's kernel, before the policy's link.
const ASKED = "assumption_range?";

/** Return the panel of the assumption range. */
export function makePanel(place) {
  const panel = emptyPanel("assumption-range", say("title"), place);
  const parts = partsOf(panel);
  const { economy } = place.population;
  const wanted = place.kept("assumption_range", new Set());
  let latest = { found: null };
  const way = wayOn(place, () => {
    wanted.add(latest.name);
    worked.again();
  });
  panel.body.append(way.node, parts.results, parts.command.node);
  panel.savesTable(`${place.country}-assumption-range.csv`, () => latest.found && csvText(COLUMNS, latest.found.numbers.map((each) => ({ ...each, label: labelText(each, economy) }))));
  const filled = panel.filledBy((shown) => {
    latest = shown;
    const { state, found, said } = shown;
    for (const each of [parts.results, filled.node.querySelector("details.save")]) each.hidden = found === null;
    way.update(shown);
    parts.command.update(state);
    return found ? fillParts(parts, found, economy) : [said, [], []];
  });
  const worked = workedPanel(filled, parts.results, say("progress"), async ([state, , { catalogue }]) => {
    const asked = askedOf(state, place, catalogue);
    return { state, ...asked, ...(await rangeFor(asked, wanted, place)) };
  });
  return worked;
}

/** Return {name, moved}: the file with the range of these choices, null for none, and whether they left the start. */
function askedOf({ country, policy, baseline, line }, { configuration, population, files }, catalogue) {
  if (files.computes) {
    const lined = line === null ? "" : `&line=${encodeURIComponent(line)}`;
    return { name: `${ASKED}${linkOf(policy, baseline)}${lined}&country=${country}`, moved: false };
  }
  const start = fromLink(configuration.policy, catalogue);
  const lineOf = (name) => povertyLine(population.economy, name).id;
  const stayed =
    country === configuration.country &&
    linkOf(policy, baseline) === linkOf(start.policy, start.baseline) &&
    lineOf(line) === lineOf(configuration.line ?? null);
  return stayed ? { name: configuration.range ?? null, moved: false } : { name: null, moved: true };
}

/** Return {found, said, leads}: the range, or null and why there is none, and whether the button leads to one. */
async function rangeFor({ name, moved }, wanted, { files, configuration }) {
  const without = (said, leads) => ({ found: null, said, leads });
  if (moved) return without(say("moved", { country: configuration.countries[configuration.country] }), true);
  if (name === null) return without(say("none"), false);
  if (files.computes && !wanted.has(name)) return without(say("in_notebook"), true);
  try {
    const { refused = null, ...found } = await files.range(name);
    return refused === null ? { found, said: "", leads: false } : without(say("refused", { why: refused }), false);
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    return without(error.message, false);
  }
}

/** Return the button that leads to a range, back at the start policy or by Python; hidden where it leads nowhere. */
function wayOn({ actions, files }, compute) {
  const name = say(files.computes ? "compute" : "back");
  const button = html("button", { type: "button", class: "button" }, name);
  button.addEventListener("click", () => {
    if (!files.computes) return actions.startAgain();
    put(button, say("computing"));
    compute();
  });
  const node = html("div", { class: "buttons turn" }, button);
  return {
    node,
    update({ leads }) {
      put(button, name);
      node.hidden = !leads;
    },
  };
}

const heading = (name) => say(`tables.${name}`);

function partsOf(panel) {
  const chart = spansChart({
    id: "assumption-range-chart",
    title: say("chart"),
    text: say("chart_text"),
  });
  const [list, note] = [html("ul", { class: "steps" }), html("p", { class: "note" })];
  const key = legend(["after-dot", say("here")], ["diagonal", say("ends")]);
  const tables = [
    panel.numbers(say("tables.range"), ["number", "here", "lowest", "highest"].map(heading)),
    panel.numbers(say("tables.assumed"), ["assumption", "values", "meaning"].map(heading)),
  ];
  const results = html("div", {}, key, chart.node, panel.mark, list, note, ...tables);
  return { chart, list, note, results, command: commandBox() };
}

/** Show a range; returns the sentence and the rows of each table. */
function fillParts({ chart, list, note }, range, economy) {
  const headlines = headlinesOf(range);
  chart.update(headlines.map(spanOf));
  list.replaceChildren(...headlines.map((each) => html("li", {}, html("strong", {}, say("name", { name: each.name })), " ", rangeText(each))));
  put(note, named(range.note));
  return [sentenceOf(headlines, range.populations), numberRows(range, economy), assumptionRows(range)];
}

function spanOf({ name, estimate, low, high, text, moves }) {
  return { name, text: moves ? say("span", { low: text(low), high: text(high) }) : text(estimate), from: low, to: high, before: null, after: estimate };
}

function rangeText({ estimate, low, high, text, moves, causes: [lowest, highest] }) {
  if (!moves) return say("still", { value: text(estimate) });
  return say("between", { low: text(low), high: text(high), value: text(estimate), lowest, highest });
}

function sentenceOf(headlines, populations) {
  const built = say("built", { count: populations });
  const [first] = headlines;
  if (!first?.moves) return `${built} ${say("below")}`;
  const { estimate, low, high, causes: [lowest, highest] } = first;
  return `${built} ${say("poverty", { value: percent(estimate), low: percent(low), high: percent(high), lowest, highest })}`;
}

/** Return the fold with what computes the range of the present policy on the reader's own machine. */
function commandBox() {
  const [policy, baseline, command] = [["policy", 6], ["today", 6], ["command", 2]].map(([name, rows]) =>
    html("textarea", { readonly: true, rows, spellcheck: "false", "aria-label": say(`files.${name}`), class: "link" }),
  );
  const existing = html("li", {}, say("save_today"), baseline);
  const steps = html("ol", { class: "steps" }, html("li", {}, say("save_policy"), policy), existing, html("li", {}, say("run"), command));
  return {
    node: html("details", { class: "more" }, html("summary", {}, say("yourself")), steps),
    update(state) {
      policy.value = yamlOf(state.policy);
      existing.hidden = !state.baseline;
      baseline.value = state.baseline ? yamlOf(state.baseline) : "";
      command.value = commandOf(state);
    },
  };
}

function commandOf({ country, baseline, line }) {
  const existing = baseline ? " --baseline today.yaml" : "";
  const lined = line === null ? "" : ` --line "${line}"`;
  return `python -m simulator run policy.yaml --country ${country}${existing}${lined} --assumption-range`;
}
