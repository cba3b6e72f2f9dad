// Controls made from the metadata of parameters: nothing here knows a scheme.

import { say } from "../texts/lab.js";
import { fieldFrame, radioField, selectField, sliderWithNumber } from "./fields.js";
import { roundUp, tidy } from "./format.js";
import { boundsFor, fromText, inForce, unitOf } from "../simulator/parameters.js";
import { rangeField } from "./range-field.js";
import { attempt, refusal } from "./refusal.js";
import { plain } from "../simulator/numerals.js";
import { inCurrency } from "../simulator/primitives/setting.js";
import { keyOf } from "./parts.js";
import { isMoney, valuesOf } from "./state.js";
import { named } from "../texts/speaking.js";
import { spokenAmount, worthText } from "./worth.js";

// A slider of some 250 pixels that went to 100 % of GDP could not set 4 %: it goes to ten times
// the usual value, and further once a larger number is typed.
const TIMES_USUAL = 10;
const MOST_STEPS = 500;
// More buttons than this would push the other controls out of sight.
const MOST_IN_SIGHT = 5;
const PER_PERSON = "percent_gdp_per_person";

/**
 * Return the control of a parameter: {node, update(state)}. `context` is {part, population, change, folded}: `change`
 * gets the values asked for, by path; what is folded takes less room.
 */
export function parameterField(parameter, context) {
  const make = { number: numberField, range: rangeField, choice: choiceField }[parameter.kind];
  const field = make(parameter, context);
  return {
    node: field.node,
    update(state) {
      field.node.hidden = !inForce(parameter.path, valuesOf(state, context.part));
      if (!field.node.hidden) field.update(state);
    },
  };
}

/** Return the id that a control has in the page: the key of its value in a link. */
export function idOf(parameter, part) {
  return `${keyOf(part)}.${parameter.path}`;
}

function numberField(parameter, context) {
  const { part, population, change } = context;
  const [{ path, label }, id] = [parameter, idOf(parameter, part)];
  const frame = fieldFrame({ ...parameter, id });
  let [factor, shown] = [1, {}];
  const pair = sliderWithNumber({
    id,
    label,
    described: frame.described,
    onInput(text, typing) {
      const refused = typing ? "" : refusal(label, text, shown);
      attempt(frame, pair, refused, () => change({ [path]: readNumber(parameter, text, factor) }));
    },
  });
  frame.head.append(pair.box);
  frame.body.append(pair.slider);
  return {
    node: frame.node,
    update(state) {
      const values = valuesOf(state, part);
      factor = unitOf(parameter, values) === "share" ? 100 : 1;
      shown = shownNumber(parameter, values, population, factor, shown);
      const [amount, unit] = [isMoney(parameter, values), unitName(parameter, values)];
      if (amount) shown.text = spokenAmount(state, parameter, context);
      pair.show(shown);
      frame.say("unit", unit);
      frame.say("note", amount ? worthText(state, parameter, context) : "");
      frame.say("error", "");
    },
  };
}

function choiceField(parameter, { part, population: { economy }, change, folded }) {
  const [{ path }, id] = [parameter, idOf(parameter, part)];
  const choices = { ...parameter.choices };
  // Nothing can be a share of a wage that is not known.
  if (economy.average_wage_month === null) delete choices.percent_average_wage;
  const make = folded || Object.keys(choices).length > MOST_IN_SIGHT ? selectField : radioField;
  const field = make({ ...parameter, id, choices, onChoose });
  let latest = null;
  function onChoose(value) {
    const control = { refuse: () => field.show(latest) };
    attempt(field, control, "", () => change({ [path]: value }));
  }
  return {
    node: field.node,
    update(state) {
      latest = valuesOf(state, part).get(path);
      field.show(latest);
      field.say("error", "");
    },
  };
}

function readNumber(parameter, text, factor) {
  const value = fromText(parameter, text);
  return typeof value === "number" ? tidy(value / factor) : value;
}

function shownNumber(parameter, values, population, factor, before) {
  const unit = unitOf(parameter, values);
  const bounds = boundsFor(parameter, values);
  const value = values.get(parameter.path);
  const usual = Math.min(bounds.high, usualHigh(parameter, bounds, unit, population));
  const kept = before.name === unit ? before.high / factor : 0;
  const high = Math.max(kept, value > usual ? bounds.high : usual);
  const step = Math.max(bounds.step, roundUp((high - bounds.low) / MOST_STEPS));
  const scaled = { low: bounds.low, high, highest: bounds.high, step: parameter.unit_from ? step : bounds.step, value };
  for (const name of Object.keys(scaled)) scaled[name] = tidy(scaled[name] * factor);
  const short = shortUnit(unit, population.economy);
  return { ...scaled, name: unit, unit: short, noun: "number", text: say("fields.value", { value: plain(scaled.value), unit: short }) };
}

/** Return where a slider ends; in currency at the same money as in % of GDP per person, where that is a unit too. */
function usualHigh(parameter, { high, default: usual }, unit, population) {
  const { [PER_PERSON]: shares } = parameter.bounds;
  if (unit === "currency" && shares) {
    const share = usualHigh(parameter, shares, PER_PERSON, population);
    return roundUp(inCurrency(population, share, PER_PERSON));
  }
  return usual ? Math.min(high, TIMES_USUAL * usual) : high;
}

function shortUnit(unit, { currency }) {
  if (unit === "share" || unit.startsWith("percent_")) return "%";
  return unit === "currency" ? currency : named(unit);
}

/** Return the unit in words where another parameter chooses it, in the words of that choice. */
function unitName({ unit_from: from, units }, values) {
  return from ? units[values.get(from)] : "";
}
