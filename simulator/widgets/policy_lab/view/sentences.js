// Results in plain sentences: for the panels, and for those who listen.

import { say } from "../texts/lab.js";
import { big, fixed, money, percent, percentOrNobody, someOf } from "./format.js";
import { listed } from "../texts/speaking.js";

// The oldest that anybody can be: a range up to it has no end.
const HIGHEST_AGE = 120;
const MOST_NAMED = 3;

/** Return whom the policy is for: up to three groups by their names, more of them by their number. */
export function groupName({ policy: { schemes } }) {
  const names = [...new Set(schemes.map(groupOf))];
  return names.length > MOST_NAMED ? say("group.of_groups", { count: names.length }) : listed(names);
}

/** Return the same in few words: of a package not its groups, but that there are several. */
export function shortGroupName(state) {
  return state.policy.schemes.length > 1 ? say("group.those") : groupName(state);
}

/** Return whom a scheme is for, with the ages where they are narrower than the scheme allows. */
function groupOf({ scheme: { many, parameters }, values }) {
  const ages = [...parameters.values()].find((each) => each.kind === "range" && each.unit === "years");
  if (!ages) return many;
  const { low, high } = ages.bounds.years;
  const [youngest, oldest] = values.get(ages.path);
  if (youngest === low && oldest === high) return many;
  if (oldest === HIGHEST_AGE) return say("group.or_older", { group: many, youngest });
  return say(youngest === oldest ? "group.of_age" : "group.of_ages", { group: many, youngest, oldest });
}

/** Say who is reached. */
export function reachSentence(state, { reach }) {
  const group = groupName(state);
  const what = state.policy.schemes.length > 1 ? "package" : "benefit";
  if (reach.group_percent === null) return say("reach.no_group", { group });
  const [reached, all] = [big(reach.reached_persons), big(reach.group_persons)];
  const share = percent(reach.group_percent);
  const how = share === percent(100) ? "all" : share === percent(0) ? "none" : reached === all ? "nearly_all" : "some";
  return say(`reach.${what}.${how}`, { reached, all, group, share });
}

/** Say what happens to poverty, how many leave it or fall into it, and how far the poor are below the line. */
export function povertySentence(_state, { everyone: { before, after } }) {
  const lifted = before.poor_persons - after.poor_persons;
  const change = moved(before.headcount_percent, after.headcount_percent);
  const gap = moved(before.gap_percent, after.gap_percent);
  const places = { count: Math.abs(lifted), people: big(Math.abs(lifted)) };
  const poverty = say(`poverty.headcount.${change.way}`, change);
  const first = lifted ? say(lifted > 0 ? "poverty.rise_above" : "poverty.fall_below", { ...places, poverty }) : say("poverty.only", { poverty });
  return `${first} ${say(`poverty.gap.${gap.way}`, gap)}`;
}

function moved(before, after) {
  const [was, is] = [percent(before), percent(after)];
  if (was !== is) return { was, is, way: after < before ? "falls" : "rises" };
  return { was, is, way: after === before ? "stays" : "hardly_changes" };
}

/** Say what happens to inequality, and what the poorest and the richest gain or lose. */
export function inequalitySentence(_state, { gini_before: before, gini_after: after, tenths }) {
  if (after === null) return say("inequality.no_gini");
  const [was, is] = [fixed(before, 3), fixed(after, 3)];
  const change = say(`inequality.${was === is ? "stays" : after < before ? "falls" : "rises"}`, { was, is });
  if (tenths.some(({ hidden }) => hidden)) return say("inequality.only", { change });
  if (tenths.every((each) => !each.gain_percent)) return say("inequality.nobody_gains", { change });
  const gains = [tenths[0].gain_percent, tenths[9].gain_percent];
  const ways = gains.map((gain) => (gain < 0 ? "loses" : "gains")).join("_and_");
  const [poorest, richest] = gains.map((gain) => someOf(gain === null ? null : Math.abs(gain)));
  return say(`inequality.${ways}`, { change, poorest, richest });
}

/** Say what it costs. */
export function costSentence(_state, { cost, currency }) {
  if (cost.total_month === 0) return say("cost.nothing");
  const [gdp, consumption] = [cost.percent_of_gdp, cost.percent_of_mean_consumption].map((each) => percent(each, 2));
  return say("cost.sentence", { amount: money(currency, cost.total_year), gdp, consumption });
}

/** Return what is wrong with a policy that does nothing: the last of its notes, where nothing arrives. */
export function warnings({ cost, notes }) {
  return cost.received_month > 0 ? [] : notes.slice(-1);
}

/** Say the headline for those who listen while they move a control. */
export function headline(state, summary) {
  const { before, after } = summary.everyone;
  const said = say("headline", {
    after: percent(after.headcount_percent),
    before: percent(before.headcount_percent),
    group: shortGroupName(state),
    share: percentOrNobody(summary.reach.group_percent),
    cost: percent(summary.cost.percent_of_gdp, 2),
  });
  return [said, ...warnings(summary)].join(" ");
}
