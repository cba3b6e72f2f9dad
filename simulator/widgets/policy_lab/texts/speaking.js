// What the lab says: sentences by key, in the language that was chosen, or in English where that lacks one.
// Own, for bytes: the runtimes of Fluent and of ICU's messages take 10 kB and more.

import { ENGLISH, NAMED } from "./languages.js";
import { sayIn } from "../simulator/wording.js";

const PLACE = /\{(\w+)\}/g;
// The capital letter that a word begins with; alone it is a word only before another: 'A levy', not 'A, B'.
const FIRST_WORD = /^\p{Lu}(?=\p{Ll}| \p{Ll})/u;
const ORIGINAL = spoken({ ...ENGLISH, sections: {}, names: {} });
let language = ORIGINAL;

/** Speak a language from now on, the engine too: what a catalogue file of texts holds, null for English. */
export function speak(texts) {
  language = texts ? spoken(texts) : ORIGINAL;
  sayIn(texts && ofEngine(language));
}

function ofEngine({ engine = {}, names, number, names_in_sentences: within }) {
  const parts = number.formatToParts(123456.5);
  const sign = (type) => parts.find((part) => part.type === type)?.value ?? "";
  const signs = Object.fromEntries([...Array(10).keys()].map((digit) => [digit, number.format(digit)]));
  Object.assign(signs, { ".": sign("decimal"), ",": sign("group") });
  return { sentences: engine, names, signs, keeps_capitals: within !== "lower_case" };
}

/** Return the attributes of what is written in the language: {lang, dir}, `dir` null where it is as usual. */
export function writtenIn() {
  const { locale, direction } = language;
  return { lang: locale, dir: direction === "ltr" ? null : direction };
}

/**
 * Return a function (key, places) of the sentence of a section; numbers among the places are written as the language
 * writes them. A sentence that has several forms is chosen by the place `count`.
 */
export function sayer(section, english) {
  return (key, places = {}) => {
    const own = language.sections[section]?.[key];
    const { rules, number } = own === undefined ? ORIGINAL : language;
    const forms = own ?? english[key];
    const sentence = typeof forms === "string" ? forms : (forms[rules.select(places.count)] ?? forms.other);
    if (!sentence.includes("{")) return sentence;
    return sentence.replace(PLACE, (_, name) => (typeof places[name] === "number" ? number.format(places[name]) : places[name]));
  };
}

/** Return a name that came with the data, such as a unit or a region, in the language. */
export function named(text) {
  return language.names[text] ?? text;
}

/** Return what the data of a population are, around the name of its country, in the language. */
export function dataLabel({ name, label }) {
  return named(label.replace(name, "{country}")).replace("{country}", named(name));
}

/** Return what was declared of schemes and their like with every name in the language. */
export function translated(declared) {
  if (language === ORIGINAL) return declared;
  return JSON.parse(JSON.stringify(declared), (key, value) => {
    if (key === "choices" && value) return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, named(text)]));
    return NAMED.includes(key) && typeof value === "string" ? named(value) : value;
  });
}

/** Return a name as it stands inside a sentence: in English 'Benefit' is 'the benefit', but 'A' and 'GDP' stay. */
export function insideSentence(name) {
  if (language.names_in_sentences !== "lower_case") return name;
  return name.replace(FIRST_WORD, (letter) => letter.toLocaleLowerCase(language.locale));
}

/** Return names as a list in words: 'a, b and c'. */
export function listed(names) {
  return language.list.format(names);
}

/** Return a function that gives what `make` makes of the locale, once for each language: making a formatter is slow. */
export function inLanguage(make) {
  let [madeFor, made] = [null, null];
  return () => {
    if (madeFor !== language) [madeFor, made] = [language, make(language.locale)];
    return made;
  };
}

function spoken(texts) {
  const { locale } = texts;
  return {
    ...texts,
    rules: new Intl.PluralRules(locale),
    number: new Intl.NumberFormat(locale),
    list: new Intl.ListFormat(locale, { type: "conjunction" }),
  };
}
