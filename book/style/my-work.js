// Shows all that the reader has done in the course, and saves, loads and deletes it. It lies in this browser only.

import { everything, exported, forgetEverything, imported } from "./keeping.js";
import { button, made, spoken } from "./nodes.js";
import { PACKAGE, WORDS, chosenCountry } from "./package-kept.js";

const FILE = "my-work.json";
const SURE = "Delete all that you have done in this course from this browser? This cannot be undone.";

/** Build the place once: buttons that went and came back would take the keyboard's place in the page with them. */
function enhance(frame) {
  const blocks = made("div");
  const result = spoken("my-work-result told");
  const pages = JSON.parse(frame.dataset.pages);
  const show = (text) => {
    const kept = everything();
    const nothing = made("p", { textContent: "Nothing is kept here yet." });
    blocks.replaceChildren(...(Object.keys(kept).length ? blocksOf(kept, pages) : [nothing]));
    result.textContent = text;
    // What stands above the buttons has grown or shrunk: they and what is said stay in sight.
    if (frame.contains(document.activeElement)) result.scrollIntoView({ block: "nearest" });
  };
  frame.replaceChildren(blocks, buttons(show, result), result);
  show("");
}

function blocksOf(kept, pages) {
  const finished = Object.entries(kept["course:progress"] ?? {});
  const answers = Object.keys(kept["course:answers"] ?? {}).length;
  const exercises = Object.keys(kept).filter((name) => name.startsWith("exercise:"));
  const parts = Object.entries(kept[PACKAGE] ?? {});
  return [
    block("Pages finished", finished.map(([page, day]) => item(linkTo(page, pages), ` on ${day}`))),
    block("My package", [...countryItem(), ...parts.map(([part, kept]) => item(packageLink({ label: part, ...kept }, pages)))]),
    block("My sentences", Object.values(kept[WORDS] ?? {}).map(({ text }) => item(text))),
    block("Answers and guesses", answers ? [item(`${answers} questions answered`)] : []),
    block("Exercises begun", exercises.map((name) => item(name.split(":")[1]))),
  ];
}

function block(title, items) {
  const list = made("ul", {}, ...(items.length ? items : [item("None yet.")]));
  return made("section", {}, made("h2", { textContent: title }), list);
}

function item(...content) {
  return made("li", {}, ...content);
}

function linkTo(page, pages) {
  return pages[page] ? made("a", { href: pages[page].address, textContent: pages[page].title }) : nameOf(page);
}

function countryItem() {
  const mine = chosenCountry.read();
  return mine ? [item(`For ${mine.label}`)] : [];
}

function packageLink({ page, policy, label }, pages) {
  if (!pages[page]) return label;
  return made("a", { href: `${pages[page].address}#${policy}`, textContent: `${label}: open it in its lab` });
}

function nameOf(page) {
  return page.split("/").slice(-1)[0].replaceAll("_", " ");
}

function buttons(show, result) {
  const chooser = made("input", { type: "file", accept: ".json,application/json", hidden: true });
  chooser.addEventListener("change", () => load(chooser.files[0], show, result));
  return made(
    "div",
    { className: "my-work-buttons course-buttons" },
    button("Save it as a file", () => save(result)),
    button("Load a saved file", () => chooser.click()),
    button("Delete all of it", () => remove(show)),
    chooser,
  );
}

function save(result) {
  const text = exported(new Date().toISOString().slice(0, 10));
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  made("a", { href: address, download: FILE }).click();
  URL.revokeObjectURL(address);
  result.textContent = `Saved as ${FILE}. Load it on another device to go on there.`;
}

async function load(file, show, result) {
  if (!file) return;
  try {
    imported(await file.text());
    show("Loaded. It has taken the place of what was here.");
  } catch (error) {
    result.textContent = error.message;
  }
}

function remove(show) {
  if (!confirm(SURE)) return;
  forgetEverything();
  show("Deleted.");
}

document.querySelectorAll(".my-work").forEach(enhance);
