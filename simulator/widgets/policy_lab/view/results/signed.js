// Numbers that may lie below 0, and differences: with their signs, unless no digit but 0 is left of them.

import { say } from "../../texts/lab.js";

/** Return a difference, its size as `text` writes it. */
export function signed(value, text) {
  return withSign(value, text, (size) => say("numbers.plus", { value: size }));
}

/** Return a number, its size as `text` writes it. */
export function belowToo(value, text) {
  return withSign(value, text, (size) => size);
}

function withSign(value, text, plus) {
  const size = text(Math.abs(value));
  if (size === text(0)) return size;
  return value < 0 ? say("numbers.minus", { value: size }) : plus(size);
}
