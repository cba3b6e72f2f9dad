// Incentives: what is left of one more unit earned, and what a benefit replaces of earnings lost.

import { asNumber } from "./amounts.js";
import { BadInput } from "../errors.js";
import { words } from "../wording.js";

/** Return the share of extra gross earnings lost: 1 - (net income with more - net income now) / extra gross. */
export function marginalEffectiveTaxRate(netIncomeNow, netIncomeWithMore, extraGross) {
  finite("net_income_now", netIncomeNow);
  finite("net_income_with_more", netIncomeWithMore);
  above0("extra_gross", extraGross);
  const kept = held("net_income_now", netIncomeWithMore - netIncomeNow, netIncomeNow);
  return 1 - held("extra_gross", kept / extraGross, extraGross);
}

/** Return benefit / earnings before: 0.6 replaces 60 %. Both gross, or both net: never mixed. */
export function replacementRate(benefit, earnings) {
  above0("earnings", earnings);
  asNumber("benefit", benefit, [0, Infinity], words("an amount of 0 or more"), words("Mend or drop those rows."));
  return held("earnings", benefit / earnings, earnings);
}

function finite(name, given) {
  const mend = words("Mend or drop the rows without a number.");
  asNumber(name, given, [-Infinity, Infinity], words("one finite amount or more"), mend);
}

function above0(name, given) {
  const mend = words("Leave out those who earn nothing.");
  asNumber(name, given, [Number.MIN_VALUE, Infinity], words("an amount above 0"), mend);
}

function held(name, result, given) {
  if (Number.isFinite(result)) return result;
  throw new BadInput(name, given, words("amounts whose result a number can hold"), words("Use one unit for all."));
}
