// Who pays: the sources of money, the share of the budget that each meets, and their settings.

import { say } from "../texts/lab.js";
import { html } from "./dom.js";
import { fieldFrame, selectField, sliderWithNumber } from "./fields.js";
import { tidy } from "./format.js";
import { lastOf, withShare, withSource, withSourceAs, withoutSource } from "./package.js";
import { adder, folded, partFields, remover } from "./part-fields.js";
import { keyOf, partAt, settingOf } from "./parts.js";
import { attempt, refusal } from "./refusal.js";
import { plain } from "../simulator/numerals.js";

const DECIMAL_OR_NOTHING = /^[0-9]+(\.[0-9]*)?$/;

/** Return the fold of who pays: {node, update(state)}. */
export function financingControls(state, context) {
  const { catalogue, actions } = context;
  const used = state.policy.financing.map(({ source }) => source.id);
  const blocks = used.map((_, place) => sourceBlock(place, state, context));
  const others = [...catalogue.sources.values()].filter(({ id }) => !used.includes(id));
  const add = (id) => {
    const source = catalogue.sources.get(id);
    const focus = ({ policy }) => `${keyOf(lastOf(policy, "financing"))}.id`;
    actions.edit((policy) => withSource(policy, source, catalogue), { said: say("part.added", { name: source.label }), focus });
  };
  const choices = namesOf(others);
  const adding = adder({ id: "add-source", label: say("source.add"), choose: say("source.choose"), first: say("source.choose_first"), choices, add });
  const body = html("div", { class: "part-body" }, ...blocks.map(({ node }) => node), ...(others.length ? [adding.node] : []));
  return {
    node: folded("part", "fold-financing", say("source.heading"), "", [body]),
    update(now) {
      for (const block of blocks) block.update(now);
    },
  };
}

function sourceBlock(place, state, context) {
  const part = partAt("financing", place);
  const { source } = settingOf(state, part);
  const several = state.policy.financing.length > 1;
  const name = several ? say("part.numbered", { number: place + 1, name: source.label }) : source.label;
  const { main, update } = partFields(part, state, context, true);
  const fields = [sourceField(part, name, context), ...(several ? [shareField(part, state, context)] : [])];
  const remove = () =>
    context.actions.edit((policy, catalogue) => withoutSource(policy, place, catalogue), { said: say("part.removed", { name }), focus: "add-source" });
  return {
    node: html(
      "div",
      { class: "rule", role: "group", "aria-label": name },
      ...fields.map(({ node }) => node),
      html("p", { class: "note" }, source.help),
      ...main,
      ...(several ? [remover(`${keyOf(part)}.remove`, name, remove)] : []),
    ),
    update(now) {
      for (const field of fields) field.update(now);
      update(now);
    },
  };
}

function sourceField(part, name, { catalogue, actions }) {
  let latest = null;
  const field = selectField({
    id: `${keyOf(part)}.id`,
    label: part.place ? say("source.other", { number: part.place + 1 }) : say("source.label"),
    help: say("source.help"),
    choices: namesOf([...catalogue.sources.values()]),
    onChoose(id) {
      const source = catalogue.sources.get(id);
      const edit = (policy) => withSourceAs(policy, part.place, source, catalogue);
      attempt(field, { refuse: () => field.show(latest) }, "", () => actions.edit(edit, { said: say("source.pays", { source: source.label }) }));
    },
  });
  return {
    node: field.node,
    update(now) {
      latest = settingOf(now, part).source.id;
      field.show(latest);
      field.say("error", "");
    },
  };
}

/** Return the control of a source's share of the budget, in percent; what it leaves the others meet. */
function shareField(part, state, { actions }) {
  const [id, label, high] = [`${keyOf(part)}.share`, say("source.share"), 101 - state.policy.financing.length];
  const frame = fieldFrame({ id, label, help: say("source.share_help") });
  const shown = { low: 1, high, highest: high, step: 1, unit: "%", noun: "number" };
  const pair = sliderWithNumber({
    id,
    label,
    described: frame.described,
    onInput(text, typing) {
      const edit = (policy, catalogue) => withShare(policy, part.place, DECIMAL_OR_NOTHING.test(text) ? text / 100 : NaN, catalogue);
      attempt(frame, pair, typing ? "" : refusal(label, text, shown), () => actions.edit(edit, { control: id }));
    },
  });
  frame.head.append(pair.box);
  frame.body.append(pair.slider);
  return {
    node: frame.node,
    update(now) {
      const value = tidy(100 * settingOf(now, part).share);
      pair.show({ ...shown, value, text: say("fields.value", { value: plain(value), unit: "%" }) });
      frame.say("error", "");
    },
  };
}

function namesOf(sources) {
  return Object.fromEntries(sources.map(({ id, label }) => [id, label]));
}
