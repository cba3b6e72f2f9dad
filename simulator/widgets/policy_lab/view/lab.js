// A lab in any host, a page or a notebook: what was chosen, its results, and the view that shows them.

import { say } from "../texts/lab.js";
import { html } from "./dom.js";
import { SimulatorError } from "../simulator/errors.js";
import { emptyHistory } from "./history.js";
import { isUndoKey, stepOf } from "./keys.js";
import { readSteps, stepSentence } from "./lesson-steps.js";
import { liveRegion } from "./messages.js";
import { movedState } from "./moving.js";
import { linkOf } from "../simulator/policy/links.js";
import { DEFAULT_OUTPUTS, checkOutputs } from "./outputs.js";
import { keyOf } from "./parts.js";
import { changedState, countryOf, fragmentOf, outcomeOf, resultOf, startingState, stateFromFragment } from "./state.js";
import { focusOn, swap } from "./swapping.js";
import { named } from "../texts/speaking.js";
import { followTheme } from "./theme.js";
import { buildView } from "./view.js";
import { yamlOf } from "./yaml.js";

/** A lab inside `host`. It sends `policy-lab:rendered` {policy, summary, country} each time a result has been painted. */
export class Lab {
  /**
   * `chosen(state)` hears each choice of the learner; `link(state)`, where there is one, gives its address. Of the
   * assets, `files` (of `filesOf`) give the people of another country, later or never.
   */
  constructor(host, configuration, assets, { chosen, link = null, linkSeen = null }) {
    Object.assign(this, { host, configuration, assets, chosen, link, linkSeen });
    this.populations = new Map([[configuration.country, assets.population]]);
    this.history = emptyHistory();
    this.inPanels = new Map();
    this.live = liveRegion();
    this.starting = this.state = startingState(configuration, assets);
    this.steps = readSteps(configuration, assets);
    this.level = headingLevel(host);
    this.build(this.state);
    host.addEventListener("keydown", (event) => isUndoKey(event) && this.step(stepOf(event)));
  }

  /** Build the view for the people of a state; an old one makes place, and what was unfolded stays so. */
  build(state) {
    const { configuration, level, theme } = this;
    const kept = (name, start) => this.inPanels.get(name) ?? this.inPanels.set(name, start).get(name);
    const context = { configuration, ...this.assetsOf(state), steps: this.steps, actions: this.actions(), kept };
    const fresh = buildView(state, context, level);
    if (theme) fresh.scheme(theme);
    if (this.view) swap(this.view.node, fresh.node);
    Object.assign(this, { view: fresh, built: state.country });
  }

  actions() {
    const { link, history } = this;
    return {
      change: (part, values) => {
        const control = `${keyOf(part)} ${Object.keys(values)}`;
        this.choose(changedState(this.state, part, values, this.assetsOf(this.state)), { control });
      },
      edit: (editor, said) => {
        const policy = editor(this.state.policy, this.assets.catalogue);
        this.choose({ ...this.state, policy }, said);
      },
      chooseLine: (line) => this.choose({ ...this.state, line }),
      chooseAlternatives: (policy, alternative, said) => this.choose({ ...this.state, policy, alternative }, { said }),
      chooseCountry: (country) => this.moveTo(country),
      takeStep: (step) => this.take(step),
      startAgain: () => this.choose(this.starting, { said: say("done.start_again") }),
      undo: () => this.step("undo"),
      redo: () => this.step("redo"),
      canUndo: history.canUndo,
      canRedo: history.canRedo,
      link: link && (() => link(this.state)),
      linkSeen: () => this.linkSeen(this.state),
      addressOf: (state) => (link ? this.linkSeen(state) : fragmentOf(state, this.configuration, this.assetsOf(state))),
      yaml: () => yamlOf(this.state.policy),
    };
  }

  /** Return the catalogue, the styles, and the people of the country of a state. */
  assetsOf({ country }) {
    return { ...this.assets, population: this.populations.get(country) };
  }

  /** Show a choice and remember what it leaves. `control` says which slider it was, `focus` what is focused then. */
  choose(state, { control = null, said = "", focus = null } = {}) {
    const before = this.state;
    this.present(state, said);
    this.history.left(before, control, performance.now());
    this.view.showHistory(state);
    this.chosen(state);
    if (focus) focusOn(this.view.node.getRootNode(), typeof focus === "string" ? focus : focus(state));
  }

