// The side of the lab where the learner chooses.

import { html } from "./dom.js";
import { selectField } from "./fields.js";
import { money } from "./format.js";
import { parameterField } from "./parameter-fields.js";
import { schemeOf } from "./state.js";

/**
 * Return the controls: those that the lesson asks for, the others folded, the poverty line, two buttons.
 * `actions` are change(values), chooseLine(id), startAgain() and link(), or no link where none is kept.
 */
export function buildControls(state, configuration, population, actions) {
  const { parameters } = schemeOf(state);
  const asked = configuration.controls.filter((path) => parameters.has(path));
  const others = [...parameters.keys()].filter((path) => !asked.includes(path));
  const make = (folded) => (path) => parameterField(parameters.get(path), population, actions.change, folded);
  const [main, more] = [asked.map(make(false)), others.map(make(true))];
  const line = lineField(population, actions.chooseLine);
  const node = html(
    "form",
    { class: "controls" },
    ...main.map((field) => field.node),
    more.length ? moreSettings([...more, line]) : line.node,
    buttons(actions),
  );
  node.addEventListener("submit", (event) => event.preventDefault());
  return {
    node,
    update(now) {
      for (const field of [...main, ...more, line]) field.update(now);
    },
  };
}

function moreSettings(fields) {
  return html(
    "details",
    { class: "more" },
    html("summary", {}, "More settings"),
    ...fields.map((field) => field.node),
  );
}

function lineField({ economy }, chooseLine) {
  const lines = economy.poverty_lines;
  const named = lines.map(({ id, label, month }) => [id, `${label}: ${money(economy.currency, month)} a month`]);
  const field = selectField({
    id: "poverty-line",
    label: "Poverty line",
    help: "Who consumes less than the line is counted as poor. The amount is for one person, a month.",
    choices: Object.fromEntries(named),
    onChoose: chooseLine,
  });
  return { node: field.node, update: (state) => field.show(state.line ?? lines[0].id) };
}

function buttons({ startAgain, link }) {
  const again = html("button", { type: "button", class: "button" }, "Start again");
  again.addEventListener("click", startAgain);
  const row = html("div", { class: "buttons" }, again);
  if (!link) return row;
  const copy = html("button", { type: "button", class: "button" }, "Copy link");
  const field = html("input", { type: "text", readonly: true, "aria-label": "Link to this policy", class: "link" });
  const said = html("p", { class: "note", role: "status" });
  const shown = html("div", { class: "link-box", hidden: true }, field, said);
  copy.addEventListener("click", async () => {
    field.value = link();
    shown.hidden = false;
    field.select();
    said.textContent = (await copied(field.value)) ? "Copied. The link opens this policy." : "Copy the link above.";
  });
  row.append(copy, shown);
  return row;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, or a page without https: the field holds the link, selected.
    return false;
  }
}
