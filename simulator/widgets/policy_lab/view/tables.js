// A table of numbers behind a summary line, its cells made once.

import { html, put } from "./dom.js";

/** Return a folded table about a topic with so many rows; the first cell of a row is its heading. */
export function numbersTable(topic, caption, headings, rows) {
  const lines = Array.from({ length: rows }, () => [
    html("th", { scope: "row" }),
    ...headings.slice(1).map(() => html("td")),
  ]);
  const head = html("tr", {}, ...headings.map((text) => html("th", { scope: "col" }, text)));
  const table = html(
    "table",
    {},
    html("caption", {}, caption),
    html("thead", {}, head),
    html("tbody", {}, ...lines.map((cells) => html("tr", {}, ...cells))),
  );
  // Four folds that are all called 'Numbers' could not be told apart in a list of them.
  const summary = html("summary", {}, "Numbers", html("span", { class: "unseen" }, `: ${topic}`));
  const node = html("details", { class: "numbers" }, summary, table);
  return {
    node,
    update(texts) {
      texts.forEach((row, line) => row.forEach((text, cell) => put(lines[line][cell], text)));
    },
  };
}
