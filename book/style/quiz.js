// Makes each quiz of the page answerable. Without this script the same feedback folds open by hand.

const NOTHING_CHOSEN = "Choose an answer first.";

function isRight(form, inputs) {
  const { kind, answer, tolerance } = form.dataset;
  if (kind === "numeric") {
    return Math.abs(readNumber(inputs[0].value) - Number(answer)) <= Number(tolerance) + 1e-9;
  }
  return inputs.every((input) => input.checked === (feedbackOf(input).dataset.right === "true"));
}

// Accepts '4,800', '4 800' and '4800'.
function readNumber(text) {
  return Number(text.trim().replace(/(?<=\d)[,\s](?=\d{3}(\D|$))/g, "").replace(",", ".") || NaN);
}

function isAnswered(inputs) {
  return inputs.some((input) => (input.type === "text" ? input.value.trim() : input.checked));
}

function feedbackOf(input) {
  return input.closest("label").parentElement.querySelector(".quiz-feedback");
}

function reasons(inputs) {
  const chosen = inputs.filter((input) => input.type === "text" || input.checked);
  return chosen.map((input) => feedbackOf(input).querySelector("p").lastElementChild.textContent).join(" ");
}

function showFeedback(form, shown) {
  for (const details of form.querySelectorAll(".quiz-feedback")) {
    details.hidden = !shown;
    details.open = shown;
  }
}

function check(form, inputs, result) {
  const answered = isAnswered(inputs);
  showFeedback(form, answered);
  if (!answered) {
    result.textContent = NOTHING_CHOSEN;
    inputs[0].focus();
    return;
  }
  // Heard only: the eye finds the reasons beside the options.
  const spoken = document.createElement("span");
  spoken.textContent = ` ${reasons(inputs)}`;
  result.replaceChildren(isRight(form, inputs) ? "Your answer is right." : "Not right yet.", spoken);
}

// A prediction is kept, not marked: it comes back beside the list of what each guess means.
function keepGuess(form, inputs, result) {
  const place = inputs.findIndex((input) => input.checked);
  result.textContent = place < 0 ? NOTHING_CHOSEN : "Your guess is kept. You will find it again after the lab.";
  if (place < 0) return inputs[0].focus();
  for (const guess of document.querySelectorAll(`.guesses[data-of="${form.id}"] li`)) {
    guess.querySelector(".guessed")?.remove();
  }
  const mark = document.createElement("span");
  mark.className = "guessed";
  mark.textContent = "Your guess";
  document.querySelectorAll(`.guesses[data-of="${form.id}"] li`)[place]?.prepend(mark);
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
  const inputs = [...form.querySelectorAll("input")];
  const isPrediction = form.dataset.kind === "prediction";
  const result = addButton(form, isPrediction ? "Keep my guess" : "Check my answer");
  const answer = isPrediction ? keepGuess : check;

  form.classList.add("quiz-enhanced");
  showFeedback(form, false);
  form.addEventListener("input", () => {
    showFeedback(form, false);
    result.textContent = "";
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(form, inputs, result);
  });
}

document.querySelectorAll("form.quiz").forEach(enhance);
