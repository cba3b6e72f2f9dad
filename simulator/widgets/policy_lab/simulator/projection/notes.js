// What a reader of a projection must know.

import { general, grouped, rounded } from "../numerals.js";
import { indexationText } from "./outlook.js";
import { CONSTANT, INTERPOLATED } from "./people.js";
import { FAR } from "./reweighting.js";
import { numeral, words } from "../wording.js";

const plain = (value) => numeral(general(value, 6));
const signed = (value) => `${value < 0 ? "" : "+"}${plain(value)}`;

/** Return in sentences what a projection assumes, and where its sources cannot pay for it. */
export function notesOf(years, indexation, outlook, priceYear) {
  const notes = [followed(indexation, outlook), assumed(outlook, priceYear), peopleNote(years)];
  const unpaid = years.filter((each) => each.not_paid_for !== null);
  if (unpaid.length) {
    notes.push(words("In {years} the sources cannot pay. {why}", { years: listed(unpaid), why: unpaid[0].not_paid_for }));
  }
  return [...notes, notProjected()];
}

function notProjected() {
  return words(
    "Poverty is not projected: who will be poor hangs on how growth is shared, which nobody knows; here everybody's " +
      "consumption grows alike.",
  );
}

/**
 * Return which years rest on few households, why, and what may still be read off them. Kish's design effect (Survey
 * Sampling, 1965) turns so many households into the number that would say as much evenly.
 */
export function warningsOf(years, households) {
  const far = years.filter((each) => each.largest_ratio > FAR);
  if (!far.length) return [];
  const worst = far.reduce((most, each) => (each.design_effect > most.design_effect ? each : most));
  return [
    words(
      "{years}: few households speak for many. To meet that year's ages some count more than {far} times as much as today " +
        "(in {worst} up to {ratio} times). In {worst} the {households} households say no more than {even} of equal weight " +
        "would (Kish's design effect: {effect}). Trust the number of persons of an age, less so what is special to a kind " +
        "of household.",
      { years: listed(far), far: FAR, worst: worst.year, ...figuresOf(worst, households) },
    ),
  ];
}

function figuresOf({ largest_ratio: ratio, design_effect: effect }, households) {
  return {
    ratio: numeral(rounded(ratio, 0)),
    households: numeral(grouped(households)),
    even: numeral(grouped(households / effect)),
    effect: numeral(rounded(effect, 1)),
  };
}

/** Return the first and the last of some years. */
function listed(years) {
  const [first, last] = [years[0].year, years.at(-1).year];
  return first === last ? String(first) : words("{first} to {last}", { first, last });
}

function followed(indexation, { inflation }) {
  if (indexation === "none") {
    const places = { inflation: plain(inflation) };
    return words("Amounts follow nothing: inflation of {inflation} % a year wears them away.", places);
  }
  return words("Amounts follow {indexation} from the first year on, thresholds and ceilings like benefits.", {
    indexation: indexationText(indexation),
  });
}

function assumed(outlook, priceYear) {
  return words(
    "Assumed a year: GDP per person {growth} % and wages {wages} % in real terms, inflation {inflation} %; consumption " +
      "follows {share} % of the growth, everybody's alike. Take-up and the poverty line at prices of {year} stay as they " +
      "are. A levy's rate is what the year needs.",
    {
      growth: signed(outlook.gdp_per_person_growth),
      wages: signed(outlook.wage_growth),
      inflation: plain(outlook.inflation),
      share: plain(100 * outlook.consumption_share_of_growth),
      year: priceYear,
    },
  );
}

function peopleNote(years) {
  if (years.length && years[0].basis === CONSTANT) return words("The population stays as it is, in number and in age.");
  const between = years.find((each) => each.basis === INTERPOLATED);
  if (!between) return words("The population by age and sex is the published one.");
  return words(
    "The population by age and sex is the published one; in years between two that were published ({first} is the first) " +
      "each age group grows steadily from one to the next. Households live as they do today, only more or fewer of each kind.",
    { first: between.year },
  );
}
