// The parts of a policy, each checked when it is made: a scheme, a source, a rule between schemes, a benefit.

import { BadInput, unknown } from "../errors.js";
import { checkedValues, start } from "../parameters.js";
import { precedence } from "./precedence.js";
import { words } from "../wording.js";

export const MOST_SCHEMES = 20;
// A budget that nobody pays is half of the truth: without a word on it, everybody pays.
const CLOSED = "levy_on_consumption";
const TREATMENTS = ["kept", "replaced", "topped_up"];
const ALL_OF_IT = 1e-9;

/** Return a way to pay with its values, and the share of the budget (0 to 1) that it meets. */
export function sourceSetting(source, values, share = 1) {
  if (typeof share !== "number" || !(share > 0 && share <= 1)) {
    const mend = words("Write 0.4 for 40 % of the budget.");
    throw new BadInput(`${source.id}.share`, share, words("a number above 0, up to 1"), mend);
  }
  return { source, values, share };
}

/** Return a rule between schemes; `schemes` are their places in the policy, from 0, the first one leading. */
export function interactionSetting(interaction, schemes, values) {
  const least = interaction.id === "cap" ? 1 : 2;
  if (new Set(schemes).size !== schemes.length || schemes.length < least) {
    const shown = schemes.map((place) => place + 1);
    const allowed = words("{least} or more different schemes", { least });
    throw new BadInput(`${interaction.id}.schemes`, shown, allowed, words("Name each once."));
  }
  return { interaction, schemes, values };
}

/** Return what becomes of a benefit that people already get: kept, replaced, or topped up by a scheme (its place). */
export function existingSetting(benefit, treatment, by) {
  if (!TREATMENTS.includes(treatment)) throw unknown(`existing.${benefit}`, treatment, TREATMENTS);
  if ((by !== null) !== (treatment === "topped_up")) {
    const mend = words("Write {treatment: topped_up, by: social_pension}, or leave `by` out.");
    throw new BadInput(`existing.${benefit}.by`, by, words("a scheme that tops up, and none otherwise"), mend);
  }
  return { benefit, treatment, by };
}

/** Return the policy of these parts, or refuse parts that do not fit each other; without a source all pay. */
export function policyOf(schemes, interactions, financing, existing, { sources }) {
  const paid = financing.length ? financing : [everybodyPays(sources)];
  checkShares(paid.map(({ share }) => share));
  checkBenefits(existing.map(({ benefit }) => benefit));
  precedence(interactions.filter((each) => each.interaction.id === "exclusive").map((each) => each.schemes));
  return { schemes, interactions, financing: paid, existing };
}

/** Say whether this is who pays for a policy that does not say who does. */
export function isByDefault(financing) {
  const [{ source, values }, ...others] = financing;
  const asDeclared = ([path, value]) => String(value) === String(start(source.parameters.get(path), values));
  return source.id === CLOSED && !others.length && [...values].every(asDeclared);
}

function everybodyPays(sources) {
  const source = sources.get(CLOSED);
  return sourceSetting(source, checkedValues(source.parameters, new Map(), CLOSED));
}

function checkShares(shares) {
  const all = shares.reduce((sum, share) => sum + share, 0);
  if (Math.abs(all - 1) > ALL_OF_IT) {
    throw new BadInput("financing", shares, words("shares that add up to 1"), words("Add a source, or change a share."));
  }
}

function checkBenefits(benefits) {
  const twice = benefits.find((benefit, place) => benefits.lastIndexOf(benefit) !== place);
  if (twice !== undefined) throw new BadInput("existing", twice, words("each benefit once"), words("Keep one of the two."));
}
