// One way to make a node.

/** Return an element with these properties and children. */
export function made(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}
