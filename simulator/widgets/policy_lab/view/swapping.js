// Nodes that are built anew in the place of others: focus, folds and scrolling stay as they were.

/** Put `fresh` into the place of `old`, in the state in which the reader has left it. */
export function swap(old, fresh) {
  const root = old.getRootNode();
  const had = old.contains(root.activeElement ?? null);
  const [focused, scrolled] = [root.activeElement?.id, [...scrollers(old)].map(({ scrollTop }) => scrollTop)];
  const open = new Map(foldsOf(old).map(([key, { open: unfolded }]) => [key, unfolded]));
  for (const [key, fold] of foldsOf(fresh)) if (open.has(key)) fold.open = open.get(key);
  for (const choice of panelChoices(old)) chooseAgain(fresh, choice);
  old.replaceWith(fresh);
  [...scrollers(fresh)].forEach((node, number) => (node.scrollTop = scrolled[number] ?? 0));
  // What was focused may be gone: the focus stays near, or the lab's keys would no longer be heard.
  const near = () => fresh.querySelector("#add-scheme") ?? fresh.querySelector("summary, select, input");
  if (had && !root.activeElement) ((focused && root.getElementById(focused)) || near())?.focus({ preventScroll: true });
}

/** Bring the focus to a node, or to the name of a fold, which is unfolded. */
export function focusOn(root, id) {
  const node = root.getElementById(id);
  if (node?.localName === "details") node.open = true;
  (node?.querySelector("summary") ?? node)?.focus();
}

function foldsOf(node) {
  const folds = [...node.querySelectorAll("details")];
  // Where the controls gain a named fold, the unnamed ones of the panels keep their numbers.
  const unnamed = folds.filter(({ id }) => !id);
  return folds.map((fold) => [fold.id || unnamed.indexOf(fold), fold]);
}

/** What is chosen inside a panel is no part of the policy, so nothing else remembers it. */
function panelChoices(node) {
  return node.querySelectorAll(".panel select");
}

/** Choose the same; a choice that is offered later, when its panel has been computed, is told what it was. */
function chooseAgain(fresh, { id, value, dataset }) {
  const choice = [...panelChoices(fresh)].find((each) => each.id === id);
  const wanted = dataset.wanted ?? value;
  if ([...choice.options].some((option) => option.value === wanted)) choice.value = wanted;
  else if (!choice.options.length) choice.dataset.wanted = wanted;
}

function scrollers(node) {
  return node.querySelectorAll(".controls");
}
