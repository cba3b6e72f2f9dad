// A table of numbers behind a summary line, its cells made once.

import { say } from "../texts/lab.js";
import { html, put } from "./dom.js";

/** Return a folded table about a topic; `update` takes the rows, whose first cell is their heading. */
export function numbersTable(topic, caption, headings) {
  const lines = [];
  const [head, body] = [html("tr", {}, ...headings.map((text) => html("th", { scope: "col" }, text))), html("tbody")];
  const table = html("table", {}, html("caption", {}, caption), html("thead", {}, head), body);
  // Four folds that are all called 'Numbers' could not be told apart in a list of them.
  const summary = html("summary", {}, say("tables.fold", { topic }));
  const node = html("details", { class: "numbers" }, summary, table);
  return {
    node,
    update(texts) {
      while (lines.length < texts.length) body.append(newLine(lines, headings));
      while (lines.length > texts.length) lines.pop()[0].parentNode.remove();
      texts.forEach((row, line) => row.forEach((text, cell) => put(lines[line][cell], text)));
    },
  };
}

function newLine(lines, headings) {
  const cells = [html("th", { scope: "row" }), ...headings.slice(1).map(() => html("td"))];
  lines.push(cells);
  return html("tr", {}, ...cells);
}
