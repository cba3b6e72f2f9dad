// Runs policies in the browser for the tests: what Python's `summarise(simulate(…))` is compared with.

import { simulate } from "./policy-lab/engine.js";
import { SimulatorError } from "./policy-lab/errors.js";
import { lineInLink, policyFromFragment, readSchemes } from "./policy-lab/policy.js";
import { unpack } from "./policy-lab/population.js";
import { summarise } from "./policy-lab/scenario.js";

/** Return for each job {fragment, line, seed} its summary and the line of the link, or the error that refuses it. */
export async function runJobs(populationAddress, catalogue, jobs) {
  const answer = await fetch(populationAddress);
  const population = await unpack(new Uint8Array(await answer.arrayBuffer()));
  const schemes = readSchemes(catalogue);
  return jobs.map((job) => runJob(population, schemes, job));
}

function runJob(population, schemes, { fragment, line, seed }) {
  try {
    const policy = policyFromFragment(fragment, schemes);
    return { summary: summarise(simulate(population, policy, seed), line), line: lineInLink(fragment) };
  } catch (error) {
    const { field, allowed, mend, message } = error;
    return { refused: error instanceof SimulatorError, field, allowed, mend, message };
  }
}
