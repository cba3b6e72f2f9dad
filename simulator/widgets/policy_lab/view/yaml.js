// A policy as the YAML text that Python's `Policy.from_yaml` reads, every value written out.

import { plain } from "../simulator/numerals.js";

const NAME = /^[a-z][a-z0-9_]*$/;
// Plain words that YAML, or an older reader of it, takes for something else than a text.
const NOT_TEXTS = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/** Return the policy as YAML, without a baseline: that is a policy of its own. */
export function yamlOf({ schemes, interactions, financing, existing }) {
  const ids = schemes.map(({ scheme }) => scheme.id);
  const called = (place) => (ids.indexOf(ids[place]) === ids.lastIndexOf(ids[place]) ? ids[place] : place + 1);
  const lists = {
    schemes: schemes.map(({ scheme, values }) => nested(scheme.id, values)),
    interactions: interactions.map((rule) => nested(rule.interaction.id, rule.values, { schemes: rule.schemes.map(called) })),
    financing: financing.map(({ source, values, share }) => nested(source.id, values, { share })),
    existing: existing.map(({ benefit, treatment, by }) => ({ benefit, treatment, ...(by === null ? {} : { by: called(by) }) })),
  };
  const said = Object.entries(lists).filter(([, entries]) => entries.length);
  return `version: 1\n${said.map(([name, entries]) => `${name}:\n${entries.map(entryText).join("")}`).join("")}`;
}

/** Return an id and values by path as nested data: `amount.value` stands in `amount`. */
function nested(id, values, more = {}) {
  const data = { id, ...more };
  for (const [path, value] of values) {
    const [outer, middle, inner] = path.split(".");
    if (inner !== undefined) data.rule = { [middle]: { ...data.rule[middle], [inner]: value } };
    else if (middle !== undefined) data[outer] = { ...data[outer], [middle]: value };
    else data[outer] = value;
    // A rule that has settings is written with them, whichever comes first.
    if (path === "rule") data.rule = hasSettings(values, value) ? { [value]: {} } : value;
  }
  return data;
}

function hasSettings(values, rule) {
  return [...values.keys()].some((path) => path.startsWith(`rule.${rule}.`));
}

function entryText(entry) {
  const lines = Object.entries(entry).map(([key, value]) => `${keyText(key)}: ${valueText(value)}`);
  return `- ${lines.join("\n  ")}\n`;
}

function valueText(value) {
  if (Array.isArray(value)) return `[${value.map(valueText).join(", ")}]`;
  if (typeof value === "number") return plain(value);
  if (typeof value === "string") return keyText(value);
  const inside = Object.entries(value).map(([key, each]) => `${keyText(key)}: ${valueText(each)}`);
  return `{${inside.join(", ")}}`;
}

/** JSON's quoted texts are YAML's too. */
function keyText(text) {
  return NAME.test(text) && !NOT_TEXTS.includes(text) ? text : JSON.stringify(text);
}
