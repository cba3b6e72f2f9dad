// Entropy balancing: the weights nearest to where one starts that meet every total.

import { SimulatorError } from "../errors.js";
import { rounded } from "../numerals.js";
import { numeral, words } from "../wording.js";

const MOST_STEPS = 60;
const [CLOSE_ENOUGH, NOT_MET] = [1e-10, 1e-6];
// Below this share of the largest curvature, a direction is one that two totals fix twice.
const SMALLEST_CURVATURE = 1e-12;
const LARGEST_EXPONENT = 50;

/**
 * Return the weights w with the least Σ w·ln(w/start) − w whose sums over `columns` meet `totals`. A column is a list
 * of the rows that are not 0 in it, {rows, values}. Raises SimulatorError where no weights meet them all.
 * Source: Hainmueller, Political Analysis 20(1), 2012.
 */
export function entropyBalance(start, columns, totals, names) {
  const problem = { start, totals, rows: rowsOf(start.length, columns, totals) };
  let multipliers = new Float64Array(totals.length);
  let weights = start;
  let miss = missOf(problem, weights);
  for (let step = 0; step < MOST_STEPS && largest(miss) >= CLOSE_ENOUGH; step++) {
    const direction = solved(curvatureOf(problem, weights), miss);
    multipliers = moved(multipliers, direction, shareOfStep(problem, multipliers, direction));
    weights = start.map((weight, row) => weight * Math.exp(exponent(problem.rows[row], multipliers)));
    miss = missOf(problem, weights);
  }
  checkMet(miss, names);
  return weights;
}

/** Return for each row its entries that are not 0: pairs of a column and its value, as a share of the total. */
function rowsOf(number, columns, totals) {
  const rows = Array.from({ length: number }, () => []);
  columns.forEach(({ rows: filled, values }, column) =>
    filled.forEach((row, place) => rows[row].push([column, values[place] / totals[column]])),
  );
  return rows;
}

function missOf({ rows, totals }, weights) {
  const miss = new Float64Array(totals.length).fill(1);
  rows.forEach((entries, row) => {
    for (const [column, value] of entries) miss[column] -= weights[row] * value;
  });
  return miss;
}

function curvatureOf({ rows, totals }, weights) {
  const curvature = Array.from(totals, () => new Float64Array(totals.length));
  rows.forEach((entries, row) => {
    for (const [column, value] of entries) {
      for (const [other, beside] of entries) curvature[column][other] += weights[row] * value * beside;
    }
  });
  return curvature;
}

/**
 * Return a solution of a symmetric system without negative curvature, by Cholesky's root. A direction that others fix
 * already gets 0: which solution is taken then makes no difference to the weights.
 */
function solved(curvature, wanted) {
  const size = wanted.length;
  const least = SMALLEST_CURVATURE * Math.max(...curvature.map((row, place) => row[place]));
  const root = curvature.map((row) => row.slice());
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let left = curvature[row][column];
      for (let place = 0; place < column; place++) left -= root[row][place] * root[column][place];
      if (row === column) root[row][row] = left > least ? Math.sqrt(left) : 0;
      else root[row][column] = root[column][column] ? left / root[column][column] : 0;
    }
  }
  const forth = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let left = wanted[row];
    for (let place = 0; place < row; place++) left -= root[row][place] * forth[place];
    forth[row] = root[row][row] ? left / root[row][row] : 0;
  }
  const back = new Float64Array(size);
  for (let row = size - 1; row >= 0; row--) {
    let left = forth[row];
    for (let place = row + 1; place < size; place++) left -= root[place][row] * back[place];
    back[row] = root[row][row] ? left / root[row][row] : 0;
  }
  return back;
}

/** Return the largest of 1, 1/2, 1/4 … that lowers the dual Σ start·exp(scaled·λ) − Σ λ. */
function shareOfStep(problem, multipliers, direction) {
  const here = dual(problem, multipliers);
  let share = 1;
  while (share > 1e-6 && dual(problem, moved(multipliers, direction, share)) > here + 1e-12 * Math.abs(here)) share /= 2;
  return share;
}

function dual({ start, rows }, multipliers) {
  let sum = 0;
  for (let row = 0; row < rows.length; row++) {
    const power = exponent(rows[row], multipliers);
    if (power > LARGEST_EXPONENT) return Infinity;
    sum += start[row] * Math.exp(power);
  }
  return sum - multipliers.reduce((all, each) => all + each, 0);
}

function exponent(entries, multipliers) {
  let power = 0;
  for (const [column, value] of entries) power += value * multipliers[column];
  return power;
}

function moved(multipliers, direction, share) {
  return multipliers.map((each, place) => each + share * direction[place]);
}

function largest(values) {
  return values.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
}

/** Refuse weights that leave a total unmet. */
function checkMet(miss, names) {
  const worst = miss.findIndex((each) => Math.abs(each) === largest(miss));
  if (Math.abs(miss[worst]) <= NOT_MET) return;
  throw new SimulatorError(
    words(
      "no weights meet all totals: {total} stays {share}% off. Two published figures contradict each other, or the " +
        "households drawn are too few or too alike.",
      { total: names[worst], share: numeral(rounded(100 * Math.abs(miss[worst]), 2)) },
    ),
  );
}
