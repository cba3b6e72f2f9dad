// A policy: {schemes, interactions, financing, existing}. A URL fragment and the controls end in the same record.

import { BadInput } from "../errors.js";
import { check, checkedValues } from "../parameters.js";
import { checkedPlace } from "./precedence.js";
import { words } from "../wording.js";

/** Return a policy in which some values of one scheme are changed, by path; a new rule starts from its defaults. */
export function withValues(policy, changed, index = 0) {
  const { scheme, values } = policy.schemes[checkedPlace(policy.schemes, index)];
  const where = `schemes[${index + 1}]`;
  checkUnits(scheme, values, changed, where);
  const newRule = "rule" in changed && changed.rule !== values.get("rule");
  const kept = [...values].filter(([path]) => !(newRule && path.startsWith("rule.")));
  const given = new Map([...kept, ...Object.entries(changed)]);
  const setting = { scheme, values: checkedValues(scheme.parameters, given, where) };
  return { ...policy, schemes: policy.schemes.map((each, place) => (place === index ? setting : each)) };
}

/** Refuse a new unit without a new value: 4 % of GDP per person must not become 4 rupees. */
function checkUnits({ parameters }, values, changed, where) {
  for (const [path, { unit_from: unit }] of parameters) {
    if (!(unit in changed) || !values.has(path) || path in changed) continue;
    if (check(parameters.get(unit), `${where}.${unit}`, changed[unit], values) === values.get(unit)) continue;
    const allowed = words("a new unit together with a new {path}", { path });
    throw new BadInput(`${where}.${unit}`, changed[unit], allowed, words("Give {path} in the new unit too.", { path }));
  }
}
