// Primitives that set what is paid: f(setting, reached, amount, arguments) -> amount, local currency a month:
// one number, as long as all who are reached get the same, or one for each of them, in the order of their rows.
// Only `share` may return {shared: amount}, what a household shares; it is divided before the next step.

import { unknown } from "../errors.js";
import { householdSum, personsColumn } from "../population.js";
import { inCurrency, meansColumn, recipients } from "./setting.js";

const PAID_PER = ["person", "household"];

/** Add the value to what each recipient is paid, turned from its unit into local currency a month. */
function scale({ population }, _reached, amount, { value, unit }) {
  const more = inCurrency(population, value, unit);
  return eachAmount(amount, (paid) => paid + more);
}

/** Pay the part of a whole, such as 14 weeks of the 52 in which the amount could be drawn. */
function prorate(_setting, _reached, amount, { part, whole }) {
  return eachAmount(amount, (paid) => paid * (part / whole));
}

/** Pay the recipients whose column lies within the two ends so many times the amount. */
function multiply({ population }, reached, amount, { column: name, within: [low, high], factor }) {
  // So the amount stays one number for all, and no column is needed.
  if (factor === 1) return amount;
  const values = personsColumn(population, name);
  const { persons } = recipients(population, reached);
  return eachPaid(persons, amount, (paid, person) =>
    values[person] >= low && values[person] <= high ? factor * paid : paid,
  );
}

/** Add a share of what each recipient earns a month, or earned in the job before. */
function replaceEarnings({ population }, reached, amount, { column: name, rate }) {
  const earned = personsColumn(population, name);
  const { persons } = recipients(population, reached);
  return eachPaid(persons, amount, (paid, person) => paid + rate * earned[person]);
}

/** Pay the share of the amount that each year in a column earns, up to the highest share. */
function accrue({ population }, reached, amount, { column: name, rate, most }) {
  const years = personsColumn(population, name);
  const { persons } = recipients(population, reached);
  return eachPaid(persons, amount, (paid, person) => paid * Math.min(rate * years[person], most));
}

/** Leave the amount to each recipient, or divide one amount among the recipients of a household. */
function share({ population }, reached, amount, { per }) {
  if (per === "person") return amount;
  if (per !== "household") throw unknown("per", per, PAID_PER);
  if (typeof amount === "number") return { shared: amount };
  const sharing = householdSum(population, reached);
  const { household } = recipients(population, reached);
  return eachPaid(household, amount, (paid, number) => paid / sharing[number]);
}

/** Take a share of the recipient's means off the amount, down to nothing. */
function withdraw(setting, reached, amount, { column: name, rate }) {
  const { rows, values } = meansOf(setting, reached, name);
  return eachPaid(rows, amount, (paid, row) => Math.max(0, paid - rate * values[row]));
}

/** Pay all of the amount below one threshold and nothing from another on; between them a straight line. */
function taper(setting, reached, amount, { column: name, full_below, ends_at, unit }) {
  const [first, last] = [full_below, ends_at].map((value) => inCurrency(setting.population, value, unit));
  const { rows, values } = meansOf(setting, reached, name);
  if (last <= first) return eachPaid(rows, amount, (paid, row) => (values[row] < last ? paid : 0));
  const part = (means) => Math.min(1, Math.max(0, (last - means) / (last - first)));
  return eachPaid(rows, amount, (paid, row) => paid * part(values[row]));
}

/** Pay no recipient more than the value. */
function cap({ population }, _reached, amount, { value, unit }) {
  const most = inCurrency(population, value, unit);
  return eachAmount(amount, (paid) => Math.min(paid, most));
}

/** Pay no recipient less than the value. */
function atLeast({ population }, _reached, amount, { value, unit }) {
  const least = inCurrency(population, value, unit);
  return eachAmount(amount, (paid) => Math.max(paid, least));
}

/** Return the column of means, and the row of each recipient in it: the person's own, or the household's. */
function meansOf(setting, reached, name) {
  const { table, values } = meansColumn(setting, name);
  const people = recipients(setting.population, reached);
  return { rows: table === "persons" ? people.persons : people.household, values };
}

/** Return what becomes of the one amount, or of each. */
function eachAmount(amount, change) {
  return typeof amount === "number" ? change(amount) : amount.map(change);
}

/** Return what becomes of each recipient's amount, `change(amount, row)` knowing a row of the recipient. */
function eachPaid(rows, amount, change) {
  const paid = new Float64Array(rows.length);
  const one = typeof amount === "number";
  for (let place = 0; place < paid.length; place++) {
    paid[place] = change(one ? amount : amount[place], rows[place]);
  }
  return paid;
}

/** The paying primitives by the name that a scheme's file calls them. */
export const PAYING = {
  scale,
  prorate,
  multiply,
  replace_earnings: replaceEarnings,
  accrue,
  share,
  withdraw,
  taper,
  cap,
  at_least: atLeast,
};
