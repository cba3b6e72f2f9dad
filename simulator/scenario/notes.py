"""What a reader must know beside the numbers: silence would mislead."""

from __future__ import annotations

import numpy as np

from simulator.engine import Outcome
from simulator.policy import Policy, SchemeSetting
from simulator.scenario.records import Payment, Reach, SchemeSummary
from simulator.scenario.small_cells import too_few

EXISTING_BENEFITS = (
    "Existing benefits are not known in these data: the policy adds to the consumption recorded"
)
PACKAGE = (
    "The group is everybody whom at least one scheme is for, and the errors count who is paid directly, "
    "by any scheme. Each scheme alone, among its own group:"
)
BASELINE_FINANCING = (
    "The baseline's financing is not simulated: its costs are already in the consumption recorded."
)
NO_SCHEME = "This policy has no scheme."
AVERAGED = (
    "is paid once, or for a part of the year: what a recipient is paid is the average over twelve months."
)
NO_GINI = "The policy leaves nobody with anything: the Gini index after it does not exist."
DO_NOT_PUBLISH = "what is said of its group could tell who they are. Do not publish it."
LOSES_BOTH = "now: who gets it, and loses it by this policy, may get nothing in its place."
CAPPED = "benefits on record are more than all they consume; without them they are taken to consume nothing."


def notes_of(
    outcome: Outcome,
    reach: Reach,
    financing: tuple[Payment, ...],
    schemes: tuple[SchemeSummary, ...],
    smallest_cell: int,
) -> tuple[str, ...]:
    """Return the notes of a result: what is not known, who pays, and what made the policy do nothing."""
    return (
        *_existing(outcome),
        *_baseline_financing(outcome),
        *_who_pays(outcome, financing),
        *_averaged(outcome, schemes),
        *_package(schemes),
        *_few_households(outcome, smallest_cell),
        *_nothing_is_left(outcome),
        *_nothing_happens(outcome, reach),
    )


def _averaged(outcome: Outcome, schemes: tuple[SchemeSummary, ...]) -> list[str]:
    """Return a note on each scheme that pays for less than the whole year, where it pays anybody."""
    both = zip(outcome.schemes, schemes, strict=True)
    labels = [
        summary.label
        for scheme, summary in both
        if summary.reached_persons > 0
        and any(step.primitive == "prorate" for step in scheme.setting.scheme.pay)
    ]
    return [f"{label} {AVERAGED}" for label in dict.fromkeys(labels)]


def _package(schemes: tuple[SchemeSummary, ...]) -> list[str]:
    """Return a note with the errors of each scheme alone, where there are several."""
    if len(schemes) < 2:
        return []
    return [f"{PACKAGE} {'; '.join(_own_errors(each) for each in schemes)}."]


def _own_errors(scheme: SchemeSummary) -> str:
    missed, mistaken = scheme.exclusion_error_percent, scheme.inclusion_error_percent
    if scheme.reached_persons == 0:
        return f"{scheme.label} reaches nobody"
    poor = "has no poor in it" if missed is None else f"misses {missed:.3g} % of the poor"
    return f"{scheme.label} {poor}, and {mistaken:.3g} % of whom it pays are not poor"


def _few_households(outcome: Outcome, smallest_cell: int) -> list[str]:
    """Return a warning on each scheme whose group is so few households that numbers may name them."""
    labels = [
        each.setting.scheme.label
        for each in outcome.schemes
        if each.group.any() and too_few(outcome.population, each.group.astype(np.uint8), 2, smallest_cell)[1]
    ]
    return [
        f"{label} is for fewer than {smallest_cell} households of the survey: {DO_NOT_PUBLISH}"
        for label in dict.fromkeys(labels)
    ]


def _nothing_is_left(outcome: Outcome) -> list[str]:
    return [] if outcome.consumption_after_month.any() else [NO_GINI]


def _existing(outcome: Outcome) -> list[str]:
    if outcome.consumption_without_month is not None:
        return [*_kept(outcome), *_tests_what_ends(outcome), *_more_than_consumed(outcome)]
    unpaid = all(levy.levied_month is None for levy in outcome.levies)
    return [f"{EXISTING_BENEFITS}{', and nobody pays for it here' if unpaid else ''}."]


def _kept(outcome: Outcome) -> list[str]:
    """Return a note that names what stays as it is: a reader may expect the new to take its place."""
    names = [each.name for each in outcome.existing if each.treatment == "kept"]
    if not names or not outcome.policy.schemes:
        return []
    mend = f"To replace one, write `existing: {{{names[0]}: replaced}}` in the policy."
    return [f"The policy comes on top of what people already get ({', '.join(names)}). {mend}"]


