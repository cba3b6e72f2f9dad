// A change that was asked for and cannot be: what the field says then.

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

/** Say what is wrong in the words and the unit of the control, not of the policy's file. */
export function refusal(label, text, { low, highest, unit, noun }) {
  const allowed = `${noun} from ${plain(low)} to ${plain(highest)} ${unit}`;
  if (text === "") return `Type ${allowed}.`;
  return `${label}: ${text} is not allowed. Allowed: ${allowed}. Choose a value inside this range.`;
}
