// Whether a slider is in somebody's hand. What moves under the hand loses it, so a view waits.

const ENDS = ["change", "pointerup", "pointercancel", "lostpointercapture", "blur", "keydown"];

/** Return a function that says whether the slider is held; `letGo` is called once it no longer is. */
export function whileHeld(slider, letGo) {
  let held = false;
  const release = () => {
    if (!held) return;
    held = false;
    letGo();
  };
  slider.addEventListener("pointerdown", () => (held = true));
  for (const name of ENDS) slider.addEventListener(name, release);
  return () => held;
}
