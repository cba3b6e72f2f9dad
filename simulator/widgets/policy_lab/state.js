// What the learner has chosen, and what follows from it. No view is known here.

import { simulate } from "./engine.js";
import { BadInput } from "./errors.js";
import { boundsFor } from "./parameters.js";
import { lineInLink, policyFromFragment, policyToFragment, withValues } from "./policy.js";
import { povertyLine } from "./population.js";
import { inCurrency } from "./primitives.js";
import { summarise } from "./scenario.js";
import { tidy } from "./format.js";

/** Return the choices that a lab starts from. */
export function startingState(configuration, { catalogue }) {
  return { policy: policyFromFragment(configuration.policy, catalogue), line: configuration.line ?? null };
}

/** Return the choices of a link, or refuse one that is not about the lab's scheme. */
export function stateFromFragment(state, fragment, { catalogue, population }) {
  const line = lineInLink(fragment);
  const policy = policyFromFragment(fragment, catalogue);
  const wanted = schemeOf(state).id;
  const names = policy.schemes.map((each) => each.scheme.id);
  if (names.length !== 1 || names[0] !== wanted) {
    const allowed = `one scheme, ${wanted}`;
    throw new BadInput("schemes", names.join(", ") || "no scheme", allowed, "Copy the link from this lab again.");
  }
  povertyLine(population.economy, line);
  return { policy, line };
}

/** Return the choices as the fragment of a link; the poverty line is in it unless it is the reference line. */
export function fragmentOf({ policy, line }, { population }) {
  const another = line !== null && line !== population.economy.poverty_lines[0].id;
  return policyToFragment(policy) + (another ? `&line=${encodeURIComponent(line)}` : "");
}

/** Return the choices after some values changed; a new unit keeps the amount of money. */
export function changedState(state, changed, { population }) {
  const kept = "amount.unit" in changed ? { ...sameMoney(state, changed["amount.unit"], population), ...changed } : changed;
  return { ...state, policy: withValues(state.policy, kept) };
}

/** Return the result of the choices in numbers. */
export function resultOf(state, { population }) {
  return summarise(simulate(population, state.policy), state.line);
}

/** Return the scheme that the lab is about. */
export function schemeOf(state) {
  return state.policy.schemes[0].scheme;
}

/** Return the values of the lab's scheme by path. */
export function valuesOf(state) {
  return state.policy.schemes[0].values;
}

/** Return what one recipient or household is paid: currency a month, % of GDP per person, % of mean consumption. */
export function worthOf(state, { economy, mean_consumption: mean }) {
  const values = valuesOf(state);
  const month = inCurrency(economy, values.get("amount.value"), values.get("amount.unit"));
  return {
    month,
    percent_of_gdp_per_person: (100 * month) / economy.gdp_per_person_month,
    percent_of_mean_consumption: (100 * month) / mean,
  };
}

function sameMoney(state, unit, { economy }) {
  const values = valuesOf(state);
  const parameter = schemeOf(state).parameters.get("amount.value");
  const { low, high, step } = boundsFor(parameter, new Map([...values, ["amount.unit", unit]]));
  const month = inCurrency(economy, values.get("amount.value"), values.get("amount.unit"));
  const steps = Math.round(month / inCurrency(economy, 1, unit) / step);
  return { "amount.value": Math.min(high, Math.max(low, tidy(steps * step))) };
}
