// Draws some questions of a bank, counts the right answers, and says what a reader who knows them may skip.

import { keeper } from "./keeping.js";
import { button, made } from "./nodes.js";
import { isAnswered, isRight } from "./quiz-answers.js";
import { setFinished } from "./progress-kept.js";

const MOST_NUMBERS = 2;

/** One bank of the page: all its forms, and those that are drawn. */
class Bank {
  constructor(frame) {
    this.frame = frame;
    this.forms = [...frame.querySelectorAll("form.quiz")];
    this.kept = keeper(`course:drawn:${frame.dataset.name}`);
    this.pages = JSON.parse(frame.dataset.pages);
    this.answered = new Set();
    this.addEnd();
    this.show(this.drawnBefore() ?? this.draw());
    frame.addEventListener("quiz:answered", ({ target }) => this.note(target));
  }

  addEnd() {
    this.result = made("div", { className: "quiz-score" });
    this.result.setAttribute("aria-live", "polite");
    const again = button("Draw other questions", () => this.drawAgain());
    this.frame.append(this.result, ...(this.isWhole() ? [] : [again]));
  }

  isWhole() {
    return this.forms.length === Number(this.frame.dataset.drawn);
  }

  /** Return the forms that were drawn at an earlier visit, or null where the bank has changed since. */
  drawnBefore() {
    const names = this.kept.read();
    const forms = Array.isArray(names) ? this.forms.filter((form) => names.includes(form.id)) : [];
    return forms.length === Number(this.frame.dataset.drawn) ? forms : null;
  }

  /**
   * Return one form of each aim, then others; of the variants of a question one at most. The last ones are of
   * earlier modules, of as many as there are.
   */
  draw() {
    const before = this.drawn ?? [];
    const seen = (form) => Number(before.includes(form));
    const newFirst = shuffle(this.forms).sort((one, other) => seen(one) - seen(other));
    const questions = fewNumbers(firstOfEach(newFirst, (form) => form.dataset.family));
    const own = oneOfEachFirst(questions.filter((form) => !form.dataset.from), (form) => form.dataset.aim);
    const earlier = oneOfEachFirst(questions.filter((form) => form.dataset.from), (form) => form.dataset.from);
    const again = earlier.slice(0, Number(this.frame.dataset.spaced));
    const chosen = [...own.slice(0, Number(this.frame.dataset.drawn) - again.length), ...again];
    this.kept.write(chosen.map((form) => form.id));
    return this.forms.filter((form) => chosen.includes(form));
  }

  show(drawn) {
    this.drawn = drawn;
    for (const form of this.forms) form.hidden = !drawn.includes(form);
    this.answered.clear();
    this.result.replaceChildren();
  }

  drawAgain() {
    for (const form of this.drawn) form.dispatchEvent(new CustomEvent("quiz:emptied"));
    this.show(this.draw());
    this.drawn[0].querySelector("input").focus();
  }

  note(form) {
    this.answered.add(form);
    const right = this.drawn.filter((each) => this.answered.has(each) && isAnswered(each) && isRight(each));
    const whole = this.answered.size === this.drawn.length;
    const told = `${right.length} of ${this.drawn.length} right${whole ? "." : `, ${this.answered.size} answered.`}`;
    this.result.replaceChildren(paragraph(told), ...(whole ? this.advice(right) : []));
  }

  /** Say which pages a reader may skip whose questions were all answered rightly. */
  advice(right) {
    const asked = Object.keys(this.pages);
    if (!asked.length) return [];
    const ofPage = (page) => this.drawn.filter((form) => form.dataset.skips === page);
    const known = asked.filter((page) => ofPage(page).length && ofPage(page).every((form) => right.includes(form)));
    if (!known.length) return [paragraph("Read all lessons: each has something that is new to you.")];
    const list = made("ul", {}, ...known.map((page) => this.skipped(page)));
    return [paragraph("You seem to know what these pages teach. You may skip them:"), list];
  }

  skipped(page) {
    const { title, address } = this.pages[page];
    const finish = button("Count it as finished", () => {
      setFinished(page, true);
      // The button stays: with it the keyboard would lose its place in the page.
      finish.removeAttribute("aria-label");
      finish.setAttribute("aria-disabled", "true");
      finish.textContent = "Counted as finished.";
    });
    finish.setAttribute("aria-label", `Count '${title}' as finished`);
    return made("li", {}, made("a", { href: address, textContent: title }), " ", finish);
  }
}

function paragraph(text) {
  return made("p", { textContent: text });
}

/** A number takes longer than a choice: a quiz of five minutes has room for a few. */
function fewNumbers(forms) {
  const numbers = forms.filter((form) => form.dataset.kind === "numeric").slice(MOST_NUMBERS);
  return forms.filter((form) => !numbers.includes(form));
}

function firstOfEach(items, key) {
  const seen = new Set();
  return items.filter((item) => !seen.has(key(item)) && seen.add(key(item)));
}

/** Return the items, first one of each key that an item has. */
function oneOfEachFirst(items, key) {
  return [...new Set([...firstOfEach(items.filter(key), key), ...items])];
}

function shuffle(items) {
  const left = [...items];
  return items.map(() => left.splice(Math.floor(Math.random() * left.length), 1)[0]);
}

document.querySelectorAll(".quiz-bank").forEach((frame) => new Bank(frame));
