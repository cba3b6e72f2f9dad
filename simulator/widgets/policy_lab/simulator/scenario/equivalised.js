// The summary on any equivalence scale: Python's `to_data(summarise(outcome, line, equivalence))`.

import { PER_PERSON, summaryOf } from "./summary.js";
import { SMALLEST_CELL } from "./small-cells.js";
import { welfareOf } from "./welfare.js";

/** Return the outcome in numbers; poverty and inequality on the scale named, costs and gains per person. */
export function summarise(outcome, lineName = null, equivalence = PER_PERSON, smallestCell = SMALLEST_CELL) {
  return summaryOf(outcome, welfareOf(outcome, lineName, equivalence), smallestCell);
}
