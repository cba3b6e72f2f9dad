// What a lab can show, by the names that a lesson asks for; what few lessons ask for is loaded when it is asked for.

import { unknown } from "../simulator/errors.js";
import { PANELS } from "./panels.js";

/** What a lab shows if nothing is asked for. */
export const DEFAULT_OUTPUTS = Object.keys(PANELS);

// Not asked for among the outputs: it comes with a task, and stands before them.
const CHALLENGE = "challenge";
const LATER = {
  [CHALLENGE]: () => import("./results/challenge.js"),
  groups: () => import("./results/groups.js"),
  poverty_lines: () => import("./results/poverty-lines.js"),
  inequality_measures: () => import("./results/inequality-measures.js"),
  targeting: () => import("./results/targeting.js"),
  financing: () => import("./results/financing.js"),
  fiscal_years: () => import("./results/fiscal-years.js"),
  projection: () => import("./results/projection.js"),
  countries: () => import("./results/countries.js"),
  alternatives: () => import("./results/alternatives.js"),
  spot: () => import("./results/spot.js"),
  assumption_range: () => import("./results/assumption-range.js"),
  household: () => import("./results/household.js"),
  explanation: () => import("./results/explanation.js"),
};

/** Refuse the name of an output that there is not. */
export function checkOutputs(names) {
  const known = [...DEFAULT_OUTPUTS, ...Object.keys(LATER).filter((name) => name !== CHALLENGE)];
  for (const name of names) if (!known.includes(name)) throw unknown("outputs", name, known);
}

/**
 * Return what makes each panel of a lab, the challenge first: {name, make, late}; a late one is filled after the others
 * have been painted.
 */
export function panelMakers({ outputs, challenge }) {
  return Promise.all(
    [...(challenge ? [CHALLENGE] : []), ...outputs].map(async (name) => {
      const late = !Object.hasOwn(PANELS, name);
      return { name, late, make: late ? (await LATER[name]()).makePanel : PANELS[name] };
    }),
  );
}
