// The lab as a widget of a notebook: Python holds country, policy and line, each view shows them and sends choices back.

import { assetsFrom, populationFrom } from "./assets.js";
import { Lab, readConfiguration, showFailure } from "./view/lab.js";
import { panelMakers } from "./view/outputs.js";
import { linkOf } from "./simulator/policy/links.js";
import { stateFromFragment } from "./view/state.js";

const SYNCED = ["country", "policy", "line"];

/** Draw one view of the model into `el`; returns what ends it. */
async function render({ model, el }) {
  const gone = new AbortController();
  // Otherwise JupyterLab takes a key pressed in the lab for a command on the cell: two d would delete it.
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  const given = model.get("_assets");
  try {
    const configuration = readConfiguration(model.get("_configuration"));
    const [assets, panels] = await Promise.all([assetsFrom(given), panelMakers(configuration)]);
    open(el, model, configuration, { ...assets, panels }, gone.signal);
  } catch (error) {
    showFailure(el, error, given.styles);
  }
  return () => gone.abort();
}

function open(el, model, configuration, assets, signal) {
  const lab = new Lab(el, configuration, assets, {
    chosen: (state) => send(model, sentOf(state)),
    loadPopulation: (country) => askedOf(model, country),
  });
  const follow = async () => {
    await lab.peopleOf(model.get("country"));
    if (isNews(model, lab)) lab.show(stateOf(model, lab));
  };
  if (model.get("country") === lab.state.country) lab.show(stateOf(model, lab));
  else lab.show(lab.state), follow();
  lab.attach();
  lab.followTheme(signal);
  for (const name of SYNCED) model.on(`change:${name}`, follow);
  signal.addEventListener("abort", () => SYNCED.forEach((name) => model.off(`change:${name}`, follow)));
}

/** Ask the kernel for the people of a country. */
function askedOf(model, country) {
  return new Promise((resolve, reject) => {
    const hear = ({ population }, buffers) => {
      if (population !== country) return;
      model.off("msg:custom", hear);
      populationFrom(buffers[0]).then(resolve, reject);
    };
    model.on("msg:custom", hear);
    model.send({ population: country });
  });
}

function stateOf(model, { configuration, assets }) {
  const [country, line] = [model.get("country"), model.get("line")];
  return { ...stateFromFragment(model.get("policy"), configuration, assets), country, line };
}

function sentOf({ country, policy, baseline, line }) {
  return { country, policy: linkOf(policy, baseline), line };
}

/** Say whether Python or another view has changed the model: what this view has sent itself is no news. */
function isNews(model, { state }) {
  return Object.entries(sentOf(state)).some(([name, value]) => model.get(name) !== value);
}

function send(model, values) {
  for (const [name, value] of Object.entries(values)) model.set(name, value);
  model.save_changes();
}

export default { render };
