// Reads and judges the answer of a quiz's form. Nothing is shown here.

/** Return the controls in which an answer is given. */
export function inputsOf(form) {
  return [...form.querySelectorAll("input")];
}

/** Say whether anything was chosen or typed. */
export function isAnswered(form) {
  return inputsOf(form).some((input) => (input.type === "text" ? input.value.trim() : input.checked));
}

/** Say whether the answer is right. */
export function isRight(form) {
  const { kind, answer, tolerance } = form.dataset;
  const inputs = inputsOf(form);
  if (kind === "numeric") {
    return Math.abs(readNumber(inputs[0].value) - Number(answer)) <= Number(tolerance) + 1e-9;
  }
  return inputs.every((input) => input.checked === (feedbackOf(input).dataset.right === "true"));
}

// Accepts '4,800', '4 800' and '4800'.
function readNumber(text) {
  return Number(text.trim().replace(/(?<=\d)[,\s](?=\d{3}(\D|$))/g, "").replace(",", ".") || NaN);
}

/** Return the feedback beside a control. */
export function feedbackOf(input) {
  return input.closest("label").parentElement.querySelector(".quiz-feedback");
}

/** Return the reasons that belong to what was chosen. */
export function reasons(form) {
  const chosen = inputsOf(form).filter((input) => input.type === "text" || input.checked);
  return chosen.map((input) => feedbackOf(input).querySelector("p").lastElementChild.textContent).join(" ");
}

/** Return the answer as plain data that can be kept: a text, or the letters chosen. */
export function answerOf(form) {
  const inputs = inputsOf(form);
  if (form.dataset.kind === "numeric") return inputs[0].value;
  return inputs.filter((input) => input.checked).map((input) => input.value);
}

/** Put a kept answer back; what does not fit the form, or is empty, is passed over. */
export function restore(form, answer) {
  const inputs = inputsOf(form);
  if (form.dataset.kind === "numeric") inputs[0].value = typeof answer === "string" ? answer : "";
  else for (const input of inputs) input.checked = Array.isArray(answer) && answer.includes(input.value);
}
