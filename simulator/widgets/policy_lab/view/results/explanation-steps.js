// The numbers from one household to a result, as the texts that the words of an explanation ask for.

import { big, fixed, giniText, money, percent, percentOrNobody } from "../format.js";
import { poorBelow, total, weightedTotal } from "../../simulator/measures/headline.js";
import { anyScheme, totalMonth } from "../../simulator/engine/outcome.js";
import { householdSum } from "../../simulator/population.js";

const MONTHS = 12;
const OF_EACH = { headcount, gap, gini, cost, exclusion_error: exclusion, inclusion_error: inclusion };

/** Return {counts, texts} of a household: whether it counts in the number, and each text by name. */
export function numbersOf(name, household, outcome, summary) {
  const { population, consumption_before_month: before, consumption_after_month: after } = outcome;
  const { weight, size } = population.households;
  const amount = (value) => money(summary.currency, value);
  const people = { size: fixed(size[household] ?? 0), weight: big(weight[household] ?? 0) };
  const texts = {
    ...people,
    people: big((weight[household] ?? 0) * (size[household] ?? 0)),
    before: amount(before[household] ?? 0),
    after: amount(after[household] ?? 0),
    line: amount(summary.line.month),
    persons: big(summary.persons),
  };
  const found = OF_EACH[name](household, outcome, summary, amount);
  return { shown: household !== undefined, counts: found.counts, texts: { ...texts, ...found.texts } };
}

/** Return the steps in words: without a household, as of a real survey, only the last. */
export function stepsOf(words, { shown, counts }) {
  const own = counts ? [words.counts, words.stands_for] : [words.does_not_count];
  return [...(shown ? own : []), words.together];
}

function headcount(household, { consumption_after_month: after }, { everyone, line }) {
  const counted = big(everyone.after.poor_persons);
  return { counts: after[household] < poorBelow(line.month), texts: { counted, result: percent(everyone.after.headcount_percent) } };
}

function gap(household, { consumption_after_month: after }, { everyone, line, currency }) {
  const lacks = Math.max(0, line.month - (after[household] ?? line.month));
  const texts = { lacks: money(currency, lacks), lacks_percent: percent((100 * lacks) / line.month) };
  return { counts: after[household] < poorBelow(line.month), texts: { ...texts, result: percent(everyone.after.gap_percent) } };
}

function gini(household, { population, consumption_after_month: after }, summary) {
  const { members_weight: members } = population;
  const upTo = members.map((each, other) => (after[other] <= after[household] ? each : 0));
  const [below, held] = [total(upTo) / total(members), weightedTotal(after, upTo) / weightedTotal(after, members)];
  const texts = { below_percent: percent(100 * below), held_percent: percent(100 * held) };
  return { counts: summary.gini_after !== null, texts: { ...texts, result: giniText(summary.gini_after) } };
}

function cost(household, { population, schemes }, { cost: all, persons }, amount) {
  const of = (name) => totalMonth(population, schemes, name)[household] ?? 0;
  const [paid, administration] = [of("paid_month"), of("administration_month")];
  const texts = {
    paid: amount(paid),
    administration: amount(administration),
    paid_together: amount((paid + administration) * (population.households.weight[household] ?? 0)),
    total_year: amount(all.total_year),
    gdp_year: amount(MONTHS * population.economy.gdp_per_person_month * persons),
    result: percent(all.percent_of_gdp, 2),
  };
  return { counts: paid > 0, texts };
}

function exclusion(household, outcome, { reach, line }) {
  const { group, reached, poor, weighted } = peopleOf(outcome, line);
  const missed = group.map((each, other) => each - reached[other]);
  const texts = {
    group: fixed(group[household] ?? 0),
    missed: fixed(missed[household] ?? 0),
    missed_all: big(weighted(missed, poor)),
    intended_all: big(weighted(group, poor)),
    result: percentOrNobody(reach.exclusion_error_percent),
  };
  return { counts: group[household] > 0 && poor[household] === 1, texts };
}

function inclusion(household, outcome, { reach, line }) {
  const { reached, poor, weighted } = peopleOf(outcome, line);
  const rich = poor.map((each) => 1 - each);
  const texts = {
    reached: fixed(reached[household] ?? 0),
    wrong: fixed((reached[household] ?? 0) * rich[household] || 0),
    wrong_all: big(weighted(reached, rich)),
    reached_all: big(weighted(reached, rich) + weighted(reached, poor)),
    result: percentOrNobody(reach.inclusion_error_percent),
  };
  return { counts: reached[household] > 0, texts };
}

/** Return the members in the group and reached of each household, and 1 where it was poor before the policy. */
function peopleOf({ population, schemes, consumption_before_month: before }, line) {
  const { weight } = population.households;
  const [group, reached] = ["group", "reached"].map((stage) => householdSum(population, anyScheme(population, schemes, stage)));
  const poor = Uint8Array.from(before, (amount) => (amount < poorBelow(line.month) ? 1 : 0));
  const weighted = (counts, chosen) => counts.reduce((sum, each, household) => sum + each * chosen[household] * weight[household], 0);
  return { group, reached, poor, weighted };
}
