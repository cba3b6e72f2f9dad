// What only some panels need: a host, a site's server or a notebook's kernel, hands over its bytes by name.

import { SimulatorError } from "../simulator/errors.js";
import { unpack } from "../simulator/population.js";

/** Return {population(country), years(country), countries()}, each asked for once; what failed may be asked again. */
export function filesOf(load) {
  const asked = new Map();
  const once = (name, read) => {
    if (!asked.has(name)) {
      const answer = load(name).then((bytes) => readOrRefuse(name, bytes, read));
      answer.catch(() => asked.delete(name));
      asked.set(name, answer);
    }
    return asked.get(name);
  };
  return {
    population: (country) => once(`${country}.population`, unpack),
    years: (country) => once(`${country}.years.json`, parsed),
    countries: () => once("countries.json", parsed),
  };
}

async function readOrRefuse(name, bytes, read) {
  try {
    return await read(bytes);
  } catch (error) {
    if (error instanceof SimulatorError) throw error;
    throw new SimulatorError(`The file ${name} is damaged. Tell whoever runs this site which file it is.`);
  }
}

function parsed(bytes) {
  return JSON.parse(new TextDecoder().decode(bytes));
}
