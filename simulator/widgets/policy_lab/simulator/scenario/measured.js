// Every measure of poverty and inequality in each state, and what an equivalence scale changes of them.

import { EQUIVALENCE_SCALES } from "../measures/equivalence.js";
import { SimulatorError } from "../errors.js";
import { atkinson, meanLogDeviation, palma, quintileRatio, theil } from "../measures/inequality.js";
import { CHILD, LIFE_STAGES, OLDER, lifeStages } from "./life-stages.js";
import { fgt, gini, total } from "../measures/headline.js";
import { noGini } from "./notes.js";
import { householdSum } from "../population.js";
import { senShorrocksThon, watts } from "../measures/poverty.js";
import { reranking, reynoldsSmolensky } from "../measures/redistribution.js";
import { PER_PERSON, giniOrNull } from "./summary.js";
import { SMALLEST_CELL, tooFew } from "./small-cells.js";
import { OWN, statesOf, welfareOf } from "./welfare.js";
import { words } from "../wording.js";

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

/** Return the measures named, or every one, of poverty and inequality in each state; null where it cannot be taken, and `why`. */
export function measured(outcome, lineName = null, equivalence = PER_PERSON, names = Object.keys(MEASURES)) {
  const welfare = welfareOf(outcome, lineName, equivalence);
  const { members_weight: persons } = outcome.population;
  return names.map((name) => measuredBy(name, MEASURES[name], welfare, persons));
}

/** Return how far the policy makes welfare more equal, and how much of that it undoes by reordering. */
export function redistribution(outcome, equivalence = PER_PERSON) {
  const { before, after } = welfareOf(outcome, null, equivalence);
  const { members_weight: persons } = outcome.population;
  const isLeft = after.some((amount) => amount > 0);
  return {
    gini_before: gini(before, persons),
    gini_after: giniOrNull(after, persons),
    reynolds_smolensky: isLeft ? reynoldsSmolensky(before, after, persons) : null,
    reranking: isLeft ? reranking(before, after, persons) : null,
    why: isLeft ? null : noGini(),
  };
}

/**
 * Return what each equivalence scale makes of poverty before the reform: who looks poor hangs on it.
 * Of a survey, what rests on fewer households than `smallestCell` is hidden.
 */
export function equivalenceTable(outcome, lineName = null, smallestCell = SMALLEST_CELL) {
  const { population } = outcome;
  const own = population.households.equivalent_size ? [OWN] : [];
  const stages = lifeStages(population);
  const few = tooFew(population, stages, LIFE_STAGES.length, smallestCell);
  const having = (stage) => {
    const counts = householdSum(population, stages.map((each) => (each === stage ? 1 : 0)));
    return counts.map((count, household) => count * population.households.weight[household]);
  };
  const shown = [CHILD, OLDER].map((stage) => (few[stage] ? null : having(stage)));
  return [...Object.keys(EQUIVALENCE_SCALES), ...own].map((name) => scaleRow(outcome, lineName, name, shown));
}

/** Return one row; `shown` are the children and the older persons of each household, null if hidden. */
function scaleRow(outcome, lineName, equivalence, [children, older]) {
  const { members_weight: members } = outcome.population;
  const { before, line } = welfareOf(outcome, lineName, equivalence);
  const percentOf = (group) => (group && total(group) > 0 ? 100 * fgt(before, group, line.month, 0) : null);
  return {
    equivalence,
    label: equivalence === OWN ? words("The survey's own") : EQUIVALENCE_SCALES[equivalence].label,
    everyone_percent: percentOf(members),
    children_percent: percentOf(children),
    older_persons_percent: percentOf(older),
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
      found.why = words("all persons, {state}: {why}", { state: inWords(state), why: error.message });
    }
  }
  return found;
}

function inWords(state) {
  return { without: words("without"), before: words("before"), after: words("after") }[state];
}
