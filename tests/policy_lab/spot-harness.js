// Reads policies by ESCAP's conventions in the browser for the tests: what Python's `spot` is compared with.

import { readCatalogue } from "./policy-lab/simulator/catalogue.js";
import { SimulatorError } from "./policy-lab/simulator/errors.js";
import { spot } from "./policy-lab/simulator/escap/comparing.js";
import { fromLink } from "./policy-lab/simulator/policy/links.js";
import { unpack } from "./policy-lab/simulator/population.js";

/** Return for each job {fragment, line, seed} what both arithmetics say, or what refuses the policy. */
export async function spotAll(populationAddress, catalogueData, jobs) {
  const answer = await fetch(populationAddress, { cache: "no-store" });
  const population = await unpack(new Uint8Array(await answer.arrayBuffer()));
  const catalogue = readCatalogue(catalogueData);
  return Promise.all(jobs.map((job) => answerTo(population, catalogue, job)));
}

async function answerTo(population, catalogue, { fragment, line, seed }) {
  try {
    const { policy, baseline } = fromLink(fragment, catalogue);
    return { found: await spot(population, policy, catalogue, { line, baseline, seed }) };
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    return { refused: error.message };
  }
}
