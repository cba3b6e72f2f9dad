// What a reader must know beside the numbers: silence would mislead.

import { general } from "../numerals.js";
import { totalMonth } from "../engine/outcome.js";
import { start } from "../parameters.js";
import { total } from "../measures/headline.js";
import { isByDefault } from "../policy/settings.js";
import { tooFew } from "./small-cells.js";

const EXISTING_BENEFITS =
  "Existing benefits are not known in these data: the policy adds to the consumption recorded";
const BASELINE_FINANCING =
  "The baseline's financing is not simulated: its costs are already in the consumption recorded.";
const LOSES_BOTH = "now: who gets it, and loses it by this policy, may get nothing in its place.";
const CAPPED = "benefits on record are more than all they consume; without them they are taken to consume nothing.";

const PACKAGE =
  "The group is everybody whom at least one scheme is for, and the errors count who is paid directly, " +
  "by any scheme. Each scheme alone, among its own group:";
const AVERAGED = "is paid once, or for a part of the year: what a recipient is paid is the average over twelve months.";
export const NO_GINI = "The policy leaves nobody with anything: the Gini index after it does not exist.";
const DO_NOT_PUBLISH = "what is said of its group could tell who they are. Do not publish it.";
const NO_SCHEME = "This policy has no scheme.";
const NO_GROUP = "Nobody is in the group of these schemes";
const NO_REACH = "This policy reaches nobody";
const NO_CHANGE = "This policy changes nobody's consumption";

/** Say whether a note warns of a policy that does nothing; the others always hold. */
export function isWarning(note) {
  return [NO_SCHEME, NO_GROUP, NO_REACH, NO_CHANGE].some((text) => note.startsWith(text));
}

/** Return the notes of a result: what is not known, who pays, and what made the policy do nothing. */
export function notesOf(outcome, reach, financing, schemes, smallestCell) {
  return [
    ...existingNotes(outcome),
    ...baselineFinancing(outcome),
    ...whoPays(outcome, financing),
    ...averaged(outcome, schemes),
    ...packageNotes(schemes),
    ...fewHouseholds(outcome, smallestCell),
    ...(outcome.consumption_after_month.some((amount) => amount > 0) ? [] : [NO_GINI]),
    ...nothingHappens(outcome, reach),
  ];
}

/** Return a note on each scheme that pays for less than the whole year, where it pays anybody. */
function averaged(outcome, schemes) {
  const isShort = ({ scheme }) => scheme.pay.some(({ primitive }) => primitive === "prorate");
  const short = schemes.filter((each, place) => each.reached_persons > 0 && isShort(outcome.schemes[place]));
  return [...new Set(short.map(({ label }) => label))].map((label) => `${label} ${AVERAGED}`);
}

/** Return a note with the errors of each scheme alone, where there are several. */
function packageNotes(schemes) {
  return schemes.length < 2 ? [] : [`${PACKAGE} ${schemes.map(ownErrors).join("; ")}.`];
}

/** Return a warning on each scheme whose group is so few households that its numbers may tell who they are. */
function fewHouseholds({ population, schemes }, smallestCell) {
  const isSmall = ({ group }) => tooFew(population, group, 2, smallestCell)[1] && group.includes(1);
  const labels = new Set(schemes.filter(isSmall).map(({ scheme }) => scheme.label));
  return [...labels].map(
    (label) => `${label} is for fewer than ${smallestCell} households of the survey: ${DO_NOT_PUBLISH}`,
  );
}

function ownErrors({ label, reached_persons, exclusion_error_percent: missed, inclusion_error_percent: mistaken }) {
  if (reached_persons === 0) return `${label} reaches nobody`;
  const poor = missed === null ? "has no poor in it" : `misses ${general(missed, 3)} % of the poor`;
  return `${label} ${poor}, and ${general(mistaken, 3)} % of whom it pays are not poor`;
}

function existingNotes(outcome) {
  if (outcome.consumption_without_month !== null) {
    return [...keptNotes(outcome), ...testsWhatEnds(outcome), ...moreThanConsumed(outcome)];
  }
  const unpaid = outcome.levies.every((levy) => levy.levied_month === null);
  return [`${EXISTING_BENEFITS}${unpaid ? ", and nobody pays for it here" : ""}.`];
}

/** Return a note that names what stays as it is: a reader may expect the new to take its place. */
function keptNotes({ policy, existing }) {
  const names = existing.filter((each) => each.treatment === "kept").map(({ name }) => name);
  if (!names.length || !policy.schemes.length) return [];
  const mend = `To replace one, write \`existing: {${names[0]}: replaced}\` in the policy.`;
  return [`The policy comes on top of what people already get (${names.join(", ")}). ${mend}`];
}

