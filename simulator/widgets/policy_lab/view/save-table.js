// The button that saves all results as a table for a spreadsheet.

import { say } from "../texts/lab.js";
import { html, put } from "./dom.js";

/** Return the button, which saves what it was updated with last; `link(state)` gives the address of a policy. */
export function saveTable({ addressOf }) {
  const button = html("button", { type: "button", class: "button" }, say("save.all"));
  const said = html("p", { class: "note", role: "status" });
  let latest = null;
  button.addEventListener("click", async () => {
    const { saveResults } = await import("./results/csv-file.js");
    put(said, saveResults(latest, addressOf(latest.state)));
  });
  return {
    node: html("div", { class: "buttons save-table" }, button, said),
    update(state, summary, { outcome, catalogue }) {
      latest = { state, summary, outcome, catalogue };
      put(said, "");
    },
  };
}
