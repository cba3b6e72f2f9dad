// How far the numbers move with what was assumed: found when the page was built, or by Python in a notebook.

import { spansChart } from "../charts/spans.js";
import { html, put } from "../dom.js";
import { emptyPanel, legend } from "../panel.js";
import { yamlOf } from "../yaml.js";
import { SimulatorError } from "../../simulator/errors.js";
import { fromLink, linkOf } from "../../simulator/policy/links.js";
import { povertyLine } from "../../simulator/population.js";
import { assumptionRows, headlinesOf, numberRows } from "./assumption-numbers.js";
import { csvText } from "./csv-text.js";
import { workedPanel } from "./working.js";

const COLUMNS = ["section", "measure", "state", "label", "unit", "estimate", "low", "high", "low_from", "high_from", "seeds_low", "seeds_high"];
// What is asked of a notebook's kernel, before the policy's link.
const ASKED = "assumption_range?";
const IN_NOTEBOOK =
  "The people are synthetic, so each number hangs on what was assumed. Python can build the country anew with other " +
  "seeds and assumptions for this policy, which takes about half a minute. Of a survey of your own, the panel of " +
  "intervals shows 95\u00a0% intervals instead.";

/** Return the panel of the assumption range. */
export function makePanel(place) {
  const panel = emptyPanel("assumption-range", "How far assumptions move the numbers", place);
  const parts = partsOf(panel);
  const wanted = place.kept("assumption_range", new Set());
  let latest = { found: null };
  const way = wayOn(place, () => {
    wanted.add(latest.name);
    worked.again();
  });
  panel.body.append(way.node, parts.results, parts.command.node);
  panel.savesTable(`${place.country}-assumption-range.csv`, () => latest.found && csvText(COLUMNS, latest.found.numbers));
  const filled = panel.filledBy((shown) => {
    latest = shown;
    const { state, found, said } = shown;
    for (const each of [parts.results, filled.node.querySelector("details.save")]) each.hidden = found === null;
    way.update(shown);
    parts.command.update(state);
    return found ? fillParts(parts, found) : [said, [], []];
  });
  const worked = workedPanel(filled, parts.results, "Populations built", async ([state, , { catalogue }]) => {
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
  if (moved) return without(movedText(configuration), true);
  if (name === null) return without("No range was computed when this page was built.", false);
  if (files.computes && !wanted.has(name)) return without(IN_NOTEBOOK, true);
  try {
    const { refused = null, ...found } = await files.range(name);
    return refused === null ? { found, said: "", leads: false } : without(`There is no range. ${refused}`, false);
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    return without(error.message, false);
  }
}

function movedText({ countries, country }) {
  const start = `the policy and the poverty line that this lab starts with, in ${countries[country]}`;
  return `The range was computed when this page was built, for ${start}. You have chosen something else, so it is not known here.`;
}

/** Return the button that leads to a range, back at the start policy or by Python; hidden where it leads nowhere. */
function wayOn({ actions, files }, compute) {
  const name = files.computes ? "Let Python compute it" : "Go back to the start policy";
  const button = html("button", { type: "button", class: "button" }, name);
  button.addEventListener("click", () => {
    if (!files.computes) return actions.startAgain();
    put(button, "Python computes: about half a minute");
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

function partsOf(panel) {
  const chart = spansChart({
    id: "assumption-range-chart",
    title: "How far each number moves with what was assumed",
    text: "For each number a line from its lowest to its highest value, a dot for the value here, on a scale from 0 of its own. The numbers are in the table below.",
  });
  const [list, note] = [html("ul", { class: "steps" }), html("p", { class: "note" })];
  const key = legend(["after-dot", "The value here"], ["diagonal", "Lowest to highest"]);
  const tables = [
    panel.numbers("Assumption range", ["Number", "Here", "Lowest, with", "Highest, with"]),
    panel.numbers("What is assumed", ["Assumption", "Low, value, high", "What it means"]),
  ];
  const results = html("div", {}, key, chart.node, panel.mark, list, note, ...tables);
  return { chart, list, note, results, command: commandBox() };
}

/** Show a range; returns the sentence and the rows of each table. */
function fillParts({ chart, list, note }, range) {
  const headlines = headlinesOf(range);
  chart.update(headlines.map(spanOf));
  list.replaceChildren(...headlines.map((each) => html("li", {}, html("strong", {}, `${each.name}: `), rangeText(each))));
  put(note, range.note);
  return [sentenceOf(headlines, range.populations), numberRows(range), assumptionRows(range)];
}

function spanOf({ name, estimate, low, high, text, moves }) {
  return { name, text: moves ? `${text(low)} to ${text(high)}` : text(estimate), from: low, to: high, before: null, after: estimate };
}

function rangeText({ estimate, low, high, text, moves, causes: [lowest, highest] }) {
  if (!moves) return `${text(estimate)}, whatever is assumed.`;
  return `between ${text(low)} and ${text(high)}, here ${text(estimate)}. Lowest with ${lowest}, highest with ${highest}.`;
}

function sentenceOf(headlines, populations) {
  const built = `The country was built ${populations} times, with other seeds and with each assumption at its low and its high value.`;
  const [first] = headlines;
  if (!first?.moves) return `${built} Below is how far each number moved.`;
  const { estimate, low, high, text, causes } = first;
  return `${built} Poverty after the policy, here ${text(estimate)}\u00a0%, lay between ${text(low)}\u00a0% (${causes[0]}) and ${text(high)}\u00a0% (${causes[1]}).`;
}

/** Return the fold with what computes the range of the present policy on the reader's own machine. */
function commandBox() {
  const [policy, baseline, command] = ["policy.yaml", "today.yaml", "The command"].map((name) =>
    html("textarea", { readonly: true, rows: name.endsWith(".yaml") ? 6 : 2, spellcheck: "false", "aria-label": name, class: "link" }),
  );
  const existing = html("li", {}, "Save what exists today as today.yaml:", baseline);
  const steps = html("ol", { class: "steps" }, html("li", {}, "Save this policy as policy.yaml:", policy), existing, html("li", {}, "Run, where the simulator is installed:", command));
  return {
    node: html("details", { class: "more" }, html("summary", {}, "Compute it for this policy yourself"), steps),
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
