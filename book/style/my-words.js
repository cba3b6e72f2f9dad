// A field for a sentence in the reader's own words, kept in this browser as it is written.

import { entryOf } from "./keeping.js";
import { made, spoken } from "./nodes.js";
import { WORDS } from "./package-kept.js";

const LONGEST = 1000;

function enhance(frame) {
  const kept = entryOf(WORDS, frame.dataset.name);
  const field = made("textarea", { rows: 5, maxLength: LONGEST, value: kept.read()?.text ?? "" });
  field.setAttribute("aria-labelledby", frame.querySelector("p").id);
  const told = spoken("my-words-result told");
  field.addEventListener("change", () => {
    told.textContent = kept.write({ text: field.value }) ? "Kept in this browser." : "This browser keeps nothing. Copy it elsewhere.";
  });
  frame.append(field, told);
}

document.querySelectorAll(".my-words").forEach(enhance);
