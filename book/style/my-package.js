// Beside a lab: keeps its policy as a part of the reader's package, and opens the kept one in it again.

import { keepPart, keptPart } from "./package-kept.js";

const LOOK_FIRST = "Change something in the lab first, or copy its link: then there is a policy to keep.";

function enhance(frame) {
  const { part, label } = frame.dataset;
  const page = document.querySelector(".module-end")?.dataset.page ?? "";
  const told = Object.assign(document.createElement("p"), { className: "my-package-result" });
  told.setAttribute("aria-live", "polite");
  const text = document.createElement("p");
  text.textContent = `Your package for the course: keep the policy in the lab as its part for ${label}. Each module adds a part.`;
  const keep = button("Keep this policy", () => {
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
  const show = () => void (open.hidden = keptPart(part) === null);
  frame.replaceChildren(text, keep, open, told);
  show();
}

function button(text, act) {
  const node = Object.assign(document.createElement("button"), { type: "button", textContent: text });
  node.addEventListener("click", act);
  return node;
}

document.querySelectorAll(".my-package").forEach(enhance);
