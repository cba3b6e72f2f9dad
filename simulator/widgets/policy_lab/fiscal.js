// Costs by fiscal year, a roll-out by cohort, and the simulation beside what the government records.

import { simulate } from "./engine.js";
import { BadInput, SimulatorError, unknown } from "./errors.js";
import { total } from "./measures.js";
import { withValues } from "./policy.js";
import { checkedPlace } from "./precedence.js";
import { costOf, schemesOf } from "./scenario.js";

const MONTHS = 12;
const [OLDEST, YEAR] = ["roll_out.oldest_at_start", "roll_out.year"];
const RECORDED = ["recipients", "spending_year"];

/** Return the policy of each year of a roll-out: it begins with the youngest, and each cohort keeps it. */
export function rolledOut(policy, oldestAtStart, years, scheme = 0) {
  checkWhole("years", years, 1, 100);
  const { id, parameters } = policy.schemes[checkedPlace(policy.schemes, scheme)].scheme;
  const lacking = [OLDEST, YEAR].find((path) => !parameters.has(path));
  if (lacking) {
    throw new SimulatorError(`${id} has no roll-out by cohort. Choose a scheme that declares ${lacking}.`);
  }
  const { bounds, unit } = parameters.get(YEAR);
  const last = Math.trunc(bounds[unit].high);
  return Array.from({ length: years }, (_, year) =>
    withValues(policy, { [OLDEST]: oldestAtStart, [YEAR]: Math.min(year, last) }, scheme),
  );
}

/** Return the cost of each fiscal year; each policy runs for 12 months, one after the other (1 is January). */
export function costsByFiscalYear(population, policies, firstYear, firstMonth, fiscalYearStarts) {
  if (!policies.length) {
    throw new SimulatorError("policies: none was given. Give the policy of each year, in order.");
  }
  checkWhole("first_year", firstYear, 1900, 2200);
  checkWhole("first_month", firstMonth, 1, MONTHS);
  checkWhole("fiscal_year_starts", fiscalYearStarts, 1, MONTHS);
  const found = new Map();
  policies.forEach((policy, place) => {
    const { total_month: cost } = costOf(simulate(population, policy));
    for (let month = 0; month < MONTHS; month++) {
      const since = firstMonth + MONTHS * place + month - fiscalYearStarts;
      const year = firstYear + Math.floor(since / MONTHS);
      found.set(year, [...(found.get(year) ?? []), cost]);
    }
  });
  return [...found].map(([year, costs]) => yearCost(population, year, costs));
}

function yearCost({ economy, members_weight: members }, year, costs) {
  const gdpYear = MONTHS * economy.gdp_per_person_month * total(members);
  const cost = total(costs);
  return { fiscal_year: year, months: costs.length, cost, percent_of_gdp: (100 * cost) / gdpYear };
}

/**
 * Return each scheme beside the recipients and the yearly spending on benefits that the government records.
 * `records` holds `recipients`, `spending_year` or both for a scheme's id.
 */
export function againstRecords(outcome, records) {
  const summaries = schemesOf(outcome);
  const ids = summaries.map(({ scheme }) => scheme);
  for (const [name, given] of Object.entries(records)) {
    if (!ids.includes(name)) throw unknown("records", name, ids);
    checkRecord(`records.${name}`, given);
  }
  return summaries.map((summary) => recordCheck(summary, records[summary.scheme] ?? {}));
}

function checkRecord(field, given) {
  if (given === null || typeof given !== "object" || Array.isArray(given)) {
    const mend = "Write {recipients: 120000, spending_year: 500000000}.";
    throw new BadInput(field, given, "values by name", mend);
  }
  for (const [key, value] of Object.entries(given)) {
    if (!RECORDED.includes(key)) throw unknown(field, key, RECORDED);
    if (!(Number.isFinite(value) && value > 0)) {
      throw new BadInput(`${field}.${key}`, value, "a number above 0", "Leave out what is not known.");
    }
  }
}

function recordCheck({ scheme, reached_persons: reached, paid_month: paid }, { recipients, spending_year: spending }) {
  const ratio = (simulated, recorded) => (recorded === undefined ? null : simulated / recorded);
  return {
    scheme,
    simulated_recipients: reached,
    recorded_recipients: recipients ?? null,
    recipients_ratio: ratio(reached, recipients),
    simulated_spending_year: MONTHS * paid,
    recorded_spending_year: spending ?? null,
    spending_ratio: ratio(MONTHS * paid, spending),
  };
}

function checkWhole(name, given, low, high) {
  if (!(Number.isInteger(given) && given >= low && given <= high)) {
    throw new BadInput(name, given, `a whole number from ${low} to ${high}`, "Choose another number.");
  }
}
