// What is assumed of the years to come, as a reader may set it: the indexation of amounts, growth and inflation.

import { say } from "../../texts/projection.js";
import { say as shared } from "../../texts/lab.js";
import { html } from "../dom.js";
import { fieldFrame, selectField, sliderWithNumber } from "../fields.js";
import { plain } from "../../simulator/numerals.js";
import { boundsFor, check } from "../../simulator/parameters.js";
import { INDEXATION_PARAMETER, OUTLOOK_PARAMETERS, indexationFromText } from "../../simulator/projection/outlook.js";
import { attempt, refusal } from "../refusal.js";
import { named, translated } from "../../texts/speaking.js";

/** Return what is assumed before a reader chooses. */
export const startingAssumptions = () => ({ indexation: INDEXATION_PARAMETER.default, outlook: {} });

/**
 * Return {node, value()} of the controls, which show and change what is `chosen`; `value` is {indexation, outlook}, and
 * `onChoose` hears each change.
 */
export function assumptionFields(chosen, onChoose) {
  const rule = indexationField(chosen.indexation, (text) => {
    chosen.indexation = text;
    onChoose();
  });
  const fields = [...OUTLOOK_PARAMETERS.values()].map((each) =>
    numberField(translated(each), chosen.outlook[each.path] ?? each.default, (value) => {
      chosen.outlook[each.path] = value;
      onChoose();
    }),
  );
  const more = html("details", { class: "more" }, html("summary", {}, say("assumed")), ...fields);
  return {
    node: html("div", { class: "assumptions" }, rule, more),
    value: () => ({ indexation: indexationFromText(chosen.indexation), outlook: chosen.outlook }),
  };
}

function indexationField(start, onChoose) {
  const { path, label, help, source, choices } = translated(INDEXATION_PARAMETER);
  const field = selectField({ id: `projection-${path}`, label, help, source, choices, onChoose });
  field.show(start);
  return field.node;
}

function numberField(parameter, start, onChange) {
  const { path, label, unit } = parameter;
  const id = `projection-${path}`;
  const frame = fieldFrame({ ...parameter, id });
  const bounds = boundsFor(parameter, new Map());
  const said = unit === "share" ? "" : named(unit);
  const text = (value) => (said ? shared("fields.value", { value: plain(value), unit: said }) : plain(value));
  const shown = (value) => ({ ...bounds, value, unit: said, text: text(value) });
  const words = { ...bounds, highest: bounds.high, unit: said, noun: "number" };
  const control = sliderWithNumber({
    id,
    label,
    described: frame.described,
    onInput: (text, typing) =>
      attempt(frame, control, typing ? "" : refusal(label, text, words), () => {
        const value = check(parameter, path, text === "" ? NaN : Number(text), new Map());
        frame.say("error", "");
        control.show(shown(value));
        onChange(value);
      }),
  });
  frame.head.append(control.box);
  frame.body.append(control.slider);
  control.show(shown(start));
  return frame.node;
}
