// What the reader has answered, kept on this device and sent nowhere. A browser may refuse to keep anything.

/** Return a keeper of one exercise's answers: {read, write, forget}. */
export function progressOf(sheet) {
  const key = `exercise:${sheet.id}:${sheet.version}`;
  return {
    read: () => guarded(() => readable(JSON.parse(localStorage.getItem(key)))) ?? {},
    write: (fields) => guarded(() => localStorage.setItem(key, JSON.stringify(fields))),
    forget: () => guarded(() => localStorage.removeItem(key)),
  };
}

/** Keep only texts by name: another program may have written there. */
function readable(kept) {
  return Object.fromEntries(Object.entries(kept ?? {}).filter(([, value]) => typeof value === "string"));
}

function guarded(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}
