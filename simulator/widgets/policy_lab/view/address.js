// The page's address: a policy in its fragment can be kept, sent and opened again.

const PAUSE = 250;

// A link whose beginning was lost or retyped is still one: it is refused in words, not passed over.
const A_KEY_OF_A_LINK = /(^|&)(version|line|country|[ab]?[ife]?\d{1,3}\.[^=&]*)(=|%3d)/i;

/** Return the policy in the page's address, or null; other fragments, such as '#sources', are none. */
export function linkedPolicy() {
  const fragment = location.hash.slice(1);
  return A_KEY_OF_A_LINK.test(fragment) ? fragment : null;
}

/** Return a keeper of the page's address: `keep` writes soon, `link` writes now; `link` and `seen` return it. */
export function addressKeeper() {
  let [waiting, timer] = [null, 0];
  const write = () => {
    clearTimeout(timer);
    if (waiting !== null) history.replaceState(history.state, "", `#${waiting}`);
    waiting = null;
  };
  return {
    keep(fragment) {
      waiting = fragment;
      clearTimeout(timer);
      // Browsers refuse more than some hundred changes of the address in half a minute.
      timer = setTimeout(write, PAUSE);
    },
    link(fragment) {
      waiting = fragment;
      write();
      return location.href;
    },
    seen: (fragment) => `${location.href.replace(/#.*$/s, "")}#${fragment}`,
  };
}

/** Say whether the page was just opened by a link, rather than read again. */
export function freshlyOpened() {
  return performance.getEntriesByType("navigation")[0]?.type === "navigate";
}
