// The buttons below the controls: back, forth, the start again, and the policy to take along.

import { say } from "../texts/lab.js";
import { html, put } from "./dom.js";

const SAID_FOR = 4000;

/** Return the buttons: {node, update(state)}. `full` has the steps and the YAML text too, not only start and link. */
export function buttons(actions, full) {
  const { startAgain, link, linkSeen, yaml } = actions;
  const steps = full ? stepButtons(actions) : { nodes: [], update() {} };
  const again = button("start-again", say("buttons.start_again"), startAgain);
  const copies = [
    ...(link ? [copyButton({ ...wordsOf("link"), take: link, seen: linkSeen })] : []),
    ...(full ? [copyButton({ ...wordsOf("yaml"), take: yaml, seen: yaml })] : []),
  ];
  const node = html(
    "div",
    { class: "buttons" },
    ...steps.nodes,
    again,
    ...copies.map(({ button: each }) => each),
    ...copies.map(({ box }) => box),
  );
  return {
    node,
    update() {
      steps.update();
      for (const copy of copies) copy.update();
    },
  };
}

/** Return what a button says that copies the policy as a link or as YAML. */
function wordsOf(kind) {
  const [name, what, done, failed, changed] = ["name", "what", "done", "failed", "changed"].map((each) => say(`copy.${kind}.${each}`));
  return { kind, name, what, said: { done, failed, changed } };
}

function button(id, name, act, more = "") {
  const node = html("button", { type: "button", class: `button ${more}`.trim(), id }, name);
  node.addEventListener("click", act);
  return node;
}

/** A button that can do nothing keeps its place and the focus, and says that it cannot. */
function stepButtons({ undo, redo, canUndo, canRedo }) {
  const [back, forth] = [button("undo", say("buttons.undo"), undo), button("redo", say("buttons.redo"), redo)];
  back.setAttribute("aria-keyshortcuts", "Control+Z");
  forth.setAttribute("aria-keyshortcuts", "Control+Shift+Z");
  return {
    nodes: [back, forth],
    update() {
      back.setAttribute("aria-disabled", String(!canUndo()));
      forth.setAttribute("aria-disabled", String(!canRedo()));
    },
  };
}

/**
 * Return a button that copies what `take` gives, and a box with it, which follows what is `seen`: {button, box, update}.
 * `said` are the sentences when it is done, when it failed, and when the text has changed since.
 */
export function copyButton({ name, what, kind, take, seen, said }) {
  const node = button(`copy-${kind}`, name, copy, "copy");
  const field = fieldOf(kind, what);
  const note = html("p", { class: "note", role: "status" });
  const box = html("div", { class: "link-box", hidden: true }, field, note);
  async function copy() {
    field.value = take();
    box.hidden = false;
    field.select();
    const done = await copied(field.value);
    put(note, done ? said.done : said.failed);
    if (done) put(node, say("copy.copied"));
    setTimeout(put, SAID_FOR, node, name);
    box.scrollIntoView({ block: "nearest" });
  }
  return {
    button: node,
    box,
    update() {
      if (box.hidden || field.value === seen()) return;
      field.value = seen();
      put(note, said.changed);
      put(node, name);
    },
  };
}

function fieldOf(kind, what) {
  if (kind !== "yaml") return html("input", { type: "text", readonly: true, "aria-label": what, class: "link" });
  return html("textarea", { readonly: true, rows: 8, wrap: "off", spellcheck: "false", "aria-label": what, class: "link" });
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, or a page without https: the field holds the text, selected.
    return false;
  }
}
