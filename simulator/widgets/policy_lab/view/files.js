// What a lab asks for when it needs it: a host, a site's server or a notebook's kernel, hands over its bytes by name.

import { say } from "../texts/lab.js";
import { SimulatorError } from "../simulator/errors.js";
import { unpack } from "../simulator/population.js";

/**
 * Return a function (name, read) of the bytes that `load(name)` gives, as `read` makes something of them. Each file is
 * asked for once; what has failed may be asked for again.
 */
export function readOnce(load) {
  const asked = new Map();
  return (name, read) => {
    if (!asked.has(name)) {
      const answer = load(name).then((bytes) => readOrRefuse(name, bytes, read));
      answer.catch(() => asked.delete(name));
      asked.set(name, answer);
    }
    return asked.get(name);
  };
}

/** Return {population(country), years(country), countries(), range(name)}: the files that `once`, of `readOnce`, reads. */
export function filesOf(once) {
  const named = (country, ending) => `${encodeURIComponent(country)}${ending}`;
  return {
    population: (country) => once(named(country, ".population"), unpack),
    years: (country) => once(named(country, ".years.json"), readJson),
    countries: () => once("countries.json", readJson),
    range: (name) => once(name, readJson),
  };
}

/** Return the text in the bytes of a file. */
export function readText(bytes) {
  return new TextDecoder().decode(bytes);
}

/** Return the data in the bytes of a JSON file. */
export function readJson(bytes) {
  return JSON.parse(readText(bytes));
}

/** Return the error that names a file which cannot be read, and says why. */
export function unreadable(name, why) {
  return new SimulatorError(say("files.unreadable", { name, why }));
}

async function readOrRefuse(name, bytes, read) {
  try {
    return await read(bytes);
  } catch (error) {
    if (error instanceof SimulatorError) throw error;
    const isOld = typeof DecompressionStream === "undefined";
    throw unreadable(name, say(isOld ? "files.old_browser" : "files.damaged"));
  }
}
