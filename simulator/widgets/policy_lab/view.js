// The lab on the page: built once, then filled with each result.

import { buildControls } from "./controls.js";
import { html, put } from "./dom.js";
import { fixed, money, percent, percentOrNobody } from "./format.js";
import { PANELS } from "./panels.js";
import { groupName, headline } from "./sentences.js";

const LISTENING_PAUSE = 300;

/** Return the view: {node, render(state, summary), showError(error, kept), scheme(name)}. */
export function buildView(state, configuration, population, actions, level) {
  const controls = buildControls(state, configuration, population, actions);
  const panels = configuration.outputs.map((name) => PANELS[name](level + 1));
  const tiles = configuration.outputs.map((name) => tile(name));
  const [alert, about, live] = [errorBox(), aboutBox(), liveRegion()];
  const results = html(
    "div",
    { class: "results" },
    html("div", { class: "panels" }, ...panels.map((panel) => panel.node)),
    about.node,
  );
  const strip = html("dl", { class: "tiles" }, ...tiles.map((each) => each.node));
  const head = header(configuration, population, level);
  const side = html("div", { class: "side" }, controls.node);
  const body = html("div", { class: "columns" }, side, strip, results);
  const node = html("div", { class: "lab", role: "group", "aria-labelledby": "title" }, head, alert.node, body, live.node);
  return {
    node,
    render(now, summary) {
      for (const part of [controls, ...panels, ...tiles, about, live]) part.update(now, summary);
      alert.show(null);
    },
    showError: alert.show,
    scheme: (name) => node.setAttribute("data-scheme", name),
  };
}

function header({ title }, { name, label }, level) {
  return html(
    "header",
    { class: "head" },
    html(`h${level}`, { id: "title" }, title),
    html("p", { class: "label" }, html("strong", {}, name), ` ${label}.`),
  );
}

/** The headline numbers, in sight while a control is moved on a small screen. */
const TILES = {
  reach: {
    name: "Reached",
    texts: (state, { reach }) => [percentOrNobody(reach.group_percent, 0), `of ${groupName(state)}`],
  },
  poverty: {
    name: "Poverty",
    texts: (_state, { everyone: { before, after } }) => [
      percent(after.headcount_percent),
      `before ${percent(before.headcount_percent)}`,
    ],
  },
  inequality: {
    name: "Gini",
    texts: (_state, summary) => [fixed(summary.gini_after, 3), `before ${fixed(summary.gini_before, 3)}`],
  },
  cost: {
    name: "Cost",
    texts: (_state, { cost }) => [percent(cost.percent_of_gdp, 2), "of GDP a year"],
  },
};

function tile(output) {
  const { name, texts } = TILES[output];
  const [value, small] = [html("span", { class: "tile-value" }), html("span", { class: "tile-note" })];
  const node = html("div", { class: `tile ${output}` }, html("dt", {}, name), html("dd", {}, value, small));
  return {
    node,
    update(state, summary) {
      const [large, note] = texts(state, summary);
      put(value, large);
      put(small, note);
    },
  };
}

function errorBox() {
  const [title, text, more] = [html("strong"), html("p"), html("p")];
  const node = html("div", { class: "error", role: "alert", hidden: true });
  return {
    node,
    show(error, kept) {
      if (!error && node.hidden) return;
      node.hidden = !error;
      put(title, error ? "This link does not work." : "");
      put(text, error?.message ?? "");
      put(more, kept ?? "");
      node.replaceChildren(...(error ? [title, text, more] : []));
    },
  };
}

function aboutBox() {
  const [notes, line] = [html("div"), html("p")];
  const node = html("div", { class: "about" }, notes, line);
  return {
    node,
    update(_state, summary) {
      const { line: used, currency } = summary;
      if (notes.textContent !== summary.notes.join("")) {
        notes.replaceChildren(...summary.notes.map((note) => html("p", {}, note)));
      }
      put(
        line,
        `${used.label}: ${money(currency, used.month)} a month per person. Source: ${used.source}. ` +
          `Prices of ${summary.price_year}. ${summary.data_label}.`,
      );
    },
  };
}

/** Say the headline once the learner pauses, not at each step of a slider. */
function liveRegion() {
  const node = html("p", { class: "unseen", "aria-live": "polite" });
  let [timer, first] = [0, true];
  return {
    node,
    update(state, summary) {
      clearTimeout(timer);
      if (!first) timer = setTimeout(() => put(node, headline(state, summary)), LISTENING_PAUSE);
      first = false;
    },
  };
}
