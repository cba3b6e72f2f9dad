// The task of a lab: its goals, how far the policy is from each, and the code once all are reached.

import { say } from "../../texts/challenge.js";
import { inLanguage, named } from "../../texts/speaking.js";
import { copyButton } from "../buttons.js";
import { html, put } from "../dom.js";
import { fixed } from "../format.js";
import { codeOf } from "../../simulator/challenges/codes.js";
import { goalResults } from "../../simulator/challenges/checking.js";

const LISTENING_PAUSE = 600;
const COMPARISONS = { ">=": "at_least", "<=": "at_most", "<": "under", ">": "over" };
const limitFormat = inLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 10 }));

/** Return the panel of the lab's challenge; it says each goal that is reached or lost to those who listen. */
export function makePanel({ level, configuration: { challenge } }) {
  const said = html("p", { class: "sentence" });
  // The same beside the headline numbers, in sight while a control is moved; it is heard from the panel.
  const headline = html("p", { class: "task", "aria-hidden": "true" });
  const goals = challenge.goals.map(goalItem);
  const [code, heard] = [codeBox(), listener()];
  const list = html("ul", { class: "goals" }, ...goals.map(({ node }) => node));
  const node = html("section", { class: "panel challenge" }, html(`h${level}`, {}, say("title")), said, list, code.node, heard.node);
  return {
    node,
    headline,
    update(state, _summary, { outcome, catalogue }) {
      const here = state.country === challenge.country;
      const results = here ? goalResults(outcome, challenge, catalogue) : [];
      const met = results.filter((each) => each.met).length;
      const all = here && met === results.length;
      put(said, here ? countText(met, results.length) : say("other_country", { country: named(challenge.name) }));
      put(headline, say("headline", { title: say("title"), said: said.textContent }));
      list.hidden = !here;
      goals.forEach((goal, place) => here && goal.update(results[place]));
      code.update(all ? codeOf(state.country, state.policy, state.baseline) : null);
      heard.say(results, said.textContent);
    },
  };
}

function countText(met, all) {
  return met === all ? say("all_met") : say("some_met", { met, all });
}

function goalText({ id, comparison, value }) {
  const limit = say(`measures.${id}.amount`, { value: limitFormat().format(value) });
  return say("goal", { label: say(`measures.${id}.label`), comparison: say(`comparisons.${COMPARISONS[comparison]}`), value: limit });
}

function progressText({ goal, value, difference, state, why }) {
  if (state === "refused") return say("progress.refused", { why });
  return say(`progress.${state}`, { value: amountText(goal, value), difference: amountText(goal, difference) });
}

/** Return a number with its unit; what is not nothing is not shown as 0. */
function amountText({ id, digits }, number) {
  const [shown, least] = [number, 10 ** -digits].map((each) => fixed(each, digits));
  const isLittle = number > 0 && shown === fixed(0, digits);
  return say(`measures.${id}.amount`, { value: isLittle ? say("less_than", { value: least }) : shown });
}

function goalItem(goal) {
  const [mark, progress] = [html("span", { class: "goal-mark", "aria-hidden": "true" }), html("span", { class: "goal-progress" })];
  const node = html("li", { class: "goal" }, mark, html("span", {}, goalText(goal), " ", progress));
  return {
    node,
    update(result) {
      const { met } = result;
      put(mark, met ? "✓" : "○");
      put(progress, progressText(result));
      node.classList.toggle("met", met);
    },
  };
}

/** Return the box with the code, hidden while it is null. */
function codeBox() {
  let code = "";
  const copy = copyButton({
    name: say("copy_code"),
    what: say("your_code"),
    kind: "code",
    take: () => code,
    seen: () => code,
    said: { done: say("copied"), failed: say("copy_above"), changed: say("changed") },
  });
  const node = html("div", { class: "code-box", hidden: true }, html("p", {}, say("hand_in")), copy.button, copy.box);
  return {
    node,
    update(now) {
      node.hidden = now === null;
      code = now ?? "";
      copy.update();
    },
  };
}

/** Return a region that says which goals were reached or lost, once the learner pauses; at first it is silent. */
function listener() {
  const node = html("p", { class: "unseen", role: "status" });
  let [before, timer] = [null, 0];
  return {
    node,
    say(results, count) {
      const now = results.map(({ met }) => met).join();
      if (before !== null && now !== before) {
        clearTimeout(timer);
        const each = results.map((result) => `${goalText(result.goal)} ${progressText(result)}`);
        timer = setTimeout(put, LISTENING_PAUSE, node, [count, ...each].join(" "));
      }
      before = now;
    },
  };
}
