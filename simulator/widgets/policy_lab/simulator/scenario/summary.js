// What a policy means in numbers: the same record as Python's `to_data(summarise(…))`.

import { MONEY, balanceOf, costOf, gainersOf, moneyOf, paymentOf, percentOfGdp } from "./costs.js";
import { EmptyGroup } from "../errors.js";
import { linkOf } from "../policy/links.js";
import { fgt, gini, poorBelow, total, weighted, weightedTotal } from "../measures/headline.js";
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
  const byPoverty = weightsByPoverty(population, welfare);
  const people = peopleOf(outcome, byPoverty);
  const [reach, gainers] = [reachOf(people, population), gainersOf(population, gainsMonth(outcome))];
  const financing = outcome.levies.map((levy) => paymentOf(population, levy));
  const schemes = outcome.schemes.map((each) => onItsOwn(population, each, welfare, byPoverty));
  return {
    data_label: population.label,
    currency: economy.currency,
    price_year: economy.price_year,
    seed: outcome.seed,
    equivalence: welfare.equivalence,
    line: welfare.line,
    policy: linkOf(outcome.policy, outcome.baseline),
    persons: population.persons_weight,
    reach,
    everyone: change(welfare, members),
    group: change(welfare, people.group),
    gini_without: giniOrNull(welfare.without, members),
    gini_before: giniBefore(population, welfare),
    gini_after: giniOrNull(welfare.after, members, orders.consumption_month),
    cost,
    financing,
    balance: balanceOf(population, gainers),
    schemes,
    tenths: tenthsOf(population, people, gainers, smallestCell),
    notes: notesOf(outcome, reach, financing, schemes, smallestCell),
  };
}

/** Return the weight of each household among the poor before, and among the others, 0 where it is not of them. */
function weightsByPoverty({ households: { weight } }, { before, line }) {
  const [below, poor, others] = [poorBelow(line.month), new Float64Array(weight.length), new Float64Array(weight.length)];
  for (let household = 0; household < weight.length; household++) {
    (before[household] < below ? poor : others)[household] = weight[household];
  }
  return { poor, others };
}

/** Return the weight of those in the group, reached and missed, one number a household, and both errors. */
function peopleOf({ population, schemes }, byPoverty) {
  const [inGroup, got] = ["group", "reached"].map((stage) => householdSum(population, anyScheme(population, schemes, stage)));
  const missed = less(inGroup, got);
  const [group, reached, left] = [inGroup, got, missed].map((number) => weighted(number, population.households.weight));
  return { group, reached, missed: left, errors: errorsOf(inGroup, got, missed, byPoverty) };
}

/** Return both errors, from how many of each household are in the group, reached and missed. */
function errorsOf(group, reached, missed, { poor, others }) {
  const [paidPoor, paidOthers] = [poor, others].map((weight) => weightedTotal(reached, weight));
  return {
    exclusion_error_percent: percentOf(weightedTotal(missed, poor), weightedTotal(group, poor)),
    inclusion_error_percent: percentOf(paidOthers, paidPoor + paidOthers),
  };
}

/** Return how many are left; whoever is reached is of the group: a scheme only narrows whom it is for. */
function less(group, reached) {
  const missed = group.slice();
  for (let household = 0; household < missed.length; household++) missed[household] -= reached[household];
  return missed;
}

function reachOf({ group, reached, errors }, { members_weight: members, persons_weight: persons }) {
  const [inGroup, got] = [group, reached].map(total);
  let living = 0;
  for (let household = 0; household < members.length; household++) if (reached[household] > 0) living += members[household];
  return {
    group_persons: inGroup,
    reached_persons: got,
    group_percent: percentOf(got, inGroup),
    direct_percent: percentOf(got, persons),
    households_percent: percentOf(living, persons),
    ...errors,
  };
}

/** Return a part of a whole in percent, or null where there is nobody to take the share of. */
function percentOf(part, whole) {
  return whole > 0 ? 100 * (part / whole) : null;
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

// By the outcome of a scheme, which stays the same while another scheme is changed.
const known = new WeakMap();

/** Return what a scheme does on its own. */
function onItsOwn(population, scheme, { before, line }, byPoverty) {
  const last = known.get(scheme);
  if (last?.before === before && last.month === line.month) return last.summary;
  const summary = schemeSummary(population, scheme, byPoverty);
  known.set(scheme, { before, month: line.month, summary });
  return summary;
}

function schemeSummary(population, { scheme, group, eligible, reached, ...amounts }, byPoverty) {
  const { weight } = population.households;
  const [inGroup, chosen, got] = [group, eligible, reached].map((stage) => householdSum(population, stage));
  const [paid, received, administration] = MONEY.map((name) => weightedTotal(amounts[name], weight));
  const recipients = weightedTotal(got, weight);
  return {
    scheme: scheme.id,
    label: scheme.label,
    group_persons: weightedTotal(inGroup, weight),
    eligible_persons: weightedTotal(chosen, weight),
    reached_persons: recipients,
    paid_month: paid,
    received_month: received,
    administration_month: administration,
    percent_of_gdp: percentOfGdp(population, paid + administration),
    paid_per_recipient: recipients > 0 ? moneyOf(population, paid / recipients) : null,
    ...errorsOf(inGroup, got, less(inGroup, got), byPoverty),
  };
}

/** Return what each household gains, net of what it pays, a month per person; rounding is no gain. */
export function gainsMonth({ consumption_before_month: before, consumption_after_month: after }) {
  const gains = new Float64Array(after.length);
  for (let household = 0; household < gains.length; household++) {
    const gain = after[household] - before[household];
    if (Math.abs(gain) > ROUNDING * Math.max(before[household], ROUNDING)) gains[household] = gain;
  }
  return gains;
}
