// What the lab says beside the results: a wrong link, what to check, what the data are, the headline for listeners.

import { say as sentence } from "../texts/lab.js";
import { html, put } from "./dom.js";
import { money } from "./format.js";
import { linkWords } from "./link-errors.js";
import { headline, warnings } from "./sentences.js";
import { dataLabel, named } from "../texts/speaking.js";

const LISTENING_PAUSE = 300;

/** Return the box for what does not work: a wrong link, in the learner's words, or a country that does not come. */
export function errorBox() {
  const node = html("div", { class: "error", role: "alert", hidden: true });
  const fill = (parts) => {
    if (!parts.length && node.hidden) return;
    node.hidden = !parts.length;
    node.replaceChildren(...parts);
    if (parts.length && node.isConnected) bringIntoView(node);
  };
  return {
    node,
    show: (error) => fill(error ? errorParts(error) : []),
    showTrouble: (what, error) => fill(troubleParts(what, error)),
  };
}

function troubleParts(what, { message }) {
  return [html("strong", {}, what), html("p", {}, message), html("p", {}, sentence("errors.still_the_last"))];
}

function errorParts(error) {
  return [
    html("strong", {}, sentence("link.broken")),
    html("p", {}, linkWords(error)),
    html("p", {}, sentence("link.ask_again")),
    html("details", {}, html("summary", {}, sentence("link.for_the_sender")), html("p", {}, error.message)),
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
  return sentence("line.shown", { label: named(line.label), amount: money(currency, line.month) });
}

/** Return the box below the results: what always holds, the poverty line with its source, and the data. */
export function aboutBox(population) {
  const [notes, line] = [html("p"), html("p")];
  const node = html("div", { class: "about" }, notes, line);
  return {
    node,
    update(_state, summary) {
      const warned = warnings(summary);
      put(notes, summary.notes.filter((note) => !warned.includes(note)).join(" "));
      const { line: { source }, price_year: year } = summary;
      put(line, sentence("about", { line: lineText(summary), source: named(source), year: String(year), data: dataLabel(population) }));
    },
  };
}

/**
 * Return a region that says the headline once the learner pauses, not at each step of a slider; before it `what` was
 * done, and what a change of country did to the choices.
 */
export function liveRegion() {
  const node = html("p", { class: "unseen", "aria-live": "polite" });
  let [timer, first, told] = [0, true, []];
  return {
    node,
    say(state, summary, what) {
      clearTimeout(timer);
      const news = state.told === told ? [] : state.told;
      const text = () => [what, ...news, headline(state, summary)].filter(Boolean).join(" ");
      if (!first) timer = setTimeout(() => put(node, text()), LISTENING_PAUSE);
      [first, told] = [false, state.told];
    },
    /** Say this once the learner pauses, in place of the headline. */
    tell(text) {
      clearTimeout(timer);
      timer = setTimeout(put, LISTENING_PAUSE, node, text);
    },
  };
}
