// Numbers as a reader wants them: thousands separated, big ones in words, no false precision.

import { say } from "../texts/lab.js";
import { inLanguage } from "../texts/speaking.js";

const LARGE = [
  [1e12, "trillion"],
  [1e9, "billion"],
  [1e6, "million"],
];
const formats = inLanguage((locale) => {
  const format = (options) => new Intl.NumberFormat(locale, options);
  const fixed = [0, 1, 2, 3].map((digits) => format({ minimumFractionDigits: digits, maximumFractionDigits: digits }));
  const [nothing, below, all] = [0, -0, 100].map((value) => fixed.map((each) => each.format(value)));
  // '2.00 million' beside '2.59 million': both are known equally well.
  const three = format({ minimumSignificantDigits: 3, maximumSignificantDigits: 3 });
  return { fixed, nothing, below, all, three, significant: format({ maximumSignificantDigits: 3 }) };
});
// What sums of binary fractions leave over: no person, and no money.
const DUST = 1e-9;
const ROUND = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10];

/** Return a number with so many decimals; what rounds to nothing has no sign. */
export function fixed(value, digits = 0) {
  const { fixed: format, nothing, below } = formats();
  const text = format[digits].format(value);
  return text === below[digits] ? nothing[digits] : text;
}

/** Return a share as a number: a little is not nothing ('under 0.1'), and nearly all not all ('over 99.9'). */
export function share(value, digits = 1) {
  const text = fixed(value, digits);
  const { nothing, all } = formats();
  if (text === nothing[digits] && value > DUST) return say("numbers.under", { value: fixed(10 ** -digits, digits) });
  if (text === all[digits] && value < 100 - DUST) return say("numbers.over", { value: fixed(100 - 10 ** -digits, digits) });
  return text;
}

/** Return a number with three significant digits, in million, billion or trillion where it is that large. */
export function big(value) {
  const size = Math.abs(value);
  if (size > DUST && size < 0.05) return say("numbers.under", { value: fixed(0.1, 1) });
  if (size < 1000) return fixed(value, size < 9.95 && !isWhole(value) ? 1 : 0);
  const [one, word] = LARGE.find(([least]) => size >= least * 0.9995) ?? [1, ""];
  return inWords(formats().three.format(value / one), word);
}

/** Return the end of an axis in words and its half in the same millions or thousands: '1.6 million', '0.8'. */
export function axisTexts(end) {
  const [one, word] = [...LARGE, [1e3, "thousand"]].find(([least]) => end >= least) ?? [1, ""];
  const { significant } = formats();
  return [inWords(significant.format(end / one), word), significant.format(end / 2 / one)];
}

/** Return a percentage with so many decimals. */
export function percent(value, digits = 1) {
  return withSign(share(value, digits));
}

/** Return a number, as text, with the sign of percent. */
export function withSign(value) {
  return say("numbers.percent", { value });
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
  return value === null ? say("numbers.nothing") : percent(value);
}

/** Return a percentage, or in words that there is nobody to take the share of. */
export function percentOrNobody(value, digits = 1) {
  return value === null ? say("numbers.nobody") : percent(value, digits);
}

/** Return a Gini index, or a dash where nobody has anything. */
export function giniText(value) {
  return value === null ? say("words.none") : fixed(value, 3);
}

/** Return an amount of money in words. */
export function money(currency, value) {
  return say("numbers.money", { currency, value: big(value) });
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
  if (whole === 0 && exact > DUST) return withSign(say("numbers.under", { value: 1 }));
  if (whole === 100 && exact < 100 - DUST) return withSign(say("numbers.over", { value: 99 }));
  return withSign(fixed(whole));
}

function inWords(value, word) {
  return word ? say(`numbers.${word}`, { value }) : value;
}

function isWhole(value) {
  return Math.abs(value - Math.round(value)) < DUST;
}
