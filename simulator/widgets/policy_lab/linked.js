// Modules that come as text instead of files: a notebook's kernel has no address to fetch them from.

// The name of a module that another imports by a path from where it lies itself.
const nameOf = (path, name) => new URL(path, `file:///${name}`).pathname.slice(1);

const IMPORTED = /(?<= from |\bimport\()"(\.{1,2}\/[\w./-]+\.js)"/g;

/** Return the last of the modules, given as pairs [name, text], each after those that it imports. */
export async function linked(sources) {
  const addresses = new Map();
  for (const [name, text] of sources) {
    const joined = text.replaceAll(IMPORTED, (_, path) => `"${addresses.get(nameOf(path, name))}"`);
    const named = `${joined}\n//# sourceURL=policy-lab/${name}\n`;
    addresses.set(name, URL.createObjectURL(new Blob([named], { type: "text/javascript" })));
  }
  try {
    let last = null;
    // Each is loaded now: what a module asks for later is then known by its address, though that is gone.
    for (const address of addresses.values()) last = await import(address);
    return last;
  } finally {
    for (const address of addresses.values()) URL.revokeObjectURL(address);
  }
}
