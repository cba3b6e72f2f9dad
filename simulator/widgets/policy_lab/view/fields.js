// One control each: a slider with its number, a choice. They show a value and report what was asked for.

import { say as sentence } from "../texts/lab.js";
import { html, put } from "./dom.js";
import { whileHeld } from "./holding.js";

// '4,5' is 4.5; but '2,500' may be two and a half or two thousand five hundred, and is left to be refused.
const ONE_COMMA = /^([+-]?)(\d*),(\d*)$/;

/** Return what every field has: a label, a help text that a button unfolds, a worth line, an error line. */
export function fieldFrame({ id, label, help, source, group }) {
  const parts = {
    unit: html("p", { class: "unit-name", hidden: true }),
    note: html("p", { class: "note", hidden: true }),
    help: html("p", { class: "help", id: `${id}-help`, hidden: true }, source ? sentence("fields.help_with_source", { help, source }) : help),
    error: html("p", { class: "field-error", id: `${id}-error`, role: "alert" }),
  };
  const button = helpButton(label, parts.help);
  const name = group ? html("legend", {}, label) : html("label", { for: id }, label);
  const head = html("div", { class: "field-head" }, group ? html("span", { "aria-hidden": "true" }, label) : name, button);
  const body = html("div", { class: "field-body" });
  const inside = [head, parts.unit, body, parts.note, parts.error, parts.help];
  const node = group
    ? html("fieldset", { class: "field", "aria-describedby": `${id}-help` }, name, ...inside)
    : html("div", { class: "field" }, ...inside);
  // A group says its help once, for all that is in it.
  const described = { first: group ? `${id}-error` : `${id}-help ${id}-error`, other: `${id}-error` };
  return { node, head, body, described, say: (which, text) => say(parts[which], text) };
}

/** Return a slider with a number field: `onInput` gets a text, and whether it is still being typed. */
export function sliderWithNumber({ id, label, described, onInput }) {
  const slider = html("input", { type: "range", id, "aria-describedby": described.first });
  const number = html("input", { type: "text", inputmode: "decimal", autocomplete: "off", class: "number" });
  number.setAttribute("aria-label", sentence("fields.as_a_number", { label }));
  number.setAttribute("aria-describedby", described.other);
  const unit = html("span", { class: "unit", "aria-hidden": "true" });
  const box = html("span", { class: "number-box" }, number, unit);
  let latest = null;
  const held = whileHeld(slider, () => moveSlider(slider, latest));
  slider.addEventListener("input", () => onInput(slider.value, false));
  number.addEventListener("input", () => number.value.trim() && onInput(readable(number.value), true));
  number.addEventListener("change", () => onInput(readable(number.value), false));
  return {
    slider,
    box,
    show(shown) {
      latest = shown;
      if (!held()) moveSlider(slider, shown);
      showNumber({ slider, number, unit }, shown);
    },
    refuse: (refused) => number.setAttribute("aria-invalid", String(refused)),
  };
}

/** Return radio buttons in a fieldset: all choices to be seen at once. */
export function radioField({ id, label, help, source, choices, onChoose }) {
  const frame = fieldFrame({ id, label, help, source, group: true });
  const radios = Object.entries(choices).map(([value, text]) => {
    const radio = html("input", { type: "radio", name: id, value });
    radio.addEventListener("change", () => onChoose(value));
    frame.body.append(html("label", { class: "choice" }, radio, html("span", {}, text)));
    return radio;
  });
  return {
    node: frame.node,
    say: frame.say,
    show(value) {
      for (const radio of radios) radio.checked = radio.value === value;
    },
  };
}

/** Return a select: one choice to be seen at a time. `offer(value, text)` adds a choice that it may lack. */
export function selectField({ id, label, help, source, choices, onChoose }) {
  const frame = fieldFrame({ id, label, help, source });
  const options = Object.entries(choices).map(([value, text]) => html("option", { value }, text));
  const select = html("select", { id, "aria-describedby": frame.described.first }, ...options);
  select.addEventListener("change", () => onChoose(select.value));
  frame.body.append(select);
  return {
    node: frame.node,
    say: frame.say,
    offer(value, text) {
      if (![...select.options].some((option) => option.value === value)) select.append(html("option", { value }, text));
    },
    show(value) {
      select.value = value;
    },
  };
}

function readable(text) {
  const typed = text.trim();
  const parts = ONE_COMMA.exec(typed);
  const thousands = parts && parts[3].length === 3 && Number(parts[2]) > 0;
  return parts && !thousands ? `${parts[1]}${parts[2]}.${parts[3]}` : typed;
}

function moveSlider(slider, shown) {
  for (const [name, value] of Object.entries({ min: shown.low, max: shown.high, step: shown.step })) {
    if (slider[name] !== String(value)) slider[name] = value;
  }
  if (Number(slider.value) !== shown.value) slider.value = shown.value;
}

function showNumber({ slider, number, unit }, shown) {
  // What the learner is typing stays while it means this value: '4.' on the way to '4.5'.
  if (number.value.trim() === "" || Number(readable(number.value)) !== shown.value) number.value = String(shown.value);
  put(unit, shown.unit);
  slider.setAttribute("aria-valuetext", shown.text);
  slider.style.setProperty("--filled", `${(100 * (shown.value - shown.low)) / (shown.high - shown.low || 1)}%`);
  number.removeAttribute("aria-invalid");
}

function helpButton(label, help) {
  const button = html(
    "button",
    { type: "button", class: "help-button", "aria-expanded": "false", "aria-controls": help.id },
    html("span", { "aria-hidden": "true" }, "?"),
    html("span", { class: "unseen" }, sentence("fields.help_of", { label })),
  );
  button.addEventListener("click", () => {
    help.hidden = !help.hidden;
    button.setAttribute("aria-expanded", String(!help.hidden));
  });
  return button;
}

function say(node, text) {
  put(node, text);
  // An alert that came into a fieldset anew would take the slider in it out of the hand: it stays, empty.
  if (node.role !== "alert") node.hidden = text === "";
}
