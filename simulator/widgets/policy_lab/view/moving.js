// The same policy in another country: what stays, what cannot, and the sentences that say so.

import { say } from "../texts/lab.js";
import { SimulatorError } from "../simulator/errors.js";
import { unitOf } from "../simulator/parameters.js";
import { povertyLine } from "../simulator/population.js";
import { declaredOf, partsOf } from "./parts.js";
import { valuesOf } from "./state.js";
import { insideSentence, named } from "../texts/speaking.js";

/**
 * Return the choices in another country. Policy and alternative are kept number by number: only their author knows what
 * an amount in one currency should be in another. A poverty line that the country lacks gives way to its reference line.
 */
export function movedState(state, country, from, to) {
  const line = lineIn(to, state.line) ? state.line : null;
  const { policy, alternative } = state;
  const kept = alternative && alternative !== policy ? moneyTold(alternative, from, to).map((said) => say("moved.alternative", { said })) : [];
  return { ...state, country, line, told: [...moneyTold(policy, from, to), ...kept, ...lineTold(state, from, to)] };
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

function moneyTold(policy, from, to) {
  const [old, now] = [from.economy.currency, to.economy.currency];
  const amounts = old === now ? [] : partsOf({ policy }).flatMap((part) => inCurrencyOf({ policy }, part));
  return amounts.map((name) => say("moved.money", { name, old, now }));
}

/** Return the names of the amounts of a part that are set in currency. */
function inCurrencyOf(holder, part) {
  const [{ label, parameters }, values] = [declaredOf(holder, part), valuesOf(holder, part)];
  const amounts = [...values.keys()].filter((path) => unitOf(parameters.get(path), values) === "currency");
  return amounts.map((path) => say("moved.amount", { part: label, amount: insideSentence(parameters.get(path).label) }));
}

function lineTold({ line }, from, to) {
  if (line === null || lineIn(to, line)) return [];
  const [old, reference] = [lineIn(from, line), to.economy.poverty_lines[0]].map(({ label }) => named(label));
  return [say("moved.line", { country: named(to.name), line: old, reference })];
}
