// <policy-lab configuration="{…}">: a policy, its controls and its results, computed in the page.
// Until it is ready, and where it cannot be, the table inside the element is shown.

import { LANGUAGES } from "./texts/languages.js";
import { say } from "./texts/lab.js";
import { addressKeeper, freshlyOpened, linkedPolicy } from "./view/address.js";
import { loadAssets, loadStyles } from "./assets.js";
import { SimulatorError } from "./simulator/errors.js";
import { Lab, readConfiguration, showFailure } from "./view/lab.js";
import { panelMakers } from "./view/outputs.js";
import { fragmentOf } from "./view/state.js";

/** The lab as an element of a page. One address holds one policy: that of the first lab on the page. */
export class PolicyLab extends HTMLElement {
  async connectedCallback() {
    this.gone = new AbortController();
    if (this.lab) return this.listen();
    if (this.opening) return;
    this.opening = true;
    try {
      const configuration = readConfiguration(parsed(this.getAttribute("configuration")));
      const loading = [loadAssets(configuration.country, languageOf(this)), panelMakers(configuration)];
      const [assets, panels] = await Promise.all(loading);
      this.open(configuration, { ...assets, panels });
    } catch (error) {
      showFailure(this, error, await loadStyles().catch(() => ""));
    }
  }

  disconnectedCallback() {
    this.gone.abort();
  }

  /** Build the lab and show the policy of the link, if the page was opened with one. */
  open(configuration, assets) {
    this.address = document.querySelector("policy-lab") === this ? addressKeeper() : null;
    const fragment = (state) => fragmentOf(state, configuration, lab.assetsOf(state));
    const lab = new Lab(this, configuration, assets, {
      chosen: (state) => this.address?.keep(fragment(state)),
      link: this.address && ((state) => this.address.link(fragment(state))),
      linkSeen: (state) => this.address.seen(fragment(state)),
    });
    const linked = this.openLink(lab);
    lab.attach();
    this.lab = lab;
    this.listen();
    if (linked && freshlyOpened()) this.scrollIntoView();
  }

  listen() {
    const { signal } = this.gone;
    this.lab.followTheme(signal);
    if (this.address) addEventListener("hashchange", () => linkedPolicy() && this.openLink(this.lab), { signal });
  }

  /** Show the policy in the page's address; a wrong one is refused in words and overwrites nothing. */
  openLink(lab) {
    const fragment = this.address && linkedPolicy();
    if (fragment) lab.open(fragment);
    else lab.show(lab.state);
    return Boolean(fragment);
  }
}

/** Return the language of a lab: the one its page is in, if it speaks that. All labs of a page speak that of the first. */
function languageOf(lab) {
  const first = document.querySelector("policy-lab") ?? lab;
  const asked = first.closest("[lang]")?.lang.toLowerCase() ?? "";
  return [asked, asked.split("-")[0]].find((each) => LANGUAGES.includes(each)) ?? "en";
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new SimulatorError(say("errors.not_json"));
  }
}

customElements.define("policy-lab", PolicyLab);
