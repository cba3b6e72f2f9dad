// The package that a reader builds through the course, a part a module, kept in this browser.

import { entryOf } from "./keeping.js";

export const PACKAGE = "course:package";

/** Return the kept part, {page, policy, label}, or null; `policy` is the fragment of a link. */
export function keptPart(part) {
  const found = entryOf(PACKAGE, part).read();
  return typeof found?.policy === "string" ? found : null;
}

/** Keep a part; return whether the browser could. */
export function keepPart(part, { page, policy, label }) {
  return entryOf(PACKAGE, part).write({ page, policy, label });
}
