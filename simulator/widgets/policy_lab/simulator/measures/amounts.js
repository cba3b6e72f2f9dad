// What measures of money check: amounts of 0 or more, flags, and totals that a number can hold.

import { BadInput, EmptyGroup } from "../errors.js";
import { weightedTotal } from "./headline.js";
import { checkColumns } from "./weighting.js";
import { words } from "../wording.js";

/** Refuse a column that is no list of amounts of 0 or more beside its weights, naming it. */
export function checkAmounts(name, amounts, weights) {
  checkColumns(weights, amounts);
  const least = amounts.reduce((low, each) => Math.min(low, each), Infinity);
  if (least < 0) throw new BadInput(name, least, words("amounts of 0 or more"), words("Mend or drop those rows."));
}

/** Return the sum of amounts times weights; refuses one that is too large for a number. */
export function heldTotal(name, amounts, weights) {
  const held = weightedTotal(amounts, weights);
  if (!Number.isFinite(held)) {
    const most = amounts.reduce((high, each) => Math.max(high, Math.abs(each)), 0);
    const allowed = words("amounts whose weighted total is a number that a computer can hold");
    throw new BadInput(name, most, allowed, words("Count in thousands or millions."));
  }
  return held;
}

/** Return all that is paid; nothing paid is `EmptyGroup`, since no share of it exists. */
export function totalPaid(benefits, weights) {
  const paid = heldTotal("benefits", benefits, weights);
  if (!(paid > 0)) {
    throw new EmptyGroup(words("nothing is paid: the benefits add up to 0, so there is no share of them."));
  }
  return paid;
}

/** Return a number within two ends, both included, or refuse it. */
export function asNumber(name, given, [low, high], allowed, mend) {
  if (!(typeof given === "number" && Number.isFinite(given) && given >= low && given <= high)) {
    throw new BadInput(name, given, allowed, mend);
  }
  return given;
}

/** Refuse a column that is not true and false, or 1 and 0, naming it. */
export function checkFlags(name, flags) {
  if (!flags.every((flag) => flag === 0 || flag === 1 || typeof flag === "boolean")) {
    throw new BadInput(name, flags, words("a list of true or false, or of 1 or 0"), words("Compare first: share > 0.5."));
  }
}
