// A policy in our arithmetic and in ESCAP's, and where the two part: the same record as Python's `spot`.

import { simulate } from "../engine/simulation.js";
import { totalMonth } from "../engine/outcome.js";
import { SimulatorError } from "../errors.js";
import { fgt, total, weightedTotal } from "../measures/headline.js";
import { rounded } from "../numerals.js";
import { linkOf } from "../policy/links.js";
import { valueText } from "../policy/words.js";
import { householdSum } from "../population.js";
import { welfarePerPerson } from "../scenario/summary.js";
import { CONVENTIONS, HOUSEHOLD, SCHEMES, changedValues, sameReading } from "./conventions.js";
import { insideSentence, numeral, words } from "../wording.js";

const MONTHS = 12;
const [FROM, TO] = [60, 64];

/**
 * Return a policy in our arithmetic and in SPOT's, with each convention changed alone, in a fixed order. `asked` is
 * {line, baseline, seed}; `turn(done, all)` is awaited after each convention. A policy without any of SPOT's schemes
 * is refused.
 */
export async function spot(population, policy, catalogue, { line = null, baseline = null, seed = 1 } = {}, turn = async () => {}) {
  const asked = { population, catalogue, line, outcomeOf: remembered((given) => simulate(population, given, seed, baseline)) };
  const first = asked.outcomeOf(policy);
  const welfare = welfarePerPerson(first, line);
  const { differences, last, ours, theirs } = await walked(asked, { costed: policy, felt: policy, gross: false }, turn);
  const { label, economy, members_weight: members } = population;
  return {
    data_label: label,
    currency: economy.currency,
    price_year: economy.price_year,
    line: welfare.line,
    seed: first.seed,
    policy: linkOf(policy),
    headcount_before_percent: 100 * fgt(welfare.before, members, welfare.line.month, 0),
    ours,
    spot: theirs,
    groups: groupsOf(asked.outcomeOf(last.costed)),
    differences,
    notes: notesOf(population),
  };
}

/** Return a function that simulates a policy once, however often its outcome is asked for. */
function remembered(simulated) {
  const known = new Map();
  return (policy) => {
    const link = linkOf(policy);
    if (!known.has(link)) known.set(link, simulated(policy));
    return known.get(link);
  };
}

/** Return what each convention moves, the policy as SPOT reads it, and the figures at both ends. */
async function walked(asked, start, turn) {
  if (!start.costed.schemes.some(({ scheme }) => SCHEMES.includes(scheme.id))) {
    const known = SCHEMES.join(", ");
    throw new SimulatorError(
      words("spot: the policy has no scheme that ESCAP's simulator has ({known}). Add one.", { known }),
    );
  }
  const ours = figuresOf(asked, start);
  const differences = [];
  let [reading, before] = [start, ours];
  for (const [place, convention] of CONVENTIONS.entries()) {
    const nearer = convention.change(reading, asked.catalogue);
    if (!sameReading(nearer, reading)) {
      const after = figuresOf(asked, nearer);
      differences.push(differenceOf(convention, changedValues(reading.costed, nearer.costed), before, after));
      [reading, before] = [nearer, after];
    }
    await turn(place + 1, CONVENTIONS.length);
  }
  return { differences, last: reading, ours, theirs: before };
}

function differenceOf({ name, ours, spot: theirs }, changed, before, after) {
  const values = changed.map(([{ scheme, values: of }, path]) => {
    const parameter = scheme.parameters.get(path);
    return `${scheme.label}: ${insideSentence(parameter.label)} ${valueText(parameter, of.get(path), of)}`;
  });
  return {
    convention: name,
    ours: ours || `${values.join("; ")}.`,
    spot: theirs,
    effect_on_cost_points: after.cost_percent_of_gdp - before.cost_percent_of_gdp,
    effect_on_headcount_points: after.headcount_percent - before.headcount_percent,
    effect_on_gain_points: after.gain_percent - before.gain_percent,
  };
}

/** Return what a policy, read so, costs and does. */
function figuresOf({ population, line, outcomeOf }, reading) {
  const [costed, felt] = [outcomeOf(reading.costed), outcomeOf(reading.felt)];
  const { members_weight: members, households } = population;
  const { before, after, line: poor } = welfarePerPerson(felt, line);
  const consumed = weightedTotal(before, members);
  if (!(consumed > 0)) {
    throw new SimulatorError(words("nobody consumes anything in these data: no gain can be a share of that."));
  }
  const gained = reading.gross
    ? weightedTotal(totalMonth(population, felt.schemes, "received_month"), households.weight)
    : weightedTotal(after.map((amount, household) => amount - before[household]), members);
  return {
    cost_percent_of_gdp: groupsOf(costed).reduce((sum, each) => sum + each.cost_percent_of_gdp, 0),
    headcount_percent: 100 * fgt(after, members, poor.month, 0),
    gain_percent: (100 * gained) / consumed,
  };
}

/** Return each scheme as SPOT costs it: recipients x benefit x 12 x (1 + administration). */
function groupsOf({ population, schemes }) {
  const persons = total(population.members_weight);
  const gdpYear = MONTHS * population.economy.gdp_per_person_month * persons;
  return schemes.map(({ scheme, reached, paid_month: amounts, administration_share: administration }) => {
    const recipients = recipientsOf(population, scheme, reached);
    const benefit = recipients ? weightedTotal(amounts, population.households.weight) / recipients : 0;
    const cost = recipients * benefit * MONTHS * (1 + administration);
    return {
      scheme: scheme.id,
      recipients,
      percent_of_population: (100 * recipients) / persons,
      benefit_month: benefit,
      administration,
      cost_year: cost,
      cost_percent_of_gdp: (100 * cost) / gdpYear,
    };
  });
}

/** Return the persons who get a scheme, or the households where it is paid once for each. */
function recipientsOf(population, { id }, reached) {
  if (id !== HOUSEHOLD) return weightedTotal(reached, population.person_weight);
  const { weight } = population.households;
  return weightedTotal(householdSum(population, reached).map((count) => Number(count > 0)), weight);
}

function notesOf({ persons: { age }, person_weight: weight, synthetic }) {
  const between = weightedTotal(age.map((years) => Number(years >= FROM && years <= TO)), weight);
  const share = numeral(rounded((100 * between) / total(weight), 1));
  return [
    words(
      "In SPOT's ages 60 to 64 lie in no group of their own: {share} % of these persons. Of them a benefit for disability " +
        "alone finds some.",
      { share },
    ),
    ...(synthetic ? [] : [figuresOfSurvey()]),
    words("SPOT shows no inclusion error, no range of uncertainty, and nobody who loses."),
  ];
}

function figuresOfSurvey() {
  return words("SPOT costs with UN population figures; here the survey's weights count, but for shares given.");
}
