// One scheme on its own: the stages that choose, and what each person reached is paid.

import { CHOOSING } from "../primitives/choosing.js";
import { schemeOutcome, times } from "./outcome.js";
import { PAYING } from "../primitives/paying.js";
import { householdSum } from "../population.js";
import { marks, perRecipient, recipients } from "../primitives/setting.js";

// These may bring what somebody is paid down to nothing: then that person was never eligible.
const BY_MEANS = ["withdraw", "taper"];

/**
 * Run the stages of one scheme: group, rule, reach, pay. An entitlement is {given, group, eligible, taken_up,
 * reached, amount, already_month, limited}, as in Python. Its amount is one number for all reached, one for each
 * in the order of their rows, or {shared} by a household.
 */
export function entitle(setting, given, already = null) {
  const { scheme, values } = given;
  const everyone = new Uint8Array(setting.population.persons.age.length).fill(1);
  const group = choose(setting, everyone, scheme.group, values);
  // A scheme without rules chooses all of its group.
  const rule = values.has("rule") ? scheme.rules[values.get("rule")] : [];
  const chosen = choose(setting, group, rule, values);
  const steps = payStepsOf(given);
  const byMeans = steps.some((step) => BY_MEANS.includes(step.primitive));
  const eligible = byMeans ? withSomethingToGet(setting, chosen, steps, values) : chosen;
  // People claim with the luck of all schemes, or with the scheme's own.
  const atTheOffice = values.get("luck") === "own" ? { ...setting, luck_of: `${scheme.id}.` } : setting;
  const takenUp = choose(atTheOffice, eligible, scheme.reach, values);
  return paidTo(setting, { given, group, eligible, taken_up: takenUp, already_month: already, limited: false }, takenUp);
}

/**
 * Return the entitlement without those marked (one 0 or 1 a person); the others divide what their household shares.
 * What a rule has limited is not divided again: somebody could then get more than the limit.
 */
export function leftTo(setting, entitlement, marked) {
  const { population } = setting;
  const kept = entitlement.taken_up.slice();
  let leave = 0;
  for (let person = 0; person < kept.length; person++) {
    if (!kept[person] || !marked[person]) continue;
    kept[person] = 0;
    leave += 1;
  }
  if (!leave) return entitlement;
  if (!entitlement.limited) return paidTo(setting, entitlement, kept);
  const { persons } = recipients(population, entitlement.reached);
  return without(population, entitlement, (place) => marked[persons[place]]);
}

/** Return the share of what a scheme pays that arrives. */
export function arrivingShare({ given }) {
  return 1 - (given.values.get("delivery_loss") ?? 0);
}

/** Return the recipients of an entitlement, and what each is paid: {persons, household, amount}. */
export function byPerson(population, { reached, amount: paid }) {
  const people = recipients(population, reached);
  const amount = perRecipient(population, reached, paid);
  const one = typeof amount === "number";
  return { ...people, amount: one ? new Float64Array(people.persons.length).fill(amount) : amount };
}

/** Return what each household is paid. */
export function byHousehold(population, entitlement) {
  const { reached, amount: one } = entitlement;
  if (typeof one === "number") return times(householdSum(population, reached), one);
  if (one.shared !== undefined) return householdSum(population, reached).map((number) => (number ? one.shared : 0));
  const { household, amount } = byPerson(population, entitlement);
  const paid = new Float64Array(population.households.size.length);
  for (let place = 0; place < amount.length; place++) paid[household[place]] += amount[place];
  return paid;
}

/** Return what the scheme does, its money by household. */
export function outcomeOf(population, entitlement) {
  return schemeOutcome(entitlement.given, entitlement, byHousehold(population, entitlement));
}

/** Return the entitlement with lower amounts; who would now get nothing is no longer reached. */
export function lowered(population, entitlement, amount) {
  const { amount: before } = byPerson(population, entitlement);
  const leaves = (place) => amount[place] <= 0 && before[place] > 0;
  return without(population, { ...entitlement, amount }, leaves);
}

/** Return the entitlement without the recipients whose place, counted from 0, passes the test. */
function without(population, entitlement, leaves) {
  const { persons, amount } = byPerson(population, entitlement);
  const reached = entitlement.reached.slice();
  const kept = amount.filter((_, place) => {
    if (!leaves(place)) return true;
    reached[persons[place]] = 0;
    return false;
  });
  return kept.length === amount.length ? entitlement : { ...entitlement, reached, amount: kept };
}

/** Return a step's arguments: those written in the file, and the values of its parameters. */
export function argumentsOf(step, values) {
  const given = Object.entries(step.parameters).map(([name, path]) => [name, values.get(path)]);
  return { ...step.arguments, ...Object.fromEntries(given) };
}

function choose(setting, chosen, steps, values) {
  for (const step of steps) chosen = CHOOSING[step.primitive](setting, chosen, argumentsOf(step, values));
  return chosen;
}

/** Return the entitlement paid to these persons: what is due, less what they get already. */
function paidTo(setting, entitlement, persons) {
  const { given, already_month: already } = entitlement;
  const paid = { ...entitlement, reached: persons, amount: pay(setting, persons, payStepsOf(given), given.values) };
  const arrives = arrivingShare(paid);
  if (already === null || arrives <= 0) return paid;
  const people = byPerson(setting.population, paid);
  // What arrives tops up, and less of it arrives than is paid.
  const got = already.map((amount) => amount / arrives);
  const lacking = isOfTheHousehold(given)
    ? lackingInHousehold(setting.population, people, got)
    : people.amount.map((due, place) => Math.max(0, due - got[people.persons[place]]));
  return lowered(setting.population, paid, lacking);
}

/** Say whether a scheme pays a household one amount, which its recipients share. */
function isOfTheHousehold(given) {
  const shares = payStepsOf(given).filter((step) => step.primitive === "share");
  return shares.some((step) => argumentsOf(step, given.values).per === "household");
}

/** Return what each recipient is due of what the household as a whole does not get already. */
function lackingInHousehold(population, { household, amount }, got) {
  const whole = new Float64Array(population.households.size.length);
  amount.forEach((due, place) => (whole[household[place]] += due));
  const gets = householdSum(population, got);
  const kept = whole.map((due, row) => (due > 0 ? Math.max(0, due - gets[row]) / due : 1));
  return amount.map((due, place) => due * kept[household[place]]);
}

/** Return the steps that pay: those of the scheme, then those of the rule. */
function payStepsOf({ scheme, values }) {
  return [...scheme.pay, ...(scheme.rule_pay[values.get("rule")] ?? [])];
}

function pay(setting, reached, steps, values) {
  let amount = 0;
  for (const step of steps) {
    const before = perRecipient(setting.population, reached, amount);
    amount = PAYING[step.primitive](setting, reached, before, argumentsOf(step, values));
  }
  return amount;
}

/** Keep the eligible who would be paid something: whose means leave a benefit above 0. */
function withSomethingToGet(setting, eligible, steps, values) {
  const paid = perRecipient(setting.population, eligible, pay(setting, eligible, steps, values));
  let place = 0;
  return marks(eligible, (chosen) => chosen && (typeof paid === "number" ? paid : paid[place++]) > 0);
}
