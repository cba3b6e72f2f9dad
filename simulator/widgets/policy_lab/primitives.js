// The building blocks of schemes. A scheme is data that composes them.
// `chosen` is 0 or 1 a person; `amount` is local currency a month, one number a person.

import { unknown } from "./errors.js";
import { draw as luck } from "./luck.js";
import { observed, personsColumn, povertyLine } from "./population.js";

// Quotas that fall exactly between two households must not turn on the last bit of a sum.
const SLACK = 1e-12;

/** Keep the persons whose column lies within the two ends, both included. */
function filterBetween({ population }, chosen, { column, within }) {
  const values = personsColumn(population, column);
  const [low, high] = within;
  const kept = new Uint8Array(chosen.length);
  for (let person = 0; person < kept.length; person++) {
    kept[person] = chosen[person] & (values[person] >= low) & (values[person] <= high);
  }
  return kept;
}

/** Keep the persons in the households with the lowest scores, until the quota is full. */
function rankCut({ population }, chosen, { score, share, of }) {
  observed(population, score, population.households[score]);
  const order = population.orders[score];
  const counted = countedBy(population, chosen, of);
  let all = 0;
  for (const household of order) all += counted[household];
  const taken = new Uint8Array(order.length);
  let before = 0;
  for (const household of order) {
    // The household that crosses the quota is taken whole.
    taken[household] = before < share * all * (1 - SLACK);
    before += counted[household];
  }
  return inHouseholds(population, chosen, taken);
}

/** Keep the chosen persons of the households that are marked 1. */
function inHouseholds({ persons: { household } }, chosen, marked) {
  const kept = new Uint8Array(chosen.length);
  for (let person = 0; person < kept.length; person++) kept[person] = chosen[person] & marked[household[person]];
  return kept;
}

/** Return how many of what a quota counts each household holds, weighted. */
function countedBy(population, chosen, of) {
  const { weight } = population.households;
  if (of === "persons") return population.members_weight;
  if (of === "households") return weight;
  if (of !== "eligible_persons") throw unknown("of", of, ["persons", "households", "eligible_persons"]);
  return householdSum(population, chosen).map((members, household) => weight[household] * members);
}

/** Keep those whose luck is below the chance; `by: household` keeps or drops a household together. */
function draw({ population, seed }, chosen, { chance, by, purpose }) {
  if (by !== "household" && by !== "person") throw unknown("by", by, ["household", "person"]);
  const count = by === "household" ? population.households.size.length : chosen.length;
  const lucky = luck(seed, count, purpose);
  const marked = new Uint8Array(count);
  for (let number = 0; number < count; number++) marked[number] = lucky[number] < chance;
  if (by === "household") return inHouseholds(population, chosen, marked);
  return marked.map((mark, person) => mark & chosen[person]);
}

/** Pay each chosen person the value, turned from its unit into local currency a month. */
function scale({ population }, chosen, amount, { value, unit }) {
  const more = inCurrency(population.economy, value, unit);
  const paid = Float64Array.from(amount);
  for (let person = 0; person < paid.length; person++) if (chosen[person]) paid[person] += more;
  return paid;
}

/** Return an amount in local currency a month. */
export function inCurrency(economy, value, unit) {
  const one = {
    currency: 1,
    percent_gdp_per_person: economy.gdp_per_person_month / 100,
    percent_poverty_line: povertyLine(economy).month / 100,
  };
  if (!Object.hasOwn(one, unit)) throw unknown("unit", unit, Object.keys(one));
  return value * one[unit];
}

/** Leave the amount to each person, or divide one amount among the household's chosen persons. */
function share({ population }, chosen, amount, { per }) {
  if (per === "person") return amount;
  if (per !== "household") throw unknown("per", per, ["person", "household"]);
  const { household } = population.persons;
  const sharing = householdSum(population, chosen);
  return amount.map((paid, person) => (chosen[person] ? paid / Math.max(sharing[household[person]], 1) : paid));
}

/** Return the sum of a column of the persons for each household. */
export function householdSum({ persons: { household }, households }, values) {
  const sums = new Float64Array(households.size.length);
  for (let person = 0; person < values.length; person++) sums[household[person]] += values[person];
  return sums;
}

/** Primitives that narrow who is chosen: f(setting, chosen, arguments) -> chosen. */
export const CHOOSING = { filter: filterBetween, rank_cut: rankCut, draw };

/** Primitives that set what each chosen person is paid: f(setting, chosen, amount, arguments) -> amount. */
export const PAYING = { scale, share };
