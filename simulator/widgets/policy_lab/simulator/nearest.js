// The nearest of some names, by the rule of Python's difflib, so that both languages suggest the same.

const CUTOFF = 0.5;

/** Return the name most like `word`, or null when none is like it at all. */
export function closest(word, names) {
  const rated = names
    .map((name) => ({ name, likeness: likeness(name, word) }))
    .filter((each) => each.likeness >= CUTOFF);
  // Of two names equally like, difflib takes the later in the alphabet.
  rated.sort((one, other) => other.likeness - one.likeness || (one.name < other.name ? 1 : -1));
  return rated.length ? rated[0].name : null;
}

/** Return 0 for nothing in common to 1 for the same: twice the matching letters over all letters. */
export function likeness(one, other) {
  const [letters, others] = [[...one], [...other]];
  const all = letters.length + others.length;
  return all ? (2 * matching(letters, others)) / all : 1;
}

function matching(one, other) {
  const { start, otherStart, size } = longestMatch(one, other);
  if (!size) return 0;
  const left = matching(one.slice(0, start), other.slice(0, otherStart));
  const right = matching(one.slice(start + size), other.slice(otherStart + size));
  return left + size + right;
}

function longestMatch(one, other) {
  let best = { start: 0, otherStart: 0, size: 0 };
  let ending = new Array(other.length + 1).fill(0);
  for (let i = 0; i < one.length; i++) {
    const next = new Array(other.length + 1).fill(0);
    for (let j = 0; j < other.length; j++) {
      if (one[i] !== other[j]) continue;
      const size = (next[j + 1] = ending[j] + 1);
      if (size > best.size) best = { start: i - size + 1, otherStart: j - size + 1, size };
    }
    ending = next;
  }
  return best;
}
