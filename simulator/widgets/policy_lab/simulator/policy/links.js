// A policy as the fragment of a URL: `1.` is the first scheme, `i1.` a rule between them, `f1.` who pays.
// A `b` before any of these is the same of the baseline, the benefits that exist: `b1.` is its first scheme.
// An `a` before them is the same of alternative A, which somebody keeps to look at beside the policy.

import { BadInput, SimulatorError, inside, unknown } from "../errors.js";
import { plain } from "../numerals.js";
import { DECIMAL, checkedValues, fromText, start, toText } from "../parameters.js";
import { MOST_SCHEMES, existingSetting, interactionSetting, policyOf, sourceSetting } from "./settings.js";
import { words } from "../wording.js";

const VERSION = "1";
const LONGEST_FRAGMENT = 20_000;
const ONCE = ["version", "line", "country"];
// The letter before a number says what the entry is; a scheme has none. Before both stands whose it is.
const ENTRY = /^([ab]?)([ife]?)([0-9]{1,2})$/;
const WHERE = { "": "schemes", i: "interactions", f: "financing", e: "existing" };
const [OF_A_POLICY, OF_A_BASELINE, OF_AN_ALTERNATIVE] = ["", "b", "a"];
const BEFORE = { [OF_A_POLICY]: "", [OF_A_BASELINE]: "baseline.", [OF_AN_ALTERNATIVE]: "alternative." };
const EXISTING_KEYS = ["benefit", "treatment", "by"];

/** Return the policy in the fragment of a URL, or in a whole URL; one with another beside it is refused. */
export function policyFromFragment(link, catalogue) {
  const { policy, baseline, alternative } = fromLink(link, catalogue);
  if (!baseline && !alternative) return policy;
  const what = baseline ? words("a baseline") : words("an alternative");
  throw new SimulatorError(
    words("link: it holds {what} beside the policy. Read both with fromLink(link, catalogue).", { what }),
  );
}

/** Return the policy in a link, or in its fragment, and baseline and alternative A beside it, null without one. */
export function fromLink(link, catalogue) {
  const { once, entries } = readLink(link);
  const version = once.get("version") ?? null;
  if (version !== VERSION) {
    throw new BadInput("policy.version", version, VERSION, words("Begin with `version: {version}`.", { version: VERSION }));
  }
  const held = new Set([OF_A_POLICY, ...[...entries.values()].map(({ whose }) => whose)]);
  const parts = Object.keys(BEFORE).map((whose) => (held.has(whose) ? partsOf(entries, whose, catalogue) : null));
  const made = (given, name) => given && inside(name, () => policyOf(...given, catalogue));
  return {
    policy: policyOf(...parts[0], catalogue),
    baseline: made(parts[1], "baseline"),
    alternative: made(parts[2], "alternative"),
  };
}

/** Return the parts of the policy, or of what stands beside it, that the entries of a link describe. */
function partsOf(entries, whose, catalogue) {
  const made = (letter, make) => entriesOf(entries, whose, letter).map(({ texts, where }) => make(texts, where));
  const schemes = made("", (texts, where) => {
    const { declared, values } = valuesOf(texts, catalogue.schemes, where);
    return { scheme: declared, values };
  });
  const ids = schemes.map(({ scheme }) => scheme.id);
  const interactions = made("i", (texts, where) => interactionOf(texts, ids, catalogue.interactions, where));
  const financing = made("f", (texts, where) => sourceOf(texts, catalogue.sources, where));
  const existing = made("e", (texts, where) => existingOf(texts, ids, where));
  return [schemes, interactions, financing, existing];
}

/** Return the name of the poverty line that a link ends with, or null for the reference line. */
export function lineInLink(link) {
  return readLink(link).once.get("line") ?? null;
}

/** Return the name of the country that a link ends with, or null for that of the lab it was made for. */
export function countryInLink(link) {
  return readLink(link).once.get("country") ?? null;
}

/** Return the policy as the fragment of a URL, without `#`, every value written out. */
export function policyToFragment(policy) {
  return linkOf(policy);
}

