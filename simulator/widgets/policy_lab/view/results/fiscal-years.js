// What the policy costs year by year while a scheme is rolled out by cohort.

import { say } from "../../texts/fiscal_years.js";
import { say as shared } from "../../texts/lab.js";
import { columnsChart } from "../charts/columns.js";
import { fixed, money, percent, share } from "../format.js";
import { emptyPanel, legend } from "../panel.js";
import { OLDEST_AT_START, ROLL_OUT_YEAR } from "../../simulator/policy/roll-out.js";
import { costsByFiscalYear, rolledOut } from "../../simulator/scenario/fiscal.js";

const YEARS = 10;
// The years are counted from the start of the policy: fiscal years begin with it, in whatever month it starts.
const START = [2000, 1, 1];

/** Return the panel of costs by fiscal year. */
export function makePanel(place) {
  const panel = emptyPanel("fiscal-years", say("title"), place);
  const labels = {
    id: "fiscal-years-chart",
    title: say("chart"),
    text: say("chart_text"),
  };
  const chart = columnsChart(labels, { count: YEARS, classes: ["after"], ends: [say("first_year"), say("tenth_year")] });
  const headings = [say("year"), say("money"), shared("words.of_gdp")];
  const key = legend(["after", say("cost")]);
  panel.body.append(key, chart.node, panel.mark, panel.numbers(say("title"), headings));
  return panel.filledBy((_state, summary, { outcome }) => {
    const years = costsOfYears(outcome);
    chart.update(years.map(({ percent_of_gdp: cost }, at) => ({ name: fixed(at + 1), values: [cost], texts: [short(cost), ""] })));
    const rows = years.map(({ gross, percent_of_gdp: cost }, at) => [fixed(at + 1), money(summary.currency, gross), share(cost, 2)]);
    return [yearsSentence(years, outcome.policy, summary), rows];
  });
}

/** Return the cost of each of ten years; the scheme that is rolled out begins with those it has at the start. */
export function costsOfYears({ population, policy, baseline }) {
  const place = rolledOutPlace(policy);
  const policies = place < 0 ? [policy] : rolledOut(policy, policy.schemes[place].values.get(OLDEST_AT_START), YEARS, place);
  const costs = costsByFiscalYear(population, distinct(policies, place), ...START, baseline);
  return Array.from({ length: YEARS }, (_, year) => costs[Math.min(year, costs.length - 1)]);
}

/** Return the place of the first scheme that grows by cohort, or -1. */
function rolledOutPlace({ schemes }) {
  return schemes.findIndex(({ scheme, values }) => scheme.parameters.has(ROLL_OUT_YEAR) && values.get(OLDEST_AT_START) < endOf(scheme));
}

function endOf({ parameters }) {
  const { bounds, unit } = parameters.get(OLDEST_AT_START);
  return bounds[unit].high;
}

/** Leave out the years that bring nobody in: they cost what the year before does. */
function distinct(policies, place) {
  if (place < 0) return policies;
  const { scheme, values } = policies[0].schemes[place];
  return policies.slice(0, 1 + endOf(scheme) - values.get(OLDEST_AT_START));
}

function short(cost) {
  return fixed(cost, cost < 9.95 ? 2 : 1);
}

function yearsSentence(years, policy, { price_year: year }) {
  const [first, last] = [years[0], years.at(-1)].map(({ percent_of_gdp: cost }) => percent(cost, 2));
  const place = rolledOutPlace(policy);
  if (place < 0) return say("no_roll_out", { cost: first, year: String(year) });
  const { label } = policy.schemes[place].scheme;
  return say("roll_out", { scheme: label, first, last, year: String(year) });
}
