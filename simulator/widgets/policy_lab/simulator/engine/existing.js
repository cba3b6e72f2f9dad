// Benefits that people already get: known from the data or typed as a policy; kept, replaced or topped up.

import { arrivingShare, byPerson, entitle, outcomeOf } from "./entitlements.js";
import { SimulatorError, shown, unknown } from "../errors.js";
import { interact } from "./interactions.js";
import { weighted } from "../measures/headline.js";
import { totalMonth } from "./outcome.js";
import { householdSum } from "../population.js";
import { words } from "../wording.js";

/**
 * Return the benefits in the data, and those that a baseline policy describes; null if nothing is known:
 * maps by name, `received_month` one a person, `cost_month` one a household.
 */
export function knownBenefits(population, baseline, seed) {
  const observed = population.persons.benefits_month;
  if (!observed && !baseline) return null;
  const received = new Map(observed ?? []);
  const cost = new Map([...received].map(([name, amounts]) => [name, householdSum(population, amounts)]));
  for (const scheme of baseline ? typed({ population, seed, existing_month: received }, baseline) : []) {
    const { paid_month: paid, administration_month: administration } = outcomeOf(population, scheme);
    received.set(scheme.given.scheme.id, arriving(population, scheme));
    cost.set(scheme.given.scheme.id, paid.map((each, household) => each + administration[household]));
  }
  return { received_month: received, cost_month: cost };
}

/** Return for each scheme what each person gets of the benefits that it tops up, or null if of none. */
export function toppedUp(policy, known) {
  const already = policy.schemes.map(() => null);
  for (const { benefit, by } of policy.existing) {
    if (by === null || !known) continue;
    const [got, others] = [known.received_month.get(benefit), already[by]];
    already[by] = others === null ? got : got.map((amount, person) => others[person] + amount);
  }
  return already;
}

/** Return each benefit that exists, with what the policy takes away of it. */
export function existingBenefits(population, policy, known) {
  const treatments = new Map(policy.existing.map(({ benefit, treatment }) => [benefit, treatment]));
  const names = known ? [...known.received_month.keys()] : [];
  for (const name of treatments.keys()) if (!names.includes(name)) throw notKnown(population, name, names);
  if (!names.length) return [];
  const { consumption_month: consumption, size } = population.households;
  let left = weighted(consumption, size);
  return names.map((name) => {
    const received = householdSum(population, known.received_month.get(name));
    const treatment = treatments.get(name) ?? "kept";
    const removed = received.map((amount, row) => (treatment === "replaced" ? Math.min(amount, left[row]) : 0));
    left = left.map((amount, household) => amount - removed[household]);
    const cost = known.cost_month.get(name);
    // What the government saves is the cost of what it takes away, in proportion where that is not all.
    const saved = cost.map((amount, row) =>
      treatment === "replaced" ? amount * (received[row] > 0 ? removed[row] / received[row] : 1) : 0,
    );
    return { name, treatment, received_month: received, cost_month: cost, removed_month: removed, saved_month: saved };
  });
}

/** Return what would be consumed without the benefits that exist: a month per person, never below 0. */
export function withoutTransfers(population, existing) {
  const { consumption_month: consumption, size } = population.households;
  const received = totalMonth(population, existing, "received_month");
  return consumption.map((amount, household) => Math.max(0, amount - received[household] / size[household]));
}

/**
 * Return the benefits that a baseline describes; the same one twice, or also in the data, is refused. A scheme meets
 * the benefits in the data and those of the schemes written before it, as they are before the rules between them.
 */
function typed(setting, baseline) {
  const existing = new Map(setting.existing_month);
  const schemes = baseline.schemes.map((each) => {
    const { id } = each.scheme;
    if (existing.has(id)) {
      throw new SimulatorError(
        words("baseline: {id} is there twice, in the data or in the policy. Leave one of the two out.", { id }),
      );
    }
    const scheme = entitle({ ...setting, existing_month: existing }, each);
    existing.set(id, arriving(setting.population, scheme));
    return scheme;
  });
  return interact({ ...setting, existing_month: existing }, baseline.interactions, schemes);
}

/** Return what each person gets of a scheme a month, less what is lost on the way. */
function arriving(population, scheme) {
  const { persons, amount } = byPerson(population, scheme);
  const arrives = arrivingShare(scheme);
  const perPerson = new Float64Array(population.persons.age.length);
  persons.forEach((person, place) => (perPerson[person] = amount[place] * arrives));
  return perPerson;
}

function notKnown({ name: population }, name, names) {
  if (names.length) return unknown("existing", name, names);
  return new SimulatorError(
    words(
      "existing: no benefit is known in {population}, so {name} cannot be treated. Give the benefits that exist as a " +
        "baseline policy, or leave `existing` out.",
      { population, name: shown(name, Infinity) },
    ),
  );
}
