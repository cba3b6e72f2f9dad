// What a lab needs: the catalogue of schemes, the people of its country, the style sheets, and what loads more.

import { readCatalogue } from "./simulator/catalogue.js";
import { unpack } from "./simulator/population.js";
import { say } from "./texts/lab.js";
import { filesOf, readJson, readOnce, readText, unreadable } from "./view/files.js";
import { speak, translated } from "./texts/speaking.js";

const STYLES = ["policy-lab", "controls", "package", "results", "panels", "print"].map((name) => `style/${name}.css`);
// Two labs on a page share one request for each file.
const once = readOnce(fetched);
const files = filesOf(once);

/**
 * Return the catalogue, the population of a country, the text of the style sheets, and the files of `filesOf`; from then
 * on the lab speaks the language.
 */
export async function loadAssets(country, language = "en") {
  if (language !== "en") speak(await once(`texts.${language}.json`, readJson));
  const [catalogue, population, styles] = await Promise.all([
    once("catalogue.json", (bytes) => readCatalogue(translated(readJson(bytes)))),
    files.population(country),
    loadStyles(),
  ]);
  return { catalogue, population, styles, files };
}

/**
 * Return the same from what a notebook's kernel has handed over; `load(name)` asks it for the bytes of a file. Its files
 * say that it computes: what a page's build has prepared, a kernel finds for any policy.
 */
export async function assetsFrom({ catalogue, population, styles, texts = null }, load) {
  speak(texts);
  const people = await unpack(bytesOf(population));
  const files = { ...filesOf(readOnce(load)), computes: true };
  return { catalogue: readCatalogue(translated(catalogue)), population: people, styles, files };
}

/** Return the bytes that a notebook's kernel has sent. */
export function bytesOf({ buffer, byteOffset, byteLength }) {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Return the text of the lab's style sheets. */
export async function loadStyles() {
  const texts = await Promise.all(STYLES.map((name) => once(name, readText)));
  return texts.join("\n");
}

async function fetched(name) {
  const answer = await fetch(new URL(name, import.meta.url)).catch(() => null);
  if (!answer?.ok) throw unreadable(name, answer ? say("files.answered", { status: String(answer.status) }) : say("files.no_answer"));
  try {
    return new Uint8Array(await answer.arrayBuffer());
  } catch {
    throw unreadable(name, say("files.not_whole"));
  }
}
