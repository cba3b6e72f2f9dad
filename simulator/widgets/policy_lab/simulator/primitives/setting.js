// What every primitive may look at ({population, seed, existing_month}), and money in its units.

import { SimulatorError, unknown } from "../errors.js";
import { column, householdSum, povertyLine } from "../population.js";
import { words } from "../wording.js";

export const UNITS = [
  "currency",
  "percent_gdp_per_person",
  "percent_poverty_line",
  "percent_mean_consumption",
  "percent_average_wage",
];

// Welfare that equals a threshold but for rounding is not below it.
export const AT_THE_THRESHOLD = 1 - 1e-9;

/** Return the persons who are reached, in the order of their rows: {persons, household}, row numbers. */
export function recipients({ persons: { household } }, reached) {
  let number = 0;
  for (let person = 0; person < reached.length; person++) number += reached[person];
  const people = { persons: new Int32Array(number), household: new Int32Array(number) };
  for (let person = 0, place = 0; person < reached.length; person++) {
    if (!reached[person]) continue;
    people.persons[place] = person;
    people.household[place++] = household[person];
  }
  return people;
}

/** Return what is paid with what a household shares divided: one number for all recipients, or one for each. */
export function perRecipient(population, reached, paid) {
  if (paid.shared === undefined) return paid;
  const sharing = householdSum(population, reached);
  const { household } = recipients(population, reached);
  const amount = new Float64Array(household.length);
  for (let place = 0; place < amount.length; place++) amount[place] = paid.shared / sharing[household[place]];
  return amount;
}

/** Return an amount in local currency a month. */
export function inCurrency(population, value, unit) {
  if (!UNITS.includes(unit)) throw unknown("unit", unit, UNITS);
  // Nothing is nothing in every unit, even one that is not known here.
  if (unit === "currency" || value === 0) return value;
  return (value * wholeMonth(population, unit)) / 100;
}

/** Return mean consumption; a share of nothing would silently be nothing. */
function above0(name, mean) {
  if (mean > 0) return mean;
  throw new SimulatorError(
    words(
      "unit: nobody in {population} consumes anything, so no amount can be a share of the mean. Choose another unit, or " +
        "mend the column consumption_month.",
      { population: name },
    ),
  );
}

/** Return what a percentage is taken of: local currency a month. */
function wholeMonth({ name, economy, mean_consumption: mean }, unit) {
  if (unit === "percent_mean_consumption") return above0(name, mean);
  if (unit === "percent_gdp_per_person") return economy.gdp_per_person_month;
  if (unit === "percent_poverty_line") return povertyLine(economy).month;
  if (economy.average_wage_month === null) {
    throw new SimulatorError(
      words(
        "unit: the average wage of {population} is not known, so no amount can be a share of it. Choose another unit, or " +
          "give the economy its average_wage_month.",
        { population: name },
      ),
    );
  }
  return economy.average_wage_month;
}

/** Return for each person whether the household is marked. */
export function inHouseholds({ persons: { household } }, marked) {
  const inside = new Uint8Array(household.length);
  for (let person = 0; person < inside.length; person++) inside[person] = marked[household[person]];
  return inside;
}

/** Return the marks (0 or 1) that a test puts on each entry of a column. */
export function marks(values, test) {
  const marked = new Uint8Array(values.length);
  for (let row = 0; row < marked.length; row++) marked[row] = test(values[row]) ? 1 : 0;
  return marked;
}

/** Return those of the chosen whose column, {table, values}, passes a test: persons, or whole households. */
export function keptBy(population, chosen, { table, values }, test) {
  if (table === "households") return keptIn(population, chosen, marks(values, test));
  const kept = new Uint8Array(chosen.length);
  for (let person = 0; person < kept.length; person++) if (chosen[person] && test(values[person])) kept[person] = 1;
  return kept;
}

/** Return those of the chosen who live in the households marked. */
export function keptIn({ persons: { household } }, chosen, marked) {
  const kept = new Uint8Array(chosen.length);
  for (let person = 0; person < kept.length; person++) kept[person] = chosen[person] & marked[household[person]];
  return kept;
}

/**
 * Return a column of means and its table. Consumption is without what the policy takes away: a benefit that
 * ends is nobody's means.
 */
export function meansColumn({ population, removed_month: removed = null }, name) {
  const found = column(population, name);
  if (name !== "consumption_month" || removed === null) return found;
  const { size } = population.households;
  return { ...found, values: found.values.map((amount, row) => Math.max(0, amount - removed[row] / size[row])) };
}
