// Who is missed, who is reached by mistake: against the line or the group, by the rule or by its use.

import * as efficiency from "../measures/efficiency.js";
import { poorBelow } from "../measures/headline.js";
import { checkedPlace } from "../policy/precedence.js";
import { PER_PERSON, orNull, percent } from "./summary.js";
import { coadyGroshHoddinott, leakage, share } from "../measures/targeting.js";
import { welfareOf } from "./welfare.js";

const POOREST = 0.4;

/** Return the errors of one scheme of a policy, counted from 0, and the efficiency of what it pays. */
export function targeting(outcome, scheme = 0, lineName = null, equivalence = PER_PERSON) {
  const { population, schemes } = outcome;
  const [one, welfare] = [schemes[checkedPlace(schemes, scheme)], welfareOf(outcome, lineName, equivalence)];
  const poor = poorOf(welfare);
  const { household } = population.persons;
  const poorOfGroup = one.group.map((flag, person) => flag && poor[household[person]]);
  return {
    scheme: one.scheme.id,
    against_line: errorsOf(population, one, "the poor of the group", poorOfGroup),
    against_group: errorsOf(population, one, "all of the group", one.group),
    ...moneyOf(outcome, one, welfare, poor),
  };
}

function poorOf({ before, line }) {
  const below = poorBelow(line.month);
  return Uint8Array.from(before, (amount) => (amount < below ? 1 : 0));
}

/**
 * Return both errors with their parts; each may lack persons. Parted as `errorComponents` does, but for who
 * would get the scheme if there were no other.
 */
function errorsOf({ person_weight: weight }, { eligible, taken_up: takenUp, reached }, intended, who) {
  const missed = (test) => percent(() => share(weight, who, test));
  const mistaken = (test) => percent(() => share(weight, reached, (person) => !who[person] && test(person)));
  return {
    intended,
    intended_persons: weight.reduce((sum, each, person) => (who[person] ? sum + each : sum), 0),
    exclusion_percent: missed((person) => !reached[person]),
    exclusion_by_rule_percent: missed((person) => !eligible[person]),
    exclusion_by_implementation_percent: missed((person) => eligible[person] && !takenUp[person]),
    exclusion_by_other_benefits_percent: missed((person) => takenUp[person] && !reached[person]),
    inclusion_percent: mistaken(() => true),
    inclusion_by_rule_percent: mistaken((person) => eligible[person]),
    inclusion_by_implementation_percent: mistaken((person) => !eligible[person]),
  };
}

function moneyOf({ population }, { received_month: received }, welfare, poor) {
  const { members_weight: members, households } = population;
  const { before, per_adult: persons = members.map(() => 1) } = welfare;
  const perPerson = received.map((amount, household) => amount / households.size[household]);
  // Gaps are per equivalent adult, so there each household counts its equivalent adults.
  const perAdult = perPerson.map((amount, household) => amount * persons[household]);
  const adults = members.map((count, household) => count / persons[household]);
  const percentBy = (measure) => percent(() => measure(before, perAdult, adults, welfare.line.month));
  return {
    leakage_percent: percent(() => leakage(poor, perPerson, members)),
    coady_grosh_hoddinott: orNull(() => coadyGroshHoddinott(perPerson, before, members, POOREST)),
    vertical_expenditure_efficiency_percent: percentBy(efficiency.verticalExpenditureEfficiency),
    spill_over_percent: percentBy(efficiency.spillOver),
    poverty_reduction_efficiency_percent: percentBy(efficiency.povertyReductionEfficiency),
    poverty_gap_efficiency_percent: percentBy(efficiency.povertyGapEfficiency),
  };
}
