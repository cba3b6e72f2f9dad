// Makes each exercise of the page answerable. Without this script its questions and hints can still be read.

import { loadAssets } from "../policy-lab/assets.js";
import { problem, readNumber } from "./exercise-checks.js";
import { fileName, filledNotebook, save } from "./exercise-notebook.js";
import { policyField } from "./exercise-policy.js";
import { progressOf } from "./exercise-progress.js";
import { button, made, mainButton, spoken } from "./nodes.js";

const NOT_LOADED = "What this needs could not be loaded. Check the connection and reload the page: your answers are kept.";

/** One exercise of the page: its fields, what is kept of them, and what the buttons do. */
class ExerciseForm {
  constructor(form) {
    Object.assign(this, JSON.parse(form.dataset.exercise), { form });
    this.progress = progressOf(this.sheet);
    this.lab = form.parentElement.querySelector("policy-lab");
    this.fields = new Map(this.sheet.questions.map((question) => [question.id, this.fieldOf(question)]));
    this.results = new Map(this.sheet.questions.map((question) => [question.id, this.addCheck(question)]));
    this.addEnd();
    this.restore(this.progress.read());
    // Asked for now, so that a reader who loses the connection can still download.
    this.notebook = fetch(this.release).then((answer) => (answer.ok ? answer.text() : null), () => null);
    this.assets = loadAssets(this.sheet.country);
    this.showPolicies();
    form.addEventListener("input", ({ target }) => this.changed(target.name));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.classList.add("exercise-enhanced");
  }

  /** Return {get, set, focus} of the field of an answer: what was typed, or the fragment of a policy. */
  fieldOf({ id, kind }) {
    const box = this.form.querySelector(`[data-question="${id}"] .exercise-field`);
    if (kind === "policy") return policyField(box, this.lab, () => this.policyTaken(id));
    return textField(box.querySelector("input, textarea"));
  }

  addCheck({ id, kind }) {
    const result = spoken("exercise-result");
    const check = mainButton("Check my answer", () => this.check(id, kind));
    this.form.querySelector(`[data-question="${id}"]`).append(check, result);
    return result;
  }

  /** Add the name, the download and the new start. */
  addEnd() {
    const id = `${this.sheet.id}-learner`;
    const name = made("input", { type: "text", id, name: "learner", autocomplete: "off", maxLength: 60 });
    const label = made("label", { htmlFor: id, textContent: "Your name or number (leave it empty if you learn alone)" });
    const download = mainButton("Download my answer", () => this.download());
    const again = button("Start again", () => this.startAgain());
    const result = spoken("exercise-result");
    const buttons = made("div", { className: "course-buttons" }, download, again);
    const legend = made("legend", { textContent: "Hand it in" });
    const field = made("div", { className: "exercise-field" }, label, name);
    const advice = made("p", {
      textContent: "The file is a notebook with your answers. Nothing leaves your device: send the file yourself.",
    });
    this.form.append(made("fieldset", { className: "exercise-end" }, legend, field, buttons, result, advice));
    this.fields.set("learner", textField(name));
    this.results.set("end", result);
  }

  restore(kept) {
    for (const [id, field] of this.fields) field.set(kept[id] ?? "");
  }

  keep() {
    this.progress.write(Object.fromEntries([...this.fields].map(([id, field]) => [id, field.get()])));
  }

  changed(id) {
    say(this.results.get(id), "");
    say(this.results.get("end"), "");
    this.keep();
  }

  /** Another policy makes every result void that rests on it. */
  policyTaken(id) {
    for (const { id: other, policy } of this.sheet.questions) if (policy === id) this.changed(other);
    this.changed(id);
    this.showPolicies();
  }

  async showPolicies() {
    const assets = await this.assets.catch(() => null);
    for (const field of this.fields.values()) field.show?.(assets?.catalogue);
  }

  /** Return the answers as the tests and the notebook want them. */
  answers() {
    const answers = this.sheet.questions.map(({ id, kind }) => {
      const given = this.fields.get(id).get();
      return [id, kind === "number" ? readNumber(given) : given];
    });
    return Object.fromEntries(answers);
  }

  async check(id) {
    const assets = await this.assets.catch(() => null);
    if (!assets) return say(this.results.get(id), NOT_LOADED, false);
    const found = problem(this, id, this.answers(), assets);
    const { right, kind } = this.sheet.questions.find((question) => question.id === id);
    if (found) say(this.results.get(id), `Not right yet. ${found}`, false);
    else say(this.results.get(id), kind === "text" ? right : `Right. ${right}`, true);
    if (found && !this.fields.get(id).get().trim()) this.fields.get(id).focus();
  }

  async download() {
    const release = await this.notebook;
    if (!release) return say(this.results.get("end"), NOT_LOADED, false);
    const answers = this.answers();
    const name = fileName(this.fields.get("learner").get(), this.sheet.id);
    save(filledNotebook(release, this.sheet, answers), name);
    say(this.results.get("end"), `Saved as ${name}. ${this.missing(answers)}`);
  }

  /** Say which questions have no answer that can be handed in. */
  missing(answers) {
    const empty = ({ id }) => answers[id] === null || String(answers[id]).trim() === "";
    const numbers = this.sheet.questions.flatMap((question, index) => (empty(question) ? [index + 1] : []));
    return numbers.length ? `Not answered yet: question ${numbers.join(", ")}.` : "All questions are answered.";
  }

  startAgain() {
    if (!confirm("Delete your answers on this device and start again?")) return;
    this.progress.forget();
    this.restore({});
    for (const result of this.results.values()) say(result, "");
    this.showPolicies();
    for (const hint of this.form.querySelectorAll("details")) hint.open = false;
    this.fields.values().next().value.focus();
  }
}

function textField(control) {
  return { get: () => control.value, set: (text) => void (control.value = text), focus: () => control.focus() };
}

function say(node, text, right = null) {
  if (!node) return;
  node.textContent = text;
  if (right === null) delete node.dataset.right;
  else node.dataset.right = String(right);
}

document.querySelectorAll("form.exercise").forEach((form) => new ExerciseForm(form));
