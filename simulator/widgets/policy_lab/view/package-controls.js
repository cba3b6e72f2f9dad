// The schemes of a package: a fold for each with its controls, and a list to add another from.

import { say } from "../texts/lab.js";
import { html } from "./dom.js";
import { lastOf, withScheme, withoutScheme } from "./package.js";
import { adder, folded, partFields, remover } from "./part-fields.js";
import { keyOf, partAt } from "./parts.js";

/** Return the controls of all schemes: {nodes, update(state)}. */
export function packageControls(state, context) {
  const { schemes } = state.policy;
  const blocks = schemes.map((_, place) => schemeBlock(place, state, context));
  const free = context.configuration.schemes;
  return {
    nodes: [
      html("h3", { class: "part-heading" }, say("scheme.heading", { count: schemes.length })),
      ...blocks.map(({ node }) => node),
      ...(free.length ? [schemeAdder(context)] : []),
    ],
    update(now) {
      for (const block of blocks) block.update(now);
    },
  };
}

/** Return how a scheme of a package is called: its number and its label. */
export function schemeName({ policy }, place) {
  return say("part.numbered", { number: place + 1, name: policy.schemes[place].scheme.label });
}

function schemeBlock(place, state, context) {
  const { schemes } = state.policy;
  const { scheme } = schemes[place];
  const [part, name] = [partAt("schemes", place), schemeName(state, place)];
  const { main, more, update } = partFields(part, state, context);
  // The fold keeps its state when schemes before it go: it is known by its scheme, not by its number.
  const twin = schemes.slice(0, place).filter((each) => each.scheme === scheme).length;
  const id = `fold-${scheme.id}-${twin}`;
  const inside = html(
    "div",
    { class: "part-body", role: "group", "aria-label": name },
    html("p", { class: "note" }, scheme.help),
    ...main,
    ...(more.length ? [folded("more", `${id}-more`, say("fields.more_settings"), name, more)] : []),
    ...(context.configuration.schemes.length && schemes.length > 1 ? [schemeRemover(part, name, context)] : []),
  );
  return { node: folded("part", id, name, "", [inside], place === 0), update };
}

function schemeRemover(part, name, { actions }) {
  return remover(`${keyOf(part)}.remove`, name, () => {
    const said = say("part.removed", { name });
    actions.edit((policy, catalogue) => withoutScheme(policy, part.place, catalogue), { said, focus: "add-scheme" });
  });
}

function schemeAdder({ configuration: { schemes }, catalogue, actions }) {
  const choices = Object.fromEntries(schemes.map((id) => [id, catalogue.schemes.get(id).label]));
  const add = (id) => {
    const scheme = catalogue.schemes.get(id);
    actions.edit((policy) => withScheme(policy, scheme, catalogue), {
      said: say("part.added", { name: scheme.label }),
      focus: ({ policy }) => foldOf(policy),
    });
  };
  return adder({ id: "add-scheme", label: say("scheme.add"), choose: say("scheme.choose"), first: say("scheme.choose_first"), choices, add }).node;
}

/** Return the id of the fold of the scheme that a policy ends with. */
function foldOf(policy) {
  const { place } = lastOf(policy, "schemes");
  const { scheme } = policy.schemes[place];
  return `fold-${scheme.id}-${policy.schemes.slice(0, place).filter((each) => each.scheme === scheme).length}`;
}
