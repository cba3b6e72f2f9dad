// A package that changes: schemes, rules between them and sources of money come and go. No view is known here.
// Each change returns a new policy, or is refused.

import { say } from "../texts/lab.js";
import { BadInput } from "../simulator/errors.js";
import { checkedValues } from "../simulator/parameters.js";
import { withValues } from "../simulator/policy/record.js";
import { MOST_SCHEMES, interactionSetting, policyOf, sourceSetting } from "../simulator/policy/settings.js";
import { partAt, settingOf } from "./parts.js";

// A share of the budget is set in steps of 1 %, and a source that meets none of it is left out.
const STEPS = 100;

/** Return a policy with one scheme more, its values as declared. */
export function withScheme(policy, scheme, catalogue) {
  const schemes = [...policy.schemes, { scheme, values: asDeclared(scheme) }];
  return checked({ ...policy, schemes: notTooMany("schemes", schemes) }, catalogue);
}

/** Return a policy without a scheme: rules that are left without enough schemes go, and so do its top-ups. */
export function withoutScheme(policy, place, catalogue) {
  const later = (each) => (each > place ? each - 1 : each);
  const interactions = policy.interactions.map((rule) => {
    return { ...rule, schemes: rule.schemes.filter((each) => each !== place).map(later) };
  });
  const existing = policy.existing.filter(({ by }) => by !== place);
  return checked(
    {
      ...policy,
      schemes: without(policy.schemes, place),
      interactions: interactions.filter((rule) => rule.schemes.length >= leastOf(rule.interaction)),
      existing: existing.map((each) => ({ ...each, by: each.by === null ? null : later(each.by) })),
    },
    catalogue,
  );
}

/** Return how many schemes a rule between schemes needs. */
export function leastOf({ id }) {
  return id === "cap" ? 1 : 2;
}

/** Return a policy with one rule more, between all of its schemes in their order. */
export function withInteraction(policy, interaction, catalogue) {
  const rule = interactionSetting(interaction, [...policy.schemes.keys()], asDeclared(interaction));
  return checked({ ...policy, interactions: notTooMany("interactions", [...policy.interactions, rule]) }, catalogue);
}

/** Return a policy without a rule between its schemes. */
export function withoutInteraction(policy, place, catalogue) {
  return checked({ ...policy, interactions: without(policy.interactions, place) }, catalogue);
}

/** Return a policy in which a rule holds between these schemes, the first of them leading. */
export function withMembers(policy, place, members, catalogue) {
  const { interaction, values } = policy.interactions[place];
  const rule = interactionSetting(interaction, members, values);
  return checked({ ...policy, interactions: replaced(policy.interactions, place, rule) }, catalogue);
}

/** Return a policy with one source more, which meets the same share of the budget as each other on average. */
export function withSource(policy, source, catalogue) {
  const part = Math.max(1, Math.round(STEPS / (policy.financing.length + 1)));
  const shares = [...scaled(policy.financing.map(({ share }) => share), STEPS - part), part];
  const added = [...policy.financing, sourceSetting(source, asDeclared(source))];
  return checked({ ...policy, financing: withShares(notTooMany("financing", added), shares) }, catalogue);
}

/** Return a policy without a source; the others meet its share, each in proportion to its own. */
export function withoutSource(policy, place, catalogue) {
  const left = without(policy.financing, place);
  return checked({ ...policy, financing: withShares(left, scaled(left.map(({ share }) => share), STEPS)) }, catalogue);
}

/** Return a policy in which another source, its values as declared, meets the share of the one at the place. */
export function withSourceAs(policy, place, source, catalogue) {
  const setting = sourceSetting(source, asDeclared(source), policy.financing[place].share);
  return checked({ ...policy, financing: replaced(policy.financing, place, setting) }, catalogue);
}

/** Return a policy in which a source meets this share (0 to 1), and the others what is left, in proportion. */
export function withShare(policy, place, share, catalogue) {
  const { source } = policy.financing[place];
  const most = STEPS + 1 - policy.financing.length;
  const part = Math.round(STEPS * share);
  if (!(part >= 1 && part <= most)) {
    const allowed = say("package.share", { most });
    const error = new BadInput(`${source.id}.share`, share, allowed, say("package.share_mend"));
    // The number typed is wrong: the control says so in its own words.
    throw Object.assign(error, { parameter: "share" });
  }
  const others = scaled(without(policy.financing, place).map((each) => each.share), STEPS - part);
  others.splice(place, 0, part);
  return checked({ ...policy, financing: withShares(policy.financing, others) }, catalogue);
}

/** Return a policy in which some values of one part are changed, by path. */
export function withPartValues(policy, part, changed, catalogue) {
  const { list, place } = part;
  if (list === "schemes") return withValues(policy, changed, place);
  const setting = settingOf({ policy }, part);
  const { parameters } = setting.interaction ?? setting.source;
  const given = new Map([...setting.values, ...Object.entries(changed)]);
  const values = checkedValues(parameters, given, `${list}[${place + 1}]`);
  return checked({ ...policy, [list]: replaced(policy[list], place, { ...setting, values }) }, catalogue);
}

/** Return the part that a list of a policy ends with: what was added last. */
export function lastOf(policy, list) {
  return partAt(list, policy[list].length - 1);
}

function asDeclared({ id, parameters }) {
  return checkedValues(parameters, new Map(), id);
}

function checked({ schemes, interactions, financing, existing }, catalogue) {
  return policyOf(schemes, interactions, financing, existing, catalogue);
}

function notTooMany(list, entries) {
  if (entries.length <= MOST_SCHEMES) return entries;
  throw new BadInput(list, `${entries.length}`, say("package.most", { most: MOST_SCHEMES }), say("package.most_mend"));
}

function without(entries, place) {
  return entries.filter((_, each) => each !== place);
}

function replaced(entries, place, entry) {
  return entries.map((each, number) => (number === place ? entry : each));
}

/** Return whole numbers above 0 that add up to `sum`, as near to the proportions of the shares as can be. */
function scaled(shares, sum) {
  const all = shares.reduce((total, share) => total + share, 0);
  const free = sum - shares.length;
  const exact = shares.map((share) => (share / all) * free);
  const whole = exact.map(Math.floor);
  const missing = free - whole.reduce((total, each) => total + each, 0);
  const order = [...exact.keys()].sort((one, other) => exact[other] - whole[other] - (exact[one] - whole[one]));
  for (const place of order.slice(0, missing)) whole[place] += 1;
  return whole.map((each) => each + 1);
}

function withShares(financing, steps) {
  return financing.map((each, place) => ({ ...each, share: steps[place] / STEPS }));
}
