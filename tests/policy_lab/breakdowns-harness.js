// Asks the browser all that goes beyond the headline of a result: what Python's `simulator.scenario` is compared with.

import { BREAKDOWNS, breakdown } from "./policy-lab/simulator/scenario/breakdown.js";
import { readCatalogue } from "./policy-lab/simulator/catalogue.js";
import { simulate } from "./policy-lab/simulator/engine/simulation.js";
import { SimulatorError } from "./policy-lab/simulator/errors.js";
import { againstRecords, costsByFiscalYear, rolledOut } from "./policy-lab/simulator/scenario/fiscal.js";
import { fromLink, linkOf } from "./policy-lab/simulator/policy/links.js";
import { equivalenceTable, measured, redistribution } from "./policy-lab/simulator/scenario/measured.js";
import { unpack } from "./policy-lab/simulator/population.js";
import { summarise } from "./policy-lab/simulator/scenario/equivalised.js";
import { targeting } from "./policy-lab/simulator/scenario/targeting.js";

/** Return the ids that a reader may choose from. */
export const breakdownNames = () => Object.keys(BREAKDOWNS);

/** Return the answers to each job, by the question's name: what was found, or what refuses it. */
export async function askAll(populationAddress, catalogueData, jobs) {
  const answer = await fetch(populationAddress, { cache: "no-store" });
  const population = await unpack(new Uint8Array(await answer.arrayBuffer()));
  const catalogue = readCatalogue(catalogueData);
  return jobs.map((job) => answersTo(population, catalogue, job));
}

function answersTo(population, catalogue, job) {
  const { policy, baseline: now } = fromLink(job.fragment, catalogue);
  const { seed, line, equivalence, smallest } = job;
  const rolled = asked(() => rolledOut(policy, job.oldest, job.years, job.scheme));
  const policies = rolled.found ?? Array(job.years).fill(policy);
  const answers = {
    rolled_out: rolled.found ? { found: rolled.found.map((each) => linkOf(each)) } : rolled,
    costs: asked(() => costsByFiscalYear(population, policies, job.first_year, job.first_month, job.starts, now)),
  };
  const simulated = asked(() => simulate(population, policy, seed, now));
  if (!simulated.found) return { ...answers, simulated };
  const outcome = simulated.found;
  return {
    ...answers,
    summary: asked(() => summarise(outcome, line, equivalence, smallest)),
    targeting: asked(() => targeting(outcome, job.scheme, line, equivalence)),
    measured: asked(() => measured(outcome, line, equivalence)),
    redistribution: asked(() => redistribution(outcome, equivalence)),
    scales: asked(() => equivalenceTable(outcome, line, smallest)),
    records: asked(() => againstRecords(outcome, job.records)),
    ...Object.fromEntries(
      job.by.map((by) => [`by_${by}`, asked(() => breakdown(outcome, by, catalogue, line, equivalence, smallest))]),
    ),
  };
}

function asked(question) {
  try {
    return { found: question() };
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    const { field = null, allowed = null, mend = null, message } = error;
    return { refused: error.constructor.name, field, allowed, mend, message };
  }
}
