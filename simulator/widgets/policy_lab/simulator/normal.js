// Normal scores, the same in Python and in JavaScript to the last digits: what a drawn score is made of.

import { BadInput, SimulatorError } from "./errors.js";
import { stableOrder } from "./measures/headline.js";
import { words } from "./wording.js";

const MIDDLE_HALF_WIDTH = 0.425;
const MIDDLE_SHIFT = 0.180625;
const TAIL_SHIFT = 1.6;
const FAR_FROM = 5;
const HIGHEST_SHARE = 1 - 2 ** -53;
// Wichura's coefficients, numerator and denominator, from the constant to the seventh power.
const MIDDLE = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
];
const TAIL = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-09,
  ],
];
const FAR_TAIL = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-05, 2.0103343992922881e-07,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    1.8463183175100548e-05, 1.421511758316446e-07, 2.0442631033899397e-15,
  ],
];

/** Return the standard normal score below which each share, above 0 and below 1, lies (Wichura, AS 241, 1988). */
export function normalScores(shares) {
  const scores = new Float64Array(shares.length);
  for (let row = 0; row < scores.length; row++) scores[row] = normalScore(shares[row]);
  return scores;
}

function normalScore(share) {
  if (!(share > 0 && share < 1)) {
    const mend = words("A share of 0 or 1 has no finite score.");
    throw new BadInput("shares", share, words("numbers above 0 and below 1"), mend);
  }
  const centred = share - 0.5;
  if (Math.abs(centred) <= MIDDLE_HALF_WIDTH) return centred * ratio(MIDDLE, MIDDLE_SHIFT - centred * centred);
  const score = tailScore(Math.min(share, 1 - share));
  return centred < 0 ? -score : score;
}

/** Return each row's place among all, above 0 and below 1: the share lower plus half that of its equals. */
export function midRanks(values, weights) {
  checkRows(values, weights);
  const order = stableOrder(Float64Array.from(values));
  const heaviest = weights.reduce((high, each) => Math.max(high, each), 0);
  const [upto, steps] = [new Float64Array(order.length), new Float64Array(order.length)];
  let below = 0;
  for (let first = 0, next = 0; first < order.length; first = next) {
    let step = 0;
    for (; next < order.length && values[order[next]] === values[order[first]]; next++) {
      step += weights[order[next]] / heaviest;
    }
    below += step;
    for (let place = first; place < next; place++) [upto[order[place]], steps[order[place]]] = [below, step];
  }
  // Rounding must not lift the last of very many to 1.
  return upto.map((end, row) => Math.min((end - steps[row] / 2) / below, HIGHEST_SHARE));
}

/** Return a score for each rank: sqrt(R2) x score of the rank + sqrt(1 - R2) x score of the luck. */
export function proxyScores(ranks, luck, rSquared) {
  const [known, noise] = [normalScores(ranks), normalScores(luck)];
  if (known.length !== noise.length) {
    throw new SimulatorError(
      words("ranks and luck must be two lists of one length; here: {ranks} and {luck}.", {
        ranks: known.length,
        luck: noise.length,
      }),
    );
  }
  if (!(typeof rSquared === "number" && rSquared >= 0 && rSquared <= 1)) {
    throw new BadInput("r_squared", rSquared, words("a number from 0 to 1"), words("Write 0.5 for a half."));
  }
  return known.map((score, row) => Math.sqrt(rSquared) * score + Math.sqrt(1 - rSquared) * noise[row]);
}

function checkRows(values, weights) {
  if (values.length !== weights.length || !values.length) {
    throw new SimulatorError(
      words("values and weights must be two lists of one length; here: {values} and {weights}.", {
        values: values.length,
        weights: weights.length,
      }),
    );
  }
  for (const [name, column] of Object.entries({ values, weights })) {
    if (column.every(Number.isFinite)) continue;
    throw new BadInput(name, column, words("a list of finite numbers"), words("Turn texts and gaps into numbers first."));
  }
  const least = weights.reduce((low, each) => Math.min(low, each), Infinity);
  if (!(least > 0)) {
    throw new BadInput("weights", least, words("numbers above 0"), words("Drop the rows that count nobody."));
  }
}

function tailScore(share) {
  const depth = Math.sqrt(-Math.log(share));
  return depth <= FAR_FROM ? ratio(TAIL, depth - TAIL_SHIFT) : ratio(FAR_TAIL, depth - FAR_FROM);
}

function ratio([above, below], at) {
  return polynomial(above, at) / polynomial(below, at);
}

function polynomial(coefficients, at) {
  let sum = coefficients[coefficients.length - 1];
  for (let place = coefficients.length - 2; place >= 0; place--) sum = sum * at + coefficients[place];
  return sum;
}
