// The ten tenths of the persons, the poorest first.

import { hiddenCells } from "./small-cells.js";

export const TENTHS = 10;
const HIDDEN = {
  reached_persons: null,
  missed_persons: null,
  gain_percent: null,
  winners_percent: null,
  losers_percent: null,
};

/** Return for each person the tenth of the household, 0 the poorest. */
export function tenths({ persons: { household }, tenth }) {
  const codes = new Uint8Array(household.length);
  for (let person = 0; person < codes.length; person++) codes[person] = tenth[household[person]];
  return codes;
}

/** Return the tenths, the poorest first, from the weights of those reached and missed, and who gains (`gainersOf`). */
export function tenthsOf(population, people, { gained, won, lost }, smallestCell) {
  const { tenth, consumed, members_weight: members } = population;
  const columns = [people.reached, people.missed, consumed, gained, won, lost, members];
  const [reached, missed, all, gain, winners, losers, persons] = columns.map((values) => sumByTenth(tenth, values));
  // A tenth that holds no household's middle, or consumes nothing, has nothing to take a share of.
  const share = (part, whole) => (whole > 0 ? (100 * part) / whole : null);
  const hiddenTexts = hiddenCells(population, tenths(population), TENTHS, smallestCell);
  return hiddenTexts.map((hidden, number) => ({
    tenth: number + 1,
    hidden: null,
    reached_persons: reached[number],
    missed_persons: missed[number],
    gain_percent: share(gain[number], all[number]),
    winners_percent: share(winners[number], persons[number]),
    losers_percent: share(losers[number], persons[number]),
    ...(hidden && { ...HIDDEN, hidden }),
  }));
}

function sumByTenth(tenth, values) {
  const sums = new Array(TENTHS).fill(0);
  for (let household = 0; household < values.length; household++) sums[tenth[household]] += values[household];
  return sums;
}
