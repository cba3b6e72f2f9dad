// Projects policies in the browser for the tests: what Python's `project` is compared with.

import { readCatalogue } from "./policy-lab/simulator/catalogue.js";
import { SimulatorError } from "./policy-lab/simulator/errors.js";
import { fromLink } from "./policy-lab/simulator/policy/links.js";
import { unpack } from "./policy-lab/simulator/population.js";
import { peopleByYear } from "./policy-lab/simulator/projection/people.js";
import { project } from "./policy-lab/simulator/projection/running.js";

/** Return for each job {fragment, asked} what is projected for the people of a file, or what refuses it. */
export async function projectAll(populationAddress, { published, built_for: builtFor }, catalogueData, jobs) {
  const answer = await fetch(populationAddress, { cache: "no-store" });
  const population = await unpack(new Uint8Array(await answer.arrayBuffer()));
  const people = peopleByYear(population, published, builtFor);
  const catalogue = readCatalogue(catalogueData);
  return jobs.map((job) => projected(people, catalogue, job));
}

function projected(people, catalogue, { fragment, asked }) {
  try {
    const { policy, baseline } = fromLink(fragment, catalogue);
    return { found: project(people, policy, catalogue, { ...asked, baseline }) };
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    return { refused: error.message };
  }
}