def _tests_what_ends(outcome: Outcome) -> list[str]:
    """Return a note on each scheme that keeps people out for a benefit which the policy takes away."""
    ends = {each.name for each in outcome.existing if each.treatment == "replaced"}
    found = [
        f"{each.scheme.label} looks at what people get of {step.arguments['benefit']} {LOSES_BOTH}"
        for each in outcome.policy.schemes
        for step in each.scheme.rules.get(str(each.values.get("rule")), ())
        if step.primitive == "existing_below" and step.arguments["benefit"] in ends
    ]
    return list(dict.fromkeys(found))


def _more_than_consumed(outcome: Outcome) -> list[str]:
    population = outcome.population
    received = sum(each.received_month for each in outcome.existing)
    over = received > population.households.consumption_month * population.households.size
    persons = float(population.members_weight[over].sum()) if outcome.existing else 0.0
    share = 100 * persons / float(population.members_weight.sum())
    return [f"For {share:.3g} % of persons {CAPPED}"] if persons > 0 else []


def _baseline_financing(outcome: Outcome) -> list[str]:
    """Return a note where the baseline says who pays: a file that also serves as a policy may say so."""
    said = outcome.baseline is not None and outcome.baseline.financing != Policy(()).financing
    return [BASELINE_FINANCING] if said else []


def _who_pays(outcome: Outcome, financing: tuple[Payment, ...]) -> list[str]:
    """Return a note on each source: the rate of a levy, or that who pays is not modelled."""
    if not any(payment.needed_month > 0 for payment in financing):
        return _surplus(outcome)
    if outcome.consumption_without_month is None and all(each.levied_month is None for each in financing):
        return []
    return [
        f"{payment.label} meets {100 * payment.share:.3g} % of the budget: "
        + ("who pays it is not modelled." if payment.rate_percent is None else f"{_rates(payment)}.")
        for payment in financing
    ]


def _rates(payment: Payment) -> str:
    """Return the rate of a levy in words, or both."""
    first = f"{payment.rate_percent:.3g} % of what it is levied on"
    higher = payment.higher_rate_percent
    return first if higher is None else f"{first}, and {higher:.3g} % of what lies above the second amount"


def _surplus(outcome: Outcome) -> list[str]:
    """Return a note on what is saved where a policy costs no more than what it replaces."""
    population, weight = outcome.population, outcome.population.households.weight
    replaced = [each for each in outcome.existing if each.treatment == "replaced"]
    if not replaced:
        return []
    saved = sum(float((each.saved_month * weight).sum()) for each in replaced)
    spent = float(((outcome.paid_month + outcome.administration_month) * weight).sum())
    gdp = population.economy.gdp_per_person_month * float(population.members_weight.sum())
    return [
        f"The policy costs {100 * (saved - spent) / gdp:.3g} % of GDP less than what it replaces: "
        "nothing is levied, and who gains from what is saved is not modelled."
    ]


def _nothing_happens(outcome: Outcome, reach: Reach) -> list[str]:
    policy = outcome.policy
    if not policy.schemes:
        return [NO_SCHEME]
    if reach.group_persons == 0:
        return [_note_with("Nobody is in the group of these schemes", policy, "group")]
    if reach.reached_persons == 0:
        # Whoever would be paid nothing is not eligible, so what is paid may be why.
        pay = [] if outcome.eligible.any() else ["pay"]
        return [_note_with("This policy reaches nobody", policy, "rule", "reach", *pay)]
    if not outcome.paid_month.any():
        return [_note_with("This policy changes nobody's consumption", policy, "pay")]
    if not outcome.received_month.any():
        return ["This policy changes nobody's consumption: check what is lost on the way."]
    return []


def _note_with(text: str, policy: Policy, *stages: str) -> str:
    """Return a note that ends with what to check: the numbers that were changed, or else all in use."""
    used = [pair for each in policy.schemes for stage in stages for pair in _numbers_used(each, stage)]
    changed = [label for label, is_changed in used if is_changed] or [label for label, _ in used]
    names = [f"the {label[0].lower()}{label[1:]}" for label in dict.fromkeys(changed)]
    return f"{text}: check {' and '.join(names)}." if names else f"{text}."


def _numbers_used(setting: SchemeSetting, stage: str) -> list[tuple[str, bool]]:
    """Return the label of each number that a stage uses, and whether it is not what was declared."""
    scheme, values, rule = setting.scheme, setting.values, str(setting.values.get("rule"))
    steps = scheme.rules.get(rule, ()) if stage == "rule" else getattr(scheme, stage)
    used = [scheme.parameters[path] for step in steps for path in step.parameters.values()]
    return [(each.label, values[each.path] != each.start(values)) for each in used if each.kind != "choice"]
