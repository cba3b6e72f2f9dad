// What the engine says to a reader: refusals and notes. The English stands where it is said, and is the key of its
// translation, as with GNU gettext: a page in English needs no catalogue of it.

const PLACE = /\{(\w+)\}/g;
const ENGLISH = { sentences: {}, names: {}, signs: {}, keeps_capitals: false };
let language = ENGLISH;

/**
 * Say everything in a language from now on, null for English: {sentences, names} by their English, `signs` by the sign
 * of a number in English, and whether names keep their capital letter inside a sentence.
 */
export function sayIn(given) {
  language = given ?? ENGLISH;
}

/** Return a sentence with its places filled: in the language chosen, or in English where that has none. */
export function words(english, places = {}) {
  return (language.sentences[english] ?? english).replace(PLACE, (_, name) => places[name]);
}

/** Return a name that came with the data, such as a unit, in the language chosen. */
export function named(english) {
  return language.names[english] ?? english;
}

/** Return a name as it stands inside a sentence: 'Quota' becomes 'quota'. */
export function insideSentence(name) {
  return language.keeps_capitals ? name : name[0].toLowerCase() + name.slice(1);
}

/** Return a number that is written as in English, '1,234.5', as the language chosen writes it. */
export function numeral(text) {
  return text.replace(/[\d.,]/g, (sign) => language.signs[sign] ?? sign);
}
