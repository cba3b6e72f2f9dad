// Every measure of poverty and inequality in each state, and what an equivalence scale changes of them.

import { EQUIVALENCE_SCALES } from "./equivalence.js";
import { SimulatorError } from "./errors.js";
import { atkinson, meanLogDeviation, palma, quintileRatio, theil } from "./inequality.js";
import { fgt, gini, total } from "./measures.js";
import { householdSum } from "./population.js";
import { senShorrocksThon, watts } from "./poverty.js";
import { reranking, reynoldsSmolensky } from "./redistribution.js";
import { PER_PERSON } from "./scenario.js";
import { OWN, statesOf, welfareOf } from "./welfare.js";

const [CHILD_UNDER, OLDER_FROM] = [18, 60];

/** The measures by name: f(welfare, persons, line) -> number. */
export const MEASURES = Object.freeze({
  headcount: (welfare, persons, line) => fgt(welfare, persons, line, 0),
  poverty_gap: (welfare, persons, line) => fgt(welfare, persons, line, 1),
  poverty_severity: (welfare, persons, line) => fgt(welfare, persons, line, 2),
  watts,
  sen_shorrocks_thon: senShorrocksThon,
  gini: (welfare, persons) => gini(welfare, persons),
  palma,
  quintile_ratio: quintileRatio,
  theil,
  mean_log_deviation: meanLogDeviation,
  atkinson_half: (welfare, persons) => atkinson(welfare, persons, 0.5),
  atkinson_one: (welfare, persons) => atkinson(welfare, persons, 1),
  atkinson_two: (welfare, persons) => atkinson(welfare, persons, 2),
});

/** Return every measure of poverty and inequality in each state; null where it cannot be taken, and `why`. */
export function measured(outcome, lineName = null, equivalence = PER_PERSON) {
  const welfare = welfareOf(outcome, lineName, equivalence);
  const { members_weight: persons } = outcome.population;
  return Object.entries(MEASURES).map(([name, measure]) => measuredBy(name, measure, welfare, persons));
}

/** Return how far the policy makes welfare more equal, and how much of that it undoes by reordering. */
export function redistribution(outcome, equivalence = PER_PERSON) {
  const { before, after } = welfareOf(outcome, null, equivalence);
  const { members_weight: persons } = outcome.population;
  return {
    gini_before: gini(before, persons),
    gini_after: gini(after, persons),
    reynolds_smolensky: reynoldsSmolensky(before, after, persons),
    reranking: reranking(before, after, persons),
  };
}

/** Return what each equivalence scale makes of poverty before the reform: who looks poor hangs on it. */
export function equivalenceTable(outcome, lineName = null) {
  const own = outcome.population.households.equivalent_size ? [OWN] : [];
  return [...Object.keys(EQUIVALENCE_SCALES), ...own].map((name) => scaleRow(outcome, lineName, name));
}

function scaleRow(outcome, lineName, equivalence) {
  const { population } = outcome;
  const { households, persons, members_weight: members } = population;
  const { before, line } = welfareOf(outcome, lineName, equivalence);
  const having = (test) => {
    const counts = householdSum(population, persons.age.map((age) => (test(age) ? 1 : 0)));
    return counts.map((count, household) => count * households.weight[household]);
  };
  const percentOf = (group) => (total(group) > 0 ? 100 * fgt(before, group, line.month, 0) : null);
  return {
    equivalence,
    label: equivalence === OWN ? "The survey's own" : EQUIVALENCE_SCALES[equivalence].label,
    everyone_percent: percentOf(members),
    children_percent: percentOf(having((age) => age < CHILD_UNDER)),
    older_persons_percent: percentOf(having((age) => age >= OLDER_FROM)),
    gini: gini(before, members),
  };
}

function measuredBy(measure, take, welfare, persons) {
  const found = { measure, without: null, before: null, after: null, why: null };
  for (const [state, amounts] of Object.entries(statesOf(welfare))) {
    try {
      found[state] = take(amounts, persons, welfare.line.month);
    } catch (error) {
      if (!(error instanceof SimulatorError)) throw error;
      found.why = error.message;
    }
  }
  return found;
}
