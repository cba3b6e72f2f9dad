// The side of the lab where the learner chooses.

import { say } from "../texts/lab.js";
import { html } from "./dom.js";
import { selectField } from "./fields.js";
import { financingControls } from "./financing-controls.js";
import { money } from "./format.js";
import { interactionControls } from "./interaction-controls.js";
import { packageControls } from "./package-controls.js";
import { folded, partFields } from "./part-fields.js";
import { FIRST, declaredOf, partsOf } from "./parts.js";
import { povertyLine } from "../simulator/population.js";
import { named } from "../texts/speaking.js";

/**
 * Return the controls of a lab: {node, update(state)}. One scheme that stays stands by itself: what the lesson asks
 * for, the other settings folded. A package has a fold for each scheme. `context` is {configuration, catalogue,
 * population, actions}, the actions those of `Lab`.
 */
export function buildControls(state, context) {
  const { configuration, population, actions } = context;
  const line = lineField(population, actions.chooseLine);
  const parts = [
    ...(Object.keys(configuration.countries).length > 1 ? [countryField(configuration, actions.chooseCountry)] : []),
    ...(isPackage(state, configuration) ? packageParts(state, context, line) : lessonParts(state, context, line)),
  ];
  const node = html("div", { class: "parts" }, ...parts.flatMap(({ nodes, node: one }) => nodes ?? [one]));
  return {
    node,
    update(now) {
      for (const part of parts) part.update(now);
    },
  };
}

/** Return what the controls are built for: while it stays the same they are filled, and else built anew. */
export function shapeOf(state) {
  return partsOf(state).map((part) => `${part.list} ${declaredOf(state, part).id}`).join();
}

function isPackage({ policy }, { schemes, controls }) {
  return policy.schemes.length > 1 || schemes.length > 0 || controls.includes("financing") || controls.includes("interactions");
}

function lessonParts(state, context, line) {
  const { main, more, update } = partFields(FIRST, state, context);
  const nodes = [...main, more.length ? folded("more", "more-1", say("fields.more_settings"), "", [...more, line.node]) : line.node];
  return [{ nodes, update: (now) => (update(now), line.update(now)) }];
}

function packageParts(state, context, line) {
  const { controls } = context.configuration;
  return [
    packageControls(state, context),
    ...(controls.includes("interactions") ? [interactionControls(state, context)] : []),
    ...(controls.includes("financing") ? [financingControls(state, context)] : []),
    line,
  ];
}

function lineField({ economy }, chooseLine) {
  const textOf = ({ label, month }) => say("line.choice", { label: named(label), amount: money(economy.currency, month) });
  const field = selectField({
    id: "poverty-line",
    label: say("line.label"),
    help: say("line.help"),
    choices: Object.fromEntries(economy.poverty_lines.map((each) => [each.id, textOf(each)])),
    onChoose: chooseLine,
  });
  return {
    node: field.node,
    update(state) {
      // A link or a lesson may have typed a line of its own.
      const line = povertyLine(economy, state.line);
      field.offer(line.id, textOf(line));
      field.show(line.id);
    },
  };
}

function countryField({ countries }, chooseCountry) {
  const field = selectField({
    id: "country",
    label: say("country.label"),
    help: say("country.help"),
    choices: Object.fromEntries(Object.entries(countries).map(([id, label]) => [id, named(label)])),
    onChoose: (country) => {
      field.say("note", say("country.loading", { country: named(countries[country]) }));
      chooseCountry(country);
    },
  });
  return {
    node: field.node,
    update({ country, told }) {
      field.show(country);
      field.say("note", told.join("\n"));
    },
  };
}
