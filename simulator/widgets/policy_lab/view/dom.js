// Three ways to make and mend nodes, so that views read as what they show.

const SVG = "http://www.w3.org/2000/svg";

/** Return an HTML element with attributes and children; an attribute that is false or null is left out. */
export function html(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** Return an SVG element with attributes and children. */
export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

/** Give an element a text, or leave it alone when it says so already. */
export function put(node, text) {
  if (node.textContent === text) return;
  const only = node.firstChild;
  // A text that is changed costs the browser less than a new one.
  if (only?.nodeType === Node.TEXT_NODE && !only.nextSibling) only.data = text;
  else node.textContent = text;
}

/** Give an element attributes, each only when it changes. */
export function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    const text = typeof value === "number" ? String(Math.round(value * 100) / 100) : value;
    if (node.getAttribute(name) !== text) node.setAttribute(name, text);
  }
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}
