// The lab as a widget of a notebook: Python holds policy and line, each view shows them and sends choices back.

import { assetsFrom } from "./assets.js";
import { filesOf } from "./view/files.js";
import { Lab, readConfiguration, showFailure } from "./view/lab.js";
import { panelMakers } from "./view/outputs.js";
import { SimulatorError } from "./simulator/errors.js";
import { linkOf } from "./simulator/policy/links.js";
import { stateFromFragment } from "./view/state.js";

/** Draw one view of the model into `el`; returns what ends it. */
async function render({ model, el }) {
  const gone = new AbortController();
  // Otherwise JupyterLab takes a key pressed in the lab for a command on the cell: two d would delete it.
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  const given = model.get("_assets");
  try {
    const configuration = readConfiguration(model.get("_configuration"));
    const [assets, panels] = await Promise.all([assetsFrom(given), panelMakers(configuration.outputs)]);
    const files = filesOf((name) => askedOf(model, name));
    open(el, model, configuration, { ...assets, files, panels }, gone.signal);
  } catch (error) {
    showFailure(el, error, given.styles);
  }
  return () => gone.abort();
}

function open(el, model, configuration, assets, signal) {
  const lab = new Lab(el, configuration, assets, {
    chosen: ({ policy, baseline, line }) => send(model, { policy: linkOf(policy, baseline), line }),
  });
  lab.show(stateOf(model, lab));
  lab.attach();
  lab.followTheme(signal);
  const follow = () => isNews(model, lab) && lab.show(stateOf(model, lab));
  model.on("change:policy", follow);
  model.on("change:line", follow);
  signal.addEventListener("abort", () => {
    model.off("change:policy", follow);
    model.off("change:line", follow);
  });
}

/** Ask the kernel for the bytes of a file. */
function askedOf(model, name) {
  return new Promise((resolve, reject) => {
    const hear = ({ file, refused = null }, buffers) => {
      if (file !== name) return;
      model.off("msg:custom", hear);
      if (refused) return reject(new SimulatorError(refused));
      const { buffer, byteOffset, byteLength } = buffers[0];
      resolve(new Uint8Array(buffer, byteOffset, byteLength));
    };
    model.on("msg:custom", hear);
    model.send({ file: name });
  });
}

function stateOf(model, { state, assets }) {
  const { alternative } = state;
  return { ...stateFromFragment(state, model.get("policy"), assets), alternative, line: model.get("line") };
}

/** Say whether Python or another view has changed the model: what this view has sent itself is no news. */
function isNews(model, { state: { policy, baseline, line } }) {
  return model.get("policy") !== linkOf(policy, baseline) || model.get("line") !== line;
}

function send(model, values) {
  for (const [name, value] of Object.entries(values)) model.set(name, value);
  model.save_changes();
}

export default { render };
