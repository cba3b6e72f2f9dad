// What a reader of a projection must know.

import { general, grouped, rounded } from "../numerals.js";
import { indexationText } from "./outlook.js";
import { CONSTANT, INTERPOLATED } from "./people.js";
import { FAR } from "./reweighting.js";

const plain = (value) => general(value, 6);
const signed = (value) => `${value < 0 ? "" : "+"}${plain(value)}`;

const POVERTY =
  "Poverty is not projected: who will be poor hangs on how growth is shared, which nobody knows; here everybody's " +
  "consumption grows alike.";

/** Return in sentences what a projection assumes, and where its sources cannot pay for it. */
export function notesOf(years, indexation, outlook, priceYear) {
  const notes = [followed(indexation, outlook), assumed(outlook, priceYear), peopleNote(years)];
  const unpaid = years.filter((each) => each.not_paid_for !== null);
  if (unpaid.length) notes.push(`In ${listed(unpaid)} the sources cannot pay. ${unpaid[0].not_paid_for}`);
  return [...notes, POVERTY];
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
    `${listed(far)}: few households speak for many. To meet that year's ages some count more than ${FAR} times as much ` +
      `as today (in ${worst.year} up to ${rounded(worst.largest_ratio, 0)} times). In ${worst.year} the ` +
      `${grouped(households)} households say no more than ${grouped(households / worst.design_effect)} of equal weight ` +
      `would (Kish's design effect: ${rounded(worst.design_effect, 1)}). Trust the number of persons of an age, less so ` +
      "what is special to a kind of household.",
  ];
}

/** Return the first and the last of some years. */
function listed(years) {
  const [first, last] = [years[0].year, years.at(-1).year];
  return first === last ? String(first) : `${first} to ${last}`;
}

function followed(indexation, { inflation }) {
  const amounts = `Amounts follow ${indexationText(indexation)}`;
  if (indexation === "none") return `${amounts}: inflation of ${plain(inflation)} % a year wears them away.`;
  return `${amounts} from the first year on, thresholds and ceilings like benefits.`;
}

function assumed(outlook, priceYear) {
  return (
    `Assumed a year: GDP per person ${signed(outlook.gdp_per_person_growth)} % and wages ` +
    `${signed(outlook.wage_growth)} % in real terms, inflation ${plain(outlook.inflation)} %; consumption follows ` +
    `${plain(100 * outlook.consumption_share_of_growth)} % of the growth, everybody's alike. Take-up and the ` +
    `poverty line at prices of ${priceYear} stay as they are. A levy's rate is what the year needs.`
  );
}

function peopleNote(years) {
  if (years.length && years[0].basis === CONSTANT) return "The population stays as it is, in number and in age.";
  const between = years.find((each) => each.basis === INTERPOLATED);
  if (!between) return "The population by age and sex is the published one.";
  return (
    "The population by age and sex is the published one; in years between two that were published " +
    `(${between.year} is the first) each age group grows steadily from one to the next. Households live as ` +
    "they do today, only more or fewer of each kind."
  );
}
