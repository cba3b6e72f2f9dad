// The steps of a lesson: a row of buttons, each of which sets a whole policy, and what the one taken has changed.

import { say } from "../texts/lab.js";
import { html, put } from "./dom.js";
import { percent, percentOrNobody } from "./format.js";
import { fromLink, linkOf } from "../simulator/policy/links.js";
import { isSaidElsewhere, valueText } from "../simulator/policy/words.js";
import { warnings } from "./sentences.js";
import { listed, named } from "../texts/speaking.js";

const MEASURES = {
  reached: ({ reach }) => percent(reach.direct_percent),
  missed: ({ reach }) => percentOrNobody(reach.exclusion_error_percent),
  headcount: ({ everyone }) => percent(everyone.after.headcount_percent),
  gap: ({ everyone }) => percent(everyone.after.gap_percent, 2),
  cost: ({ cost }) => percent(cost.percent_of_gdp, 2),
};

/** Return the steps of a lab, the start first: {name, policy, link}. */
export function readSteps({ steps }, { catalogue }) {
  return steps.map(({ title, policy: short }, number) => {
    const { policy } = fromLink(short, catalogue);
    return { name: number ? say("steps.step", { number, title }) : say("steps.start"), policy, link: linkOf(policy) };
  });
}

/**
 * Return the buttons and what a step has changed: {node, update(state, summary), compare(was)}. `take(step)` hears a
 * press, and `mark` calls the data what they are.
 */
export function stepsRow(steps, take, mark) {
  const buttons = steps.map((step, place) => {
    const button = html("button", { type: "button", class: "button", id: `step-${place}` }, step.name);
    button.addEventListener("click", () => take(step));
    return button;
  });
  const name = html("span", { id: "steps-name" }, say("steps.name"));
  const table = changedTable(mark);
  const node = html("div", { class: "lesson-steps", role: "group", "aria-labelledby": "steps-name", hidden: !steps.length }, name, ...buttons, table.node);
  const placeOf = ({ policy }) => steps.findIndex(({ link }) => link === linkOf(policy));
  return {
    node,
    update(state, summary) {
      if (!steps.length) return;
      const place = placeOf(state);
      buttons.forEach((button, each) => {
        if (each === place) button.setAttribute("aria-current", "step");
        else button.removeAttribute("aria-current");
      });
      table.fill("now", steps[place]?.name ?? say("steps.now"), summary);
    },
    compare({ state, summary }) {
      table.fill("before", steps[placeOf(state)]?.name ?? say("steps.before"), summary);
      table.node.hidden = false;
    },
  };
}

/** Return a table of the numbers before a step and now, hidden until there is a step: {node, fill(column, name, summary)}. */
function changedTable(mark) {
  const heads = { before: html("th", { scope: "col" }), now: html("th", { scope: "col" }) };
  const rows = Object.entries(MEASURES).map(([measure, of]) => ({ of, measure, before: html("td"), now: html("td") }));
  const body = rows.map(({ measure, before, now }) => html("tr", {}, html("th", { scope: "row" }, say(`steps.measure.${measure}`)), before, now));
  const head = html("tr", {}, html("th", { scope: "col" }, say("steps.changed")), heads.before, heads.now);
  const table = html("table", {}, html("caption", {}, mark), html("thead", {}, head), html("tbody", {}, ...body));
  return {
    node: html("div", { class: "step-changed", hidden: true }, table),
    fill(column, name, summary) {
      put(heads[column], name);
      for (const row of rows) put(row[column], row.of(summary));
    },
  };
}

/** Say which step was taken, what that has set, and what it changed; `was` and `is` are {state, summary}. */
export function stepSentence({ name }, was, is) {
  const settings = settingsOf(was.state.policy.schemes[0], is.state.policy.schemes[0]);
  const taken = settings.length ? say("steps.taken_and_set", { step: name, settings: listed(settings) }) : say("steps.taken", { step: name });
  const changes = Object.entries(MEASURES).map(([measure, of]) => {
    const [before, after] = [of(was.summary), of(is.summary)];
    return say(`steps.${before === after ? "stays" : "moves"}.${measure}`, { before, after });
  });
  return [say("steps.said", { taken, changes: listed(changes) }), ...warnings(is.summary)].join(" ");
}

/** Return the settings of a scheme that are not as they were, in words. */
function settingsOf({ values: old }, { scheme: { parameters }, values }) {
  const textOf = (path, all) => (all.has(path) ? named(valueText(parameters.get(path), all.get(path), all)) : null);
  const changed = [...values.keys()].filter((path) => !isSaidElsewhere(path) && textOf(path, values) !== textOf(path, old));
  return changed.map((path) => say("steps.setting", { label: parameters.get(path).label, value: textOf(path, values) }));
}
