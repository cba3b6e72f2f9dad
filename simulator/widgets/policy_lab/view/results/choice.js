// A choice inside a panel: what it shows changes, the policy does not.

import { html } from "../dom.js";

/** Return {node, value(), offer(choices)} of a select; `onChoose` hears each choice. `choices` are [value, text]. */
export function panelChoice({ id, label, choices = [], onChoose }) {
  const select = html("select", { id });
  select.addEventListener("change", onChoose);
  const node = html("div", { class: "choice-row" }, html("label", { for: id }, label), select);
  const offer = (given) => {
    const wanted = JSON.stringify(given);
    if (wanted === select.dataset.offered) return;
    const before = select.dataset.wanted ?? select.value;
    delete select.dataset.wanted;
    select.replaceChildren(...given.map(([value, text]) => html("option", { value }, text)));
    select.dataset.offered = wanted;
    if (given.some(([value]) => value === before)) select.value = before;
  };
  offer(choices);
  return { node, offer, value: () => select.value };
}

/** Return a panel's fill that can be done again with what it was given last. */
export function repeatable(panel) {
  let given = null;
  return {
    node: panel.node,
    update(...now) {
      given = now;
      panel.update(...now);
    },
    again: () => given && panel.update(...given),
  };
}
