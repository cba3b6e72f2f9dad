// The answer that is a policy: taken from the lab by a button, shown in words, shown again in the lab by a link.

import { policyFromFragment } from "../policy-lab/simulator/policy/links.js";
import { start } from "../policy-lab/simulator/parameters.js";
import { isSaidElsewhere, valueText } from "../policy-lab/simulator/policy/words.js";
import { button, made, spoken } from "./nodes.js";

/** Make the field of a policy: {get, set, show, focus}; `changed` is called when the reader takes another one. */
export function policyField(box, lab, changed) {
  const state = { value: "", shown: startOf(lab) };
  const settings = made("ul", { className: "exercise-policy" });
  const note = spoken("exercise-note");
  const take = button("Take the policy that the lab shows", () => {
    state.value = state.shown;
    changed();
  });
  box.append(settings, note, take);

  const show = (catalogue) => {
    const lines = state.value && catalogue ? described(state.value, catalogue) : [];
    settings.replaceChildren(...lines.map((text) => made("li", { textContent: text })));
    settings.hidden = lines.length === 0;
    // The list above the button has grown, and may have pushed it out of sight.
    if (document.activeElement === take) take.scrollIntoView({ block: "nearest" });
    showNote(note, state, lab);
  };
  lab.addEventListener("policy-lab:rendered", ({ detail }) => {
    state.shown = detail.summary.policy;
    showNote(note, state, lab);
  });
  return { get: () => state.value, set: (fragment) => void (state.value = fragment), show, focus: () => take.focus() };
}

/** Return the policy that the lab starts with, until it says what it shows. */
function startOf(lab) {
  const linked = location.hash.slice(1);
  return linked.startsWith("version=") ? linked : JSON.parse(lab.getAttribute("configuration")).policy;
}

/** Write the note when it changes: a screen reader reads aloud whatever is written. */
function showNote(note, state, lab) {
  const key = `${state.value} ${state.value === state.shown}`;
  if (note.dataset.key === key) return;
  note.dataset.key = key;
  note.replaceChildren(...noteParts(state, lab));
}

function noteParts({ value, shown }, lab) {
  if (!value) return ["You have not taken a policy yet."];
  if (value === shown) return ["This is your policy. The lab shows it now."];
  const link = made("a", { href: `#${value}`, textContent: "Show mine in the lab" });
  link.addEventListener("click", (event) => showInLab(event, value, lab));
  return ["This is your policy. The lab shows another one now. ", link];
}

/** Let the lab read the policy from the page's address, also where the address has held it all along. */
function showInLab(event, fragment, lab) {
  event.preventDefault();
  history.replaceState(history.state, "", `#${fragment}`);
  dispatchEvent(new HashChangeEvent("hashchange"));
  lab.scrollIntoView();
}

// Said of every policy; of the other settings only what is not as declared.
const ALWAYS = ["who.age", "rule", "amount.value"];

/** Return what must be known of a policy, a setting a line, or none when it is no policy that this lab knows. */
function described(fragment, catalogue) {
  try {
    const { scheme, values } = policyFromFragment(fragment, catalogue).schemes[0];
    return [...scheme.parameters.values()]
      .filter((parameter) => isSaid(parameter, values))
      .map((parameter) => `${parameter.label}: ${valueText(parameter, values.get(parameter.path), values).replace(" %", "\u00a0%")}`);
  } catch {
    return [];
  }
}

function isSaid(parameter, values) {
  const { path } = parameter;
  if (!values.has(path) || isSaidElsewhere(path)) return false;
  return ALWAYS.includes(path) || path.startsWith("rule.") || values.get(path) !== start(parameter, values);
}
