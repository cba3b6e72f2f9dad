// What a lab needs: the catalogue of schemes, the people of its country, and the style sheets.

import { readCatalogue } from "./simulator/catalogue.js";
import { SimulatorError } from "./simulator/errors.js";
import { unpack } from "./simulator/population.js";

const STYLES = ["policy-lab", "controls", "package", "results", "panels"].map((name) => `style/${name}.css`);
// Two labs on a page share one request for each file.
const asked = new Map();

/** Return the catalogue, the population of a country, and the text of the style sheets. */
export async function loadAssets(country) {
  const [catalogue, population, styles] = await Promise.all([
    once("catalogue.json", async (answer) => readCatalogue(await answer.json())),
    loadPopulation(country),
    loadStyles(),
  ]);
  return { catalogue, population, styles };
}

/** Return the people of another country of the lab. */
export function loadPopulation(country) {
  return once(`${encodeURIComponent(country)}.population`, async (answer) => unpack(new Uint8Array(await answer.arrayBuffer())));
}

/** Return the same from what a notebook's kernel has handed over. */
export async function assetsFrom({ catalogue, population, styles }) {
  return { catalogue: readCatalogue(catalogue), population: await populationFrom(population), styles };
}

/** Return the people in the bytes that a notebook's kernel has handed over. */
export function populationFrom({ buffer, byteOffset, byteLength }) {
  return unpack(new Uint8Array(buffer, byteOffset, byteLength));
}

/** Return the text of the lab's style sheets. */
export async function loadStyles() {
  const texts = await Promise.all(STYLES.map((name) => once(name, (answer) => answer.text())));
  return texts.join("\n");
}

function once(name, read) {
  if (!asked.has(name)) asked.set(name, load(name, read));
  // What has failed may be asked for again.
  asked.get(name).catch(() => asked.delete(name));
  return asked.get(name);
}

async function load(name, read) {
  const answer = await fetch(new URL(name, import.meta.url)).catch(() => null);
  if (!answer?.ok) {
    const why = answer ? `the server answered ${answer.status}` : "the server did not answer";
    throw notLoaded(name, why);
  }
  try {
    return await read(answer);
  } catch (error) {
    if (error instanceof SimulatorError) throw error;
    throw notLoaded(name, typeof DecompressionStream === "undefined" ? "this browser is too old" : "it is damaged");
  }
}

function notLoaded(name, why) {
  return new SimulatorError(
    `The file ${name} could not be read: ${why}. Check the connection and reload the page. ` +
      "If that does not help, tell whoever runs this site which file it is.",
  );
}
