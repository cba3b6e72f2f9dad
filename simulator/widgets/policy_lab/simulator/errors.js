// Errors that tell what is wrong and how to mend it.

import { closest } from "./nearest.js";
import { words } from "./wording.js";

/** Anything the simulator refuses to compute. */
export class SimulatorError extends Error {}

/** A value out of bounds: names the field, the value, what is allowed and the mend. */
export class BadInput extends SimulatorError {
  constructor(field, value, allowed, mend) {
    const places = { field, value: shown(value), allowed, mend };
    super(words("{field}: {value} is not allowed. Allowed: {allowed}. {mend}", places));
    Object.assign(this, { field, value, allowed, mend });
  }
}

/** A share of nobody was asked for: there is no such number. */
export class EmptyGroup extends SimulatorError {}

/** Return what `make` returns, or refuse what it refuses with the name of the part before it. */
export function inside(where, make) {
  try {
    return make();
  } catch (error) {
    if (error instanceof BadInput) {
      throw new BadInput(`${where}: ${error.field}`, error.value, error.allowed, error.mend);
    }
    if (!(error instanceof SimulatorError)) throw error;
    throw new SimulatorError(`${where}: ${error.message}`);
  }
}

/** Return a value as the reader wrote it, texts in quotes, cut when very long. */
export function shown(value, longest = 60) {
  const text = typeof value === "string" ? quoted(value) : String(value ?? words("nothing"));
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest).join("")}…`;
}

/** Return the error for a name that does not exist, with the nearest one that does. */
export function unknown(field, name, known) {
  const names = [...known];
  const near = closest([...String(name ?? "None")].slice(0, 80).join(""), names);
  const allowed = names.join(", ") || words("nothing");
  if (!names.length) return new BadInput(field, name, allowed, words("Remove it."));
  if (!near) return new BadInput(field, name, allowed, words("Remove it, or use one of the allowed names."));
  return new BadInput(field, name, allowed, words("Did you mean {near}?", { near: quoted(near) }));
}

function quoted(text) {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t")
    .replace(/[\x00-\x1f\x7f]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, "0")}`);
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark;
}
