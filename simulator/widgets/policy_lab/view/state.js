// What the learner has chosen, and what follows from it: {policy, baseline, alternative, line}. No view is known here.
// `alternative` is the policy kept as A, to look at beside the present one, B; null where none is kept.

import { moneyOf } from "../simulator/scenario/costs.js";
import { simulate } from "../simulator/engine/simulation.js";
import { BadInput } from "../simulator/errors.js";
import { tidy } from "./format.js";
import { fromLink, lineInLink, linkOf } from "../simulator/policy/links.js";
import { boundsFor, unitOf } from "../simulator/parameters.js";
import { withValues } from "../simulator/policy/record.js";
import { povertyLine } from "../simulator/population.js";
import { summarise } from "../simulator/scenario/summary.js";
import { UNITS, inCurrency } from "../simulator/primitives/setting.js";

const SEED = 1;

/** Return the choices that a lab starts from. */
export function startingState(configuration, { catalogue }) {
  return { ...fromLink(configuration.policy, catalogue), line: configuration.line ?? null };
}

/** Return the choices of a link, or refuse one that is not about the lab's scheme. */
export function stateFromFragment(state, fragment, { catalogue, population }) {
  const line = lineInLink(fragment);
  const { policy, baseline, alternative } = fromLink(fragment, catalogue);
  for (const each of alternative ? [policy, alternative] : [policy]) checkSchemes(each, schemeOf(state).id);
  povertyLine(population.economy, line);
  return { policy, baseline, alternative, line };
}

function checkSchemes({ schemes }, wanted) {
  const names = schemes.map((each) => each.scheme.id);
  if (names.length === 1 && names[0] === wanted) return;
  const allowed = `one scheme, ${wanted}`;
  throw new BadInput("schemes", names.join(", ") || "no scheme", allowed, "Copy the link from this lab again.");
}

/** Return the choices as the fragment of a link; the poverty line is in it unless it is the reference line. */
export function fragmentOf({ policy, baseline, alternative, line }, { population }) {
  const another = line !== null && line !== population.economy.poverty_lines[0].id;
  return linkOf(policy, baseline, alternative) + (another ? `&line=${encodeURIComponent(line)}` : "");
}

/** Return the choices after some values changed; an amount whose unit changes stays the same money. */
export function changedState(state, changed, { population }) {
  return { ...state, policy: withValues(state.policy, { ...sameMoney(state, changed, population), ...changed }) };
}

/** Return what the choices do to the people. */
export function outcomeOf(state, { population }) {
  return simulate(population, state.policy, SEED, state.baseline);
}

/** Return the outcome of the choices in numbers. */
export function resultOf(state, outcome) {
  return summarise(outcome, state.line);
}

/** Return the scheme that the lab is about. */
export function schemeOf(state) {
  return state.policy.schemes[0].scheme;
}

/** Return the values of the lab's scheme by path. */
export function valuesOf(state) {
  return state.policy.schemes[0].values;
}

/** Return the path of the parameter that says how much is paid, or undefined where earnings are replaced. */
export function benefitOf({ pay }) {
  return pay.find((step) => step.primitive === "scale")?.parameters.value;
}

/** Say whether a parameter is an amount of money under the values chosen. */
export function isMoney(parameter, values) {
  return UNITS.includes(unitOf(parameter, values));
}

/** Return what an amount is worth, a month: in currency, in % of GDP per person and of mean consumption. */
export function worthOf(state, parameter, population) {
  const values = valuesOf(state);
  return moneyOf(population, inCurrency(population, values.get(parameter.path), unitOf(parameter, values)));
}

/** Return the values, by path, of the amounts whose unit is changed, in the new unit. */
function sameMoney(state, changed, population) {
  const values = valuesOf(state);
  const amounts = [...schemeOf(state).parameters.values()].filter(
    ({ path, unit_from: unit }) => unit in changed && values.has(path),
  );
  const given = new Map([...values, ...Object.entries(changed)]);
  return Object.fromEntries(amounts.map((each) => [each.path, inNewUnit(each, values, given, population)]));
}

function inNewUnit(parameter, values, given, population) {
  const { low, high, step } = boundsFor(parameter, given);
  const month = inCurrency(population, values.get(parameter.path), unitOf(parameter, values));
  const steps = Math.round(month / inCurrency(population, 1, unitOf(parameter, given)) / step);
  return Math.min(high, Math.max(low, tidy(steps * step)));
}
