// Results in plain sentences: for the panels, and for those who listen.

import { big, fixed, money, percent, percentOrNobody, someOf } from "./format.js";
import { isWarning } from "../simulator/scenario/notes.js";

// The oldest that anybody can be: a range up to it has no end.
const HIGHEST_AGE = 120;
const MOST_NAMED = 3;

/** Return whom the policy is for: up to three groups by their names, more of them by their number. */
export function groupName({ policy: { schemes } }) {
  const names = [...new Set(schemes.map(groupOf))];
  if (names.length > MOST_NAMED) return `people of ${names.length} groups`;
  const last = names.pop();
  return names.length ? `${names.join(", ")} and ${last}` : last;
}

/** Return the same in few words: of a package not its groups, but that there are several. */
export function shortGroupName(state) {
  return state.policy.schemes.length > 1 ? "those it is for" : groupName(state);
}

/** Return whom a scheme is for, with the ages where they are narrower than the scheme allows. */
function groupOf({ scheme: { many, parameters }, values }) {
  const ages = [...parameters.values()].find((each) => each.kind === "range" && each.unit === "years");
  if (!ages) return many;
  const { low, high } = ages.bounds.years;
  const [youngest, oldest] = values.get(ages.path);
  if (youngest === low && oldest === high) return many;
  if (oldest === HIGHEST_AGE) return `${many} aged ${youngest} or older`;
  return `${many} aged ${youngest === oldest ? youngest : `${youngest} to ${oldest}`}`;
}

/** Say who is reached. */
export function reachSentence(state, { reach }) {
  const group = groupName(state);
  const what = state.policy.schemes.length > 1 ? "The package" : "The benefit";
  if (reach.group_percent === null) return `There are no ${group} in these data, so nobody can be reached.`;
  const [reached, all] = [big(reach.reached_persons), big(reach.group_persons)];
  const share = percent(reach.group_percent);
  if (share === percent(100)) return `${what} reaches all ${all} ${group}.`;
  if (share === percent(0)) return `${what} reaches none of the ${all} ${group}.`;
  if (reached === all) return `${what} reaches nearly all of the ${all} ${group}: ${share}.`;
  return `${what} reaches ${reached} of the ${all} ${group}: ${share}.`;
}

/** Say what happens to poverty, how many leave it or fall into it, and how far the poor are below the line. */
export function povertySentence(_state, { everyone: { before, after } }) {
  const lifted = before.poor_persons - after.poor_persons;
  const change = moved(before.headcount_percent, after.headcount_percent);
  const gap = moved(before.gap_percent, after.gap_percent);
  return `Poverty ${change} of all people${liftedText(lifted)}. The poverty gap ${gap}.`;
}

function liftedText(lifted) {
  if (lifted > 0) return `; ${big(lifted)} people rise above the line`;
  return lifted < 0 ? `; ${big(-lifted)} people fall below the line` : "";
}

function moved(before, after) {
  const [was, is] = [percent(before), percent(after)];
  if (was !== is) return `${after < before ? "falls" : "rises"} from ${was} to ${is}`;
  return after === before ? `stays at ${is}` : `hardly changes: ${is}`;
}

/** Say what happens to inequality, and what the poorest and the richest gain or lose. */
export function inequalitySentence(_state, { gini_before: before, gini_after: after, tenths }) {
  if (after === null) return "Nobody has anything left, so there is no Gini index.";
  const [was, is] = [fixed(before, 3), fixed(after, 3)];
  const verb = after < before ? "falls" : "rises";
  const change = was === is ? `The Gini index stays at ${is}` : `The Gini index ${verb} from ${was} to ${is}`;
  if (tenths.some(({ hidden }) => hidden)) return `${change}.`;
  if (tenths.every((each) => !each.gain_percent)) return `${change}; nobody gains.`;
  const [poorest, richest] = [tenths[0].gain_percent, tenths[9].gain_percent];
  const second = poorest < 0 === richest < 0 ? "" : `${gains(richest)} `;
  const [least, most] = [poorest, richest].map((gain) => someOf(gain === null ? null : Math.abs(gain)));
  return `${change}; the poorest tenth ${gains(poorest)} ${least} of its consumption, the richest ${second}${most}.`;
}

function gains(percentage) {
  return percentage < 0 ? "loses" : "gains";
}

/** Say what it costs. */
export function costSentence(_state, { cost, currency }) {
  if (cost.total_month === 0) return "It costs nothing, because nothing is paid.";
  const shares = `${percent(cost.percent_of_gdp, 2)} of GDP, or ${percent(cost.percent_of_mean_consumption, 2)} of all consumption`;
  return `It costs ${money(currency, cost.total_year)} a year: ${shares}.`;
}

/** Return what is wrong with a policy that does nothing: the notes that warn. */
export function warnings({ notes }) {
  return notes.filter(isWarning);
}

/** Say the headline for those who listen while they move a control. */
export function headline(state, summary) {
  const { before, after } = summary.everyone;
  const poverty = `Poverty ${percent(after.headcount_percent)}, before ${percent(before.headcount_percent)}.`;
  const reach = `Reached of ${shortGroupName(state)}: ${percentOrNobody(summary.reach.group_percent)}.`;
  const cost = `Cost ${percent(summary.cost.percent_of_gdp, 2)} of GDP.`;
  return [poverty, reach, cost, ...warnings(summary)].join(" ");
}
