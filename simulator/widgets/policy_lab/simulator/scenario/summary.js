// What a policy means in numbers: the same record as Python's `to_data(summarise(…))`.

import { MONEY, balanceOf, costOf, moneyOf, paymentOf, percentOfGdp } from "./costs.js";
import { EmptyGroup } from "../errors.js";
import { linkOf } from "../policy/links.js";
import { coverage, exclusionError, fgt, gini, inclusionError, poorBelow, total, weightedTotal } from "../measures/headline.js";
import { notesOf } from "./notes.js";
import { anyScheme } from "../engine/outcome.js";
import { householdSum, povertyLine } from "../population.js";
import { SMALLEST_CELL } from "./small-cells.js";
import { tenthsOf } from "./tenths.js";

export const PER_PERSON = "per_person";
// A change below a billionth of what is consumed is rounding, not a gain.
const ROUNDING = 1e-9;

/** Return the outcome in numbers, at the named poverty line or the country's reference line. */
export function summarise(outcome, lineName = null) {
  return summaryOf(outcome, welfarePerPerson(outcome, lineName));
}

/** Return consumption per person in its three states, one number a household, with the line: {line, before, …}. */
export function welfarePerPerson(outcome, lineName) {
  return {
    equivalence: PER_PERSON,
    line: povertyLine(outcome.population.economy, lineName),
    without: outcome.consumption_without_month,
    before: outcome.consumption_before_month,
    after: outcome.consumption_after_month,
  };
}

/** Return the outcome in numbers, poverty and inequality of the welfare given; small cells of a survey are hidden. */
export function summaryOf(outcome, welfare, smallestCell = SMALLEST_CELL) {
  const { population } = outcome;
  const { economy, members_weight: members, orders } = population;
  const cost = costOf(outcome);
  const people = peopleOf(outcome, welfare);
  const [reach, gains] = [reachOf(people, population), gainsMonth(outcome)];
  const financing = outcome.levies.map((levy) => paymentOf(population, levy));
  const schemes = schemesOf(outcome, welfare);
  return {
    data_label: population.label,
    currency: economy.currency,
    price_year: economy.price_year,
    seed: outcome.seed,
    equivalence: welfare.equivalence,
    line: welfare.line,
    policy: linkOf(outcome.policy, outcome.baseline),
    persons: total(members),
    reach,
    everyone: change(welfare, members),
    group: change(welfare, people.group),
    gini_without: giniOrNull(welfare.without, members),
    gini_before: giniBefore(population, welfare),
    gini_after: giniOrNull(welfare.after, members, orders.consumption_month),
    cost,
    financing,
    balance: balanceOf(population, gains),
    schemes,
    tenths: tenthsOf(population, people, gains, smallestCell),
    notes: notesOf(outcome, reach, financing, schemes, smallestCell),
  };
}

/** Return the weight of those in the group, reached, missed and intended, one number a household. */
function peopleOf({ population, schemes }, { before, line }) {
  const { weight } = population.households;
  const group = householdSum(population, anyScheme(population, schemes, "group"));
  const reached = householdSum(population, anyScheme(population, schemes, "reached"));
  // Whoever is reached is of the group: a scheme only narrows whom it is for.
  const missed = group.map((count, household) => weight[household] * (count - reached[household]));
  const group_weight = group.map((count, household) => weight[household] * count);
  const reached_weight = reached.map((count, household) => weight[household] * count);
  const below = poorBelow(line.month);
  const onlyPoor = (persons) => persons.map((each, household) => (before[household] < below ? each : 0));
  return {
    group: group_weight,
    reached: reached_weight,
    missed,
    intended: onlyPoor(group_weight),
    intended_missed: onlyPoor(missed),
    not_intended: reached_weight.map((each, household) => (before[household] < below ? 0 : each)),
  };
}

