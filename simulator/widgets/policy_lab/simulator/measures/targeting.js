// Targeting: where errors come from, and where the money goes. One entry a person, flags 0 or 1.

import { asNumber, checkAmounts, checkFlags, heldTotal, totalPaid } from "./amounts.js";
import { concentrationCurve, heldBy } from "./curves.js";
import { EmptyGroup } from "../errors.js";
import { checkColumns } from "./weighting.js";
import { words } from "../wording.js";

const SMALLEST_SHARE = 1e-9;

/** Return both errors, each split into the rule's part and its implementation's: missed though eligible. */
export function errorComponents(intended, eligible, reached, weights) {
  checkFlagColumns({ intended, reached, eligible }, weights);
  const missed = (test) => share(weights, intended, (row) => !reached[row] && test(row));
  const mistaken = (test) => share(weights, reached, (row) => !intended[row] && test(row));
  return {
    exclusion: missed(() => true),
    exclusion_by_rule: missed((row) => !eligible[row]),
    exclusion_by_implementation: missed((row) => eligible[row]),
    inclusion: mistaken(() => true),
    inclusion_by_rule: mistaken((row) => eligible[row]),
    inclusion_by_implementation: mistaken((row) => !eligible[row]),
  };
}

/** Return the coverage of the intended less the coverage of the others: 1 is perfect, 0 no targeting. */
export function targetingDifferential(intended, reached, weights) {
  checkFlagColumns({ intended, reached }, weights);
  const others = intended.map((flag) => (flag ? 0 : 1));
  return share(weights, intended, (row) => reached[row]) - share(weights, others, (row) => reached[row]);
}

/** Return the share of the money that goes to persons who are not intended. */
export function leakage(intended, benefits, weights) {
  checkFlags("intended", intended);
  checkAmounts("benefits", benefits, weights);
  checkColumns(weights, intended);
  const leaked = benefits.map((amount, row) => (intended[row] ? 0 : amount));
  return heldTotal("benefits", leaked, weights) / totalPaid(benefits, weights);
}

/** Return the part of the benefits that goes to the poorest `cut` of persons, over `cut`; the cut splits a step. */
export function coadyGroshHoddinott(benefits, welfare, weights, cut) {
  asNumber("share", cut, [SMALLEST_SHARE, 1], words("a number above 0, up to 1"), words("Write 0.4 for 40 %."));
  checkAmounts("benefits", benefits, weights);
  totalPaid(benefits, weights);
  checkColumns(weights, welfare);
  return heldBy(cut, concentrationCurve(benefits, welfare, weights)) / cut;
}

function checkFlagColumns(flags, weights) {
  for (const [name, column] of Object.entries(flags)) checkFlags(name, column);
  checkColumns(weights, ...Object.values(flags));
}

/** Return the share of a group, by weight, of whom `test(row)` is true. */
export function share(weights, group, test) {
  let [all, found] = [0, 0];
  for (let row = 0; row < weights.length; row++) {
    if (!group[row]) continue;
    all += weights[row];
    if (test(row)) found += weights[row];
  }
  if (!(all > 0)) {
    throw new EmptyGroup(words("the group is empty: its weights add up to 0, so it has no share and no mean."));
  }
  return found / all;
}
