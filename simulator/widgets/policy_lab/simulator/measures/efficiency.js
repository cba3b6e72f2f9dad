// Efficiency of transfers against poverty, after Beckerman (Economic Journal 89, 1979).
// A fills the gap of those poor before, B is what they get beyond it, C what others get, D the gap left.

import { checkAmounts, heldTotal, totalPaid } from "./amounts.js";
import { EmptyGroup } from "../errors.js";
import { poorBelow } from "./headline.js";
import { checkColumns } from "./weighting.js";
import { words } from "../wording.js";

/** Return the share of all transfers that goes to those poor before: (A + B) / (A + B + C). */
export function verticalExpenditureEfficiency(welfareBefore, benefits, weights, line) {
  const found = transfers(welfareBefore, benefits, weights, line);
  return found.toThePoor / found.paid;
}

/** Return the share of the transfers to the poor beyond what lifts them to the line: B / (A + B). */
export function spillOver(welfareBefore, benefits, weights, line) {
  const found = transfers(welfareBefore, benefits, weights, line);
  if (!(found.toThePoor > 0)) {
    throw new EmptyGroup(words("nothing is paid to those poor before: there is no share of it beyond the line."));
  }
  return found.beyondTheLine / found.toThePoor;
}

/** Return the share of all transfers that fills the poverty gap: A / (A + B + C). */
export function povertyReductionEfficiency(welfareBefore, benefits, weights, line) {
  const found = transfers(welfareBefore, benefits, weights, line);
  return found.inTheGap / found.paid;
}

/** Return the share of the poverty gap before that the transfers fill: A / (A + D). */
export function povertyGapEfficiency(welfareBefore, benefits, weights, line) {
  const found = transfers(welfareBefore, benefits, weights, line);
  if (!(found.gap > 0)) {
    throw new EmptyGroup(words("nobody is poor before: there is no poverty gap, so no share of it is filled."));
  }
  return found.inTheGap / found.gap;
}

function transfers(welfareBefore, benefits, weights, line) {
  checkAmounts("benefits", benefits, weights);
  const paid = totalPaid(benefits, weights);
  checkColumns(weights, welfareBefore);
  const below = poorBelow(line);
  const gaps = welfareBefore.map((welfare) => (welfare < below ? line - welfare : 0));
  const received = benefits.map((amount, row) => (welfareBefore[row] < below ? amount : 0));
  const sum = (amounts) => heldTotal("benefits", amounts, weights);
  return {
    inTheGap: sum(received.map((amount, row) => Math.min(amount, gaps[row]))),
    beyondTheLine: sum(received.map((amount, row) => Math.max(amount - gaps[row], 0))),
    toThePoor: sum(received),
    paid,
    gap: heldTotal("welfare_before", gaps, weights),
  };
}
