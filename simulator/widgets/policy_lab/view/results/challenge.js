// The task of a lab: its goals, how far the policy is from each, and the code once all are reached.

import { copyButton } from "../buttons.js";
import { html, put } from "../dom.js";
import { codeOf } from "../../simulator/challenges/codes.js";
import { filled, goalResults } from "../../simulator/challenges/checking.js";

const LISTENING_PAUSE = 600;

/** Return the panel of the lab's challenge; it says each goal that is reached or lost to those who listen. */
export function makePanel({ level, configuration: { challenge } }) {
  const { words } = challenge;
  const said = html("p", { class: "sentence" });
  const goals = challenge.goals.map((goal) => goalItem(goal, words));
  const [code, heard] = [codeBox(words), listener()];
  const list = html("ul", { class: "goals" }, ...goals.map(({ node }) => node));
  const node = html("section", { class: "panel challenge" }, html(`h${level}`, {}, words.title), said, list, code.node, heard.node);
  return {
    node,
    update(state, _summary, { outcome, catalogue }) {
      const here = state.country === challenge.country;
      const results = here ? goalResults(outcome, challenge, catalogue) : [];
      const met = results.filter((each) => each.met).length;
      const all = here && met === results.length;
      put(said, here ? countText(met, results.length, words) : filled(words.other_country, { country: challenge.name }));
      list.hidden = !here;
      goals.forEach((goal, place) => here && goal.update(results[place]));
      code.update(all ? codeOf(state.country, state.policy, state.baseline) : null);
      heard.say(results, said.textContent);
    },
  };
}

function countText(met, all, words) {
  return met === all ? words.all_met : filled(words.some_met, { met, all });
}

function goalItem({ text }) {
  const [mark, progress] = [html("span", { class: "goal-mark", "aria-hidden": "true" }), html("span", { class: "goal-progress" })];
  const node = html("li", { class: "goal" }, mark, html("span", {}, text, " ", progress));
  return {
    node,
    update({ met, text: now }) {
      put(mark, met ? "✓" : "○");
      put(progress, now);
      node.classList.toggle("met", met);
    },
  };
}

/** Return the box with the code, hidden while it is null. */
function codeBox(words) {
  let code = "";
  const copy = copyButton({
    name: words.copy_code,
    what: words.your_code,
    kind: "code",
    take: () => code,
    seen: () => code,
    said: { done: words.copied, failed: words.copy_above, changed: words.changed },
  });
  const node = html("div", { class: "code-box", hidden: true }, html("p", {}, words.hand_in), copy.button, copy.box);
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
        const each = results.map(({ goal, text }) => `${goal.text} ${text}`);
        timer = setTimeout(put, LISTENING_PAUSE, node, [count, ...each].join(" "));
      }
      before = now;
    },
  };
}