/** Return a policy, and baseline and alternative A beside it, as the fragment of a URL. */
export function linkOf(policy, baseline = null, alternative = null) {
  return written([policy, baseline, alternative], false);
}

/** Return the same without the values that are as declared: whoever reads it puts them in again. */
export function shortLink(policy, baseline = null, alternative = null) {
  return written([policy, baseline, alternative], true);
}

function written(policies, short) {
  const said = Object.keys(BEFORE).flatMap((whose, place) => (policies[place] ? policyPairs(whose, policies[place], short) : []));
  const pairs = [["version", VERSION], ...said];
  return pairs.map(([key, text]) => `${key}=${quote(text)}`).join("&");
}

function policyPairs(whose, { schemes, interactions, financing, existing }, short) {
  const pairs = [];
  const add = (number, entry) => pairs.push(...entry.map(([key, text]) => [`${whose}${number}.${key}`, text]));
  schemes.forEach(({ scheme, values }, place) => add(place + 1, [["id", scheme.id], ...textsOf(scheme, values, short)]));
  interactions.forEach(({ interaction, schemes: places, values }, place) => {
    const named = [["id", interaction.id], ["schemes", places.map((each) => each + 1).join(",")]];
    add(`i${place + 1}`, [...named, ...textsOf(interaction, values, short)]);
  });
  financing.forEach(({ source, values, share }, place) => {
    const part = short && share === 1 ? [] : [["share", plain(share)]];
    add(`f${place + 1}`, [["id", source.id], ...part, ...textsOf(source, values, short)]);
  });
  existing.forEach(({ benefit, treatment, by }, place) =>
    add(`e${place + 1}`, [["benefit", benefit], ["treatment", treatment], ...(by === null ? [] : [["by", String(by + 1)]])]),
  );
  return pairs;
}

/** Return the text of each value by path; if `short`, of those that are not as declared. */
function textsOf({ parameters }, values, short) {
  const asDeclared = (path, value) => toText(value) === toText(start(parameters.get(path), values));
  const said = [...values].filter(([path, value]) => !short || !asDeclared(path, value));
  return said.map(([path, value]) => [path, toText(value)]);
}

/** Return what a link says once, by key, and the raw texts of each entry by its letters and number. */
function readLink(link) {
  const text = link.slice(link.lastIndexOf("#") + 1);
  if ([...text].length > LONGEST_FRAGMENT) {
    const places = { most: LONGEST_FRAGMENT };
    throw new SimulatorError(words("link: over {most} characters. Copy the link from the lab again.", places));
  }
  const [once, entries] = [new Map(), new Map()];
  for (const [key, value] of readPairs(text)) {
    if (ONCE.includes(key) && !once.has(key)) once.set(key, value);
    else addKey(entries, key, value);
  }
  refuseGaps(entries);
  return { once, entries };
}

function addKey(entries, key, value) {
  const dot = key.indexOf(".");
  const [, whose, letter, digits] = ENTRY.exec(key.slice(0, Math.max(dot, 0))) ?? [];
  const number = Number(digits);
  if (!(number >= 1 && number <= MOST_SCHEMES)) {
    throw new BadInput("link", key, words("version, then keys such as 1.id or 1.take_up"), words("Copy the link again."));
  }
  const name = whose + letter + number;
  if (!entries.has(name)) entries.set(name, { whose, letter, number, texts: new Map() });
  const [{ texts }, path] = [entries.get(name), key.slice(dot + 1)];
  if (texts.has(path)) throw new BadInput("link", key, words("each key once"), words("Keep one of the two."));
  texts.set(path, value);
}

/** Refuse numbers that leave one out: others may mean a scheme by its number, and would mean another. */
function refuseGaps(entries) {
  for (const whose of Object.keys(BEFORE)) {
    for (const letter of Object.keys(WHERE)) {
      entriesOf(entries, whose, letter).forEach(({ number }, place) => {
        if (number === place + 1) return;
        const kind = whose + letter;
        const places = { first: `${kind}${place + 1}.`, then: `${kind}${number}.` };
        const allowed = words("numbers that leave none out: {first} before {then}", places);
        throw new BadInput("link", `${kind}${number}.`, allowed, words("Copy the link again."));
      });
    }
  }
}

