// What a lab needs: the catalogue of schemes, the people of its country, and the style sheets.

import { readCatalogue } from "./simulator/catalogue.js";
import { SimulatorError } from "./simulator/errors.js";
import { unpack } from "./simulator/population.js";
import { filesOf } from "./view/files.js";

const STYLES = ["style/policy-lab.css", "style/controls.css", "style/results.css", "style/panels.css"];
// Two labs on a page share one request for each file.
const asked = new Map();

const files = filesOf((name) => load(name, async (answer) => new Uint8Array(await answer.arrayBuffer())));

/** Return the catalogue, the population of a country, the text of the style sheets, and what loads more. */
export async function loadAssets(country) {
  const [catalogue, population, styles] = await Promise.all([
    once("catalogue.json", async (answer) => readCatalogue(await answer.json())),
    once(`${encodeURIComponent(country)}.population`, async (answer) => unpack(new Uint8Array(await answer.arrayBuffer()))),
    loadStyles(),
  ]);
  return { catalogue, population, styles, files };
}

/** Return the same from what a notebook's kernel has handed over, `files` left out. */
export async function assetsFrom({ catalogue, population: { buffer, byteOffset, byteLength }, styles }) {
  const population = await unpack(new Uint8Array(buffer, byteOffset, byteLength));
  return { catalogue: readCatalogue(catalogue), population, styles };
}

/** Return the text of the lab's style sheets. */
export async function loadStyles() {
  const texts = await Promise.all(STYLES.map((name) => once(name, (answer) => answer.text())));
  return texts.join("\n");
}

function once(name, read) {
  if (!asked.has(name)) asked.set(name, load(name, read));
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
