// Rules between schemes: only one of them, one counted as means for another, a limit to their sum.

import { byHousehold, byPerson, lowered, without } from "./entitlements.js";
import { totalOf } from "./outcome.js";
import { inCurrency, recipients } from "./setting.js";

/** Return what each scheme pays once the rules between them hold, applied in their order. */
export function interact(setting, rules, alone) {
  const schemes = [...alone];
  for (const rule of rules) KINDS[rule.interaction.id](setting, rule, schemes);
  return schemes;
}

/** Pay each person, or household, only the first of the schemes that reaches it. */
function exclusive({ population }, { schemes: places, values }, schemes) {
  const within = values.get("within");
  const served = new Uint8Array(rowsOf(population, within));
  for (const place of places) {
    const row = rowOf(recipients(population, schemes[place].reached), within);
    schemes[place] = without(population, schemes[place], (recipient) => served[row[recipient]]);
    for (let recipient = 0; recipient < row.length; recipient++) served[row[recipient]] = 1;
  }
}

/** Pay less of the first scheme, by a share of what the others pay the household, down to nothing. */
function offset({ population }, { schemes: [first, ...others], values }, schemes) {
  const share = values.get("share");
  const own = byHousehold(population, schemes[first]);
  const counted = totalOf(population, others.map((place) => byHousehold(population, schemes[place])));
  const left = own.map((amount, household) => Math.max(0, amount - share * counted[household]));
  cut(population, schemes, [first], ratio(left, own), "household");
}

/** Cut all of the schemes by the same share where a person, or household, would get above the limit. */
function cap({ population }, { schemes: places, values }, schemes) {
  const within = values.get("within");
  const limit = inCurrency(population, values.get("limit.value"), values.get("limit.unit"));
  const paid = new Float64Array(rowsOf(population, within));
  for (const place of places) {
    const sums = new Float64Array(paid.length);
    const people = byPerson(population, schemes[place]);
    rowOf(people, within).forEach((row, recipient) => (sums[row] += people.amount[recipient]));
    sums.forEach((sum, row) => (paid[row] += sum));
  }
  const most = paid.map((amount) => Math.min(amount, limit));
  cut(population, schemes, places, ratio(most, paid), within);
}

const KINDS = { exclusive, offset, cap };

/** Cut the schemes named to the share that each person, or household, keeps. */
function cut(population, schemes, places, kept, within) {
  for (const place of places) {
    const people = byPerson(population, schemes[place]);
    const row = rowOf(people, within);
    const amount = people.amount.map((each, recipient) => each * kept[row[recipient]]);
    schemes[place] = lowered(population, schemes[place], amount);
  }
}

function rowsOf({ persons, households }, within) {
  return within === "person" ? persons.age.length : households.size.length;
}

/** Return the row of each recipient: the person's own, or the household's. */
function rowOf({ persons, household }, within) {
  return within === "person" ? persons : household;
}

/** Return part / whole, and 1 where there is nothing to cut. */
function ratio(part, whole) {
  return part.map((each, row) => (whole[row] > 0 ? each / whole[row] : 1));
}
