"""One family under a policy: the engine's own result for it, among its country's people."""

from __future__ import annotations

from simulator.engine import Outcome, simulate
from simulator.errors import expect
from simulator.family.members import Family
from simulator.family.placing import placed
from simulator.family.records import FamilyBenefit, FamilyView
from simulator.policy import Policy
from simulator.population import Population
from simulator.primitives.ranking import share_below

__all__ = ["claimed", "family_view"]
TAKE_UP = ("take_up", "take_up_rural", "take_up_poorest")
LUCKY_RULES = ("lottery", "self_selection", "community", "proxy_quota_drawn", "proxy_cut_off")


def family_view(
    family: Family,
    policy: Policy,
    people: Population,
    baseline: Policy | None = None,
    proxy_score: float | None = None,
) -> FamilyView:
    """Return what a policy means for one family that claims what it is eligible for.

    The family is placed among the people (`placed`): quotas and proxy tests see its rank, and levies have
    the rate that pays for the whole country, with the take-up that the policy says. Local currency a month.

    >>> from simulator import example_population
    >>> from simulator.family import Member
    >>> family = Family((Member("Asha", 30, earnings_month=100.0), Member("Ravi", 5)))
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}], financing: external}")
    >>> view = family_view(family, policy, example_population())
    >>> view.benefits_month, view.net_income_month, view.consumption_after_month
    (8.0, 108.0, 54.0)
    """
    expect("policy", policy, Policy, "From a YAML text use simulator.Policy.from_yaml(text).")
    whole, claims = placed(family, people, proxy_score), claimed(policy)
    paying = simulate(whole, policy, baseline=baseline)
    # Who pays is settled by how many claim in truth, not by all who might.
    getting = paying if claims == policy else simulate(whole, claims.paid_by("external"), baseline=baseline)
    return _view(family, getting, _levied(paying))


def claimed(policy: Policy) -> Policy:
    """Return the policy under which all who are eligible claim: what a family could have.

    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit, take_up: 0.5}]}")
    >>> claimed(policy).schemes[0].values["take_up"]
    1.0
    """
    for place, each in enumerate(policy.schemes):
        values = {path: 1.0 for path in TAKE_UP if path in each.values}
        policy = policy.with_values(values, place)
    return policy


def _levied(outcome: Outcome) -> float:
    """Return what the last household pays a month."""
    return sum(float(each.levied_month[-1]) for each in outcome.levies if each.levied_month is not None)


def _view(family: Family, outcome: Outcome, levied: float) -> FamilyView:
    """Return what the last household has: before, what it gets and loses, and what is left."""
    size = len(family.members)
    benefits = tuple(
        FamilyBenefit(each.setting.scheme.id, place + 1, float(each.received_month[-1]))
        for place, each in enumerate(outcome.schemes)
    )
    received, removed = (
        sum(each.received_month for each in benefits),
        sum(float(each.removed_month[-1]) for each in outcome.existing),
    )
    net = max(0.0, family.income_month + received - removed - levied)
    line = outcome.population.economy.line().month
    return FamilyView(
        size=size,
        earnings_month=family.earnings_month,
        income_month=family.income_month,
        benefits=benefits,
        benefits_month=received,
        removed_month=removed,
        levies_month=levied,
        net_income_month=net,
        consumption_before_month=family.income_month / size,
        consumption_after_month=net / size,
        share_below_percent=100 * float(share_below(outcome.population)[-1]),
        percent_of_poverty_line=100 * net / size / line,
        notes=_notes(outcome.policy, outcome.population),
    )


def _notes(policy: Policy, people: Population) -> tuple[str, ...]:
    """Return what must be known of one family's numbers."""
    notes = [
        f"A made-up family placed among the people of {people.name}. It consumes all that it has, and claims "
        "all that it is eligible for."
    ]
    rules = [str(each.values.get("rule")) for each in policy.schemes]
    if "proxy_quota" in rules:
        notes.append(
            "Its proxy score is that of its place from poor to rich by consumption, unless it was given: "
            "that the test may err about it is not shown."
        )
    if any(rule in LUCKY_RULES for rule in rules):
        notes.append("A rule of this policy draws by luck: another seed may choose otherwise.")
    return tuple(notes)
