// Rules between schemes: only one of them, one counted as means for another, a limit to their sum.

import { byHousehold, byPerson, leftTo, lowered } from "./entitlements.js";
import { totalOf } from "./outcome.js";
import { precedence } from "../policy/precedence.js";
import { inCurrency, inHouseholds } from "../primitives/setting.js";

/**
 * Return what each scheme pays once the rules between them hold, applied in their order.
 * Lists of `exclusive` may overlap, so all of them hold together, where the first one stands.
 */
export function interact(setting, rules, alone) {
  const schemes = [...alone];
  let lists = rules.filter((rule) => rule.interaction.id === "exclusive");
  for (const rule of rules) {
    const kind = KINDS[rule.interaction.id];
    if (kind) kind(setting, rule, schemes);
    else if (lists.length) {
      exclusive(setting, lists, schemes);
      lists = [];
    }
  }
  return schemes;
}

/**
 * Pay each person, or household, only the first of the schemes in a list that pays it more than 0.
 * A scheme is kept from whom an earlier one of any of its lists pays.
 */
function exclusive(setting, lists, schemes) {
  const { population } = setting;
  const served = lists.map(() => new Uint8Array(population.persons.age.length));
  for (const place of precedence(lists.map((each) => each.schemes))) {
    const own = [...lists.keys()].filter((number) => lists[number].schemes.includes(place));
    const elsewhere = new Uint8Array(population.persons.age.length);
    for (const number of own) mark(elsewhere, served[number]);
    schemes[place] = leftTo(setting, schemes[place], elsewhere);
    for (const number of own) {
      mark(served[number], paidPersons(population, schemes[place], lists[number].values.get("within")));
    }
  }
}

/** Mark whoever is marked in the other. */
function mark(marked, other) {
  for (let person = 0; person < marked.length; person++) marked[person] |= other[person];
}

/** Return one 0 or 1 a person: who is paid more than 0, or lives in a household that is. */
function paidPersons(population, scheme, within) {
  const people = byPerson(population, scheme);
  const [paid, rows] = [new Uint8Array(rowsOf(population, within)), rowOf(people, within)];
  for (let recipient = 0; recipient < rows.length; recipient++) paid[rows[recipient]] |= people.amount[recipient] > 0;
  return within === "person" ? paid : inHouseholds(population, paid);
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

// `exclusive` is none of them: it takes all of its lists together.
const KINDS = { offset, cap };

/** Cut the schemes named to the share that each person, or household, keeps. */
function cut(population, schemes, places, kept, within) {
  for (const place of places) {
    const people = byPerson(population, schemes[place]);
    const row = rowOf(people, within);
    const amount = people.amount.map((each, recipient) => each * kept[row[recipient]]);
    schemes[place] = { ...lowered(population, schemes[place], amount), limited: true };
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
