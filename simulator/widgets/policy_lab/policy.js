// A policy: schemes with their values. A URL fragment and the controls end in the same record.

import { BadInput, SimulatorError, unknown } from "./errors.js";
import { checkedValues, fromText, toText } from "./parameters.js";

const VERSION = "1";
const MOST_SCHEMES = 20;
const LONGEST_FRAGMENT = 8000;
const SCHEME_NUMBER = /^[0-9]{1,2}$/;

/** Return the schemes of `schemes.json` by id, each with its parameters by path. */
export function readSchemes(data) {
  const entries = Object.values(data).map((scheme) => {
    const parameters = new Map(scheme.parameters.map((parameter) => [parameter.path, parameter]));
    return [scheme.id, { ...scheme, parameters }];
  });
  return new Map(entries);
}

/** Return the policy in the fragment of a URL, or in a whole URL: what stands behind `#`. */
export function policyFromFragment(fragment, catalogue) {
  const { once, numbered } = readLink(fragment);
  const version = once.get("version") ?? null;
  if (version !== VERSION) {
    throw new BadInput("policy.version", version, VERSION, `Begin with \`version: ${VERSION}\`.`);
  }
  const order = [...numbered.keys()].sort((one, other) => one - other);
  return { schemes: order.map((number) => schemeSetting(numbered.get(number), catalogue, `schemes[${number}]`)) };
}

/** Return the name of the poverty line that a link ends with, or null for the reference line. */
export function lineInLink(link) {
  return readLink(link).once.get("line") ?? null;
}

/** Return the policy as the fragment of a URL, without `#`, every value written out. */
export function policyToFragment(policy) {
  const pairs = policy.schemes.flatMap(({ scheme, values }, index) => [
    `${index + 1}.id=${quote(scheme.id)}`,
    ...[...values].map(([path, value]) => `${index + 1}.${path}=${quote(toText(value))}`),
  ]);
  return [`version=${VERSION}`, ...pairs].join("&");
}

/** Return a policy in which some values of one scheme are changed, by path. */
export function withValues(policy, changed, index = 0) {
  const { scheme, values } = policy.schemes[index];
  const kept = [...values].filter(([path]) => survives(path, changed));
  const given = new Map([...kept, ...Object.entries(changed)]);
  const setting = { scheme, values: checkedValues(scheme.parameters, given, `schemes[${index + 1}]`) };
  return { schemes: policy.schemes.map((each, place) => (place === index ? setting : each)) };
}

/** Say whether an old value still means something: a new unit or rule makes its numbers void. */
function survives(path, changed) {
  if (path === "amount.value") return !("amount.unit" in changed);
  return !(path.startsWith("rule.") && "rule" in changed);
}

function schemeSetting(texts, catalogue, where) {
  const name = texts.get("id");
  if (!catalogue.has(name)) throw unknown(`${where}.id`, name, catalogue.keys());
  const scheme = catalogue.get(name);
  const given = new Map();
  for (const [path, text] of texts) {
    const parameter = scheme.parameters.get(path);
    if (path !== "id") given.set(path, parameter ? fromText(parameter, text) : text);
  }
  return { scheme, values: checkedValues(scheme.parameters, given, where) };
}

/** Return what a link says once, by key, and the raw texts of each scheme by its number. */
function readLink(link) {
  const text = link.slice(link.lastIndexOf("#") + 1);
  if ([...text].length > LONGEST_FRAGMENT) {
    throw new SimulatorError(`link: over ${LONGEST_FRAGMENT} characters. Copy the link from the lab again.`);
  }
  const [once, numbered] = [new Map(), new Map()];
  for (const [key, value] of readPairs(text)) {
    if (["version", "line"].includes(key) && !once.has(key)) once.set(key, value);
    else addNumbered(numbered, key, value);
  }
  return { once, numbered };
}

function addNumbered(numbered, key, value) {
  const dot = key.indexOf(".");
  const number = key.slice(0, Math.max(dot, 0));
  if (!SCHEME_NUMBER.test(number) || Number(number) < 1 || Number(number) > MOST_SCHEMES) {
    throw new BadInput("link", key, "version, then keys such as 1.id or 1.take_up", "Copy the link again.");
  }
  const texts = numbered.get(Number(number)) ?? new Map();
  const path = key.slice(dot + 1);
  if (texts.has(path)) throw new BadInput("link", key, "each key once", "Keep one of the two.");
  numbered.set(Number(number), texts.set(path, value));
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
  return new BadInput("link", text, "a policy, such as version=1&1.id=child_benefit", "Copy it again.");
}

/** Return the text as a URL may hold it, with the same signs left alone as in Python's `quote`. */
function quote(text) {
  const escape = (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/g, escape).replaceAll("%2F", "/");
}
