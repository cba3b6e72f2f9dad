// What a reader must know beside the numbers: silence would mislead.

import { general } from "../numerals.js";
import { totalMonth } from "../engine/outcome.js";
import { start } from "../parameters.js";
import { total } from "../measures/headline.js";
import { isByDefault } from "../policy/settings.js";
import { tooFew } from "./small-cells.js";
import { insideSentence, numeral, words } from "../wording.js";

const threeDigits = (value) => numeral(general(value, 3));

/** Return the notes of a result: what is not known, who pays, and what made the policy do nothing. */
export function notesOf(outcome, reach, financing, schemes, smallestCell) {
  return [
    ...existingNotes(outcome),
    ...baselineFinancing(outcome),
    ...whoPays(outcome, financing),
    ...averaged(outcome, schemes),
    ...packageNotes(schemes),
    ...fewHouseholds(outcome, smallestCell),
    ...nothingIsLeft(outcome),
    ...nothingHappens(outcome, reach),
  ];
}

/** Return a note on each scheme that pays for less than the whole year, where it pays anybody. */
function averaged(outcome, schemes) {
  const isShort = ({ scheme }) => scheme.pay.some(({ primitive }) => primitive === "prorate");
  const short = schemes.filter((each, place) => each.reached_persons > 0 && isShort(outcome.schemes[place]));
  return [...new Set(short.map(({ label }) => label))].map((label) =>
    words(
      "{label} is paid once, or for a part of the year: what a recipient is paid is the average over twelve months.",
      { label },
    ),
  );
}

/** Return a note with the errors of each scheme alone, where there are several. */
function packageNotes(schemes) {
  if (schemes.length < 2) return [];
  return [
    words(
      "The group is everybody whom at least one scheme is for, and the errors count who is paid directly, by any scheme. " +
        "Each scheme alone, among its own group: {schemes}.",
      { schemes: schemes.map(ownErrors).join("; ") },
    ),
  ];
}

/** Return a warning on each scheme whose group is so few households that its numbers may tell who they are. */
function fewHouseholds({ population, schemes }, smallestCell) {
  const isSmall = ({ group }) => tooFew(population, group, 2, smallestCell)[1] && group.includes(1);
  const labels = new Set(schemes.filter(isSmall).map(({ scheme }) => scheme.label));
  return [...labels].map((label) =>
    words(
      "{label} is for fewer than {smallest} households of the survey: what is said of its group could tell who they are. " +
        "Do not publish it.",
      { label, smallest: smallestCell },
    ),
  );
}

function ownErrors({ label, reached_persons, exclusion_error_percent: missed, inclusion_error_percent: mistaken }) {
  if (reached_persons === 0) return words("{label} reaches nobody", { label });
  const places = { label, mistaken: threeDigits(mistaken) };
  if (missed === null) return words("{label} has no poor in it, and {mistaken} % of whom it pays are not poor", places);
  return words("{label} misses {missed} % of the poor, and {mistaken} % of whom it pays are not poor", {
    ...places,
    missed: threeDigits(missed),
  });
}

function nothingIsLeft({ consumption_after_month: after }) {
  return after.some((amount) => amount > 0) ? [] : [noGini()];
}

/** Return why there is no Gini index where nobody has anything left. */
export function noGini() {
  return words("The policy leaves nobody with anything: the Gini index after it does not exist.");
}

function existingNotes(outcome) {
  if (outcome.consumption_without_month !== null) {
    return [...keptNotes(outcome), ...testsWhatEnds(outcome), ...moreThanConsumed(outcome)];
  }
  if (outcome.levies.some((levy) => levy.levied_month !== null)) {
    return [words("Existing benefits are not known in these data: the policy adds to the consumption recorded.")];
  }
  return [
    words(
      "Existing benefits are not known in these data: the policy adds to the consumption recorded, and nobody pays for it " +
        "here.",
    ),
  ];
}

/** Return a note that names what stays as it is: a reader may expect the new to take its place. */
function keptNotes({ policy, existing }) {
  const names = existing.filter((each) => each.treatment === "kept").map(({ name }) => name);
  if (!names.length || !policy.schemes.length) return [];
  return [
    words(
      "The policy comes on top of what people already get ({names}). To replace one, write `existing: {{first}: replaced}` " +
        "in the policy.",
      { names: names.join(", "), first: names[0] },
    ),
  ];
}

/** Return a note on each scheme that keeps people out for a benefit which the policy takes away. */
function testsWhatEnds({ policy, existing }) {
  const ends = new Set(existing.filter((each) => each.treatment === "replaced").map(({ name }) => name));
  const found = policy.schemes.flatMap(({ scheme, values }) =>
    (scheme.rules[values.get("rule")] ?? [])
      .filter((step) => step.primitive === "existing_below" && ends.has(step.arguments.benefit))
      .map((step) => losesBoth(scheme.label, step.arguments.benefit)),
  );
  return [...new Set(found)];
}

function losesBoth(label, benefit) {
  return words(
    "{label} looks at what people get of {benefit} now: who gets it, and loses it by this policy, may get nothing in its " +
      "place.",
    { label, benefit },
  );
}

