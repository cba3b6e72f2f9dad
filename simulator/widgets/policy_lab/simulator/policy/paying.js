// A policy with another source of money.

import { checkedValues } from "../parameters.js";
import { sourceSetting } from "./settings.js";

/** Return the same policy paid from outside. */
export function paidFromOutside(policy, { sources }) {
  const external = sources.get("external");
  return { ...policy, financing: [sourceSetting(external, checkedValues(external.parameters, new Map(), external.id))] };
}
