// The simulation: who is eligible, who is reached, what they get, and what they consume then.

import { BadInput } from "./errors.js";
import { HIGHEST_SEED } from "./luck.js";
import { CHOOSING, householdSum, PAYING } from "./primitives.js";

/**
 * Return what the policy does to the population; the transfer is shared in the household and consumed.
 * Luck (take-up) is fixed by the seed and the household, so two policies meet the same luck.
 */
export function simulate(population, policy, seed = 1) {
  if (!Number.isInteger(seed) || seed < 0 || seed > HIGHEST_SEED) {
    throw new BadInput("seed", seed, `a whole number from 0 to ${HIGHEST_SEED}`, "Choose another seed.");
  }
  const schemes = policy.schemes.map((setting) => run({ population, seed }, setting));
  const before = population.households.consumption_month;
  const received = totalMonth(population, schemes, "received_month");
  const after = before.map((amount, household) => amount + received[household] / population.households.size[household]);
  return {
    population,
    policy,
    seed,
    schemes,
    consumption_before_month: before,
    consumption_after_month: after,
  };
}

/** Return who is in the stage ('group', 'eligible', 'reached') of at least one scheme. */
export function anyScheme(population, schemes, stage) {
  const anybody = new Uint8Array(population.persons.age.length);
  for (const { [stage]: chosen } of schemes) {
    for (let person = 0; person < anybody.length; person++) anybody[person] |= chosen[person];
  }
  return anybody;
}

/** Return the money of all schemes under one name ('paid_month', …), one number a household. */
export function totalMonth(population, schemes, name) {
  const sum = new Float64Array(population.households.size.length);
  for (const { [name]: money } of schemes) {
    for (let household = 0; household < sum.length; household++) sum[household] += money[household];
  }
  return sum;
}

/** Run the four stages of one scheme: group, rule, reach, pay. */
function run(setting, { scheme, values }) {
  const everyone = new Uint8Array(setting.population.persons.age.length).fill(1);
  const group = choose(setting, everyone, scheme.group, values);
  const eligible = choose(setting, group, scheme.rules[values.get("rule")] ?? [], values);
  const reached = choose(setting, eligible, scheme.reach, values);
  const paid = payByHousehold(setting, reached, scheme.pay, values);
  const arrives = 1 - (values.get("delivery_loss") ?? 0);
  const administration = values.get("administration") ?? 0;
  return {
    group,
    eligible,
    reached,
    paid_month: paid,
    received_month: paid.map((amount) => amount * arrives),
    administration_month: paid.map((amount) => amount * administration),
  };
}

function choose(setting, chosen, steps, values) {
  for (const step of steps) chosen = CHOOSING[step.primitive](setting, chosen, argumentsOf(step, values));
  return chosen;
}

function payByHousehold(setting, reached, steps, values) {
  let amount = new Float64Array(reached.length);
  for (const step of steps) amount = PAYING[step.primitive](setting, reached, amount, argumentsOf(step, values));
  return householdSum(setting.population, amount);
}

/** Return a step's arguments: those written in the scheme, and those that parameters give. */
function argumentsOf(step, values) {
  const given = Object.entries(step.parameters).map(([name, path]) => [name, values.get(path)]);
  return { ...step.arguments, ...Object.fromEntries(given) };
}
