// How the scripts of the pages make nodes, so that what is of one kind looks and is read aloud alike.

/** Return an element with these properties and children. */
export function made(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

/** Return a button that does something. */
export function button(text, act) {
  const node = made("button", { type: "button", className: "course-button", textContent: text });
  node.addEventListener("click", act);
  return node;
}

/** Return the button that a form is there for. */
export function mainButton(text, act = null) {
  return Object.assign(button(text, act), { className: "course-button main" });
}

/** Return a paragraph that a screen reader reads aloud whenever it says something else. */
export function spoken(className) {
  const node = made("p", { className });
  node.setAttribute("aria-live", "polite");
  return node;
}
