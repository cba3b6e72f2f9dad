// What the panels are made of: heading, sentence, legend, facts, tables, and the fold to save charts from.

import { say as sentence } from "../texts/lab.js";
import { html, put } from "./dom.js";
import { fixed } from "./format.js";
import { numbersTable } from "./tables.js";
import { insideSentence, writtenIn } from "../texts/speaking.js";

/**
 * Return a panel to which a body, and what fills it, are added. `place` is {level, mark, country}: the level of its
 * heading, the mark of the data, and where they are from; what it holds beyond that is in `buildView`.
 * `savesTable(name, make)` lets the reader save a CSV text of the panel's own, null where there is none now. `filledBy`
 * takes a function of the state, the summary and {outcome, catalogue}; it returns the sentence and the rows of each table.
 */
export function emptyPanel(name, title, { level, mark, country }) {
  const said = html("p", { class: "sentence" });
  const body = html("div");
  const node = html("section", { class: `panel ${name}` }, html(`h${level}`, {}, title), said, body);
  const tables = [];
  let ownTable = null;
  return {
    body,
    // A chart that is projected or copied takes along what its data are.
    mark: mark ? html("p", { class: "mark" }, mark) : "",
    numbers(caption, headings) {
      const table = numbersTable(insideSentence(tables.length ? caption : title), caption, headings);
      tables.push(table);
      return table.node;
    },
    savesTable(name, makeText) {
      ownTable = { name, makeText };
    },
    filledBy(fill) {
      body.append(saveFold(node, title, country, ownTable));
      return {
        node,
        update(...given) {
          const [sentence, ...rows] = fill(...given);
          put(said, sentence);
          tables.forEach((table, number) => table.update(rows[number]));
        },
        /** Say nothing: there are no numbers of the present policy. */
        fallSilent: () => put(said, ""),
      };
    },
  };
}

/** Return the fold with buttons that save each chart of a panel as a picture, and its own table where it has one. */
function saveFold(panel, title, country, ownTable) {
  const charts = [...panel.querySelectorAll(".chart")];
  const said = html("p", { class: "note", role: "status" });
  const buttons = charts.flatMap((chart) => ["SVG", "PNG"].map((kind) => saveButton(panel, chart, `${country}-${chart.id}`, kind, said)));
  if (ownTable) buttons.push(tableButton(title, ownTable, said));
  const summary = html("summary", {}, sentence("save.fold"), html("span", { class: "unseen" }, sentence("part.of", { name: insideSentence(title) })));
  return html("details", { class: "save" }, summary, html("div", { class: "buttons" }, ...buttons), said);
}

function saveButton(panel, chart, name, kind, said) {
  const about = chart.querySelector("title").textContent;
  const button = html("button", { type: "button", class: "button" }, sentence("save.picture", { kind }));
  button.append(html("span", { class: "unseen" }, sentence("part.of", { name: about })));
  button.addEventListener("click", async () => {
    const { savePicture } = await import("./results/pictures.js");
    put(said, await savePicture(panel, chart, name, kind));
  });
  return button;
}

function tableButton(title, { name, makeText }, said) {
  const button = html("button", { type: "button", class: "button" }, sentence("save.table"));
  button.append(html("span", { class: "unseen" }, sentence("part.of", { name: title })));
  button.addEventListener("click", async () => {
    const { saveCsv } = await import("./results/saving.js");
    const text = makeText();
    put(said, text === null ? sentence("save.nothing") : saveCsv(name, text));
  });
  return button;
}

/** Return the key of a chart: pairs of a class and a text. */
export function legend(...entries) {
  const items = entries.map(([name, text]) => html("li", {}, html("span", { class: `swatch ${name}` }), html("span", {}, text)));
  return html("ul", { class: "legend", "aria-hidden": "true" }, ...items);
}

/** Return one large number with what it is. */
export function fact() {
  const [value, text, term] = [html("dd"), html("span"), html("em")];
  const node = html("div", {}, html("dt", {}, text, " ", term), value);
  return {
    node,
    update(number, words, name) {
      put(value, number);
      value.classList.toggle("words", !/\d/.test(number));
      put(text, words);
      put(term, sentence("words.in_brackets", { name }));
    },
  };
}

/** Return the name of a tenth in a table. */
export function tenthName(tenth) {
  const end = { 1: "poorest", 10: "richest" }[tenth];
  return end ? sentence(`tenths.${end}`, { tenth }) : fixed(tenth);
}

/** Return a text with a capital letter. */
export function capital(text) {
  return text[0].toLocaleUpperCase(writtenIn().lang) + text.slice(1);
}
