// The parts of a policy that hold values: its schemes, the rules between them, the sources of money.

const LETTERS = { schemes: "", interactions: "i", financing: "f" };
const DECLARED = { schemes: "scheme", interactions: "interaction", financing: "source" };

/** Return a part by the list it stands in and its place there, from 0. */
export function partAt(list, place) {
  return { list, place };
}

export const FIRST = partAt("schemes", 0);

/** Return the name of a part in links and in the page: `1` is the first scheme, `f1` the first source. */
export function keyOf({ list, place }) {
  return `${LETTERS[list]}${place + 1}`;
}

/** Return the record of a part in a policy. */
export function settingOf({ policy }, { list, place }) {
  return policy[list][place];
}

/** Return what the part is: the scheme, the rule between schemes, the source. */
export function declaredOf(state, part) {
  return settingOf(state, part)[DECLARED[part.list]];
}

/** Return every part of a policy, in the order of a link. */
export function partsOf({ policy }) {
  return Object.keys(LETTERS).flatMap((list) => policy[list].map((_, place) => partAt(list, place)));
}
