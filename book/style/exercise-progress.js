// What the reader has answered in an exercise, kept on this device and sent nowhere.

import { keeper } from "./keeping.js";

/** Return a keeper of one exercise's answers: {read, write, forget}. */
export function progressOf(sheet) {
  const kept = keeper(`exercise:${sheet.id}:${sheet.version}`);
  return { ...kept, read: () => readable(kept.read()) };
}

/** Keep only texts by name: another program may have written there. */
function readable(kept) {
  return Object.fromEntries(Object.entries(kept ?? {}).filter(([, value]) => typeof value === "string"));
}
