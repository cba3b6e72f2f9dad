// Watches what has the focus, from inside the page: it may lie in the shadow of a lab.

window.painted = 0;
addEventListener("policy-lab:rendered", () => (window.painted += 1), true);

// The same questions are drawn each time: a walk that fails fails again.
let drawn = 1;
Math.random = () => (drawn = (drawn * 16807) % 2147483647) / 2147483647;

const MOST_FRAMES = 30;
let goal = null;

function focused() {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  return node;
}

/** Of a group of radio buttons one has the focus, whichever is the goal. */
function isGoal(node) {
  return node === goal || (node.type === "radio" && goal?.type === "radio" && node.name === goal.name);
}

/** Say whether any part of a node is what one would touch there: nothing lies over it, and it is in the window. */
function isSeen(node) {
  const { left, top, width, height } = node.getBoundingClientRect();
  const hit = (x, y) => node.getRootNode().elementFromPoint(left + x * width, top + y * height);
  const parts = [0.1, 0.5, 0.9];
  const hits = parts.flatMap((x) => parts.map((y) => hit(x, y)));
  return hits.some((each) => node.contains(each) || (each?.localName === "label" && each.contains(node)));
}

function isMarked(node) {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
  return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
}

window.watch = {
  /** Take a node as the goal; return whether it has the focus, or the key that leads there. */
  aim(node) {
    goal = node;
    const here = focused();
    if (isGoal(here)) return "";
    const inOneTree = goal.getRootNode() === here.getRootNode();
    const [from, to] = [here, goal].map((each) => (inOneTree ? each : (each.getRootNode().host ?? each)));
    const liesBehind = from.compareDocumentPosition(to) & Node.DOCUMENT_POSITION_PRECEDING;
    return liesBehind ? "Shift+Tab" : "Tab";
  },

  /** Say what has the focus; a style or a scroll may need some frames to show it. */
  async look() {
    const node = focused();
    for (let frames = 0; frames < MOST_FRAMES && !isSeen(focused()); frames += 1) {
      await new Promise(requestAnimationFrame);
    }
    return {
      node: node.cloneNode(false).outerHTML.slice(0, 120),
      isLost: node === document.body || node === document.documentElement,
      isMarked: isMarked(node),
      isSeen: isSeen(node),
      isGoal: isGoal(node),
    };
  },
};
