// A panel whose numbers take a while: it works in short turns, shows how far it is, and says what refuses it.

import { html, put } from "../dom.js";
import { SimulatorError } from "../../simulator/errors.js";

// A slider that moves brings a new policy at once: the work waits until it rests.
const REST = 150;
// So long a turn leaves the page free to answer.
const TURN = 12;

/** Return the line that shows how far the work is: {node, show(done, all), refuse(text)}. */
function progressLine(label) {
  const bar = html("progress", { "aria-label": label, hidden: true });
  const said = html("p", { class: "field-error", role: "alert" });
  return {
    node: html("div", { class: "progress-line" }, bar, said),
    show(done, all) {
      bar.hidden = done === all;
      Object.assign(bar, { value: done, max: all });
    },
    refuse: (text) => put(said, text),
  };
}

/**
 * Return a panel that fills `panel` with what `work(given, turn)` finds, where `given` is all that an update brings.
 * `turn(done, all)` must be awaited after each step: it shows how far the work is, and ends it when there is a newer
 * policy. A refusal is said in place of the sentence and of the numbers, `body`.
 */
export function workedPanel(panel, body, label, work) {
  const progress = progressLine(label);
  body.before(progress.node);
  let [latest, given] = [0, null];
  const start = async () => {
    const mine = ++latest;
    panel.node.setAttribute("aria-busy", "true");
    await pause(REST);
    try {
      const found = await work(given, turnsOf(() => mine === latest, progress));
      if (mine === latest) show(panel, body, progress, found);
    } catch (error) {
      if (error !== OUTDATED) refuse(error, panel, body, progress);
    }
    if (mine === latest) panel.node.setAttribute("aria-busy", "false");
  };
  return {
    node: panel.node,
    again: () => given && start(),
    update(...now) {
      given = now;
      start();
    },
  };
}

const OUTDATED = Symbol("outdated");

function turnsOf(isLatest, progress) {
  let since = performance.now();
  return async (done, all) => {
    if (performance.now() - since > TURN) {
      progress.show(done, all);
      await pause(0);
      since = performance.now();
    }
    if (!isLatest()) throw OUTDATED;
  };
}

function show(panel, body, progress, found) {
  progress.show(1, 1);
  progress.refuse("");
  body.hidden = false;
  panel.update(found);
}

function refuse(error, panel, body, progress) {
  if (!(error instanceof SimulatorError)) throw error;
  progress.show(1, 1);
  progress.refuse(error.message);
  body.hidden = true;
  panel.fallSilent();
}

function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
