// Which pages the reader has finished, kept in this browser.

import { entryOf, keeper } from "./keeping.js";

const PROGRESS = "course:progress";

/** Return the pages of the module that are finished, as a set. */
export function finishedPages() {
  return new Set(Object.keys(keeper(PROGRESS).read() ?? {}));
}

/** Note that a page is finished today, or that it is not. */
export function setFinished(page, finished) {
  const entry = entryOf(PROGRESS, page);
  if (finished) entry.write(new Date().toISOString().slice(0, 10));
  else entry.forget();
}
