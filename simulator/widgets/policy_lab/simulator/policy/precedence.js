// Which scheme of a policy is meant by its place, and in which order schemes lead one another.

import { BadInput, SimulatorError } from "../errors.js";
import { words } from "../wording.js";

/** Return the place of a scheme in a list of them, counted from 0, or refuse it. */
export function checkedPlace(schemes, place) {
  if (Number.isInteger(place) && place >= 0 && place < schemes.length) return place;
  const allowed = words("a whole number from 0 to below {count}, the number of schemes", { count: schemes.length });
  throw new BadInput("scheme", place, allowed, words("Count the schemes of the policy from 0."));
}

/**
 * Return every place in the lists once, after all those that stand before it in any list.
 * Lists that go round in a circle are refused: nobody could say which scheme leads.
 */
export function precedence(lists) {
  const before = new Map(lists.flat().map((place) => [place, new Set()]));
  for (const each of lists) {
    each.forEach((place, number) => each.slice(0, number).forEach((earlier) => before.get(place).add(earlier)));
  }
  const order = [];
  while (order.length < before.size) {
    const left = [...before.keys()].filter((place) => !order.includes(place)).sort(ascending);
    const free = left.find((place) => [...before.get(place)].every((earlier) => order.includes(earlier)));
    if (free === undefined) throw goesRound(before, left);
    order.push(free);
  }
  return order;
}

/** Return the error that names a circle. Each of those left has one before it: a walk back goes round. */
function goesRound(before, left) {
  const previousOf = (place) => [...before.get(place)].filter((earlier) => left.includes(earlier)).sort(ascending)[0];
  const walk = [left[0]];
  let previous = previousOf(left[0]);
  while (!walk.includes(previous)) {
    walk.push(previous);
    previous = previousOf(previous);
  }
  const circle = walk.slice(walk.indexOf(previous)).reverse();
  const first = circle.indexOf(Math.min(...circle));
  const turned = [...circle.slice(first), ...circle.slice(0, first)].map((place) => place + 1);
  const pairs = turned.map((one, number) => ({ one, other: turned[(number + 1) % turned.length] }));
  const steps = pairs.map((pair) => words("{one} before {other}", pair));
  return new SimulatorError(
    words(
      "interactions: the `exclusive` lists go round in a circle: scheme {steps}. Write these schemes in the same order in " +
        "all lists, or keep one list.",
      { steps: steps.join(", ") },
    ),
  );
}

function ascending(one, other) {
  return one - other;
}
