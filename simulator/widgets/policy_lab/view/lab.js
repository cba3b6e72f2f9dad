// A lab in any host, a page or a notebook: what was chosen, its results, and the view that shows them.

import { html } from "./dom.js";
import { SimulatorError } from "../simulator/errors.js";
import { DEFAULT_OUTPUTS, checkOutputs } from "./outputs.js";
import { changedState, fragmentOf, outcomeOf, resultOf, startingState } from "./state.js";
import { followTheme } from "./theme.js";
import { buildView } from "./view.js";

/** A lab inside `host`. It sends `policy-lab:rendered` {policy, summary} each time a result has been painted. */
export class Lab {
  /** `chosen(state)` hears each choice of the learner; `link(state)`, where there is one, gives its address. */
  constructor(host, configuration, assets, { chosen, link = null, linkSeen = null }) {
    Object.assign(this, { host, assets, chosen });
    this.starting = this.state = startingState(configuration, assets);
    this.view = buildView(this.state, configuration, assets, this.actions(link, linkSeen), headingLevel(host));
  }

  actions(link, linkSeen) {
    return {
      change: (values) => this.choose(changedState(this.state, values, this.assets)),
      chooseLine: (line) => this.choose({ ...this.state, line }),
      chooseAlternatives: (policy, alternative) => this.choose({ ...this.state, policy, alternative }),
      startAgain: () => this.choose(this.starting),
      link: link && (() => link(this.state)),
      linkSeen: () => linkSeen(this.state),
      addressOf: link ? linkSeen : ((state) => fragmentOf(state, this.assets)),
    };
  }

  choose(state) {
    this.show(state);
    this.chosen(state);
  }

  /** Show a state and its result, as if nobody had touched a control. */
  show(state) {
    const outcome = outcomeOf(state, this.assets);
    const summary = resultOf(state, outcome);
    this.state = state;
    this.view.render(state, summary);
    this.announce(state, summary, outcome);
  }

  /** Put the view into the host's shadow, where no style of the page around reaches it. */
  attach() {
    shadowOf(this.host, this.assets.styles).append(this.view.node);
  }

  followTheme(signal) {
    followTheme(this.host, this.view.scheme, signal);
  }

  /**
   * After the browser has painted, fill the panels that take longer, and send the event; of several results before
   * that, only the last.
   */
  announce(state, summary, outcome) {
    const waiting = Boolean(this.painting);
    this.painting = { state, summary, outcome };
    if (waiting) return;
    requestAnimationFrame(() =>
      setTimeout(() => {
        const { state, summary, outcome } = this.painting;
        this.painting = null;
        this.view.renderLate(state, summary, { outcome, catalogue: this.assets.catalogue });
        const detail = { policy: summary.policy, summary };
        this.host.dispatchEvent(new CustomEvent("policy-lab:rendered", { bubbles: true, detail }));
      }),
    );
  }
}

/** Return a lab's configuration with what it may leave out, or refuse a wrong one. */
export function readConfiguration(given) {
  const { country, policy, controls = [], outputs = DEFAULT_OUTPUTS, line, title = "Policy lab" } = given;
  checkOutputs(outputs);
  return { country, policy, controls, outputs, line, title };
}

/** Say in the host what is wrong, above whatever the page came with. */
export function showFailure(host, error, styles) {
  if (!(error instanceof SimulatorError)) console.error(error);
  const text = error instanceof SimulatorError ? error.message : "Something unforeseen went wrong. Reload the page.";
  const box = html("div", { class: "error", role: "alert" });
  shadowOf(host, styles).append(html("div", { class: "lab" }, box, html("slot")));
  box.append(html("strong", {}, "The lab could not start."), html("p", {}, text));
}

function shadowOf(host, styles) {
  const root = host.attachShadow({ mode: "open" });
  root.append(html("style", {}, styles));
  return root;
}

/** Return the level of the lab's heading: one below the last heading before it. */
function headingLevel(host) {
  const headings = [...document.querySelectorAll("h1, h2, h3")];
  const before = headings.filter((each) => each.compareDocumentPosition(host) & Node.DOCUMENT_POSITION_FOLLOWING);
  return before.length ? Number(before.at(-1).localName[1]) + 1 : 2;
}
