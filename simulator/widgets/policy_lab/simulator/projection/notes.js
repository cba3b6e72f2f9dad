// What a reader of a projection must know.

import { general, rounded } from "../numerals.js";
import { indexationText } from "./outlook.js";
import { CONSTANT, INTERPOLATED } from "./people.js";
import { FAR } from "./reweighting.js";

const plain = (value) => general(value, 6);
const signed = (value) => `${value < 0 ? "" : "+"}${plain(value)}`;

/** Return in sentences what a projection assumes, and where it rests on few households. */
export function notesOf(years, indexation, outlook, priceYear) {
  const notes = [followed(indexation, outlook), assumed(outlook, priceYear), peopleNote(years)];
  const far = years.find((each) => each.largest_ratio > FAR);
  if (far) {
    const worst = years.reduce((most, each) => (each.design_effect > most.design_effect ? each : most));
    notes.push(
      `From ${far.year} on some households count more than ${FAR} times as much as today: few then speak for many ` +
        `(Kish's design effect is ${rounded(worst.design_effect, 1)} in ${worst.year}). Trust the number of persons ` +
        "of an age, less so what is special to a kind of household.",
    );
  }
  return notes;
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
    `poverty line at prices of ${priceYear} stay as they are. Who pays is not projected.`
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
