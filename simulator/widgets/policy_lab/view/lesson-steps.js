// The steps of a lesson: a row of buttons, each of which sets a whole policy, and what the one taken has changed.

import { say } from "../texts/lab.js";
import { html } from "./dom.js";
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

/** Return the buttons and what one changed: {node, update(state), tell(was, is)}; `take(step)` hears a press, `mark` calls the data what they are. */
export function stepsRow(steps, take, mark) {
  const buttons = steps.map((step, place) => {
    const button = html("button", { type: "button", class: "button", id: `step-${place}` }, step.name);
    button.addEventListener("click", () => take(step));
    return button;
  });
  const name = html("span", { id: "steps-name" }, say("steps.name"));
  const changed = html("div", { class: "step-changed", hidden: true });
  const node = html("div", { class: "lesson-steps", role: "group", "aria-labelledby": "steps-name", hidden: !steps.length }, name, ...buttons, changed);
  const placeOf = ({ policy }) => steps.findIndex(({ link }) => link === linkOf(policy));
  return {
    node,
    update(state) {
      const place = steps.length ? placeOf(state) : -1;
      buttons.forEach((button, each) => {
        if (each === place) button.setAttribute("aria-current", "step");
        else button.removeAttribute("aria-current");
      });
      changed.hidden = true;
    },
    tell(was, is) {
      const nameOf = ({ state }) => steps[placeOf(state)]?.name ?? say("steps.before");
      changed.replaceChildren(changedTable([was, is], nameOf, mark));
      changed.hidden = false;
    },
  };
}

/** Return a table of the numbers of two results, {state, summary}, each under its name. */
function changedTable(results, nameOf, mark) {
  const cell = (scope, text) => html(scope ? "th" : "td", scope ? { scope } : {}, text);
  const rows = Object.entries(MEASURES).map(([measure, of]) =>
    html("tr", {}, cell("row", say(`steps.measure.${measure}`)), ...results.map(({ summary }) => cell(null, of(summary)))),
  );
  const head = html("tr", {}, cell("col", say("steps.changed")), ...results.map((each) => cell("col", nameOf(each))));
  return html("table", {}, html("caption", {}, mark), html("thead", {}, head), html("tbody", {}, ...rows));
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
