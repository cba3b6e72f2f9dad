// Names in a chart: SVG breaks no line, so a long one is cut here into lines that fit.

import { put, svg } from "../dom.js";
import { writtenIn } from "../../texts/speaking.js";

const [KNOWN, MOST] = [1000, 3];
// The page's own letters may be a little wider than those that are measured.
const WIDER = 1.08;
const widths = new Map();
let pen = null;

/** The height of one line of a text. */
export const LINE = 15;

/** Return the width of a text; it is measured beside the page, so that nothing is laid out for it. */
function widthOf(text) {
  pen ??= Object.assign(document.createElement("canvas").getContext("2d"), { font: "13px system-ui, sans-serif" });
  if (widths.size > KNOWN) widths.clear();
  if (!widths.has(text)) widths.set(text, WIDER * pen.measureText(text).width);
  return widths.get(text);
}

/** Return the width that the longest of some texts needs, from `least` to `most`. */
export function roomFor(texts, least, most) {
  return Math.min(most, Math.max(least, ...texts.map((text) => widthOf(text) + 8)));
}

/** Write a text into lines of a width, at most three: then '…' ends it. Returns how many there are. */
export function writeLines(node, text, width) {
  const lines = linesOf(text, width);
  if (lines.length < 2) put(node, text);
  else if (node.lastChild?.textContent !== text) {
    const x = node.getAttribute("x");
    node.replaceChildren(...lines.map((line, at) => svg("tspan", { x, dy: at && LINE }, line)), svg("title", {}, text));
  }
  return lines.length;
}

function linesOf(text, width) {
  if (widthOf(text) <= width) return [text];
  const lines = [""];
  for (const piece of piecesOf(text, width)) {
    const longer = lines.at(-1) + piece;
    if (widthOf(longer.trimEnd()) > width) lines.push(piece.trimStart());
    else lines[lines.length - 1] = longer;
  }
  if (lines.length > MOST) lines[MOST - 1] = `${lines[MOST - 1].slice(0, -2)}…`;
  return lines.slice(0, MOST).map((line) => line.trimEnd());
}

/** Return the words of a text, also where no space is between them; of a word too long for a line its letters. */
function piecesOf(text, width) {
  const words = new Intl.Segmenter(writtenIn().lang, { granularity: "word" }).segment(text);
  return [...words].flatMap(({ segment }) => (widthOf(segment) > width ? [...segment] : [segment]));
}
