// The package that a reader builds through the course, a part a module, for one country; kept in this browser.

import { entryOf, keeper } from "./keeping.js";

export const PACKAGE = "course:package";

/** What the reader has written in words of their own, {text} by name. */
export const WORDS = "course:words";

/** The keeper of the country of the package, {name, label}, or null. */
export const chosenCountry = keeper("course:country");

/** Return the kept part, {page, policy, label}, or null; `policy` is the fragment of a link. */
export function keptPart(part) {
  const found = entryOf(PACKAGE, part).read();
  return typeof found?.policy === "string" ? found : null;
}

/** Keep a part; return whether the browser could. */
export function keepPart(part, { page, policy, label }) {
  return entryOf(PACKAGE, part).write({ page, policy, label });
}

/** Return the fragment of a policy for another country: sums in percent of GDP per person go where one goes. */
export function inCountry(policy, name) {
  const fields = new URLSearchParams(policy);
  fields.set("country", name);
  fields.delete("line");
  return fields.toString();
}
