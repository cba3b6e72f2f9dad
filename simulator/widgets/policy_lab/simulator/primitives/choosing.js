// Primitives that narrow who is chosen: f(setting, chosen, arguments) -> chosen, one 0 or 1 a person.

import { SimulatorError, shown, unknown } from "../errors.js";
import { luckOf } from "../luck.js";
import { HOUSEHOLD_COLUMNS, column, householdSum, observed, personsColumn } from "../population.js";
import { SLACK, noisyOrder, poorest as poorestFirst, predictedMonth } from "./ranking.js";
import { AT_THE_THRESHOLD, inCurrency, keptBy, keptIn, marks, meansColumn } from "./setting.js";
import { stableOrder, weighted } from "../measures/headline.js";
import { words } from "../wording.js";

const QUOTAS_OF = ["persons", "households", "eligible_persons"];
const DRAWN_BY = ["household", "person"];
const AREAS = ["rural", "urban"];
const AMONG = [...AREAS, "poorest_fifth", "women", "men"];
const FIFTH = 0.2;
// Of mean consumption: regions whose means differ by less are as poor as each other.
const LEAST_STEP = 1e-9;
const AGES = { infant: [0, 0], young_child: [0, 4], child: [0, 17], adult: [18, 59], older_person: [60, 120] };
const CATEGORIES = [
  "infant",
  "young_child",
  "child",
  "older_person",
  "person_with_disability",
  "no_one_of_working_age",
];

/** Keep the persons whose column lies within the two ends, both included. */
function filterBetween({ population }, chosen, { column: name, within: [low, high] }) {
  return keptBy(population, chosen, column(population, name), (value) => value >= low && value <= high);
}

/** Keep the persons whose column is at most the start and what was added since. */
function limit({ population }, chosen, { column: name, start, plus }) {
  const last = start + plus;
  return keptBy(population, chosen, column(population, name), (value) => value <= last);
}

/** Keep the persons whose column reaches the value, and is above 0: who never paid is not insured. */
function qualify({ population }, chosen, { column: name, at_least }) {
  const least = at_least * AT_THE_THRESHOLD;
  return keptBy(population, chosen, column(population, name), (value) => value > 0 && value >= least);
}

/** Keep the persons who live in rural, or in urban, places. */
function inArea({ population }, chosen, { area }) {
  return keptInArea(population, chosen, area);
}

/** Keep the persons whose household has a member of the category, or lacks any. */
function livesWith({ population }, chosen, { category }) {
  const nobody = category === "no_one_of_working_age";
  const members = householdSum(population, membersOf(population, nobody ? "adult" : category));
  return keptIn(population, chosen, marks(members, (number) => number > 0 !== nobody));
}

/** Keep those whose column lies below the value: persons, or whole households. */
function scoreCut(setting, chosen, { column: name, value, unit }) {
  const threshold = inCurrency(setting.population, value, unit) * AT_THE_THRESHOLD;
  return keptBy(setting.population, chosen, meansColumn(setting, name), (amount) => amount < threshold);
}

/** Keep the persons who get less than the value of a benefit already; with a value of 0, nothing of it. */
function existingBelow({ population, existing_month: existing }, chosen, { benefit, value, unit }) {
  if (!existing.has(benefit)) throw notKnown(population, existing, benefit);
  const threshold = inCurrency(population, value, unit) * AT_THE_THRESHOLD;
  const received = { table: "persons", values: existing.get(benefit) };
  return keptBy(population, chosen, received, (amount) => amount < threshold || amount === 0);
}

/** Keep the persons in the households with the lowest scores, until the quota is full; ties: the lower number first. */
function rankCut({ population }, chosen, { score, share, of }) {
  if (!HOUSEHOLD_COLUMNS.includes(score)) throw unknown("score", score, HOUSEHOLD_COLUMNS);
  observed(population, score, population.households[score]);
  return quota(population, chosen, population.orders[score], share, of);
}

/** Keep a quota as `rankCut` does, by a drawn score that guesses consumption with a given R². */
function noisyRankCut({ population, seed }, chosen, { r_squared, share, of, purpose }) {
  return quota(population, chosen, noisyOrder(population, r_squared, seed, purpose), share, of);
}

/** Keep those whose consumption, guessed with a given R², lies below the value. */
function predictedCut({ population, seed }, chosen, { r_squared, value, unit, purpose }) {
  const predicted = predictedMonth(population, r_squared, seed, purpose);
  const threshold = inCurrency(population, value, unit) * AT_THE_THRESHOLD;
  return keptIn(population, chosen, marks(predicted, (amount) => amount < threshold));
}

/** Keep the persons of the regions with the lowest mean consumption, until the quota of persons is full. */
function rankRegions({ population }, chosen, { share }) {
  const { members_weight: members, consumed } = population;
  const { values: region } = column(population, "region");
  const number = region.reduce((high, each) => Math.max(high, each), 0) + 1;
  const [persons, sums] = [new Float64Array(number), new Float64Array(number)];
  region.forEach((place, household) => {
    persons[place] += members[household];
    sums[place] += consumed[household];
  });
  // A number that no household has must rank last, and equal means must not turn on the last bit of a sum.
  const step = LEAST_STEP * population.mean_consumption || 1;
  const means = sums.map((sum, place) =>
    persons[place] > 0 ? Math.floor(sum / persons[place] / step + 0.5) : Infinity,
  );
  const taken = poorestFirst(stableOrder(means), persons, share);
  return keptIn(population, chosen, region.map((place) => taken[place]));
}

