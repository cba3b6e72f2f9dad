// The lab as a widget of a notebook: Python holds country, policy, line and alternative, each view shows them and sends choices back.

import { assetsFrom, bytesOf } from "./assets.js";
import { Lab, readConfiguration, showFailure } from "./view/lab.js";
import { panelMakers } from "./view/outputs.js";
import { SimulatorError } from "./simulator/errors.js";
import { linkOf } from "./simulator/policy/links.js";
import { stateFromFragment } from "./view/state.js";

const SYNCED = ["country", "policy", "line", "alternative"];

/** Draw one view of the model into `el`; returns what ends it. */
async function render({ model, el }) {
  const gone = new AbortController();
  // Otherwise JupyterLab takes a key pressed in the lab for a command on the cell: two d would delete it.
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  const given = model.get("_assets");
  try {
    const configuration = readConfiguration(model.get("_configuration"));
    const loading = [assetsFrom(given, (name) => askedOf(model, name)), panelMakers(configuration)];
    const [assets, panels] = await Promise.all(loading);
    open(el, model, configuration, { ...assets, panels }, gone.signal);
  } catch (error) {
    showFailure(el, error, given.styles);
  }
  return () => gone.abort();
}

function open(el, model, configuration, assets, signal) {
  const lab = new Lab(el, configuration, assets, { chosen: (state) => send(model, sentOf(state)) });
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

/** Ask the kernel for the bytes of a file. */
function askedOf(model, name) {
  return new Promise((resolve, reject) => {
    const hear = ({ file, refused = null }, buffers) => {
      if (file !== name) return;
      model.off("msg:custom", hear);
      if (refused) reject(new SimulatorError(refused));
      else resolve(bytesOf(buffers[0]));
    };
    model.on("msg:custom", hear);
    model.send({ file: name });
  });
}

function stateOf(model, { configuration, assets }) {
  const [country, line, kept] = ["country", "line", "alternative"].map((name) => model.get(name));
  const read = (link) => stateFromFragment(link, configuration, assets);
  return { ...read(model.get("policy")), country, alternative: kept && read(kept).policy, line };
}

function sentOf({ country, policy, baseline, alternative, line }) {
  return { country, policy: linkOf(policy, baseline), line, alternative: alternative && linkOf(alternative) };
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
