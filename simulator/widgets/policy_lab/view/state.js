// What the learner has chosen, and what follows from it: {country, policy, baseline, alternative, line, told}. No view is
// known here. `alternative` is the policy kept as A, to look at beside the present one, B; null where none is kept.
// `told` holds the sentences on what the last change of country did to the choices.

import { say } from "../texts/lab.js";
import { moneyOf } from "../simulator/scenario/costs.js";
import { simulate } from "../simulator/engine/simulation.js";
import { BadInput, unknown } from "../simulator/errors.js";
import { tidy } from "./format.js";
import { countryInLink, fromLink, lineInLink, linkOf } from "../simulator/policy/links.js";
import { boundsFor, unitOf } from "../simulator/parameters.js";
import { withPartValues } from "./package.js";
import { FIRST, declaredOf, settingOf } from "./parts.js";
import { povertyLine } from "../simulator/population.js";
import { summarise } from "../simulator/scenario/summary.js";
import { UNITS, inCurrency } from "../simulator/primitives/setting.js";
import { words } from "../simulator/wording.js";

const SEED = 1;

/** Return the choices that a lab starts from. */
export function startingState({ country, policy, line }, { catalogue }) {
  return { country, ...fromLink(policy, catalogue), line: line ?? null, told: [] };
}

/** Return the country that a link names, or that the lab starts with; refuse one that the lab does not have. */
export function countryOf(fragment, { country, countries }) {
  const named = countryInLink(fragment) ?? country;
  if (!Object.hasOwn(countries, named)) throw unknown("country", named, Object.keys(countries));
  return named;
}

/** Return the choices of a link, or refuse one whose schemes this lab does not show. */
export function stateFromFragment(fragment, configuration, { catalogue, population }) {
  const line = lineInLink(fragment);
  const { policy, baseline, alternative } = fromLink(fragment, catalogue);
  for (const each of alternative ? [policy, alternative] : [policy]) checkSchemes(each, configuration, catalogue);
  povertyLine(population.economy, line);
  return { country: countryOf(fragment, configuration), policy, baseline, alternative, line, told: [] };
}

function checkSchemes({ schemes }, configuration, catalogue) {
  const names = schemes.map(({ scheme }) => scheme.id);
  const own = startingState(configuration, { catalogue }).policy.schemes.map(({ scheme }) => scheme.id);
  const isFree = configuration.schemes.length > 0;
  const known = isFree ? [...new Set([...own, ...configuration.schemes])] : own;
  if (isFree ? names.length && names.every((name) => known.includes(name)) : names.join() === own.join()) return;
  const shown = names.join(", ") || words("no scheme");
  const error = new BadInput("schemes", shown, schemesInWords(known, isFree), say("link.copy_again"));
  // It knows the schemes, for other words in another place.
  throw Object.assign(error, { schemes: names, known });
}

function schemesInWords(names, isFree) {
  const known = names.join(", ");
  if (isFree) return words("one or more of {known}", { known });
  return names.length > 1 ? words("these schemes, {known}", { known }) : words("one scheme, {known}", { known });
}

/** Return the choices as the fragment of a link, with line and country where they are not those of the start. */
export function fragmentOf({ country, policy, baseline, alternative, line }, configuration, { population }) {
  const another = line !== null && line !== population.economy.poverty_lines[0].id;
  const moved = country === configuration.country ? "" : `&country=${encodeURIComponent(country)}`;
  return linkOf(policy, baseline, alternative) + (another ? `&line=${encodeURIComponent(line)}` : "") + moved;
}

/** Return the choices after some values of a part changed; an amount whose unit changes stays the same money. */
export function changedState(state, part, changed, { catalogue, population }) {
  const values = { ...sameMoney(state, part, changed, population), ...changed };
  return { ...state, policy: withPartValues(state.policy, part, values, catalogue) };
}

/** Return what the choices do to the people; the outcome of the choices before, where there is one, saves time. */
export function outcomeOf(state, { population }, before = null) {
  return simulate(population, state.policy, SEED, state.baseline, before);
}

/** Return the outcome of the choices in numbers. */
export function resultOf(state, outcome) {
  return summarise(outcome, state.line);
}

/** Return the values of a part by path. */
export function valuesOf(state, part = FIRST) {
  return settingOf(state, part).values;
}

/** Return the path of the parameter that says how much a scheme pays, or undefined where earnings are replaced. */
export function benefitOf({ pay = [] }) {
  return pay.find((step) => step.primitive === "scale")?.parameters.value;
}

/** Say whether a parameter is an amount of money under the values chosen. */
export function isMoney(parameter, values) {
  return UNITS.includes(unitOf(parameter, values));
}

/** Return what an amount is worth, a month: in currency, in % of GDP per person and of mean consumption. */
export function worthOf(state, parameter, { part, population }) {
  const values = valuesOf(state, part);
  return moneyOf(population, inCurrency(population, values.get(parameter.path), unitOf(parameter, values)));
}

/** Return the values, by path, of the amounts whose unit is changed, in the new unit. */
function sameMoney(state, part, changed, population) {
  const values = valuesOf(state, part);
  const amounts = [...declaredOf(state, part).parameters.values()].filter(
    ({ path, unit_from: unit }) => unit in changed && values.has(path),
  );
  const given = new Map([...values, ...Object.entries(changed)]);
  return Object.fromEntries(amounts.map((each) => [each.path, inNewUnit(each, values, given, population)]));
}

function inNewUnit(parameter, values, given, population) {
  const { low, high, step } = boundsFor(parameter, given);
  const month = inCurrency(population, values.get(parameter.path), unitOf(parameter, values));
  const steps = Math.round(month / inCurrency(population, 1, unitOf(parameter, given)) / step);
  return Math.min(high, Math.max(low, tidy(steps * step)));
}
