// Counts down the minutes of a module as the reader finishes its pages.

import { button, made, spoken } from "./nodes.js";
import { finishedPages, setFinished } from "./progress-kept.js";

function enhance(end) {
  const { page } = end.dataset;
  const line = document.querySelector(".module-place");
  const pages = JSON.parse(line?.dataset.module ?? "[]");
  const told = spoken("told");
  const finish = button("", () => {
    setFinished(page, !finishedPages().has(page));
    told.textContent = show();
  });
  end.replaceChildren(finish, told);
  const show = () => {
    const finished = finishedPages();
    finish.textContent = finished.has(page) ? "I have not finished this page" : "I have finished this page";
    finish.setAttribute("aria-pressed", String(finished.has(page)));
    markContents(finished);
    return sentence(pages, finished);
  };
  show();
}

function sentence(pages, finished) {
  const left = pages.filter(({ page }) => !finished.has(page));
  const minutes = left.reduce((sum, each) => sum + each.minutes, 0);
  if (!left.length) return "You have finished all pages of this module's hour.";
  return `${pages.length - left.length} of ${pages.length} pages finished. ${minutes} minutes are left of this module's hour.`;
}

/** Tick the finished pages in the table of contents. */
function markContents(finished) {
  for (const link of document.querySelectorAll(".bd-sidebar-primary a[href]")) {
    const page = new URL(link.href).pathname.replace(/\.html$/, "");
    const done = [...finished].some((name) => page.endsWith(`/${name}`));
    link.classList.toggle("finished", done);
    const mark = link.querySelector(".finished-mark");
    if (done && !mark) link.append(tick());
    if (!done) mark?.remove();
  }
}

function tick() {
  const mark = made("span", { className: "finished-mark", textContent: " ✓" });
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", "finished");
  return mark;
}

document.querySelectorAll(".module-end").forEach(enhance);
