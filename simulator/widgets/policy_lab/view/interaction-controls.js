// The rules between the schemes of a package: which schemes a rule holds for, and which of them leads.

import { say } from "../texts/lab.js";
import { html } from "./dom.js";
import { fieldFrame, selectField } from "./fields.js";
import { schemeName } from "./package-controls.js";
import { leastOf, lastOf, withInteraction, withMembers, withoutInteraction } from "./package.js";
import { adder, folded, partFields, remover } from "./part-fields.js";
import { keyOf, partAt } from "./parts.js";
import { attempt } from "./refusal.js";

/** Return the fold with the rules between schemes: {node, update(state)}. */
export function interactionControls(state, context) {
  const { catalogue, actions } = context;
  const rules = state.policy.interactions.map((_, place) => ruleBlock(place, state, context));
  const able = [...catalogue.interactions.values()].filter((each) => leastOf(each) <= state.policy.schemes.length);
  const choices = Object.fromEntries(able.map(({ id, label }) => [id, label]));
  const add = (id) => {
    const rule = catalogue.interactions.get(id);
    const focus = ({ policy }) => `${keyOf(lastOf(policy, "interactions"))}.remove`;
    actions.edit((policy) => withInteraction(policy, rule, catalogue), { said: say("part.added", { name: rule.label }), focus });
  };
  const adding = adder({ id: "add-rule", label: say("rule.add"), choose: say("rule.choose"), first: say("rule.choose_first"), choices, add });
  const told = html("p", { class: "note" }, say(rules.length ? "rule.in_order" : "rule.none"));
  return {
    node: folded("part", "fold-rules", say("rule.heading"), "", [html("div", { class: "part-body" }, told, ...rules.map(({ node }) => node), adding.node)]),
    update(now) {
      for (const rule of rules) rule.update(now);
    },
  };
}

function ruleBlock(place, state, context) {
  const part = partAt("interactions", place);
  const { interaction } = state.policy.interactions[place];
  const name = say("part.numbered", { number: place + 1, name: interaction.label });
  const [members, first] = [membersField(part, state, context), firstField(part, state, context)];
  const { main, update } = partFields(part, state, context, true);
  const remove = remover(`${keyOf(part)}.remove`, name, () =>
    context.actions.edit((policy, catalogue) => withoutInteraction(policy, place, catalogue), { said: say("part.removed", { name }), focus: "add-rule" }),
  );
  const head = html("p", { class: "rule-name" }, name);
  const help = html("p", { class: "note" }, interaction.help);
  const fields = [members, ...(interaction.id === "cap" ? [] : [first])];
  return {
    node: html("div", { class: "rule", role: "group", "aria-label": name }, head, help, ...fields.map(({ node }) => node), ...main, remove),
    update(now) {
      for (const field of fields) field.update(now);
      update(now);
    },
  };
}

/** Return a box to tick for each scheme of the package: the rule holds between those that are ticked. */
function membersField(part, state, { actions }) {
  const id = `${keyOf(part)}.schemes`;
  const frame = fieldFrame({ id, label: say("rule.schemes"), help: say("rule.schemes_help"), group: true });
  let latest = state;
  const boxes = state.policy.schemes.map((_, place) => {
    const box = html("input", { type: "checkbox", id: `${id}-${place + 1}` });
    box.addEventListener("change", () => {
      const { schemes } = latest.policy.interactions[part.place];
      const members = box.checked ? [...schemes, place] : schemes.filter((each) => each !== place);
      const edit = (policy, catalogue) => withMembers(policy, part.place, members, catalogue);
      attempt(frame, { refuse: () => (box.checked = !box.checked) }, "", () => actions.edit(edit));
    });
    frame.body.append(html("label", { class: "choice" }, box, html("span", {}, schemeName(state, place))));
    return box;
  });
  return {
    node: frame.node,
    update(now) {
      latest = now;
      frame.say("error", "");
      const { schemes } = now.policy.interactions[part.place];
      boxes.forEach((box, place) => (box.checked = schemes.includes(place)));
    },
  };
}

/** Return the choice of the scheme that leads: the one that is named first. */
function firstField(part, state, { actions }) {
  const choices = Object.fromEntries(state.policy.schemes.map((_, place) => [place, schemeName(state, place)]));
  let latest = state;
  const field = selectField({
    id: `${keyOf(part)}.first`,
    label: say("rule.first"),
    help: say("rule.first_help"),
    choices,
    onChoose(chosen) {
      const { schemes } = latest.policy.interactions[part.place];
      const members = [Number(chosen), ...schemes.filter((each) => each !== Number(chosen))];
      const edit = (policy, catalogue) => withMembers(policy, part.place, members, catalogue);
      attempt(field, { refuse: () => field.show(schemes[0]) }, "", () => actions.edit(edit));
    },
  });
  return {
    node: field.node,
    update(now) {
      latest = now;
      field.show(now.policy.interactions[part.place].schemes[0]);
      field.say("error", "");
    },
  };
}