function moreThanConsumed({ population, existing }) {
  const { households, members_weight: members } = population;
  const received = totalMonth(population, existing, "received_month");
  const isOver = (amount, row) => amount > households.consumption_month[row] * households.size[row];
  const persons = total(received.map((amount, row) => (isOver(amount, row) ? members[row] : 0)));
  if (!(persons > 0)) return [];
  return [
    words(
      "For {share} % of persons benefits on record are more than all they consume; without them they are taken to consume " +
        "nothing.",
      { share: threeDigits((100 * persons) / total(members)) },
    ),
  ];
}

/** Return a note where the baseline says who pays: a file that also serves as a policy may say so. */
function baselineFinancing({ baseline }) {
  if (!baseline || isByDefault(baseline.financing)) return [];
  return [words("The baseline's financing is not simulated: its costs are already in the consumption recorded.")];
}

/** Return a note on each source: the rate of a levy, or that who pays is not modelled. */
function whoPays(outcome, financing) {
  if (!financing.some((payment) => payment.needed_month > 0)) return surplus(outcome);
  const { consumption_without_month: without } = outcome;
  if (without === null && financing.every((each) => each.levied_month === null)) return [];
  return financing.map(meets);
}

function meets({ label, share, rate_percent: rate, higher_rate_percent: higher }) {
  const [part, first, second] = [100 * share, rate, higher].map((each) => threeDigits(each ?? 0));
  const places = { label, share: part, rate: first, higher: second };
  if (rate === null) return words("{label} meets {share} % of the budget: who pays it is not modelled.", places);
  if (higher === null) return words("{label} meets {share} % of the budget: {rate} % of what it is levied on.", places);
  return words(
    "{label} meets {share} % of the budget: {rate} % of what it is levied on, and {higher} % of what lies above the second " +
      "amount.",
    places,
  );
}

/** Return a note on what is saved where a policy costs no more than what it replaces. */
function surplus({ population, schemes, existing }) {
  const { households, economy, members_weight } = population;
  const replaced = existing.filter((each) => each.treatment === "replaced");
  if (!replaced.length) return [];
  const [saved, paid, administration] = [
    totalMonth(population, replaced, "saved_month"),
    totalMonth(population, schemes, "paid_month"),
    totalMonth(population, schemes, "administration_month"),
  ].map((amounts) => total(amounts.map((amount, row) => amount * households.weight[row])));
  const share = (100 * (saved - paid - administration)) / (economy.gdp_per_person_month * total(members_weight));
  return [
    words(
      "The policy costs {share} % of GDP less than what it replaces: nothing is levied, and who gains from what is saved is " +
        "not modelled.",
      { share: threeDigits(share) },
    ),
  ];
}

/** Return what to check in a policy that does nothing: of all notes the last. */
function nothingHappens({ policy, schemes }, reach) {
  const nothing = (name) => !schemes.some((each) => each[name].some((amount) => amount > 0));
  if (!policy.schemes.length) return [words("This policy has no scheme.")];
  if (reach.group_persons === 0) return [noGroup(toCheck(policy, "group"))];
  if (reach.reached_persons === 0) {
    // Whoever would be paid nothing is not eligible, so what is paid may be why.
    const nobody = !schemes.some(({ eligible }) => eligible.some((each) => each));
    return [noReach(toCheck(policy, "rule", "reach", ...(nobody ? ["pay"] : [])))];
  }
  if (nothing("paid_month")) return [noChange(toCheck(policy, "pay"))];
  if (!nothing("received_month")) return [];
  return [words("This policy changes nobody's consumption: check what is lost on the way.")];
}

function noGroup(names) {
  if (!names) return words("Nobody is in the group of these schemes.");
  return words("Nobody is in the group of these schemes: check {names}.", { names });
}

function noReach(names) {
  return names ? words("This policy reaches nobody: check {names}.", { names }) : words("This policy reaches nobody.");
}

function noChange(names) {
  if (!names) return words("This policy changes nobody's consumption.");
  return words("This policy changes nobody's consumption: check {names}.", { names });
}

/** Return what to check, in words: the numbers that were changed, or else all in use; empty where there is none. */
function toCheck({ schemes }, ...stages) {
  const used = schemes.flatMap((setting) => stages.flatMap((stage) => numbersUsed(setting, stage)));
  const changed = used.filter((each) => each.changed);
  const labels = new Set((changed.length ? changed : used).map(({ label }) => label));
  return [...labels].map((label) => words("the {name}", { name: insideSentence(label) })).join(words(" and "));
}

/** Return the label of each number that a stage uses, and whether it is not what was declared. */
function numbersUsed({ scheme, values }, stage) {
  const steps = stage === "rule" ? (scheme.rules[values.get("rule")] ?? []) : scheme[stage];
  const used = steps.flatMap((step) => Object.values(step.parameters)).map((path) => scheme.parameters.get(path));
  const isChanged = (each) => String(values.get(each.path)) !== String(start(each, values));
  return used.filter(({ kind }) => kind !== "choice").map((each) => ({ label: each.label, changed: isChanged(each) }));
}
