// Numbers as a reader wants them: thousands separated, big ones in words, no false precision.

const WORDS = [
  [1e12, "trillion"],
  [1e9, "billion"],
  [1e6, "million"],
];
// Making a formatter is slow, using it is not: each is made once.
const FIXED = [0, 1, 2, 3].map(
  (digits) => new Intl.NumberFormat("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);
const ROUND = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10];
const SIGNIFICANT = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/** Return a number with so many decimals; what rounds to nothing has no sign. */
export function fixed(value, digits = 0) {
  const text = FIXED[digits].format(value);
  return /^-[0.,]*$/.test(text) ? text.slice(1) : text;
}

/** Return a number with three significant digits, in million, billion or trillion where it is that large. */
export function big(value) {
  const size = Math.abs(value);
  if (size < 1000) return fixed(value, size > 0 && size < 10 && !Number.isInteger(value) ? 1 : 0);
  const [one, word] = WORDS.find(([least]) => size >= least * 0.9995) ?? [1, ""];
  return SIGNIFICANT.format(value / one) + (word && ` ${word}`);
}

/** Return the end of an axis in words and its half in the same millions or thousands: '1.6 million', '0.8'. */
export function axisTexts(end) {
  const [one, word] = [...WORDS, [1e3, "thousand"]].find(([least]) => end >= least) ?? [1, ""];
  return [`${SIGNIFICANT.format(end / one)} ${word}`.trim(), SIGNIFICANT.format(end / 2 / one)];
}

/** Return a percentage with so many decimals. */
export function percent(value, digits = 1) {
  return `${fixed(value, digits)}\u00a0%`;
}

/** Return a percentage that says 'under 0.1 %' rather than nothing when there is a little. */
export function someOf(value) {
  if (value === null) return "nothing that can be counted";
  return value > 0 && value < 0.05 ? `under ${percent(0.1)}` : percent(value);
}

/** Return a percentage, or in words that there is nobody to take the share of. */
export function percentOrNobody(value, digits = 1) {
  return value === null ? "nobody to count" : percent(value, digits);
}

/** Return an amount of money in words. */
export function money(currency, value) {
  return `${currency}\u00a0${big(value)}`;
}

/** Return the value of a number field without the dust of binary fractions. */
export function tidy(value) {
  return Number(value.toPrecision(12));
}

/** Return the least round number that is not below the value: the end of an axis or a slider. */
export function roundUp(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = ROUND.find((each) => each * power >= value * (1 - 1e-9));
  return tidy(step * power);
}
