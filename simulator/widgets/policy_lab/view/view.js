// The lab on the page: built once, then filled with each result.

import { say } from "../texts/lab.js";
import { buttons } from "./buttons.js";
import { buildControls, shapeOf } from "./controls.js";
import { html, put } from "./dom.js";
import { filling } from "./filling.js";
import { giniText, percent } from "./format.js";
import { stepsRow } from "./lesson-steps.js";
import { aboutBox, errorBox, noteBox } from "./messages.js";
import { saveTable } from "./save-table.js";
import { shortGroupName } from "./sentences.js";
import { swap } from "./swapping.js";
import { dataLabel, named, writtenIn } from "../texts/speaking.js";

/**
 * Return the view: {node, render(state, summary), renderLate(state, summary, deep), showError(error),
 * showTrouble(what, error), showHistory(state), compareStep(was), scheme(name)}. `context` is that of `buildControls`,
 * with the makers of the panels that the lesson asks for, its steps (`readSteps`), what loads more (`filesOf`), and
 * `kept(name, start)`, which gives a panel what is chosen in it, the same for every country.
 */
export function buildView(state, context, level) {
  const { configuration, population, files, panels: makers, steps, actions, kept } = context;
  const mark = population.synthetic ? say("synthetic") : "";
  const [row, controls] = [stepsRow(steps, actions.takeStep, mark), controlsForm(state, context)];
  const place = { level: level + 1, mark, population, country: state.country, configuration, files, actions, kept };
  const panels = makers.map(({ make, late }) => ({ late, ...make(place) }));
  const tiles = configuration.outputs.filter((name) => Object.hasOwn(TILES, name)).map((name) => tile(name));
  const fill = filling(panels);
  const [alert, notes, about, table] = [errorBox(), noteBox(), aboutBox(population), saveTable(actions)];
  const results = html(
    "div",
    { class: "results" },
    notes.node,
    html("div", { class: "panels" }, ...panels.map((panel) => panel.node)),
    table.node,
    about.node,
  );
  const strip = html(
    "div",
    { class: "strip" },
    html("dl", { class: "tiles" }, ...tiles.map((each) => each.node)),
    ...panels.map(({ headline }) => headline ?? null),
    mark ? html("p", { class: "mark" }, mark) : "",
  );
  const head = header(configuration, population, level);
  const side = html("div", { class: "side" }, controls.node);
  const body = html("div", { class: "columns" }, side, strip, results);
  const node = html("div", { class: "lab", role: "group", "aria-labelledby": "title", ...writtenIn() }, head, alert.node, row.node, body);
  return {
    node,
    render(now, summary) {
      for (const part of [row, controls, ...tiles, notes, about]) part.update(now, summary);
      fill.first(now, summary);
      alert.show(null);
    },
    renderLate(...given) {
      fill.rest(...given);
      table.update(...given);
    },
    compareStep: row.compare,
    showError: alert.show,
    showTrouble: alert.showTrouble,
    showHistory: controls.showHistory,
    scheme: (name) => node.setAttribute("data-scheme", name),
  };
}

/** Return the form of all controls; those of the parts are built anew when a part has come or gone. */
function controlsForm(state, context) {
  const { schemes, countries } = context.configuration;
  const foot = buttons(context.actions, schemes.length > 0 || Object.keys(countries).length > 1);
  let [shape, controls] = [shapeOf(state), buildControls(state, context)];
  const node = html("form", { class: "controls" }, controls.node, foot.node);
  node.addEventListener("submit", (event) => event.preventDefault());
  return {
    node,
    showHistory: foot.update,
    update(now) {
      const old = controls.node;
      const changed = shapeOf(now) !== shape;
      if (changed) [shape, controls] = [shapeOf(now), buildControls(now, context)];
      controls.update(now);
      if (changed) swap(old, controls.node);
      foot.update(now);
    },
  };
}

function header({ title }, population, level) {
  return html(
    "div",
    { class: "head" },
    html(`h${level}`, { id: "title" }, title),
    html("p", { class: "label" }, html("strong", {}, named(population.name)), ` ${say("data", { label: dataLabel(population) })}`),
  );
}

// 'under 0.01 %' stands in the place of '1.89 %'.
const LONG = 9;

/** The headline numbers, in sight while a control is moved on a small screen. */
const TILES = {
  reach: {
    texts: (state, { reach }) => [
      reach.group_percent === null ? say("words.nobody") : percent(reach.group_percent, 0),
      say("tiles.of_group", { group: shortGroupName(state) }),
    ],
  },
  poverty: {
    texts: (_state, { everyone: { before, after } }) => [
      percent(after.headcount_percent),
      say("tiles.before", { value: percent(before.headcount_percent) }),
    ],
  },
  inequality: {
    texts: (_state, summary) => [giniText(summary.gini_after), say("tiles.before", { value: giniText(summary.gini_before) })],
  },
  cost: {
    texts: (_state, { cost }) => [percent(cost.percent_of_gdp, 2), say("tiles.of_gdp")],
  },
};

function tile(output) {
  const { texts } = TILES[output];
  const [value, small] = [html("span", { class: "tile-value" }), html("span", { class: "tile-note" })];
  const node = html("div", { class: `tile ${output}` }, html("dt", {}, say(`tiles.${output}`)), html("dd", {}, value, small));
  return {
    node,
    update(state, summary) {
      const [large, note] = texts(state, summary);
      put(value, large);
      value.classList.toggle("long", large.length > LONG);
      put(small, note);
    },
  };
}