/** Keep those whose luck is below the chance; `by: household` keeps or drops a household together. */
function draw(setting, chosen, { chance, by, purpose }) {
  checkDrawnBy(by);
  // Luck is always below 1.
  if (chance >= 1) return chosen;
  return lucky(setting, chosen, by, purpose, () => chance);
}

/** Draw as `draw` does among one group of persons, and keep all others. */
function drawAmong(setting, chosen, { among, chance, by, purpose }) {
  if (chance >= 1) return chosen;
  const inside = keptAmong(setting.population, chosen, among);
  const kept = draw(setting, inside, { chance, by, purpose }).slice();
  for (let person = 0; person < kept.length; person++) kept[person] |= chosen[person] & ~inside[person];
  return kept;
}

/** Draw with a chance that moves in a straight line from the poorest person's to the richest person's. */
function drawByRank(setting, chosen, { poorest, richest, by, purpose }) {
  checkDrawnBy(by);
  const { share_below: below } = setting.population;
  return lucky(setting, chosen, by, purpose, (household) => poorest + (richest - poorest) * below[household]);
}

function checkDrawnBy(by) {
  if (!DRAWN_BY.includes(by)) throw unknown("by", by, DRAWN_BY);
}

/** Keep the chosen whose luck, the person's or the household's, is below the chance of the household. */
function lucky({ population, seed, luck_of: whose = "" }, chosen, by, purpose, chance) {
  const luck = luckOf(seed, whose + purpose);
  if (by === "household") {
    const marked = new Uint8Array(population.households.size.length);
    for (let number = 0; number < marked.length; number++) marked[number] = luck(number) < chance(number) ? 1 : 0;
    return keptIn(population, chosen, marked);
  }
  const [{ household }, kept] = [population.persons, new Uint8Array(chosen.length)];
  for (let person = 0; person < kept.length; person++) {
    if (chosen[person] && luck(person) < chance(household[person])) kept[person] = 1;
  }
  return kept;
}

/** Return for each person whether they are of the category. */
function membersOf(population, category) {
  if (category === "person_with_disability") {
    return marks(personsColumn(population, "disability"), (degree) => degree > 0);
  }
  if (!Object.hasOwn(AGES, category)) throw unknown("category", category, CATEGORIES);
  const [youngest, oldest] = AGES[category];
  return marks(population.persons.age, (age) => age >= youngest && age <= oldest);
}

function notKnown({ name }, existing, benefit) {
  const names = [...existing.keys()].join(", ") || words("none");
  return new SimulatorError(
    words(
      "{population}: it is not known who already gets a benefit called {benefit} (known: {names}), so a rule that needs it " +
        "cannot run. Choose another rule, or give data that record it.",
      { population: name, benefit: shown(benefit, Infinity), names },
    ),
  );
}

function quota(population, chosen, order, share, of) {
  const taken = poorestFirst(order, countedBy(population, chosen, of), share);
  return keptIn(population, chosen, taken);
}

/** Return how many of what a quota counts each household holds, weighted. */
function countedBy(population, chosen, of) {
  const { weight } = population.households;
  if (of === "persons") return population.members_weight;
  if (of === "households") return weight;
  if (of !== "eligible_persons") throw unknown("of", of, QUOTAS_OF);
  return weighted(householdSum(population, chosen), weight);
}

/** Return those of the chosen who are of a group. */
function keptAmong(population, chosen, among) {
  if (AREAS.includes(among)) return keptInArea(population, chosen, among);
  if (among === "poorest_fifth") {
    return keptIn(population, chosen, marks(population.share_below, (share) => share < FIFTH * (1 - SLACK)));
  }
  if (among !== "women" && among !== "men") throw unknown("among", among, AMONG);
  const wanted = among === "men" ? 1 : 0;
  return keptBy(population, chosen, column(population, "sex"), (sex) => sex === wanted);
}

function keptInArea(population, chosen, area) {
  if (!AREAS.includes(area)) throw unknown("area", area, AREAS);
  const wanted = area === "urban" ? 1 : 0;
  return keptIn(population, chosen, marks(population.households.urban, (town) => town === wanted));
}

/** The choosing primitives by the name that a scheme's file calls them. */
export const CHOOSING = {
  filter: filterBetween,
  limit,
  qualify,
  in_area: inArea,
  lives_with: livesWith,
  score_cut: scoreCut,
  existing_below: existingBelow,
  rank_cut: rankCut,
  noisy_rank_cut: noisyRankCut,
  predicted_cut: predictedCut,
  rank_regions: rankRegions,
  draw,
  draw_among: drawAmong,
  draw_by_rank: drawByRank,
};