  /** Go back to what was chosen before, or forth again. */
  step(direction) {
    const state = this.history[direction](this.state);
    if (!state) return;
    this.present(state, say(`done.${direction}`));
    this.chosen(state);
  }

  /** Show a state and its result, as if nobody had touched a control. */
  show(state) {
    this.present(state, "");
  }

  present(state, said) {
    const outcome = outcomeOf(state, this.assetsOf(state), this.outcome);
    const summary = resultOf(state, outcome);
    Object.assign(this, { state, outcome, summary });
    if (this.built !== state.country) this.build(state);
    this.view.render(state, summary);
    this.live.say(state, summary, said);
    this.announce(state, summary, outcome);
  }

  /** Set the policy of a step of the lesson; what that changes is said in place of the headline. */
  take(step) {
    const was = { state: this.state, summary: this.summary };
    try {
      if (linkOf(was.state.policy) !== step.link) this.choose({ ...was.state, policy: step.policy });
      this.live.tell(stepSentence(step, was, this));
      if (was.state !== this.state) this.view.compareStep(was);
    } catch (error) {
      this.stay(say("errors.not_shown", { name: step.name }), error);
    }
  }

  /** Keep the policy and meet the people of another country; of several asked for, only the last is shown. */
  async moveTo(country) {
    this.asked = country;
    const name = named(this.configuration.countries[country]);
    try {
      const population = await this.peopleOf(country);
      if (this.asked !== country) return;
      const from = this.assetsOf(this.state).population;
      this.choose(movedState(this.state, country, from, population), { said: say("done.country", { name }) });
    } catch (error) {
      if (this.asked === country) this.stay(say("errors.not_shown", { name }), error);
    }
  }

  /** Show what a link says, at once or when its country has come; a wrong one is refused and changes nothing. */
  open(fragment) {
    const { configuration } = this;
    try {
      const country = countryOf(fragment, configuration);
      this.asked = country;
      if (!this.populations.has(country)) return this.openLater(fragment, country);
      const [before, state] = [this.state, stateFromFragment(fragment, configuration, this.assetsOf({ country }))];
      this.show(state);
      if (this.host.shadowRoot) this.history.left(before, null, 0);
      this.view.showHistory(state);
    } catch (error) {
      if (!(error instanceof SimulatorError)) throw error;
      this.show(this.state);
      this.view.showError(error);
    }
  }

  async openLater(fragment, country) {
    this.show(this.state);
    try {
      await this.peopleOf(country);
      if (this.asked === country) this.open(fragment);
    } catch (error) {
      if (this.asked === country) this.stay(say("errors.not_shown", { name: named(this.configuration.countries[country]) }), error);
    }
  }

  /** Say why the last good result stays. */
  stay(what, error) {
    if (!(error instanceof SimulatorError)) throw error;
    this.show(this.state);
    this.view.showTrouble(what, error);
  }

  async peopleOf(country) {
    if (!this.populations.has(country)) this.populations.set(country, await this.assets.files.population(country));
    return this.populations.get(country);
  }

  /** Put the view into the host's shadow, where no style of the page around reaches it. */
  attach() {
    shadowOf(this.host, this.assets.styles).append(this.view.node, this.live.node);
  }

  followTheme(signal) {
    const show = (name) => {
      this.theme = name;
      this.view.scheme(name);
    };
    followTheme(this.host, show, signal);
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
        const detail = { policy: summary.policy, summary, country: state.country };
        this.host.dispatchEvent(new CustomEvent("policy-lab:rendered", { bubbles: true, detail }));
      }),
    );
  }
}

/** Return a lab's configuration with what it may leave out, or refuse a wrong one. */
export function readConfiguration(given) {
  const { country, controls = [], outputs = DEFAULT_OUTPUTS, title = say("title"), schemes = [], challenge = null, steps = [] } = given;
  checkOutputs(outputs);
  const countries = given.countries ?? { [country]: country };
  return { ...given, country, controls, outputs, title, schemes, countries, challenge, steps };
}

/** Say in the host what is wrong, above whatever the page came with. */
export function showFailure(host, error, styles) {
  if (!(error instanceof SimulatorError)) console.error(error);
  const text = error instanceof SimulatorError ? error.message : say("errors.unforeseen");
  const box = html("div", { class: "error", role: "alert" });
  shadowOf(host, styles).append(html("div", { class: "lab" }, box, html("slot")));
  box.append(html("strong", {}, say("errors.no_start")), html("p", {}, text));
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
