// The same policy in another country: what stays, what cannot, and the sentences that say so.

import { SimulatorError } from "../simulator/errors.js";
import { unitOf } from "../simulator/parameters.js";
import { povertyLine } from "../simulator/population.js";
import { declaredOf, partsOf } from "./parts.js";
import { valuesOf } from "./state.js";

/**
 * Return the choices in another country. The policy is kept number by number: only its author knows what an amount
 * in one currency should be in another. A poverty line that the country lacks gives way to its reference line.
 */
export function movedState(state, country, from, to) {
  const line = lineIn(to, state.line) ? state.line : null;
  return { ...state, country, line, told: [...moneyTold(state, from, to), ...lineTold(state, from, to)] };
}

/** Return the line that a country calls so, or takes as it was typed; else null. */
function lineIn({ economy }, id) {
  try {
    return povertyLine(economy, id);
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    return null;
  }
}

function moneyTold(state, from, to) {
  const [old, now] = [from.economy.currency, to.economy.currency];
  const amounts = old === now ? [] : partsOf(state).flatMap((part) => inCurrencyOf(state, part));
  return amounts.map((name) => `${name}: the number is the same, but it was in ${old} and is now in ${now}. Check it.`);
}

/** Return the names of the amounts of a part that are set in currency. */
function inCurrencyOf(state, part) {
  const [{ label, parameters }, values] = [declaredOf(state, part), valuesOf(state, part)];
  const amounts = [...values.keys()].filter((path) => unitOf(parameters.get(path), values) === "currency");
  return amounts.map((path) => `${label}, ${parameters.get(path).label.toLowerCase()}`);
}

function lineTold({ line }, from, to) {
  if (line === null || lineIn(to, line)) return [];
  const reference = to.economy.poverty_lines[0].label;
  return [`${to.name} has no line called ‘${lineIn(from, line).label}’. Poverty is now measured at its reference line: ${reference}.`];
}
