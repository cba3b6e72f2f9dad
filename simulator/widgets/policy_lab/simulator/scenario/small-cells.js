// Privacy: a number that rests on very few households of a survey could tell who they are.

import { BadInput } from "../errors.js";

export const SMALLEST_CELL = 10;
const HIGHEST = 1000;

/**
 * Return which of so many cells rest on too few sample households to be shown; `codes` is each person's cell.
 * Of a synthetic population none is hidden, and none where `smallestCell` is 0.
 */
export function tooFew({ synthetic, households, persons: { household } }, codes, number, smallestCell) {
  checkSmallestCell(smallestCell);
  const few = new Array(number).fill(false);
  if (synthetic || smallestCell === 0) return few;
  const livesIn = new Uint8Array(households.size.length * number);
  for (let person = 0; person < codes.length; person++) livesIn[household[person] * number + codes[person]] = 1;
  const counted = new Uint32Array(number);
  livesIn.forEach((lives, place) => (counted[place % number] += lives));
  return few.map((_, cell) => counted[cell] < smallestCell);
}

/** Return what stands in the place of a number that is hidden. */
export function hiddenText(smallestCell) {
  return `hidden: fewer than ${smallestCell} households`;
}

function checkSmallestCell(given) {
  if (Number.isInteger(given) && given >= 0 && given <= HIGHEST) return;
  const mend = "Write 10, or 0 to hide nothing.";
  throw new BadInput("smallest_cell", given, `a whole number from 0 to ${HIGHEST}`, mend);
}
