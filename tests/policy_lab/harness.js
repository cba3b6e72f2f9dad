// Runs policies in the browser for the tests: what Python's engine and `summarise` are compared with.

import { readCatalogue } from "./policy-lab/simulator/catalogue.js";
import { simulate } from "./policy-lab/simulator/engine/simulation.js";
import { SimulatorError } from "./policy-lab/simulator/errors.js";
import { countryInLink, fromLink, lineInLink, linkOf, shortLink } from "./policy-lab/simulator/policy/links.js";
import { unpack } from "./policy-lab/simulator/population.js";
import { summarise } from "./policy-lab/simulator/scenario/summary.js";

// Beyond so many households, columns are compared by their sums.
const MOST_HOUSEHOLDS = 500;

/** Return for each job {fragment, line, seed} what the engine says, or the error that refuses it. */
export async function runJobs(populationAddress, catalogueData, jobs) {
  const answer = await fetch(populationAddress, { cache: "no-store" });
  const population = await unpack(new Uint8Array(await answer.arrayBuffer()));
  const catalogue = readCatalogue(catalogueData);
  return jobs.map((job) => runJob(population, catalogue, job));
}

function runJob(population, catalogue, { fragment, line, seed }) {
  try {
    const { policy, baseline, alternative } = fromLink(fragment, catalogue);
    const outcome = simulate(population, policy, seed, baseline);
    const said = {
      fragment: linkOf(policy, baseline, alternative),
      short: shortLink(policy, baseline, alternative),
      line: lineInLink(fragment),
      country: countryInLink(fragment),
    };
    return { ...said, summary: summarise(outcome, line), outcome: plainOutcome(outcome) };
  } catch (error) {
    const { field, allowed, mend, message } = error;
    return { refused: error instanceof SimulatorError, field, allowed, mend, message };
  }
}

/** Return an outcome as plain data; of a large population the sums only, so that many fit in one answer. */
function plainOutcome(outcome) {
  const short = outcome.population.households.size.length > MOST_HOUSEHOLDS;
  const plain = (entries) => Object.fromEntries(Object.entries(entries).map(([name, each]) => [name, plainOf(each, short)]));
  return {
    schemes: outcome.schemes.map(({ scheme, administration_share: _share, ...columns }) => ({ id: scheme.id, ...plain(columns) })),
    existing: outcome.existing.map(plain),
    levies: outcome.levies.map(({ given, ...amounts }) => ({ id: given.source.id, ...plain(amounts) })),
    ...plain({
      consumption_without_month: outcome.consumption_without_month,
      consumption_before_month: outcome.consumption_before_month,
      consumption_after_month: outcome.consumption_after_month,
    }),
  };
}

function plainOf(value, short) {
  if (value === null || typeof value !== "object") return value;
  return short ? value.reduce((sum, each) => sum + each, 0) : [...value];
}
