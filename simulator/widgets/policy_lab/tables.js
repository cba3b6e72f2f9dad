// A table of numbers behind a summary line, its cells made once.

import { html, put } from "./dom.js";

/** Return a folded table with so many rows; the first cell of a row is its heading. */
export function numbersTable(caption, headings, rows) {
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
  const node = html("details", { class: "numbers" }, html("summary", {}, "Numbers"), table);
  return {
    node,
    update(texts) {
      texts.forEach((row, line) => row.forEach((text, cell) => put(lines[line][cell], text)));
    },
  };
}
