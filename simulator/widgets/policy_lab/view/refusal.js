// A change that was asked for and cannot be: what the field says then.

import { say } from "../texts/lab.js";
import { SimulatorError } from "../simulator/errors.js";
import { plain } from "../simulator/numerals.js";

/** Try a change; a refusal is shown at the field, and the results stay as they are. */
export function attempt(frame, control, refused, change) {
  try {
    change();
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    control.refuse(true);
    // What the simulation refuses, such as a budget that cannot be met, is no fault of the number typed.
    frame.say("error", error.parameter ? refused : error.message);
  }
}

/** Say what is wrong in the words and the unit of the control; `noun` is `number` or `whole_number`. */
export function refusal(label, text, { low, highest, unit, noun }) {
  const allowed = say(`refusal.${noun}`, { low: plain(low), high: plain(highest), unit }).trimEnd();
  return text === "" ? say("refusal.nothing", { allowed }) : say("refusal.wrong", { label, text, allowed });
}
