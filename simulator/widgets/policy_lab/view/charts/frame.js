// What every chart has: a title and a description for those who listen, and a body to draw in.

import { svg } from "../dom.js";

/** The width of a chart in its own units: on a phone one unit is about one pixel. */
export const WIDTH = 360;

/** Return {node, body} of a chart so many units high; `labels` are {id, title, text}. */
export function frame({ id, title, text }, height) {
  const body = svg("g");
  const names = [svg("title", { id: `${id}-title` }, title), svg("desc", { id: `${id}-text` }, text)];
  const node = svg(
    "svg",
    {
      viewBox: `0 0 ${WIDTH} ${height}`,
      role: "img",
      "aria-labelledby": `${id}-title`,
      "aria-describedby": `${id}-text`,
      class: "chart",
    },
    ...names,
    body,
  );
  node.id = id;
  return { node, body };
}
