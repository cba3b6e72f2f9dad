// Hands a file to the reader: the browser's own way to save what was made in the page.

const KEPT_FOR = 10_000;

/** Save a blob under a name. */
export function saveBlob(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(address), KEPT_FOR);
  return `Saved as ${name}.`;
}