function reachOf({ group, reached, intended, intended_missed, not_intended }, { members_weight: members }) {
  const living = members.map((each, household) => (reached[household] > 0 ? each : 0));
  return {
    group_persons: total(group),
    reached_persons: total(reached),
    group_percent: percent(() => coverage(group, reached)),
    direct_percent: 100 * coverage(members, reached),
    households_percent: 100 * coverage(members, living),
    exclusion_error_percent: percent(() => exclusionError(intended, intended_missed)),
    inclusion_error_percent: percent(() => inclusionError(reached, not_intended)),
  };
}

/** Return a share in percent, or null where there is nobody to take the share of. */
export function percent(share) {
  return orNull(() => 100 * share());
}

/** Return a measure, or null where there is nobody to take it of. */
export function orNull(measure) {
  try {
    return measure();
  } catch (error) {
    if (error instanceof EmptyGroup) return null;
    throw error;
  }
}

/** Return the Gini of a state: null where it is not known, or nobody has anything in it. */
export function giniOrNull(amounts, members, near) {
  return amounts && amounts.some((amount) => amount > 0) ? gini(amounts, members, near) : null;
}

function giniBefore({ households, gini_before, members_weight, orders }, { before }) {
  // Of consumption itself it is known before any policy.
  if (before === households.consumption_month) return gini_before;
  return gini(before, members_weight, orders.consumption_month);
}

function change({ line, without, before, after }, weights) {
  return {
    without: without && povertyOf(without, weights, line.month),
    before: povertyOf(before, weights, line.month),
    after: povertyOf(after, weights, line.month),
  };
}

function povertyOf(welfare, weights, line) {
  const persons = total(weights);
  if (!(persons > 0)) return null;
  const [headcount, gap, severity] = [0, 1, 2].map((alpha) => fgt(welfare, weights, line, alpha));
  return {
    headcount_percent: 100 * headcount,
    gap_percent: 100 * gap,
    severity_percent: 100 * severity,
    poor_persons: headcount * persons,
  };
}

/** Return what each scheme does on its own, in the order of the policy. */
export function schemesOf({ population, schemes }, { before, line }) {
  const below = poorBelow(line.month);
  const poor = Uint8Array.from(before, (amount) => (amount < below ? 1 : 0));
  return schemes.map((scheme) => schemeSummary(population, scheme, poor));
}

function schemeSummary(population, { scheme, group, eligible, reached, ...amounts }, poor) {
  const { weight } = population.households;
  const [inGroup, chosen, got] = [group, eligible, reached].map((stage) =>
    householdSum(population, stage).map((count, household) => count * weight[household]),
  );
  const [paid, received, administration] = MONEY.map((name) => weightedTotal(amounts[name], weight));
  // Whoever is reached is of the group: a scheme only narrows whom it is for.
  const missed = inGroup.map((each, household) => each - got[household]);
  const ofPoor = (persons, flag) => persons.map((each, household) => (poor[household] === flag ? each : 0));
  const recipients = total(got);
  return {
    scheme: scheme.id,
    label: scheme.label,
    group_persons: total(inGroup),
    eligible_persons: total(chosen),
    reached_persons: recipients,
    paid_month: paid,
    received_month: received,
    administration_month: administration,
    percent_of_gdp: percentOfGdp(population, paid + administration),
    paid_per_recipient: recipients > 0 ? moneyOf(population, paid / recipients) : null,
    exclusion_error_percent: percent(() => exclusionError(ofPoor(inGroup, 1), ofPoor(missed, 1))),
    inclusion_error_percent: percent(() => inclusionError(got, ofPoor(got, 0))),
  };
}

/** Return what each household gains, net of what it pays, a month per person; rounding is no gain. */
export function gainsMonth({ consumption_before_month: before, consumption_after_month: after }) {
  return after.map((amount, household) => {
    const gain = amount - before[household];
    return Math.abs(gain) > ROUNDING * Math.max(before[household], ROUNDING) ? gain : 0;
  });
}
