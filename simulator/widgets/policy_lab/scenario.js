// What a policy means in numbers: the same record as Python's `to_data(summarise(…))`.

import { EmptyGroup, SimulatorError } from "./errors.js";
import { policyToFragment } from "./links.js";
import { coverage, exclusionError, fgt, gini, inclusionError, poorBelow, total, weightedTotal } from "./measures.js";
import { notesOf } from "./notes.js";
import { anyScheme, totalMonth } from "./outcome.js";
import { householdSum, povertyLine } from "./population.js";

const TENTHS = 10;
export const PER_PERSON = "per_person";
const MONEY = ["paid_month", "received_month", "administration_month"];
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

/** Return the outcome in numbers, poverty and inequality of the welfare given. */
export function summaryOf(outcome, welfare) {
  const { population } = outcome;
  const { economy, members_weight: members, orders } = population;
  const people = peopleOf(outcome, welfare);
  const [reach, gains] = [reachOf(people, population), gainsMonth(outcome)];
  const financing = outcome.levies.map((levy) => paymentOf(population, levy));
  return {
    data_label: population.label,
    currency: economy.currency,
    price_year: economy.price_year,
    seed: outcome.seed,
    equivalence: welfare.equivalence,
    line: welfare.line,
    policy: policyToFragment(outcome.policy),
    persons: total(members),
    reach,
    everyone: change(welfare, members),
    group: change(welfare, people.group),
    gini_without: giniWithout(welfare, members),
    gini_before: giniBefore(population, welfare),
    gini_after: gini(welfare.after, members, orders.consumption_month),
    cost: costOf(outcome),
    financing,
    balance: balanceOf(gains, members),
    schemes: schemesOf(outcome),
    tenths: tenthsOf(population, people, gains),
    notes: notesOf(outcome, reach, financing),
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

/** Return the Gini without transfers: null where they are not known, or nothing would be left. */
function giniWithout({ without }, members) {
  return without && without.some((amount) => amount > 0) ? gini(without, members) : null;
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

/** Return what the policy costs. */
export function costOf({ population, schemes, existing }) {
  const { households, economy, mean_consumption: mean } = population;
  const [paid, received, administration] = MONEY.map((name) =>
    weightedTotal(totalMonth(population, schemes, name), households.weight),
  );
  const saved = weightedTotal(totalMonth(population, existing, "saved_month"), households.weight);
  if (!(mean > 0)) {
    throw new SimulatorError("nobody consumes anything in these data: no cost can be a share of that.");
  }
  const month = paid + administration;
  return {
    paid_month: paid,
    received_month: received,
    administration_month: administration,
    total_month: month,
    saved_month: saved,
    needed_month: Math.max(0, month - saved),
    total_year: 12 * month,
    percent_of_gdp: percentOfGdp(population, month),
    percent_of_mean_consumption: (100 * month) / (mean * total(population.members_weight)),
    survey_mean_percent_of_gdp_per_person: (100 * mean) / economy.gdp_per_person_month,
  };
}

function percentOfGdp({ economy, members_weight: members }, month) {
  return (100 * month) / (economy.gdp_per_person_month * total(members));
}

function paymentOf(population, { given: { source, share }, needed_month, rate, levied_month: levied }) {
  return {
    source: source.id,
    label: source.label,
    share,
    needed_month,
    percent_of_gdp: percentOfGdp(population, needed_month),
    rate_percent: rate === null ? null : 100 * rate,
    levied_month: levied && weightedTotal(levied, population.households.weight),
  };
}

/** Return what each scheme does on its own, in the order of the policy. */
export function schemesOf({ population, schemes }) {
  return schemes.map((scheme) => schemeSummary(population, scheme));
}

function schemeSummary(population, { scheme, group, eligible, reached, ...amounts }) {
  const { weight } = population.households;
  const [inGroup, chosen, got] = [group, eligible, reached].map((stage) =>
    weightedTotal(householdSum(population, stage), weight),
  );
  const [paid, received, administration] = MONEY.map((name) => weightedTotal(amounts[name], weight));
  return {
    scheme: scheme.id,
    label: scheme.label,
    group_persons: inGroup,
    eligible_persons: chosen,
    reached_persons: got,
    paid_month: paid,
    received_month: received,
    administration_month: administration,
    percent_of_gdp: percentOfGdp(population, paid + administration),
    paid_per_recipient: got > 0 ? moneyOf(population, paid / got) : null,
  };
}

/** Return an amount a month in the three units in which it is shown. */
export function moneyOf({ economy, mean_consumption: mean }, month) {
  return {
    currency_month: month,
    percent_of_gdp_per_person: (100 * month) / economy.gdp_per_person_month,
    percent_of_mean_consumption: (100 * month) / mean,
  };
}

/** Return what each household gains, net of what it pays, a month per person; rounding is no gain. */
export function gainsMonth({ consumption_before_month: before, consumption_after_month: after }) {
  return after.map((amount, household) => {
    const gain = amount - before[household];
    return Math.abs(gain) > ROUNDING * Math.max(before[household], ROUNDING) ? gain : 0;
  });
}

/** Return who gains and who loses; `gains` are a month per person. */
function balanceOf(gains, members) {
  const of = (test) => members.map((each, household) => (test(gains[household]) ? each : 0));
  const [won, lost, same] = [of((gain) => gain > 0), of((gain) => gain < 0), of((gain) => gain === 0)];
  const [winners, losers, unchanged] = [won, lost, same].map((part) => (100 * total(part)) / total(members));
  const [gained, given] = [won, lost].map((part) => weightedTotal(gains, part));
  return {
    winners_percent: winners,
    losers_percent: losers,
    unchanged_percent: unchanged,
    gained_month: gained,
    lost_month: given ? -given : 0,
  };
}

function tenthsOf({ tenth, consumed, members_weight: members }, people, gains) {
  const of = (test) => members.map((each, household) => (test(gains[household]) ? each : 0));
  const gained = members.map((each, household) => gains[household] * each);
  const columns = [people.reached, people.missed, consumed, gained, of((gain) => gain > 0), of((gain) => gain < 0), members];
  const [reached, missed, all, gain, winners, losers, persons] = columns.map((values) => sumByTenth(tenth, values));
  // A tenth that holds no household's middle, or consumes nothing, has nothing to take a share of.
  const share = (part, whole) => (whole > 0 ? (100 * part) / whole : null);
  return Array.from({ length: TENTHS }, (_, number) => ({
    tenth: number + 1,
    reached_persons: reached[number],
    missed_persons: missed[number],
    gain_percent: share(gain[number], all[number]),
    winners_percent: share(winners[number], persons[number]),
    losers_percent: share(losers[number], persons[number]),
  }));
}

function sumByTenth(tenth, values) {
  const sums = new Array(TENTHS).fill(0);
  for (let household = 0; household < values.length; household++) sums[tenth[household]] += values[household];
  return sums;
}
