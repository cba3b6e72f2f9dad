// Explain a number: its formula, and the steps from one household to the result.

import { say } from "../../texts/household.js";
import { html, put } from "../dom.js";
import { panelChoice } from "./choice.js";
import { numbersOf, stepsOf } from "./explanation-steps.js";
import { turnButtons } from "./household.js";
import { householdsOf } from "./households.js";

/** Return the panel that explains a number; the words come with the catalogue. */
export function makePanel({ level }) {
  const [formula, source] = [html("p", { class: "sentence" }), html("p", { class: "note" })];
  const steps = html("ol", { class: "steps" });
  let [turned, given] = [0, null];
  const turn = (step) => {
    turned = step === null ? 0 : turned + step;
    if (given) fill(...given);
  };
  const choice = panelChoice({ id: "explained", label: say("explain"), onChoose: () => turn(null) });
  function fill(state, summary, { outcome, catalogue }) {
    choice.offer([...catalogue.explanations].map(([name, { label }]) => [name, label]));
    const words = catalogue.explanations.get(choice.value());
    put(formula, words.formula);
    put(source, words.source ? say("source", { source: words.source }) : "");
    const found = householdsOf(outcome, words.household, state.line);
    const household = found[((turned % found.length) + found.length) % found.length];
    steps.toggleAttribute("data-household", household !== undefined);
    if (household !== undefined) steps.dataset.household = household;
    const numbers = numbersOf(choice.value(), household, outcome, summary);
    steps.replaceChildren(...stepsOf(words, numbers).map((step) => html("li", {}, filled(step, numbers.texts))));
  }
  const heading = html(`h${level}`, {}, say("explain_title"));
  const node = html("section", { class: "panel explanation" }, heading, choice.node, formula, turnButtons(turn), steps, source);
  return {
    node,
    update(...now) {
      given = now;
      fill(...now);
    },
  };
}

/** Return a sentence with its places in braces filled. */
function filled(sentence, texts) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => texts[name]);
}
