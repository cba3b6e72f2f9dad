// Light or dark: the lab takes the side of the page it stands in.

const WATCHED = ["class", "style", "data-theme", "data-mode", "data-jp-theme-light"];

/** Call back with 'light' or 'dark' now and whenever the page around the host changes; stops on `signal`. */
export function followTheme(host, show, signal) {
  const look = () => show(schemeAround(host));
  const observer = new MutationObserver(look);
  for (const node of [document.documentElement, document.body]) {
    observer.observe(node, { attributes: true, attributeFilter: WATCHED });
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", look, { signal });
  signal.addEventListener("abort", () => observer.disconnect());
  look();
}

/** Light text means a dark page: true in every theme of every host, whatever it calls itself. */
function schemeAround(host) {
  const [red, green, blue] = (getComputedStyle(host).color.match(/[\d.]+/g) ?? [0, 0, 0]).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue > 128 ? "dark" : "light";
}
