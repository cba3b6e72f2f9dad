// The people: households, persons, and the economy they live in, read from one small file.

import { SimulatorError, unknown } from "./errors.js";
import { gini, stableOrder, total, weightedTotal } from "./measures.js";

const VERSION = 1;
const ARRAYS = { "<u1": Uint8Array, "<u2": Uint16Array, "<u4": Uint32Array };
const TENTHS = 10;
const COLUMNS = {
  persons: ["household", "age", "sex", "disability", "work"],
  households: ["weight", "urban", "size", "type", "consumption_month", "proxy_score"],
};

/** Return the population held in the bytes of a file that Python's `pack` wrote, ready to simulate. */
export async function unpack(bytes) {
  const plain = await decompressed(bytes);
  const end = plain.indexOf(10);
  const header = JSON.parse(new TextDecoder().decode(plain.subarray(0, end)));
  if (header.version !== VERSION) {
    throw new SimulatorError(`This population file has version ${header.version}; this lab reads ${VERSION}.`);
  }
  return prepare(header, readColumns(header, plain, end + 1));
}

/** Return a column with one entry a person; a household's column is given to each member. */
export function personsColumn(population, name) {
  if (COLUMNS.persons.includes(name)) return observed(population, name, population.persons[name]);
  if (!COLUMNS.households.includes(name)) {
    throw unknown("column", name, [...COLUMNS.persons, ...COLUMNS.households]);
  }
  const column = observed(population, name, population.households[name]);
  return perPerson(population.persons.household, column);
}

/** Return the column, or refuse in words when these data do not have it. */
export function observed(population, name, column) {
  if (column) return column;
  const what = `${population.name}: column ${name}`;
  throw new SimulatorError(`${what} was not observed in these data, so a rule that needs it cannot run.`);
}

/** Return the poverty line called `name`, or the reference line when `name` is null. */
export function povertyLine(economy, name = null) {
  const lines = economy.poverty_lines;
  const found = name === null ? lines[0] : lines.find((line) => line.id === name);
  if (!found) throw unknown("line", name, lines.map((line) => line.id));
  return found;
}

async function decompressed(bytes) {
  // Some servers decode the gzip on the way: then the first line is readable as it is.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function readColumns(header, bytes, start) {
  const tables = { households: {}, persons: {} };
  for (const { table, name, dtype, length, scale, offset } of header.columns) {
    const end = start + length * ARRAYS[dtype].BYTES_PER_ELEMENT;
    const whole = new ARRAYS[dtype](bytes.slice(start, end).buffer);
    tables[table][name] = dtype === "<u1" ? whole : Float64Array.from(whole, (number) => offset + number * scale);
    start = end;
  }
  return tables;
}

/** Add what every policy needs and no policy changes, so that a slider does not compute it again. */
function prepare(header, { households, persons }) {
  const { weight, size, consumption_month: consumption } = households;
  persons.household = householdOfPersons(size);
  const members_weight = weight.map((each, household) => each * size[household]);
  const orders = {};
  for (const [name, column] of Object.entries(households)) orders[name] = stableOrder(column);
  return {
    ...header,
    households,
    persons,
    members_weight,
    orders,
    person_weight: perPerson(persons.household, weight),
    tenth: tenthOf(orders.consumption_month, members_weight),
    consumed: members_weight.map((members, household) => consumption[household] * members),
    mean_consumption: weightedTotal(consumption, members_weight) / total(members_weight),
    gini_before: gini(consumption, members_weight, orders.consumption_month),
  };
}

function perPerson(household, column) {
  const given = new Float64Array(household.length);
  for (let person = 0; person < given.length; person++) given[person] = column[household[person]];
  return given;
}

function householdOfPersons(size) {
  const household = new Int32Array(size.reduce((sum, each) => sum + each, 0));
  let person = 0;
  size.forEach((members, number) => {
    household.fill(number, person, person + members);
    person += members;
  });
  return household;
}

/** Return for each household the tenth of persons it lies in, 0 the poorest, by its middle person. */
function tenthOf(order, members) {
  let all = 0;
  const running = Float64Array.from(order, (household) => (all += members[household]));
  const tenth = new Uint8Array(order.length);
  order.forEach((household, place) => {
    const middle = (running[place] - members[household] / 2) / all;
    tenth[household] = Math.min(Math.trunc(middle * TENTHS), TENTHS - 1);
  });
  return tenth;
}
