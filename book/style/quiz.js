// Makes each quiz of the page answerable. Without this script the same feedback folds open by hand.

import { entryOf } from "./keeping.js";
import { made, mainButton, spoken } from "./nodes.js";
import {
  answerOf, inputsOf, isAnswered, isNumeric, isPart, isRight, numberIn, reasons, restore, whyWrong,
} from "./quiz-answers.js";

const NOTHING_CHOSEN = "Choose an answer first.";
const NO_NUMBER = "Write a number first, such as 12.5.";

function showFeedback(form, shown) {
  for (const details of form.querySelectorAll(".quiz-feedback")) {
    details.hidden = !shown;
    details.open = shown;
  }
}

function check(form, result) {
  const answered = isNumeric(form) ? !Number.isNaN(numberIn(form)) : isAnswered(form);
  showFeedback(form, answered);
  if (!answered) return refuse(form, result);
  if (isNumeric(form) && !isRight(form)) return tellMistake(form, result);
  // Heard only: the eye finds the reasons beside the options.
  const heard = made("span", { textContent: ` ${reasons(form)}` });
  result.replaceChildren(verdict(form), heard);
  keepInSight(result);
  return true;
}

function verdict(form) {
  if (isRight(form)) return "Your answer is right.";
  return isPart(form) ? "Right so far. More answers belong to it." : "Not right yet.";
}

// The reasons that have unfolded above may have pushed the button, and what is said, out of sight.
function keepInSight(result) {
  result.scrollIntoView({ block: "nearest" });
}

// A wrong number is told what it shows; the right one stays folded, for another try.
function tellMistake(form, result) {
  form.querySelector(".quiz-feedback").open = false;
  result.textContent = `Not right yet. ${whyWrong(form)}`;
  keepInSight(result);
  return true;
}

function refuse(form, result) {
  result.textContent = isNumeric(form) ? NO_NUMBER : NOTHING_CHOSEN;
  inputsOf(form)[0].focus();
  return false;
}

// A prediction is kept, not marked: it comes back beside the list of what each guess means.
function keepGuess(form, result) {
  if (!isAnswered(form)) return refuse(form, result);
  result.textContent = "Your guess is kept. You will find it again after the lab.";
  markGuess(form);
  return true;
}

function markGuess(form) {
  const guesses = [...document.querySelectorAll(`.guesses[data-of="${form.id}"] li`)];
  for (const guess of guesses) guess.querySelector(".guessed")?.remove();
  const place = inputsOf(form).findIndex((input) => input.checked);
  if (place < 0 || !guesses[place]) return;
  guesses[place].prepend(made("span", { className: "guessed", textContent: "Your guess" }));
}

function addButton(form, text) {
  const result = spoken("quiz-result");
  // Of the type that Enter in a field presses.
  form.querySelector("fieldset").after(Object.assign(mainButton(text), { type: "submit" }), result);
  return result;
}

function enhance(form) {
  const isPrediction = form.dataset.kind === "prediction";
  const result = addButton(form, isPrediction ? "Keep my guess" : "Check my answer");
  const kept = entryOf("course:answers", form.id);

  restore(form, kept.read());
  if (isPrediction) markGuess(form);
  form.classList.add("quiz-enhanced");
  showFeedback(form, false);
  form.addEventListener("input", () => {
    showFeedback(form, false);
    result.textContent = "";
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!(isPrediction ? keepGuess : check)(form, result)) return;
    kept.write(answerOf(form));
    form.dispatchEvent(new CustomEvent("quiz:answered", { bubbles: true }));
  });
  form.addEventListener("quiz:emptied", () => {
    restore(form, null);
    kept.forget();
    showFeedback(form, false);
    result.textContent = "";
  });
}

document.querySelectorAll("form.quiz").forEach(enhance);
