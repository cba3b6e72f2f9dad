// Hands a file to the reader: the browser's own way to save what was made in the page.

import { say } from "../../texts/lab.js";

const KEPT_FOR = 10_000;

// Without it some spreadsheets read letters beyond the English ones wrongly.
const BYTE_ORDER_MARK = "\ufeff";

/** Save a CSV text under a name. */
export function saveCsv(name, text) {
  return saveBlob(name, new Blob([BYTE_ORDER_MARK + text], { type: "text/csv;charset=utf-8" }));
}

/** Save a blob under a name. */
export function saveBlob(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(address), KEPT_FOR);
  return say("save.saved", { name });
}
