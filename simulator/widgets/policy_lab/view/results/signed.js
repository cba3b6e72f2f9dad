// Numbers that may lie below 0, and differences: with their signs, unless no digit but 0 is left of them.

/** Return a difference, its size as `text` writes it. */
export function signed(value, text) {
  return withSign(value, text, "+");
}

/** Return a number, its size as `text` writes it. */
export function belowToo(value, text) {
  return withSign(value, text, "");
}

function withSign(value, text, plus) {
  const size = text(Math.abs(value));
  if (!/[1-9]/.test(size)) return size;
  return `${value < 0 ? "−" : plus}${size}`;
}
