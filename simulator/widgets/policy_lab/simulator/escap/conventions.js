// SPOT's conventions, one function each: how a policy is read one step nearer to ESCAP's arithmetic.
// A reading is {costed, felt, gross}: a policy as it costs and as it is felt, and whether gains count benefits alone.

import { linkOf } from "../policy/links.js";
import { paidFromOutside } from "../policy/paying.js";
import { withValues } from "../policy/record.js";
import { existingSetting } from "../policy/settings.js";
import { DECLARED } from "./declared.js";

/** The schemes that ESCAP's simulator has, and the one of them that it pays to households. */
export const SCHEMES = DECLARED.schemes;
export const HOUSEHOLD = DECLARED.household;

const CHANGES = {
  "Rules between schemes": noRulesBetween,
  Schemes: itsSchemes,
  Ages: everyScheme(ages),
  "Weeks of maternity": everyScheme((id) => (id === "maternity_benefit" ? { weeks: DECLARED.maternity_weeks } : {})),
  "Who is chosen": everyScheme(chosen),
  "Test against another pension": (reading) => ({ ...reading, felt: withEach(reading.felt, tested) }),
  "Take-up": everyScheme((_id, values) => Object.fromEntries(DECLARED.take_up.filter((path) => values.has(path)).map((path) => [path, 1]))),
  "Lost on the way": everyScheme((_id, values) => (values.has("delivery_loss") ? { delivery_loss: 0 } : {})),
  Administration: everyScheme(administration),
  "Who pays": (reading, catalogue) => ({ ...reading, felt: paidFromOutside(reading.felt, catalogue) }),
  Gains: (reading) => ({ ...reading, gross: true }),
};

/** Each of SPOT's conventions in its order: {name, ours, spot, change(reading, catalogue)}; `ours` may be empty. */
export const CONVENTIONS = DECLARED.conventions.map((each) => ({ ...each, change: CHANGES[each.name] }));

/** Say whether two readings are the same. */
export function sameReading(one, other) {
  return one.gross === other.gross && linkOf(one.costed) === linkOf(other.costed) && linkOf(one.felt) === linkOf(other.felt);
}

/** Return each value of a scheme that a convention changes: [the scheme as it was, the path]. */
export function changedValues(before, after) {
  if (before.schemes.length !== after.schemes.length) return [];
  return before.schemes.flatMap((old, place) => {
    const now = after.schemes[place].values;
    const paths = [...old.values.keys()].filter((path) => String(now.get(path)) !== String(old.values.get(path)));
    return paths.map((path) => [old, path]);
  });
}

function noRulesBetween({ costed, gross }) {
  const existing = costed.existing.map((each) => (each.by === null ? each : existingSetting(each.benefit, "kept", null)));
  return both({ ...costed, interactions: [], existing }, gross);
}

function itsSchemes({ costed, gross }) {
  return both({ ...costed, schemes: costed.schemes.filter(({ scheme }) => SCHEMES.includes(scheme.id)) }, gross);
}

function both(policy, gross) {
  return { costed: policy, felt: policy, gross };
}

/** Return the convention that changes values of every scheme: `changeOf(id, values)` says which, by path. */
function everyScheme(changeOf) {
  return (reading) => ({ ...reading, costed: withEach(reading.costed, changeOf), felt: withEach(reading.felt, changeOf) });
}

function withEach(policy, changeOf) {
  return policy.schemes.reduce((changed, { scheme, values }, place) => {
    const given = changeOf(scheme.id, values);
    return Object.keys(given).length ? withValues(changed, given, place) : changed;
  }, policy);
}

function ages(id) {
  if (!Object.hasOwn(DECLARED.ages, id)) return {};
  const rollOut = id === "child_benefit" ? { "roll_out.oldest_at_start": 17, "roll_out.year": 0 } : {};
  return { "who.age": DECLARED.ages[id], ...rollOut };
}

/** Choose everybody of the group, or the poorest of all persons by score; the pension test stays. */
function chosen(id, values) {
  const rule = values.get("rule");
  if (rule === DECLARED.pension_test && id === "social_pension") return {};
  if (id !== HOUSEHOLD && !DECLARED.quotas.includes(rule)) return { rule: "universal" };
  const path = `rule.${DECLARED.quota}`;
  return {
    rule: DECLARED.quota,
    [`${path}.share`]: id === HOUSEHOLD ? DECLARED.household_quota : values.get(`rule.${rule}.share`),
    [`${path}.of`]: "persons",
    [`${path}.test_cost`]: values.get(`rule.${rule}.test_cost`) ?? 0,
  };
}

function tested(_id, values) {
  return values.get("rule") === DECLARED.pension_test ? { rule: "universal" } : {};
}

function administration(id, values) {
  const tests = [...values.keys()].filter((path) => path.endsWith(".test_cost")).map((path) => [path, 0]);
  const share = id === HOUSEHOLD ? DECLARED.household_administration : DECLARED.administration;
  return { administration: share, ...Object.fromEntries(tests) };
}
