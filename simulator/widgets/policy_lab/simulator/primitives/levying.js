// Primitives that say on what a levy is raised: f(setting, base, arguments) -> base, local currency a month:
// {table, values}, consumption per person of a household, or earnings of a person, narrowed from there.

import { SimulatorError } from "../errors.js";
import { observed } from "../population.js";
import { inCurrency } from "./setting.js";
import { pairwiseTotal, pairwiseWeighted } from "../sums.js";
import { words } from "../wording.js";

// The row of the work statuses that pays contributions.
const INSURED = 2;

/** Begin with the consumption recorded, per person. */
function consumption({ population }) {
  return { table: "households", values: population.households.consumption_month };
}

/** Begin with the earnings of each person, where they were observed. */
function earnings({ population: { name, persons } }) {
  if (!persons.earnings_month) {
    throw new SimulatorError(
      words(
        "{population}: earnings were not observed, so nothing can be levied on them. Use levy_on_consumption: on these data " +
          "an income tax could be nothing else.",
        { population: name },
      ),
    );
  }
  return { table: "persons", values: persons.earnings_month };
}

/** Leave out the earnings of persons without social insurance. */
function insured({ population }, base) {
  const work = observed(population, "work", population.persons.work);
  return changed(base, (amount, row) => (work[row] === INSURED ? amount : 0));
}

/** Leave out what lies below one threshold, and count what lies above another several times. */
function bands({ population }, base, { exempt_below, higher_above, multiple, unit }) {
  const [first, second] = [exempt_below, higher_above].map((value) => inCurrency(population, value, unit));
  const higher = Math.max(first, second);
  return changed(base, (amount) => Math.max(0, amount - first) + (multiple - 1) * Math.max(0, amount - higher));
}

/** Leave out what lies above a ceiling. */
function ceiling({ population }, base, { value, unit }) {
  const most = inCurrency(population, value, unit);
  return changed(base, (amount) => Math.min(amount, most));
}

/** Leave out a share that moves in a straight line from the poorest person's to the richest person's. */
function spare({ population: { share_below: below } }, base, { poorest, richest }) {
  return changed(base, (amount, row) => amount * (1 - (poorest + (richest - poorest) * below[row])));
}

/** Let the base grow with consumption by an elasticity: 1 keeps it in proportion; counted in means. */
function power({ population: { mean_consumption: mean } }, base, { exponent }) {
  // Where nobody consumes, the base is nothing, and the levy says what it can raise.
  return mean > 0 ? changed(base, (amount) => mean * (amount / mean) ** exponent) : base;
}

/** Let the base add up to a share of GDP, keeping its shape. */
function rescale({ population }, base, { percent_of_gdp }) {
  const { members_weight: members, economy } = population;
  const wanted = (percent_of_gdp / 100) * economy.gdp_per_person_month * pairwiseTotal(members);
  const held = pairwiseWeighted(base.values, members);
  return held > 0 ? changed(base, (amount) => amount * (wanted / held)) : base;
}

function changed({ table, values }, change) {
  return { table, values: values.map(change) };
}

/** The levying primitives by the name that a source's file calls them. */
export const LEVYING = { consumption, earnings, insured, bands, ceiling, spare, power, rescale };
