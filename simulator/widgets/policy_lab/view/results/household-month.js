// The month of one household in numbers and in words: who lives there, what it gets, what it pays, what is left.

import { say } from "../../texts/household.js";
import { fixed, money } from "../format.js";
import { capital } from "../panel.js";
import { listed, named } from "../../texts/speaking.js";
import { poorBelow } from "../../simulator/measures/headline.js";
import { OLDEST_AT_START, ROLL_OUT_YEAR } from "../../simulator/policy/roll-out.js";
import { povertyLine } from "../../simulator/population.js";

const ADULT_FROM = 18;
const STAGES = ["group", "eligible", "taken_up", "reached"];

/**
 * Return a household's month: {household, size, before, after, line, isPoor, keeps, givesUp, gets, schemes, rows}; money
 * is local currency a month of the household, and `rows` are [name, of the household, of each person].
 */
export function monthOf(outcome, household, lineName) {
  const { population, consumption_before_month: before, consumption_after_month: after } = outcome;
  const size = population.households.size[household];
  const line = povertyLine(population.economy, lineName).month;
  const changes = changesOf(outcome, household);
  const consumed = before[household] * size;
  const givesUp = -changes.reduce((sum, [, amount]) => sum + Math.min(0, amount), 0);
  const entry = (name, amount) => [name, amount, amount / size];
  return {
    household,
    size,
    before: before[household],
    after: after[household],
    line,
    isPoor: [before, after].map((state) => state[household] < poorBelow(line)),
    keeps: Math.max(0, consumed - givesUp),
    givesUp,
    gets: changes.reduce((sum, [, amount]) => sum + Math.max(0, amount), 0),
    schemes: outcome.schemes.map((each, place) => stagesOf(population, each, household, outcome.policy.schemes[place].values)),
    rows: [
      entry(say("consumption_before"), consumed),
      ...changes.map(([name, amount]) => entry(name, amount)),
      entry(say("consumption_after"), after[household] * size),
      [say("line"), line * size, line],
    ],
  };
}

/** Return what changes for the household, as [name, amount]; what it gives up is below 0. */
function changesOf({ schemes, existing, levies }, household) {
  const lost = existing.map((each) => [say("lost", { benefit: named(each.name.replaceAll("_", " ")) }), -each.removed_month[household]]);
  const got = schemes.map(({ scheme, received_month: money }) => [scheme.label, money[household]]);
  const paid = levies
    .filter((each) => each.levied_month !== null)
    .map((each) => [each.given.source.label, -each.levied_month[household]]);
  return [...lost.filter(([, amount]) => amount !== 0), ...got, ...paid];
}

/**
 * Return {label, counts, received, isLater}: `counts` are the members in the group, eligible, taking it up, and
 * reached; `isLater` says that a roll-out has not come to the age of anybody of the group here.
 */
function stagesOf(population, { scheme, received_month: received, ...flags }, household, values) {
  const members = membersOf(population, household);
  const counts = STAGES.map((stage) => members.reduce((sum, person) => sum + flags[stage][person], 0));
  const oldest = values.get(OLDEST_AT_START) + values.get(ROLL_OUT_YEAR);
  const isLater = members.every((person) => !flags.group[person] || population.persons.age[person] > oldest);
  return { label: scheme.label, counts, received: received[household], isLater };
}

function membersOf({ persons: { household: of } }, household) {
  const first = of.indexOf(household);
  return Array.from({ length: of.lastIndexOf(household) - first + 1 }, (_, place) => first + place);
}

/** Say the household's month in words. */
export function monthSentence(month, { population }, catalogue) {
  const { currency } = population.economy;
  const amount = (value) => money(currency, value);
  const [was, is] = month.isPoor;
  const place = catalogue.breakdowns.get("area")[population.households.urban[month.household]];
  const lives = livesText(population, month.household, place === "urban" ? "urban" : "rural");
  const status = was && is ? "stays_poor" : was ? "no_longer_poor" : is ? "now_poor" : "not_poor";
  const standing = say(`status.${status}`, { line: amount(month.line) });
  const consumes = say("consumes", { before: amount(month.before), after: amount(month.after) });
  const schemes = month.schemes.map((each) => schemeText(each, amount)).join(" ");
  const pays = month.givesUp > 0 ? say("pays", { amount: amount(month.givesUp) }) : "";
  return [lives, consumes, schemes, pays, standing].filter(Boolean).join(" ");
}

function schemeText({ label, counts, received, isLater }, amount) {
  if (counts.at(-1) > 0) return say("arrives", { scheme: label, amount: amount(received), count: counts.at(-1) });
  const stopped = STAGES[counts.findIndex((count) => count === 0)];
  return say(`nothing.${stopped === "eligible" && isLater ? "later" : stopped}`, { scheme: label });
}

function livesText(population, household, area) {
  const members = membersOf(population, household).map((person) => personText(population.persons, person));
  return capital(say(`lives.${area}`, { people: listed(members), count: members.length }));
}

function personText({ age, sex }, person) {
  const years = age[person];
  const stage = years < 1 ? "baby" : years < ADULT_FROM ? "child" : "adult";
  return say(`person.${["female", "male"][sex[person]]}.${stage}`, { years: fixed(years) });
}
