// A range of whole numbers: two sliders, neither of which passes the other.

import { say } from "../texts/lab.js";
import { html } from "./dom.js";
import { SimulatorError } from "../simulator/errors.js";
import { fieldFrame, sliderWithNumber } from "./fields.js";
import { boundsFor, unitOf } from "../simulator/parameters.js";
import { keyOf } from "./parts.js";
import { attempt, refusal } from "./refusal.js";
import { valuesOf } from "./state.js";
import { named } from "../texts/speaking.js";

/** Return the control of a range: {node, update(state)}; `change` gets the two ends, by path. */
export function rangeField(parameter, { part, change }) {
  const [{ path }, id] = [parameter, `${keyOf(part)}.${parameter.path}`];
  const frame = fieldFrame({ ...parameter, id, group: true });
  const kind = parameter.unit === "years" ? "ages" : "numbers";
  const names = ["lower", "higher"].map((end) => say(`range.${kind}.${end}`));
  let [pair, shown, bound] = [[], {}, ""];
  const move = (index, text, typing) => {
    const moved = movedEnd(pair, index, text, kind);
    // '1' on the way to '17' may be below the youngest: it waits, unsaid, until it is a whole number.
    if (typing && moved.bound) throw new SimulatorError("");
    bound = moved.bound;
    change({ [path]: moved.pair });
    bound = "";
  };
  const ends = names.map((name, index) =>
    rangeEnd(frame, `${id}-${index}`, name, (end, text, typing) =>
      attempt(frame, end, typing ? "" : refusal(name, text, shown), () => move(index, text, typing)),
    ),
  );
  return {
    node: frame.node,
    update(state) {
      const values = valuesOf(state, part);
      const unit = named(unitOf(parameter, values));
      const { low, high, step } = boundsFor(parameter, values);
      pair = values.get(path);
      shown = { low, high, step, unit, highest: high, noun: "whole_number" };
      ends.forEach((end, index) => end.show({ ...shown, value: pair[index], text: say("fields.value", { value: pair[index], unit }) }));
      frame.say("error", bound);
    },
  };
}

function rangeEnd(frame, id, label, onInput) {
  const end = sliderWithNumber({ id, label, described: frame.described, onInput: (...typed) => onInput(end, ...typed) });
  const head = html("div", { class: "field-head" }, html("label", { for: id }, label), end.box);
  frame.body.append(head, end.slider);
  return end;
}

/** Return a range with one end moved, but never past the other: then the bound is said. */
function movedEnd(pair, index, text, kind) {
  const asked = text === "" ? NaN : Number(text);
  const moved = pair.map((end, place) => (place === index ? asked : end));
  const other = pair[1 - index];
  if (!(moved[0] > moved[1])) return { pair: moved, bound: "" };
  return { pair: [other, other], bound: say(`range.${kind}.${index ? "not_below" : "not_above"}`, { other }) };
}
