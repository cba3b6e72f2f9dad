// Results in plain sentences: for the panels, and for those who listen.

import { big, fixed, money, percent, someOf } from "./format.js";
import { schemeOf, valuesOf } from "./state.js";

/** Return whom the scheme is for, with the ages where they are narrower than the scheme allows. */
export function groupName(state) {
  const { many, parameters } = schemeOf(state);
  const ages = [...parameters.values()].find((each) => each.kind === "range" && each.unit === "years");
  if (!ages) return many;
  const { low, high } = ages.bounds.years;
  const [youngest, oldest] = valuesOf(state).get(ages.path);
  if (youngest === low && oldest === high) return many;
  return `${many} aged ${youngest === oldest ? youngest : `${youngest} to ${oldest}`}`;
}

/** Say who is reached. */
export function reachSentence(state, { reach }) {
  const group = groupName(state);
  if (reach.group_percent === null) return `There are no ${group} in these data, so nobody can be reached.`;
  const [reached, all] = [big(reach.reached_persons), big(reach.group_persons)];
  return `The benefit reaches ${reached} of the ${all} ${group}: ${percent(reach.group_percent)}.`;
}

/** Say what happens to poverty, and how many leave it. */
export function povertySentence(_state, { everyone }) {
  const { before, after } = everyone;
  const lifted = before.poor_persons - after.poor_persons;
  const [was, is] = [before.headcount_percent, after.headcount_percent];
  if (lifted <= 0) return `Poverty stays at ${percent(was)} of all people.`;
  const change = percent(was) === percent(is) ? `hardly changes: ${percent(is)}` : `falls from ${percent(was)} to ${percent(is)}`;
  return `Poverty ${change} of all people; ${big(lifted)} people rise above the line.`;
}

/** Say what happens to inequality, and what the poorest gain. */
export function inequalitySentence(_state, { gini_before: before, gini_after: after, tenths }) {
  const [was, is] = [fixed(before, 3), fixed(after, 3)];
  const verb = after < before ? "falls" : "rises";
  const change = was === is ? `The Gini index stays at ${is}` : `The Gini index ${verb} from ${was} to ${is}`;
  const [poorest, richest] = [tenths[0].gain_percent, tenths[9].gain_percent];
  return `${change}; the poorest tenth gains ${someOf(poorest)} of its consumption, the richest ${someOf(richest)}.`;
}

/** Say what it costs. */
export function costSentence(_state, { cost, currency }) {
  if (cost.total_month === 0) return "It costs nothing, because nothing is paid.";
  const shares = `${percent(cost.percent_of_gdp, 2)} of GDP, or ${percent(cost.percent_of_mean_consumption, 2)} of all consumption`;
  return `It costs ${money(currency, cost.total_year)} a year: ${shares}.`;
}

/** Say the headline for those who listen while they move a control. */
export function headline(state, summary) {
  const { before, after } = summary.everyone;
  const poverty = `Poverty ${percent(after.headcount_percent)}, before ${percent(before.headcount_percent)}.`;
  const { group_percent: reached } = summary.reach;
  const reach = reached === null ? "Nobody is in the group." : `${percent(reached)} of ${groupName(state)} reached.`;
  return `${poverty} ${reach} Cost ${percent(summary.cost.percent_of_gdp, 2)} of GDP.`;
}
