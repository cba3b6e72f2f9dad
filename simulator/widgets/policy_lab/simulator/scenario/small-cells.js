// Privacy: a number that rests on very few households of a survey could tell who they are.

import { BadInput } from "../errors.js";
import { words } from "../wording.js";

export const SMALLEST_CELL = 10;
const HIGHEST = 1000;

/**
 * Return which of so many cells rest on too few sample households to be shown; `codes` is each person's cell.
 * Of a synthetic population none is hidden, and none where `smallestCell` is 0.
 */
export function tooFew(population, codes, number, smallestCell) {
  checkSmallestCell(smallestCell);
  if (population.synthetic || smallestCell === 0) return new Array(number).fill(false);
  return countedIn(livesIn(population, codes, number), number).map((count) => count < smallestCell);
}

/**
 * Return what stands in the place of each cell of a table that holds everybody; null where it is shown.
 * Beside cells of too few households the next smallest are hidden: else subtraction from the total would tell.
 */
export function hiddenCells(population, codes, number, smallestCell) {
  const few = tooFew(population, codes, number, smallestCell);
  if (!few.includes(true)) return few.map(() => null);
  const hidden = withGuards(livesIn(population, codes, number), few, smallestCell);
  const told = (isFew) =>
    isFew
      ? words("hidden: fewer than {smallest} households", { smallest: smallestCell })
      : words("hidden: it guards a group of fewer than {smallest} households", { smallest: smallestCell });
  return few.map((isFew, cell) => (isFew || hidden.has(cell) ? told(isFew) : null));
}

/** Return households × cells in one array: 1 where a member of the household lies in the cell. */
function livesIn({ households, persons: { household } }, codes, number) {
  const lives = new Uint8Array(households.size.length * number);
  for (let person = 0; person < codes.length; person++) lives[household[person] * number + codes[person]] = 1;
  return lives;
}

function countedIn(lives, number) {
  const counted = new Array(number).fill(0);
  lives.forEach((each, place) => (counted[place % number] += each));
  return counted;
}

/** Return the cells to hide that are not empty: those of few households, and what guards them, the smallest first. */
function withGuards(lives, few, smallestCell) {
  const counted = countedIn(lives, few.length);
  const cells = counted.map((_, cell) => cell).sort((one, other) => counted[one] - counted[other]);
  const hidden = new Set(cells.filter((cell) => few[cell] && counted[cell] > 0));
  for (const cell of cells) {
    if (hidden.size === 0 || (hidden.size > 1 && together(lives, few.length, hidden) >= smallestCell)) break;
    if (counted[cell] > 0) hidden.add(cell);
  }
  return hidden;
}

/** Return how many households have a member in one of the cells. */
function together(lives, number, cells) {
  const found = new Set();
  lives.forEach((each, place) => each && cells.has(place % number) && found.add(Math.floor(place / number)));
  return found.size;
}

function checkSmallestCell(given) {
  if (Number.isInteger(given) && given >= 0 && given <= HIGHEST) return;
  const mend = words("Write 10, or 0 to hide nothing.");
  throw new BadInput("smallest_cell", given, words("a whole number from 0 to {highest}", { highest: HIGHEST }), mend);
}
