// Beside a lab: keeps its policy as a part of the reader's package, and opens it again, here or in the reader's country.

import { button, made, spoken } from "./nodes.js";
import { chosenCountry, inCountry, keepPart, keptPart } from "./package-kept.js";

const LOOK_FIRST = "Change something in the lab first, or copy its link: then there is a policy to keep.";

function enhance(frame) {
  const { part, label, simulator } = frame.dataset;
  const page = document.querySelector(".module-end")?.dataset.page ?? "book/simulator";
  const told = spoken("told");
  const text = made("p", { textContent: `Your package for the course. ${label}: keep the policy that the lab shows now.` });
  const keep = button("Keep it in my package", () => {
    const policy = location.hash.slice(1);
    if (!policy.includes("version=")) return void (told.textContent = LOOK_FIRST);
    const kept = keepPart(part, { page, policy, label });
    told.textContent = kept ? "Kept in this browser." : "This browser keeps nothing. Copy the link of the lab instead.";
    show();
  });
  const open = button("Open the kept policy", () => {
    location.hash = keptPart(part).policy;
    told.textContent = "The lab shows the policy that you have kept.";
  });
  const elsewhere = made("a", {});
  const show = () => {
    const found = keptPart(part);
    open.hidden = found === null;
    elsewhere.hidden = !(found && simulator);
    if (!elsewhere.hidden) point(elsewhere, simulator, found.policy);
  };
  frame.replaceChildren(text, made("div", { className: "course-buttons" }, keep, open, elsewhere), told);
  show();
}

/** The kept policy among all countries: in the reader's own where one is chosen. */
function point(link, simulator, policy) {
  const mine = chosenCountry.read();
  link.textContent = mine ? `See it in ${mine.label}` : "See it in another country";
  link.href = `${simulator}#${mine ? inCountry(policy, mine.name) : policy}`;
}

document.querySelectorAll(".my-package").forEach(enhance);
