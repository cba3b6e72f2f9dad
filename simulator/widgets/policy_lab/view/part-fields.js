// The controls of one part of a policy: a scheme, a rule between schemes, a source of money.

import { say as sentence } from "../texts/lab.js";
import { html } from "./dom.js";
import { attempt } from "./refusal.js";
import { parameterField } from "./parameter-fields.js";
import { declaredOf, settingOf } from "./parts.js";

/**
 * Return the controls of a part: {main, more, update(state)}, nodes of what is asked for and of the others. With
 * `all` nothing is left for `more`.
 */
export function partFields(part, state, { configuration: { controls }, population, actions }, all = false) {
  const { parameters } = declaredOf(state, part);
  const asked = all ? [...parameters.keys()] : controls.filter((path) => parameters.has(path));
  const others = [...parameters.keys()].filter((path) => !asked.includes(path));
  const change = (values) => actions.change(part, values);
  const make = (folded) => (path) => parameterField(parameters.get(path), { part, population, change, folded });
  const [main, more] = [asked.map(make(all)), others.map(make(true))];
  const fields = [...main, ...more];
  // A part that stays the same is not filled again, unless somebody has typed in it what was refused.
  let filled = null;
  const stale = () => (filled = null);
  for (const { node } of fields) {
    for (const name of ["input", "change"]) node.addEventListener(name, stale, { capture: true });
  }
  return {
    main: main.map(({ node }) => node),
    more: more.map(({ node }) => node),
    update(now) {
      if (filled === settingOf(now, part)) return;
      filled = settingOf(now, part);
      for (const field of fields) field.update(now);
    },
  };
}

/** Return a fold of nodes; several that have the same name are told apart by what they are of. */
export function folded(kind, id, name, of, nodes, open = false) {
  const summary = html("summary", { id: `${id}-summary` }, name, of ? html("span", { class: "unseen" }, sentence("part.of", { name: of })) : null);
  return html("details", { class: kind, id, open }, summary, ...nodes);
}

/**
 * Return a choice with a button that adds what is chosen: {node}; `add` may refuse, which is said there. `first` is said
 * where nothing is chosen.
 */
export function adder({ id, label, choose, first, choices, add }) {
  const options = Object.entries({ "": choose, ...choices }).map(([value, text]) => html("option", { value }, text));
  const select = html("select", { id, "aria-describedby": `${id}-error` }, ...options);
  const error = html("p", { class: "field-error", id: `${id}-error`, role: "alert" });
  const button = html("button", { type: "button", class: "button", id: `${id}-button`, "aria-label": label }, sentence("part.add"));
  const say = (_which, text) => (error.textContent = text);
  button.addEventListener("click", () => {
    say("error", select.value ? "" : first);
    if (select.value) attempt({ say }, { refuse: () => {} }, "", () => add(select.value));
  });
  const head = html("div", { class: "field-head" }, html("label", { for: id }, label));
  return { node: html("div", { class: "field adder" }, head, html("div", { class: "add-row" }, select, button), error) };
}

/** Return a button that takes something away; `remove` may refuse, which is said below it. */
export function remover(id, what, remove) {
  const error = html("p", { class: "field-error", role: "alert" });
  const button = html("button", { type: "button", class: "button remove", id, "aria-label": sentence("part.remove_name", { name: what }) }, sentence("part.remove"));
  button.addEventListener("click", () =>
    attempt({ say: (_which, text) => (error.textContent = text) }, { refuse: () => {} }, "", remove),
  );
  return html("div", { class: "remover" }, button, error);
}