/** Return the entries of one kind in the order of their numbers, each with what it is called in an error. */
function entriesOf(entries, whose, letter) {
  const found = [...entries.values()].filter((each) => each.whose === whose && each.letter === letter);
  found.sort((one, other) => one.number - other.number);
  return found.map(({ number, texts }) => ({ number, texts, where: `${BEFORE[whose]}${WHERE[letter]}[${number}]` }));
}

/** Return what an entry describes, and its values in the types of their parameters, checked. */
function valuesOf(texts, known, where, leftOut = null) {
  const name = texts.get("id");
  if (!known.has(name)) throw unknown(`${where}.id`, name, known.keys());
  const declared = known.get(name);
  const given = new Map();
  for (const [path, text] of texts) {
    const parameter = declared.parameters.get(path);
    if (path !== "id" && path !== leftOut) given.set(path, parameter ? fromText(parameter, text) : text);
  }
  return { declared, values: checkedValues(declared.parameters, given, where) };
}

function interactionOf(texts, ids, known, where) {
  const named = texts.get("schemes");
  const places = named ? named.split(",").map((each) => placeOf(each, ids, `${where}.schemes`)) : [];
  const { declared, values } = valuesOf(texts, known, where, "schemes");
  return inside(where, () => interactionSetting(declared, places, values));
}

function sourceOf(texts, known, where) {
  const { declared, values } = valuesOf(texts, known, where, "share");
  const share = texts.get("share") ?? "1";
  const typed = DECIMAL.test(share) ? Number(share) : share;
  return inside(where, () => sourceSetting(declared, values, typed));
}

function existingOf(texts, ids, where) {
  for (const key of texts.keys()) if (!EXISTING_KEYS.includes(key)) throw unknown(where, key, EXISTING_KEYS);
  const by = texts.has("by") ? placeOf(texts.get("by"), ids, `${where}.by`) : null;
  return inside(where, () => existingSetting(texts.get("benefit") ?? "", texts.get("treatment") ?? "", by));
}

/** Return the place, from 0, of the scheme that is named by its id, or by its number from 1. */
export function placeOf(text, ids, where) {
  const name = /^[0-9]{1,2}$/.test(text) ? Number(text) : text;
  if (Number.isInteger(name) && name >= 1 && name <= ids.length) return name - 1;
  const places = [...ids.keys()].filter((place) => ids[place] === name);
  if (!places.length) throw unknown(where, name, ids);
  if (places.length > 1) {
    const numbers = places.map((place) => place + 1).join(words(" or "));
    const allowed = words("a name that one scheme of the policy has");
    throw new BadInput(where, name, allowed, words("Write the scheme's number instead: {numbers}.", { numbers }));
  }
  return places[0];
}

function readPairs(text) {
  if (!text) return [];
  return text.split("&").map((pair) => {
    const equals = pair.indexOf("=");
    if (equals < 0) throw unreadable(text);
    return [unquote(pair.slice(0, equals), text), unquote(pair.slice(equals + 1), text)];
  });
}

/** Return the text behind percent signs. Unlike decodeURIComponent it leaves '%zz' alone, as Python does. */
function unquote(part, text) {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return part.replaceAll("+", " ").replace(/(%[0-9a-f]{2})+/gi, (escaped) => {
    const bytes = escaped.slice(1).split("%").map((byte) => parseInt(byte, 16));
    try {
      return decoder.decode(new Uint8Array(bytes));
    } catch {
      throw unreadable(text);
    }
  });
}

function unreadable(text) {
  return new BadInput("link", text, words("a policy, such as version=1&1.id=child_benefit"), words("Copy it again."));
}

/** Return the text as a URL may hold it, with the same signs left alone as in Python's `quote`. */
function quote(text) {
  const escape = (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/g, escape).replaceAll("%2F", "/");
}
