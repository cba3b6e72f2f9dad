// A chart as a picture that stands alone: its title, key, and what its data are go with it.

import { say } from "../../texts/lab.js";
import { svg } from "../dom.js";
import { saveBlob } from "./saving.js";

const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "visibility", "font-size", "font-weight", "font-family"];
const [MARGIN, LINE, SWATCH] = [16, 18, 11];
// As many letters as a line holds, in the size of the title and of the text below the chart.
const LETTERS = { title: 40, text: 54 };
const SHARPNESS = 3;

/** Save a chart of a panel as SVG or PNG, in the light colours that print well, under a name; returns what to say. */
export async function savePicture(panel, chart, called, kind) {
  const lab = panel.closest(".lab");
  const picture = inLight(lab, () => pictureOf(panel, chart, lab.querySelector(".label").lastChild.textContent));
  const blob = new Blob([new XMLSerializer().serializeToString(picture)], { type: "image/svg+xml" });
  const name = `${called}.${kind.toLowerCase()}`;
  try {
    return saveBlob(name, kind === "SVG" ? blob : await paintedOf(picture, blob));
  } catch {
    return say("save.no_picture");
  }
}

/** Do something while the lab has its light colours; nothing is painted in between. */
function inLight(lab, make) {
  const scheme = lab.getAttribute("data-scheme");
  lab.setAttribute("data-scheme", "light");
  try {
    return make();
  } finally {
    lab.setAttribute("data-scheme", scheme);
  }
}

function pictureOf(panel, chart, label) {
  const { width, height } = chart.viewBox.baseVal;
  const [ink, muted] = ["--ink", "--muted"].map((name) => getComputedStyle(panel).getPropertyValue(name));
  const title = linesOf(chart.querySelector("title").textContent, LETTERS.title);
  const drawn = copyOf(chart);
  drawn.setAttribute("x", MARGIN);
  const parts = [];
  let y = MARGIN;
  const write = (lines, attributes) => {
    for (const line of lines) parts.push(svg("text", { x: MARGIN, y: (y += LINE), ...attributes }, line));
  };
  const letters = { "font-family": getComputedStyle(panel).fontFamily };
  write(title, { ...letters, fill: ink, "font-size": 14, "font-weight": 600 });
  y += MARGIN / 2;
  for (const entry of panel.querySelectorAll(".legend li")) {
    parts.push(keyOf(entry.firstChild, y + LINE - SWATCH));
    write([entry.textContent], { ...letters, x: MARGIN + 18, fill: muted, "font-size": 12 });
  }
  y += MARGIN / 2;
  set(drawn, { y, width, height });
  y += height;
  for (const text of [panel.querySelector(".sentence").textContent, label]) {
    write(linesOf(text.trim(), LETTERS.text), { ...letters, fill: muted, "font-size": 12 });
    y += MARGIN / 2;
  }
  const [w, h] = [width + 2 * MARGIN, y + MARGIN];
  const ground = svg("rect", { width: w, height: h, fill: "#ffffff" });
  return svg("svg", { viewBox: `0 0 ${w} ${h}`, width: w, height: h }, ground, ...parts, drawn);
}

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
}

/** Return a copy of a chart that needs no style sheet. */
function copyOf(chart) {
  const copy = chart.cloneNode(true);
  const originals = chart.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((node, place) => {
    const look = getComputedStyle(originals[place]);
    for (const name of STYLES) node.style.setProperty(name, look.getPropertyValue(name));
    node.removeAttribute("class");
  });
  copy.removeAttribute("class");
  return copy;
}

function keyOf(swatch, y) {
  const look = getComputedStyle(swatch);
  const edge = look.borderTopColor;
  return svg("rect", { x: MARGIN, y, width: SWATCH, height: SWATCH, rx: 2, fill: look.backgroundColor, stroke: edge });
}

function linesOf(text, letters) {
  const lines = [""];
  for (const word of text.split(/[ \n]+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length <= letters) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

async function paintedOf(picture, blob) {
  const address = URL.createObjectURL(blob);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = ["width", "height"].map((side) => SHARPNESS * picture.getAttribute(side));
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const painted = await new Promise((done) => canvas.toBlob(done, "image/png"));
    if (!painted) throw new Error("The canvas gave no picture.");
    return painted;
  } finally {
    URL.revokeObjectURL(address);
  }
}
