// The simulation on one page: schemes, then rules between them, then who pays, then consumption.

import { entitle, outcomeOf } from "./entitlements.js";
import { BadInput } from "../errors.js";
import { existingBenefits, knownBenefits, toppedUp, withoutTransfers } from "./existing.js";
import { finance } from "./financing.js";
import { interact } from "./interactions.js";
import { HIGHEST_SEED } from "../luck.js";
import { weighted } from "../measures/headline.js";
import { totalMonth } from "./outcome.js";
import { pairwiseWeighted } from "../sums.js";
import { words } from "../wording.js";

const NOTHING_MADE = { alone: [], together: [], schemes: [], bases: [] };

/**
 * Return what the policy does to the population; the transfer is shared in the household and consumed.
 * `baseline` describes benefits that people already get, where the data do not. `earlier` is the outcome of a
 * policy that is nearly the same, where one is known: it saves time and changes nothing.
 */
export function simulate(population, policy, seed = 1, baseline = null, earlier = null) {
  checkSeed(seed);
  checkBaseline(baseline);
  const known = knownBenefits(population, baseline, seed);
  const existing = existingBenefits(population, policy, known);
  const removed = totalMonth(population, existing, "removed_month");
  const setting = { population, seed, existing_month: known?.received_month ?? new Map() };
  if (known) setting.removed_month = removed;

  const before = meetsTheSame(earlier, { population, policy, seed, baseline }) ? earlier.made : NOTHING_MADE;
  const made = makeSchemes(setting, policy, toppedUp(policy, known), before);
  const { schemes } = made;
  const received = totalMonth(population, schemes, "received_month");
  const { consumption_month: consumption, size } = population.households;
  const left = weighted(consumption, size);
  for (let row = 0; row < left.length; row++) left[row] -= removed[row];
  const budget = { needed: budgetMonth(population, schemes, existing), left, gets: received };
  const { bases, levies } = finance(setting, policy, before.bases, budget);
  const levied = totalMonth(population, levies, "levied_month");

  return {
    population,
    policy,
    baseline,
    seed,
    schemes,
    existing,
    levies,
    consumption_without_month: known && withoutTransfers(population, existing),
    consumption_before_month: consumption,
    // Nobody loses more than there is, but for rounding.
    consumption_after_month: consumption.map((amount, row) =>
      Math.max(0, amount + (received[row] - removed[row] - levied[row]) / size[row]),
    ),
    // What a later simulation may keep.
    made: { ...made, bases },
  };
}

/** Return each scheme alone, under the rules between them, and its money; what `before` holds of the same is kept. */
function makeSchemes(setting, policy, already, before) {
  const alone = policy.schemes.map((given, place) =>
    before.alone[place]?.given === given ? before.alone[place] : entitle(setting, given, already[place]),
  );
  const together = interact(setting, policy.interactions, alone);
  const schemes = together.map((each, place) =>
    before.together[place] === each ? before.schemes[place] : outcomeOf(setting.population, each),
  );
  return { alone, together, schemes };
}

/** Say whether a scheme that stands in both policies at the same place meets the same people, luck and benefits. */
function meetsTheSame(earlier, { population, policy, seed, baseline }) {
  if (earlier?.population !== population || earlier.seed !== seed) return false;
  return earlier.baseline === baseline && earlier.policy.existing === policy.existing;
}

/** Return what must be paid for: benefits and administration, less what replaced benefits cost. */
function budgetMonth({ households: { weight } }, schemes, existing) {
  const costs = schemes.map(
    ({ paid_month: paid, administration_share: share }) => pairwiseWeighted(paid, weight) * (1 + share),
  );
  const savings = existing.map(({ saved_month: saved }) => pairwiseWeighted(saved, weight));
  const sum = (amounts) => amounts.reduce((all, each) => all + each, 0);
  return sum(costs) - sum(savings);
}

function checkBaseline(baseline) {
  if (!baseline?.existing.length) return;
  const treated = baseline.existing.map(({ benefit }) => benefit).join(", ");
  const mend = words("Leave `existing` out of the baseline: what the policy changes stands in the policy.");
  throw new BadInput("baseline.existing", treated, words("nothing"), mend);
}

function checkSeed(seed) {
  if (!Number.isInteger(seed) || seed < 0 || seed > HIGHEST_SEED) {
    const allowed = words("a whole number from 0 to {highest}", { highest: HIGHEST_SEED });
    throw new BadInput("seed", seed, allowed, words("Choose another seed."));
  }
}