/** Return a note on each scheme that keeps people out for a benefit which the policy takes away. */
function testsWhatEnds({ policy, existing }) {
  const ends = new Set(existing.filter((each) => each.treatment === "replaced").map(({ name }) => name));
  const found = policy.schemes.flatMap(({ scheme, values }) =>
    (scheme.rules[values.get("rule")] ?? [])
      .filter((step) => step.primitive === "existing_below" && ends.has(step.arguments.benefit))
      .map((step) => `${scheme.label} looks at what people get of ${step.arguments.benefit} ${LOSES_BOTH}`),
  );
  return [...new Set(found)];
}

function moreThanConsumed({ population, existing }) {
  const { households, members_weight: members } = population;
  const received = totalMonth(population, existing, "received_month");
  const isOver = (amount, row) => amount > households.consumption_month[row] * households.size[row];
  const persons = total(received.map((amount, row) => (isOver(amount, row) ? members[row] : 0)));
  return persons > 0 ? [`For ${general((100 * persons) / total(members), 3)} % of persons ${CAPPED}`] : [];
}

/** Return a note where the baseline says who pays: a file that also serves as a policy may say so. */
function baselineFinancing({ baseline }) {
  return baseline && !isByDefault(baseline.financing) ? [BASELINE_FINANCING] : [];
}

/** Return a note on each source: the rate of a levy, or that who pays is not modelled. */
function whoPays(outcome, financing) {
  if (!financing.some((payment) => payment.needed_month > 0)) return surplus(outcome);
  const { consumption_without_month: without } = outcome;
  if (without === null && financing.every((each) => each.levied_month === null)) return [];
  return financing.map((payment) => {
    const paid = payment.rate_percent === null ? "who pays it is not modelled" : ratesText(payment);
    return `${payment.label} meets ${general(100 * payment.share, 3)} % of the budget: ${paid}.`;
  });
}

function ratesText({ rate_percent: rate, higher_rate_percent: higher }) {
  const first = `${general(rate, 3)} % of what it is levied on`;
  return higher === null ? first : `${first}, and ${general(higher, 3)} % of what lies above the second amount`;
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
    `The policy costs ${general(share, 3)} % of GDP less than what it replaces: nothing is levied, ` +
      "and who gains from what is saved is not modelled.",
  ];
}

/** Return what to check in a policy that does nothing. */
function nothingHappens({ policy, schemes }, reach) {
  const nothing = (name) => !schemes.some((each) => each[name].some((amount) => amount > 0));
  if (!policy.schemes.length) return [NO_SCHEME];
  if (reach.group_persons === 0) return [noteWith(NO_GROUP, policy, "group")];
  if (reach.reached_persons === 0) {
    // Whoever would be paid nothing is not eligible, so what is paid may be why.
    const nobody = !schemes.some(({ eligible }) => eligible.some((each) => each));
    return [noteWith(NO_REACH, policy, "rule", "reach", ...(nobody ? ["pay"] : []))];
  }
  if (nothing("paid_month")) return [noteWith(NO_CHANGE, policy, "pay")];
  if (!nothing("received_month")) return [];
  return [`${NO_CHANGE}: check what is lost on the way.`];
}

/** Return a note that ends with what to check: the numbers that were changed, or else all in use. */
function noteWith(text, { schemes }, ...stages) {
  const used = schemes.flatMap((setting) => stages.flatMap((stage) => numbersUsed(setting, stage)));
  const changed = used.filter((each) => each.changed);
  const labels = new Set((changed.length ? changed : used).map(({ label }) => label));
  const names = [...labels].map((label) => `the ${label[0].toLowerCase()}${label.slice(1)}`);
  return names.length ? `${text}: check ${names.join(" and ")}.` : `${text}.`;
}

/** Return the label of each number that a stage uses, and whether it is not what was declared. */
function numbersUsed({ scheme, values }, stage) {
  const steps = stage === "rule" ? (scheme.rules[values.get("rule")] ?? []) : scheme[stage];
  const used = steps.flatMap((step) => Object.values(step.parameters)).map((path) => scheme.parameters.get(path));
  const isChanged = (each) => String(values.get(each.path)) !== String(start(each, values));
  return used.filter(({ kind }) => kind !== "choice").map((each) => ({ label: each.label, changed: isChanged(each) }));
}
