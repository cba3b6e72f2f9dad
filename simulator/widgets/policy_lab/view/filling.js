// Which panels are filled at once, and which after the next frame: those that take longer, or are not on the screen.

/**
 * Return {first(state, summary), rest(state, summary, deep)}: what fills the panels that are on the screen and quick,
 * and then all others. Of `panels` each is {node, late, update}.
 */
export function filling(panels) {
  const [quick, late] = [false, true].map((slow) => panels.filter((panel) => panel.late === slow));
  const inSight = whileInSight(quick.map(({ node }) => node));
  let waiting = [];
  return {
    first(...given) {
      waiting = quick.filter(({ node }) => !inSight(node));
      for (const panel of quick) if (!waiting.includes(panel)) panel.update(...given);
    },
    rest(...given) {
      for (const panel of [...waiting, ...late]) panel.update(...given);
    },
  };
}

/** Return a function that says whether a node is on the screen; one of which nothing is known yet counts as seen. */
function whileInSight(nodes) {
  const away = new Set();
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) away[isIntersecting ? "delete" : "add"](target);
  });
  for (const node of nodes) observer.observe(node);
  return (node) => !away.has(node);
}
