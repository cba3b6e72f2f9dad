// The people: households, persons, and the economy they live in, read from one small file.

import { BadInput, SimulatorError, unknown } from "./errors.js";
import { gini, stableOrder, total } from "./measures/headline.js";
import { midRanks, normalScores } from "./normal.js";
import { pairwiseTotal, pairwiseWeighted } from "./sums.js";
import { words } from "./wording.js";

const VERSION = 2;
const ARRAYS = { "<u1": Uint8Array, "<u2": Uint16Array, "<u4": Uint32Array };
const TENTHS = 10;
const PPP = "PPP";
// An amount for one of these periods, times this, is an amount a month.
const PERIODS_A_MONTH = { day: 365 / 12, week: 365 / 12 / 7, month: 1, year: 1 / 12 };
const TYPED_LINE = /^([0-9]+(?:\.[0-9]+)?) (\S+) a (day|week|month|year)(?: of ([0-9]{4}))?$/;
const COLUMNS = {
  persons: [
    "household",
    "age",
    "sex",
    "disability",
    "work",
    "earnings_month",
    "previous_earnings_month",
    "contribution_years",
  ],
  households: [
    "weight",
    "urban",
    "size",
    "type",
    "consumption_month",
    "proxy_score",
    "region",
    "equivalent_size",
  ],
};

export const HOUSEHOLD_COLUMNS = COLUMNS.households;

/** Return the population held in the bytes of a file that Python's `pack` wrote, ready to simulate. */
export async function unpack(bytes) {
  const plain = await decompressed(bytes);
  const end = plain.indexOf(10);
  const header = JSON.parse(new TextDecoder().decode(plain.subarray(0, end)));
  if (header.version !== VERSION) {
    const places = { found: header.version, known: VERSION };
    throw new SimulatorError(words("This population file has version {found}; this lab reads {known}.", places));
  }
  return prepare(header, readColumns(header, plain, end + 1));
}

/** Return the table that a column lies in, and the column: {table, values}; refuse one that these data lack. */
export function column(population, name) {
  const table = Object.keys(COLUMNS).find((each) => COLUMNS[each].includes(name));
  if (!table) throw unknown("column", name, [...COLUMNS.persons, ...COLUMNS.households]);
  return { table, values: observed(population, name, population[table][name]) };
}

/** Return a column with one entry a person; a household's column is given to each member. */
export function personsColumn(population, name) {
  const { table, values } = column(population, name);
  return table === "persons" ? values : perPerson(population.persons.household, values);
}

/** Return the column, or refuse in words when these data do not have it. */
export function observed(population, name, values) {
  if (values) return values;
  throw new SimulatorError(
    words(
      "{population}: column {name} was not observed in these data, so what needs it cannot run. Choose something else, or " +
        "give data that record it.",
      { population: population.name, name },
    ),
  );
}

/** Return the sum of a column of the persons for each household. */
export function householdSum({ persons: { household }, households }, values) {
  const sums = new Float64Array(households.size.length);
  // Most columns are 0 for most persons.
  for (let person = 0; person < values.length; person++) if (values[person]) sums[household[person]] += values[person];
  return sums;
}

/** Return the poverty line called `name`, or the reference line when `name` is null. */
export function povertyLine(economy, name = null) {
  const lines = economy.poverty_lines;
  const found = name === null ? lines[0] : lines.find((line) => line.id === name);
  if (found) return found;
  const typed = typeof name === "string" && TYPED_LINE.exec(name);
  if (!typed) throw unknown("line", name, lines.map((line) => line.id));
  return typedLine(economy, ...typed);
}

