// What the lab says beside the results: a wrong link, what to check, what the data are, the headline for listeners.

import { html, put } from "./dom.js";
import { money } from "./format.js";
import { linkWords } from "./link-errors.js";
import { headline, warnings } from "./sentences.js";

const LISTENING_PAUSE = 300;

/** Return the box for a wrong link, in the learner's words; the sender's words stand in a fold. */
export function errorBox() {
  const node = html("div", { class: "error", role: "alert", hidden: true });
  return {
    node,
    show(error) {
      if (!error && node.hidden) return;
      node.hidden = !error;
      node.replaceChildren(...(error ? errorParts(error) : []));
      if (error && node.isConnected) bringIntoView(node);
    },
  };
}

function errorParts(error) {
  return [
    html("strong", {}, "This link does not work."),
    html("p", {}, linkWords(error)),
    html("p", {}, "Ask for the link again, or go on with the controls."),
    html("details", {}, html("summary", {}, "For the sender"), html("p", {}, error.message)),
  ];
}

function bringIntoView(node) {
  const { top, bottom } = node.getBoundingClientRect();
  if (top >= 0 && bottom <= innerHeight) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  node.scrollIntoView({ block: "center", behavior: still ? "instant" : "smooth" });
}

/** Return the line above the results: what to check in a policy that does nothing, or else the poverty line. */
export function noteBox() {
  const text = html("p");
  const node = html("div", { class: "notes" }, text);
  return {
    node,
    update(_state, summary) {
      const said = warnings(summary);
      node.classList.toggle("warning", said.length > 0);
      put(text, said.join(" ") || lineText(summary));
    },
  };
}

function lineText({ line, currency }) {
  return `${line.label}: ${money(currency, line.month)} a month per person.`;
}

/** Return the box below the results: what always holds, the poverty line with its source, and the data. */
export function aboutBox() {
  const [notes, line] = [html("p"), html("p")];
  const node = html("div", { class: "about" }, notes, line);
  return {
    node,
    update(_state, summary) {
      const warned = warnings(summary);
      put(notes, summary.notes.filter((note) => !warned.includes(note)).join(" "));
      put(
        line,
        `${lineText(summary)} Source: ${summary.line.source}. Prices of ${summary.price_year}. ${summary.data_label}.`,
      );
    },
  };
}

/** Return a region that says the headline once the learner pauses, not at each step of a slider. */
export function liveRegion() {
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
