// <policy-lab configuration="{…}">: a policy, its controls and its results, computed in the page.
// Until it is ready, and where it cannot be, the table inside the element is shown.

import { addressKeeper, freshlyOpened, linkedPolicy } from "./address.js";
import { loadAssets, loadStyles } from "./assets.js";
import { html } from "./dom.js";
import { SimulatorError, unknown } from "./errors.js";
import { PANELS } from "./panels.js";
import { changedState, fragmentOf, resultOf, startingState, stateFromFragment } from "./state.js";
import { followTheme } from "./theme.js";
import { buildView } from "./view.js";

/** The lab. It sends `policy-lab:rendered` {policy, summary} each time a result has been painted. */
export class PolicyLab extends HTMLElement {
  async connectedCallback() {
    this.gone = new AbortController();
    if (this.view) return this.listen();
    if (this.opening) return;
    this.opening = true;
    try {
      this.configuration = readConfiguration(this.getAttribute("configuration"));
      this.assets = await loadAssets(this.configuration.country);
      this.open();
    } catch (error) {
      await this.fail(error);
    }
  }

  disconnectedCallback() {
    this.gone.abort();
  }

  /** Build the view and show the policy of the link, if the page was opened with one. */
  open() {
    this.starting = this.state = startingState(this.configuration, this.assets);
    // One address holds one policy: that of the first lab on the page.
    this.address = document.querySelector("policy-lab") === this ? addressKeeper() : null;
    const level = headingLevel(this);
    const view = buildView(this.state, this.configuration, this.assets.population, this.actions(), level);
    const linked = this.openLink(view);
    shadowOf(this, this.assets.styles).append(view.node);
    this.view = view;
    this.listen();
    if (linked && freshlyOpened()) this.scrollIntoView();
  }

  actions() {
    return {
      change: (values) => this.choose(changedState(this.state, values, this.assets)),
      chooseLine: (line) => this.choose({ ...this.state, line }),
      startAgain: () => this.choose(this.starting),
      link: this.address && (() => this.address.link(fragmentOf(this.state, this.assets))),
      linkSeen: () => this.address.seen(fragmentOf(this.state, this.assets)),
    };
  }

  listen() {
    const { signal } = this.gone;
    followTheme(this, this.view.scheme, signal);
    if (this.address) addEventListener("hashchange", () => linkedPolicy() && this.openLink(this.view), { signal });
  }

  /** Show the result of other choices, and keep them in the page's address. */
  choose(state) {
    this.show(this.view, state);
    this.address?.keep(fragmentOf(state, this.assets));
  }

  /** Show the policy in the page's address; a wrong one is refused in words and overwrites nothing. */
  openLink(view) {
    const fragment = this.address && linkedPolicy();
    try {
      this.show(view, fragment ? stateFromFragment(this.state, fragment, this.assets) : this.state);
    } catch (error) {
      if (!(error instanceof SimulatorError)) throw error;
      this.show(view, this.state);
      view.showError(error);
    }
    return Boolean(fragment);
  }

  show(view, state) {
    const summary = resultOf(state, this.assets);
    this.state = state;
    view.render(state, summary);
    this.announce(summary);
  }

  /** Send the event after the browser has painted; of several results before that, only the last. */
  announce(summary) {
    const waiting = Boolean(this.painting);
    this.painting = { policy: summary.policy, summary };
    if (waiting) return;
    requestAnimationFrame(() =>
      setTimeout(() => {
        const detail = this.painting;
        this.painting = null;
        this.dispatchEvent(new CustomEvent("policy-lab:rendered", { bubbles: true, detail }));
      }),
    );
  }

  /** Say what is wrong above the table that the page came with. */
  async fail(error) {
    if (!(error instanceof SimulatorError)) console.error(error);
    const text = error instanceof SimulatorError ? error.message : "Something unforeseen went wrong. Reload the page.";
    const box = html("div", { class: "error", role: "alert" });
    const styles = await loadStyles().catch(() => "");
    shadowOf(this, styles).append(html("div", { class: "lab" }, box, html("slot")));
    box.append(html("strong", {}, "The lab could not start."), html("p", {}, text));
  }
}

function readConfiguration(text) {
  try {
    return checked(JSON.parse(text));
  } catch (error) {
    if (error instanceof SimulatorError) throw error;
    throw new SimulatorError("The attribute `configuration` of this lab is not JSON. Let PolicyLab write it.");
  }
}

function checked({ country, policy, controls = [], outputs = Object.keys(PANELS), line, title = "Policy lab" }) {
  for (const name of outputs) if (!Object.hasOwn(PANELS, name)) throw unknown("outputs", name, Object.keys(PANELS));
  return { country, policy, controls, outputs, line, title };
}

function shadowOf(host, styles) {
  const root = host.attachShadow({ mode: "open" });
  root.append(html("style", {}, styles));
  return root;
}

/** Return the level of the lab's heading: one below the last heading before it. */
function headingLevel(lab) {
  const headings = [...document.querySelectorAll("h1, h2, h3")];
  const before = headings.filter((each) => each.compareDocumentPosition(lab) & Node.DOCUMENT_POSITION_FOLLOWING);
  return before.length ? Number(before.at(-1).localName[1]) + 1 : 2;
}

customElements.define("policy-lab", PolicyLab);
