// What a policy means in numbers: the same record as Python's `to_data(summarise(…))`.

import { anyScheme, totalMonth } from "./engine.js";
import { EmptyGroup } from "./errors.js";
import { coverage, exclusionError, fgt, gini, inclusionError, poorBelow, total, weightedTotal } from "./measures.js";
import { policyToFragment } from "./policy.js";
import { povertyLine } from "./population.js";
import { householdSum } from "./primitives.js";

const TENTHS = 10;

/** The note that holds for every policy on synthetic data. */
export const EXISTING_BENEFITS =
  "Existing benefits are not known in these data: the policy adds to the consumption recorded, " +
  "and nobody pays for it here.";

/** Return the outcome in numbers, at the named poverty line or the country's reference line. */
export function summarise(outcome, lineName = null) {
  const { population } = outcome;
  const { economy, members_weight: members } = population;
  const line = povertyLine(economy, lineName);
  const people = peopleOf(outcome, line);
  const reach = reachOf(people, population);
  return {
    data_label: population.label,
    currency: economy.currency,
    price_year: economy.price_year,
    seed: outcome.seed,
    line,
    policy: policyToFragment(outcome.policy),
    persons: total(members),
    reach,
    everyone: change(outcome, members, line.month),
    group: change(outcome, people.group, line.month),
    gini_before: population.gini_before,
    gini_after: gini(outcome.consumption_after_month, members, population.orders.consumption_month),
    cost: costOf(outcome),
    tenths: tenthsOf(outcome, people),
    notes: notesOf(outcome, reach),
  };
}

/** Return the weight of those in the group, reached, missed and intended, one number a household. */
function peopleOf({ population, schemes, consumption_before_month: before }, line) {
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
function percent(share) {
  try {
    return 100 * share();
  } catch (error) {
    if (error instanceof EmptyGroup) return null;
    throw error;
  }
}

function change(outcome, weights, line) {
  return {
    before: povertyOf(outcome.consumption_before_month, weights, line),
    after: povertyOf(outcome.consumption_after_month, weights, line),
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

function costOf({ population, schemes }) {
  const { households, members_weight: members, economy, consumed } = population;
  const [paid, received, administration] = ["paid_month", "received_month", "administration_month"].map((name) =>
    weightedTotal(totalMonth(population, schemes, name), households.weight),
  );
  const month = paid + administration;
  const gdp = economy.gdp_per_person_month * total(members);
  return {
    paid_month: paid,
    received_month: received,
    administration_month: administration,
    total_month: month,
    total_year: 12 * month,
    percent_of_gdp: (100 * month) / gdp,
    percent_of_mean_consumption: (100 * month) / total(consumed),
  };
}

function tenthsOf({ population, consumption_before_month: before, consumption_after_month: after }, people) {
  const { tenth, consumed, members_weight: members } = population;
  const gained = members.map((each, household) => (after[household] - before[household]) * each);
  const [reached, missed, gain, all] = [people.reached, people.missed, gained, consumed].map((values) =>
    sumByTenth(tenth, values),
  );
  return Array.from({ length: TENTHS }, (_, number) => ({
    tenth: number + 1,
    reached_persons: reached[number],
    missed_persons: missed[number],
    // A tenth that holds no household's middle, or consumes nothing, has nothing to take a share of.
    gain_percent: all[number] > 0 ? (100 * gain[number]) / all[number] : null,
  }));
}

function sumByTenth(tenth, values) {
  const sums = new Array(TENTHS).fill(0);
  for (let household = 0; household < values.length; household++) sums[tenth[household]] += values[household];
  return sums;
}

/** Return what a reader must know beside the numbers: silence would mislead. */
function notesOf({ population, policy, schemes }, reach) {
  const notes = population.synthetic ? [EXISTING_BENEFITS] : [];
  const nothing = (name) => !totalMonth(population, schemes, name).some((amount) => amount > 0);
  if (reach.group_persons === 0) {
    notes.push(noteWith("Nobody is in the group of these schemes", policy, "group"));
  } else if (reach.reached_persons === 0) {
    notes.push(noteWith("This policy reaches nobody", policy, "rule", "reach"));
  } else if (nothing("paid_month")) {
    notes.push(noteWith("This policy changes nobody's consumption", policy, "pay"));
  } else if (nothing("received_month")) {
    notes.push("This policy changes nobody's consumption: check what is lost on the way.");
  }
  return notes;
}

/** Return a note that ends with what to check: the numbers in force that the stages use. */
function noteWith(text, { schemes }, ...stages) {
  const labels = schemes.flatMap((setting) => stages.flatMap((stage) => numbersUsed(setting, stage)));
  const names = [...new Set(labels)].map((label) => `the ${label[0].toLowerCase()}${label.slice(1)}`);
  return names.length ? `${text}: check ${names.join(" and ")}.` : `${text}.`;
}

function numbersUsed({ scheme, values }, stage) {
  const steps = stage === "rule" ? (scheme.rules[values.get("rule")] ?? []) : scheme[stage];
  const used = steps.flatMap((step) => Object.values(step.parameters)).map((path) => scheme.parameters.get(path));
  return used.filter(({ kind }) => kind !== "choice").map(({ label }) => label);
}
