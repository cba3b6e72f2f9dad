// Makes each quiz of the page answerable. Without this script the same feedback folds open by hand.

import { entryOf } from "./keeping.js";
import { answerOf, inputsOf, isAnswered, isRight, reasons, restore } from "./quiz-answers.js";

const NOTHING_CHOSEN = "Choose an answer first.";

function showFeedback(form, shown) {
  for (const details of form.querySelectorAll(".quiz-feedback")) {
    details.hidden = !shown;
    details.open = shown;
  }
}

function check(form, result) {
  const answered = isAnswered(form);
  showFeedback(form, answered);
  if (!answered) return refuse(form, result);
  // Heard only: the eye finds the reasons beside the options.
  const spoken = document.createElement("span");
  spoken.textContent = ` ${reasons(form)}`;
  result.replaceChildren(isRight(form) ? "Your answer is right." : "Not right yet.", spoken);
  // The reasons that have unfolded above may have pushed the button, and what is said, out of sight.
  result.scrollIntoView({ block: "nearest" });
  return true;
}

function refuse(form, result) {
  result.textContent = NOTHING_CHOSEN;
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
  const mark = document.createElement("span");
  mark.className = "guessed";
  mark.textContent = "Your guess";
  guesses[place].prepend(mark);
}

function addButton(form, text) {
  const button = document.createElement("button");
  button.textContent = text;
  const result = document.createElement("p");
  result.className = "quiz-result";
  result.setAttribute("aria-live", "polite");
  form.querySelector("fieldset").after(button, result);
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
