// The side of the lab where the learner chooses.

import { html, put } from "./dom.js";
import { selectField } from "./fields.js";
import { money } from "./format.js";
import { parameterField } from "./parameter-fields.js";
import { schemeOf } from "./state.js";

const SAID_FOR = 4000;

/**
 * Return the controls: those that the lesson asks for, the others folded, the poverty line, two buttons.
 * `actions` are change(values), chooseLine(id), startAgain(), linkSeen() and link(), or no link where none is kept.
 */
export function buildControls(state, configuration, population, actions) {
  const { parameters } = schemeOf(state);
  const asked = configuration.controls.filter((path) => parameters.has(path));
  const others = [...parameters.keys()].filter((path) => !asked.includes(path));
  const make = (folded) => (path) => parameterField(parameters.get(path), population, actions.change, folded);
  const [main, more] = [asked.map(make(false)), others.map(make(true))];
  const line = lineField(population, actions.chooseLine);
  const foot = buttons(actions);
  const node = html(
    "form",
    { class: "controls" },
    ...main.map((field) => field.node),
    more.length ? moreSettings([...more, line]) : line.node,
    foot.node,
  );
  node.addEventListener("submit", (event) => event.preventDefault());
  return {
    node,
    update(now) {
      for (const field of [...main, ...more, line, foot]) field.update(now);
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

function buttons({ startAgain, link, linkSeen }) {
  const again = html("button", { type: "button", class: "button" }, "Start again");
  again.addEventListener("click", startAgain);
  const copy = link && copyButton(link, linkSeen);
  const node = html("div", { class: "buttons" }, again, ...(copy ? copy.nodes : []));
  return { node, update: () => copy?.update() };
}

/** Return a button that copies the link, and below it the link, which follows the controls. */
function copyButton(link, linkSeen) {
  const button = html("button", { type: "button", class: "button copy" }, "Copy link");
  const field = html("input", { type: "text", readonly: true, "aria-label": "Link to this policy", class: "link" });
  const said = html("p", { class: "note", role: "status" });
  const box = html("div", { class: "link-box", hidden: true }, field, said);
  const name = (text) => put(button, text);
  button.addEventListener("click", async () => {
    field.value = link();
    box.hidden = false;
    field.select();
    const done = await copied(field.value);
    put(said, done ? "Copied. The link opens this policy." : "Copy the link above.");
    if (done) name("Copied");
    setTimeout(name, SAID_FOR, "Copy link");
    box.scrollIntoView({ block: "nearest" });
  });
  return {
    nodes: [button, box],
    update() {
      if (box.hidden || field.value === linkSeen()) return;
      field.value = linkSeen();
      put(said, "The link has changed. Copy it again.");
      name("Copy link");
    },
  };
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
