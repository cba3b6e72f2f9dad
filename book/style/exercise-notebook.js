// The release notebook with answers in it, made in the browser: the twin of `filled` in `exercises/notebooks.py`.

// Whatever Python's `splitlines` takes for the end of a line.
const LINE_ENDS = /\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]/g;
const LONGEST_NAME = 60;

/** Return the text of the release with the answers' cells filled in; all else stays byte by byte. */
export function filledNotebook(release, sheet, answers) {
  const notebook = JSON.parse(release);
  for (const question of sheet.questions) {
    const source = answerSource(question, answers[question.id]);
    const cell = notebook.cells.find((each) => each.id === `${sheet.id}-${question.id}-answer`);
    if (source !== null) cell.source = source.match(/[^\n]*\n|[^\n]+/g);
  }
  return JSON.stringify(notebook, null, 1) + (release.endsWith("\n") ? "\n" : "");
}

/** Return the name of the file: the grader finds the learner before the two underscores. */
export function fileName(learner, exercise) {
  const name = learner.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}.-]+/gu, "-");
  const short = [...name].slice(0, LONGEST_NAME).join("").replace(/^[-.]+|[-.]+$/g, "");
  return short ? `${short}__${exercise}.ipynb` : `${exercise}.ipynb`;
}

/** Give a text to the reader as a file. */
export function save(text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/x-ipynb+json" }));
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  // The browser reads the file after the click: not at once.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Return what stands in an answer's cell, or null where there is no answer. */
function answerSource(question, answer) {
  if (answer === null || answer === undefined || answer === "") return null;
  if (question.kind === "policy") return `${question.variable} = """\n${answer}\n"""`;
  if (question.kind === "number") return `${question.variable} = ${answer}`;
  // Half of a pair of characters is no text: Python could not write the file again.
  const text = answer.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  return text.replace(LINE_ENDS, "\n").trim() || null;
}
