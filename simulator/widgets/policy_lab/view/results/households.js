// Which households a reader may meet: those of a kind, in an order that luck decides once and for all.

import { luckOf } from "../../simulator/luck.js";
import { poorBelow } from "../../simulator/measures/headline.js";
import { anyScheme } from "../../simulator/engine/outcome.js";
import { householdSum, povertyLine } from "../../simulator/population.js";

/** The kinds of households by name. */
export const KINDS = ["any", "reached", "missed", "payer", "poorest", "middle"];
const LUCK = luckOf(1, "meet a household");

/** Return the numbers of the households of a kind, in the order in which they are met; none of a real survey. */
export function householdsOf(outcome, kind, line) {
  const { population } = outcome;
  if (!population.synthetic) return [];
  const all = Array.from(population.households.size, (_, household) => household);
  if (kind === "poorest") return Array.from(population.orders.consumption_month);
  if (kind === "middle") return ordered(all, (household) => Math.abs(population.share_below[household] - 0.5));
  return ordered(all.filter(testOf(outcome, kind, line)), LUCK);
}

function testOf(outcome, kind, line) {
  const { population, schemes, consumption_before_month: before, consumption_after_month: after } = outcome;
  if (kind === "any") return () => true;
  if (kind === "payer") return (household) => after[household] < before[household] * (1 - 1e-9);
  const reached = householdSum(population, anyScheme(population, schemes, "reached"));
  if (kind === "reached") return (household) => reached[household] > 0;
  const group = householdSum(population, anyScheme(population, schemes, "group"));
  const below = poorBelow(povertyLine(population.economy, line).month);
  return (household) => before[household] < below && group[household] > 0 && reached[household] === 0;
}

function ordered(households, rank) {
  const ranks = new Map(households.map((household) => [household, rank(household)]));
  return households.sort((one, other) => ranks.get(one) - ranks.get(other) || one - other);
}
