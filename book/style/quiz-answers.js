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
  if (isNumeric(form)) return isNear(form, form.dataset.answer);
  const inputs = inputsOf(form);
  return inputs.every((input) => input.checked === (feedbackOf(input).dataset.right === "true"));
}

/** Say whether all that was chosen is right, but not all that is right was chosen. */
export function isPart(form) {
  const chosen = inputsOf(form).filter((input) => input.checked);
  return form.dataset.kind === "multiple" && !isRight(form) && chosen.every((input) => feedbackOf(input).dataset.right === "true");
}

/** Say whether the answer is a number that is typed. */
export function isNumeric(form) {
  return form.dataset.kind === "numeric";
}

/** Return the number that was typed, NaN where it is none. */
export function numberIn(form) {
  return readNumber(inputsOf(form)[0].value);
}

/** Return what a wrong number shows: the known mistake that gives it, or its side and the general reason. */
export function whyWrong(form) {
  const away = (mistake) => Math.abs(Number(mistake.dataset.value) - numberIn(form));
  const known = [...form.querySelectorAll(".quiz-mistakes li")].filter((each) => isNear(form, each.dataset.value));
  const [nearest] = known.sort((one, other) => away(one) - away(other));
  if (nearest) return nearest.lastElementChild.textContent;
  const side = numberIn(form) > Number(form.dataset.answer) ? "high" : "low";
  return `Your number is too ${side}. ${reasons(form)}`;
}

function isNear(form, number) {
  return Math.abs(numberIn(form) - Number(number)) <= Number(form.dataset.tolerance) + 1e-9;
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
  if (isNumeric(form)) return inputs[0].value;
  return inputs.filter((input) => input.checked).map((input) => input.value);
}

/** Put a kept answer back; what does not fit the form, or is empty, is passed over. */
export function restore(form, answer) {
  const inputs = inputsOf(form);
  if (isNumeric(form)) inputs[0].value = typeof answer === "string" ? answer : "";
  else for (const input of inputs) input.checked = Array.isArray(answer) && answer.includes(input.value);
}