/** Return the line that was typed, or refuse another money than this economy's, of another year. */
function typedLine(economy, text, amount, money, period, year) {
  const { currency, price_year: now, lcu_month_per_ppp_day: dollar } = economy;
  if (![currency, PPP].includes(money)) {
    const mend = words("Write it as: 200 NPR a day of 2022, or 3.65 PPP a day.");
    throw new BadInput("line", text, words("an amount in {currency} or in PPP dollars", { currency }), mend);
  }
  let month = Number(amount) * PERIODS_A_MONTH[period];
  let source = words("typed by whoever asked");
  if (year !== undefined && Number(year) !== now) {
    const indices = priceIndices(economy, text, Number(year), money);
    month *= indices.now.value / indices.then.value;
    const places = { year, now, source: indices.now.source };
    source += words("; prices of {year} carried to {now} by the index of: {source}", places);
  }
  if (money === PPP) month *= dollar / PERIODS_A_MONTH.day;
  if (!(month > 0 && month < Infinity)) {
    const field = words("poverty line {text}", { text });
    throw new BadInput(field, month, words("an amount above 0"), words("Write a number, without quotes."));
  }
  return { id: text, label: words("Line of {text}", { text }), month, source };
}

/** Return the price indices {then, now} of a year and of the economy's; a PPP dollar is of this year alone. */
function priceIndices({ price_year: now, consumer_prices: prices = [] }, text, year, money) {
  const known = new Map(money === PPP ? [] : prices.map((each) => [each.year, each]));
  if (known.has(now) && known.has(year)) return { then: known.get(year), now: known.get(now) };
  const years = known.has(now) ? [...known.keys()].sort((one, other) => one - other) : [now];
  const mend = words("Multiply it by the rise in prices from {year} to {now}.", { year, now });
  throw new BadInput("line", text, words("a line at prices of {years}", { years: years.join(words(" or ")) }), mend);
}

/**
 * Return the population with other households, persons or another economy. No change may reorder the households by
 * what they consume: of them only more or fewer, or all with more or less.
 */
export function changedPopulation(population, changed) {
  const { name, label, synthetic, regions, orders } = population;
  const { households = population.households, persons = population.persons, economy = population.economy } = changed;
  const { weight } = households;
  const known = weight === population.households.weight ? orders : { ...orders, weight: stableOrder(weight) };
  return prepare({ name, label, synthetic, regions, economy }, { households, persons }, known);
}

async function decompressed(bytes) {
  // Some servers decode the gzip on the way: then the first line is readable as it is.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Return the columns by table: households and persons by the name of the column, benefits as a map. */
function readColumns(header, bytes, start) {
  const tables = { households: {}, persons: {} };
  const benefits = new Map();
  for (const { table, name, dtype, length, scale, offset } of header.columns) {
    const end = start + length * ARRAYS[dtype].BYTES_PER_ELEMENT;
    const whole = new ARRAYS[dtype](bytes.slice(start, end).buffer);
    const values = dtype === "<u1" ? whole : Float64Array.from(whole, (number) => offset + number * scale);
    if (table === "benefits") benefits.set(name, values);
    else tables[table][name] = values;
    start = end;
  }
  tables.persons.benefits_month = header.benefits_observed ? benefits : null;
  return tables;
}

/** Add what every policy needs and no policy changes, so that a slider does not compute it again. */
function prepare(header, { households, persons }, orders = ordersOf(households)) {
  const { weight, size, consumption_month: consumption } = households;
  persons.household ??= householdOfPersons(size);
  const members_weight = weight.map((each, household) => each * size[household]);
  const share_below = midRanks(consumption, members_weight);
  let index = null;
  return {
    ...header,
    households,
    persons,
    members_weight,
    persons_weight: total(members_weight),
    orders,
    share_below,
    welfare_scores: normalScores(share_below),
    person_weight: perPerson(persons.household, weight),
    tenth: tenthOf(orders.consumption_month, members_weight),
    consumed: members_weight.map((members, household) => consumption[household] * members),
    mean_consumption: pairwiseWeighted(consumption, members_weight) / pairwiseTotal(members_weight),
    // Once, and only for who asks: where nobody consumes there is none.
    get gini_before() {
      return (index ??= gini(consumption, members_weight, orders.consumption_month));
    },
  };
}

function ordersOf(households) {
  return Object.fromEntries(Object.entries(households).map(([name, values]) => [name, stableOrder(values)]));
}

function perPerson(household, values) {
  const given = new Float64Array(household.length);
  for (let person = 0; person < given.length; person++) given[person] = values[household[person]];
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
