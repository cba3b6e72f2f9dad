// The keys that undo and redo, everywhere in the lab but where a text is typed: there they are the browser's.

const TYPED = "textarea, input:not([type=range], [type=radio], [type=checkbox])";

/** Say whether a key pressed in the lab asks to undo or redo; if so, the page around does not hear of it. */
export function isUndoKey(event) {
  const asks = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "z";
  if (!asks || event.composedPath()[0].matches?.(TYPED)) return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

/** Return what the key asks for: 'undo', or with Shift 'redo'. */
export function stepOf({ shiftKey }) {
  return shiftKey ? "redo" : "undo";
}
