// Calls measures in the browser for the tests: what Python's measures are compared with.

import { SimulatorError } from "./policy-lab/simulator/errors.js";

/** Return for each job {module, name, given} what the measure gives, or what refuses it, but for the value. */
export async function callMeasures(jobs) {
  const modules = {};
  for (const { module } of jobs) modules[module] ??= await import(`./policy-lab/simulator/measures/${module}.js`);
  return jobs.map(({ module, name, given }) => call(modules[module][name], given));
}

function call(measure, given) {
  try {
    const found = measure(...given.map((each) => (Array.isArray(each) ? Float64Array.from(each) : each)));
    return { value: ArrayBuffer.isView(found) ? Array.from(found) : found };
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    const { field = null, allowed = null, mend = null, message } = error;
    return { refused: error.constructor.name, field, allowed, mend, message: field === null ? message : null };
  }
}
