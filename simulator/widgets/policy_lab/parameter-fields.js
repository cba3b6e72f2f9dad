// Controls made from the metadata of parameters: nothing here knows a scheme.

import { SimulatorError } from "./errors.js";
import { fieldFrame, radioField, selectField, sliderWithNumber } from "./fields.js";
import { money, percent, roundUp, tidy } from "./format.js";
import { html } from "./dom.js";
import { boundsFor, fromText, inForce, plain, unitOf } from "./parameters.js";
import { inCurrency } from "./primitives.js";
import { schemeOf, valuesOf, worthOf } from "./state.js";

// A slider of some 250 pixels that went to 100 % of GDP could not set 4 %: it goes to ten times
// the usual value, and further once a larger number is typed.
const TIMES_USUAL = 10;
const USUAL_PERCENT_OF_GDP = 4;
const MOST_STEPS = 500;

/** Return the control of a parameter: {node, update(state)}; `change` gets the values asked for, by path. */
export function parameterField(parameter, population, change, folded) {
  const make = { number: numberField, range: rangeField, choice: choiceField }[parameter.kind];
  const field = make(parameter, population, change, folded);
  return {
    node: field.node,
    update(state) {
      field.node.hidden = !inForce(parameter.path, valuesOf(state));
      if (!field.node.hidden) field.update(state);
    },
  };
}

function numberField(parameter, population, change) {
  const { path: id, label } = parameter;
  const frame = fieldFrame({ id, ...parameter });
  let [factor, shown] = [1, {}];
  const pair = sliderWithNumber({
    id,
    label,
    described: frame.described,
    onInput(text, typing) {
      const refused = typing ? "" : refusal(label, text, shown);
      attempt(frame, pair, refused, () => change({ [id]: readNumber(parameter, text, factor) }));
    },
  });
  frame.head.append(pair.box);
  frame.body.append(pair.slider);
  return {
    node: frame.node,
    update(state) {
      factor = unitOf(parameter, valuesOf(state)) === "share" ? 100 : 1;
      shown = shownNumber(parameter, valuesOf(state), population, factor, shown);
      const [isAmount, unit] = [parameter.path === "amount.value", unitName(parameter, state)];
      if (isAmount) shown.text = spokenAmount(shown.value, unit, state, population);
      pair.show(shown);
      frame.say("unit", unit);
      frame.say("note", isAmount ? worthText(state, population) : "");
      frame.say("error", "");
    },
  };
}

function rangeField(parameter, _population, change) {
  const { path: id } = parameter;
  const frame = fieldFrame({ id, ...parameter, group: true });
  let [pair, shown, bound] = [[], {}, ""];
  const move = (index, text, typing) => {
    const moved = movedEnd(pair, index, text);
    // '1' on the way to '17' may be below the youngest: it waits until it is a whole number.
    if (typing && moved.bound) throw new SimulatorError(moved.bound);
    bound = moved.bound;
    change({ [id]: moved.pair });
    bound = "";
  };
  const ends = ["Youngest", "Oldest"].map((name, index) =>
    rangeEnd(frame, `${id}-${index}`, name, (end, text, typing) =>
      attempt(frame, end, typing ? "" : refusal(name, text, shown), () => move(index, text, typing)),
    ),
  );
  return {
    node: frame.node,
    update(state) {
      const unit = unitOf(parameter, valuesOf(state));
      const { low, high, step } = boundsFor(parameter, valuesOf(state));
      pair = valuesOf(state).get(id);
      shown = { low, high, step, unit, highest: high, noun: "a whole number" };
      ends.forEach((end, index) => end.show({ ...shown, value: pair[index], text: `${pair[index]} ${unit}` }));
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
function movedEnd(pair, index, text) {
  const asked = text === "" ? NaN : Number(text);
  const moved = pair.map((end, place) => (place === index ? asked : end));
  const other = pair[1 - index];
  if (!(moved[0] > moved[1])) return { pair: moved, bound: "" };
  const bound = index ? "The oldest cannot be below the youngest" : "The youngest cannot be above the oldest";
  return { pair: [other, other], bound: `${bound}, ${other}.` };
}

function choiceField(parameter, _population, change, folded) {
  const { path: id } = parameter;
  const make = folded ? selectField : radioField;
  const field = make({ id, ...parameter, onChoose: (value) => change({ [id]: value }) });
  return { node: field.node, update: (state) => field.show(valuesOf(state).get(id)) };
}

/** Try a change; a refusal is shown at the field, and the results stay as they are. */
function attempt(frame, control, refused, change) {
  try {
    change();
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    control.refuse(true);
    frame.say("error", refused);
  }
}

/** Say what is wrong in the words and the unit of the control, not of the policy's file. */
function refusal(label, text, { low, highest, unit, noun }) {
  const allowed = `${noun} from ${plain(low)} to ${plain(highest)} ${unit}`;
  if (text === "") return `Type ${allowed}.`;
  return `${label}: ${text} is not allowed. Allowed: ${allowed}. Choose a value inside this range.`;
}

function readNumber(parameter, text, factor) {
  const value = fromText(parameter, text);
  return typeof value === "number" ? tidy(value / factor) : value;
}

function shownNumber(parameter, values, population, factor, before) {
  const unit = unitOf(parameter, values);
  const bounds = boundsFor(parameter, values);
  const value = values.get(parameter.path);
  const usual = Math.min(bounds.high, usualHigh(bounds, unit, population.economy));
  const kept = before.name === unit ? before.high / factor : 0;
  const high = Math.max(kept, value > usual ? bounds.high : usual);
  const step = Math.max(bounds.step, roundUp((high - bounds.low) / MOST_STEPS));
  const scaled = { low: bounds.low, high, highest: bounds.high, step: parameter.unit_from ? step : bounds.step, value };
  for (const name of Object.keys(scaled)) scaled[name] = tidy(scaled[name] * factor);
  const short = shortUnit(unit, population.economy);
  return { ...scaled, name: unit, unit: short, noun: "a number", text: `${scaled.value} ${short}` };
}

function usualHigh({ high, default: usual }, unit, economy) {
  if (unit === "currency") {
    return roundUp(inCurrency(economy, TIMES_USUAL * USUAL_PERCENT_OF_GDP, "percent_gdp_per_person"));
  }
  return usual ? TIMES_USUAL * usual : high;
}

function shortUnit(unit, { currency }) {
  if (unit === "share" || unit.startsWith("percent")) return "%";
  return unit === "currency" ? currency : unit;
}

/** Return the unit in words where another parameter chooses it, in the words of that choice. */
function unitName({ unit_from: from }, state) {
  return from ? schemeOf(state).parameters.get(from).choices[valuesOf(state).get(from)] : "";
}

function spokenAmount(value, unitInWords, state, population) {
  const { currency } = population.economy;
  const month = `${money(currency, worthOf(state, population).month)} a month`;
  return valuesOf(state).get("amount.unit") === "currency" ? month : `${value} ${unitInWords}, ${month}`;
}

/** Say what the amount is worth in the units that let it be compared. */
function worthText(state, population) {
  const values = valuesOf(state);
  const worth = worthOf(state, population);
  const receiver = values.get("amount.per") === "household" ? "household" : schemeOf(state).one;
  const { currency } = population.economy;
  return [
    `${money(currency, worth.month)} a month for each ${receiver}`,
    `${percent(worth.percent_of_gdp_per_person)} of GDP per person`,
    `${percent(worth.percent_of_mean_consumption)} of mean consumption`,
  ].join("\n");
}
