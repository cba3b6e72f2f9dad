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
const NOTHING = FIXED.map((format) => format.format(0));
const ALL = FIXED.map((format) => format.format(100));
// What sums of binary fractions leave over: no person, and no money.
const DUST = 1e-9;
const ROUND = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10];
const SIGNIFICANT = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
// '2.00 million' beside '2.59 million': both are known equally well.
const THREE = new Intl.NumberFormat("en", { minimumSignificantDigits: 3, maximumSignificantDigits: 3 });

/** Return a number with so many decimals; what rounds to nothing has no sign. */
export function fixed(value, digits = 0) {
  const text = FIXED[digits].format(value);
  return /^-[0.,]*$/.test(text) ? text.slice(1) : text;
}

/** Return a share as a number: a little is not nothing ('under 0.1'), and nearly all not all ('over 99.9'). */
export function share(value, digits = 1) {
  const text = fixed(value, digits);
  if (text === NOTHING[digits] && value > DUST) return `under ${fixed(10 ** -digits, digits)}`;
  if (text === ALL[digits] && value < 100 - DUST) return `over ${fixed(100 - 10 ** -digits, digits)}`;
  return text;
}

/** Return a number with three significant digits, in million, billion or trillion where it is that large. */
export function big(value) {
  const size = Math.abs(value);
  if (size > DUST && size < 0.05) return "under 0.1";
  if (size < 1000) return fixed(value, size < 9.95 && !isWhole(value) ? 1 : 0);
  const [one, word] = WORDS.find(([least]) => size >= least * 0.9995) ?? [1, ""];
  return THREE.format(value / one) + (word && ` ${word}`);
}

/** Return the end of an axis in words and its half in the same millions or thousands: '1.6 million', '0.8'. */
export function axisTexts(end) {
  const [one, word] = [...WORDS, [1e3, "thousand"]].find(([least]) => end >= least) ?? [1, ""];
  return [`${SIGNIFICANT.format(end / one)} ${word}`.trim(), SIGNIFICANT.format(end / 2 / one)];
}

/** Return a percentage with so many decimals. */
export function percent(value, digits = 1) {
  return `${share(value, digits)}\u00a0%`;
}

/** Return parts as whole percentages that add up to 100: what rounding leaves goes to the largest remainders. */
export function wholePercents(parts) {
  const all = parts.reduce((sum, part) => sum + part, 0);
  const exact = parts.map((part) => (100 * part) / all);
  const whole = exact.map((each) => Math.floor(each + DUST));
  const missing = 100 - whole.reduce((sum, each) => sum + each, 0);
  const left = exact.map((each, index) => each - whole[index]);
  const order = left.map((_, index) => index).sort((one, other) => left[other] - left[one]);
  for (const index of order.slice(0, missing)) whole[index] += 1;
  return whole.map((each, index) => wholeText(each, exact[index]));
}

/** Return a percentage, or in words that there is nothing to take it of. */
export function someOf(value) {
  return value === null ? "nothing that can be counted" : percent(value);
}

/** Return a percentage, or in words that there is nobody to take the share of. */
export function percentOrNobody(value, digits = 1) {
  return value === null ? "nobody to count" : percent(value, digits);
}

/** Return a Gini index, or a dash where nobody has anything. */
export function giniText(value) {
  return value === null ? "–" : fixed(value, 3);
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

function wholeText(whole, exact) {
  if (whole === 0 && exact > DUST) return "under 1\u00a0%";
  if (whole === 100 && exact < 100 - DUST) return "over 99\u00a0%";
  return `${whole}\u00a0%`;
}

function isWhole(value) {
  return Math.abs(value - Math.round(value)) < DUST;
}
