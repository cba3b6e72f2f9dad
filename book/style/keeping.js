// What a reader has done, kept in this browser and sent nowhere. A browser may refuse to keep anything.

const OURS = /^(course|exercise):/;
const FORM = 1;

/** Return a keeper of one thing by its name: {read, write, forget}; `read` gives null where nothing is kept. */
export function keeper(name) {
  return {
    read: () => guarded(() => JSON.parse(localStorage.getItem(name))) ?? null,
    write: (value) => guarded(() => (localStorage.setItem(name, JSON.stringify(value)), true)) ?? false,
    forget: () => guarded(() => localStorage.removeItem(name)),
  };
}

/** Return a keeper of one entry of a mapping that is kept as a whole. */
export function entryOf(name, entry) {
  const whole = keeper(name);
  const all = () => mappingOf(whole.read());
  return {
    read: () => all()[entry] ?? null,
    write: (value) => whole.write({ ...all(), [entry]: value }),
    forget: () => whole.write(Object.fromEntries(Object.entries(all()).filter(([key]) => key !== entry))),
  };
}

/** Return all that the course keeps here, by name. */
export function everything() {
  const names = guarded(() => Object.keys(localStorage)) ?? [];
  return Object.fromEntries(names.filter((name) => OURS.test(name)).map((name) => [name, keeper(name).read()]));
}

/** Return everything as the text of a file. */
export function exported(today) {
  return JSON.stringify({ form: FORM, saved: today, kept: everything() }, null, 1);
}

/** Put what a file says in the place of what is kept, or throw an Error that says what is wrong with the file. */
export function imported(text) {
  const { form, kept } = parsed(text);
  if (form !== FORM || mappingOf(kept) !== kept) {
    throw new Error("This is not a file that the course has saved. Choose one named my-work.json.");
  }
  const foreign = Object.keys(kept).find((name) => !OURS.test(name));
  if (foreign) throw new Error(`The file holds '${foreign.slice(0, 40)}', which is not of this course. Nothing was changed.`);
  forgetEverything();
  const written = Object.entries(kept).map(([name, value]) => keeper(name).write(value));
  if (!written.every(Boolean)) throw new Error("This browser could not keep all of it. Delete other sites' data and try again.");
}

/** Delete all that the course keeps here. */
export function forgetEverything() {
  for (const name of Object.keys(everything())) keeper(name).forget();
}

function parsed(text) {
  try {
    return mappingOf(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Another program may have written there: anything but a mapping is an empty one. */
function mappingOf(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}

function guarded(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}
