// The same policy in several countries, each with the label of its data, and with who refuses and why.

import { simulate } from "../engine/simulation.js";
import { BadInput, SimulatorError } from "../errors.js";
import { ASSUMED } from "../scenario/breakdown.js";
import { summarise } from "../scenario/summary.js";
import { named, words } from "../wording.js";

/** Refuse a policy with an amount in currency: it is another benefit in each country. */
export function refuseCurrency({ schemes }) {
  schemes.forEach(({ values }, place) => {
    for (const [path, value] of values) {
      if (value !== "currency" || path.split(".").at(-1) !== "unit") continue;
      const allowed = words("a unit that means the same everywhere, such as percent_gdp_per_person");
      const mend = words("500 rupees are not 500 tugrik: give the amount in another unit.");
      throw new BadInput(`schemes[${place + 1}].${path}`, value, allowed, mend);
    }
  });
}

/**
 * Return what a policy does in one country: {country, data_label, caveat}, the measures by name, and `refused`, which
 * says why there are none. A measure is the path of a number in a summary.
 */
export function rowAcross(policy, population, measures, { line = null, baseline = null, seed = 1 } = {}) {
  const row = { country: population.name, data_label: population.label, caveat: population.synthetic ? assumption() : null };
  try {
    const summary = summarise(simulate(population, policy, seed, baseline), line);
    return { ...row, ...Object.fromEntries(measures.map((name) => [name, numberAt(summary, name)])), refused: null };
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    return { ...row, ...withoutNumbers(measures), refused: error.message };
  }
}

function assumption() {
  return words(
    "Assumption-driven: these people were made from published figures. How they differ by {groups} was assumed, and so " +
      "was the score that a rule may rank them by.",
    { groups: ASSUMED.map((each) => named(each.replaceAll("_", " "))).join(", ") },
  );
}

/** Return nothing for each measure. */
export function withoutNumbers(measures) {
  return Object.fromEntries(measures.map((name) => [name, null]));
}

function numberAt(summary, path) {
  return path.split(".").reduce((found, name) => (found === null ? null : found[name]), summary);
}
