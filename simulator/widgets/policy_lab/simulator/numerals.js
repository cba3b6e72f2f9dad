// Numbers written as Python writes them, so that both languages say the same.

/** Return the shortest text that reads back as the same number. */
export function plain(number) {
  const size = Math.abs(number);
  if ((size >= 1e-4 && size < 1e15) || size === 0) return String(number);
  if (size >= 1e15 && size < 1e16) return String(number) + (Number.isInteger(number) ? ".0" : "");
  const [digits, exponent] = number.toExponential().split("e");
  return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

/** Return a number with so many decimals, a tie to the even digit: Python's `.2f`. */
export function rounded(value, decimals) {
  const text = value.toFixed(decimals);
  const halves = Number.isInteger(value * 2 ** (decimals + 1));
  if (!halves || ((Math.abs(value) % 1) * 10 ** decimals) % 1 !== 0.5) return text;
  // Here JavaScript takes the larger of the two, and one digit more is the whole number.
  const smaller = value.toFixed(decimals + 1).slice(0, decimals ? -1 : -2);
  return Number(smaller.at(-1)) % 2 ? text : smaller;
}

/** Return a number with so many digits and no zeros at its end, as a power of ten where it is long: Python's `.3g`. */
export function general(value, digits) {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const trimmed = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (exponent >= -4 && exponent < digits) return trimmed(rounded(value, digits - 1 - exponent));
  return `${trimmed(mantissa)}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

/** Return a whole number with its thousands set apart: Python's `,.0f`. */
export function grouped(value) {
  return rounded(value, 0).replace(/\B(?=(\d{3})+$)/g, ",");
}
