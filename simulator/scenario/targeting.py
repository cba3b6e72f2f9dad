"""Who is missed, who is reached by mistake: against the line or the group, by the rule or by its use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.engine import Outcome, SchemeOutcome
from simulator.errors import EmptyGroup, expect
from simulator.measures import (
    coady_grosh_hoddinott,
    coverage,
    is_poor,
    leakage,
    poverty_gap_efficiency,
    poverty_reduction_efficiency,
    spill_over,
    vertical_expenditure_efficiency,
)
from simulator.policy import checked_place
from simulator.scenario.summary import percent
from simulator.scenario.welfare import PER_PERSON, Welfare, welfare_of

POOREST = 0.4
Persons = NDArray[np.bool_]


@dataclass(frozen=True)
class Errors:
    """Both errors in percent, each in parts that add up: the rule's, that of its use, that of other benefits.

    Exclusion is of the intended, inclusion of those reached; None where there is nobody to take it of. By
    implementation are missed those who do not take it up or are not found. By other benefits are missed
    those whom rules between schemes, or a benefit that is topped up, leave nothing; they include nobody.
    """

    intended: str
    intended_persons: float
    exclusion_percent: float | None
    exclusion_by_rule_percent: float | None
    exclusion_by_implementation_percent: float | None
    exclusion_by_other_benefits_percent: float | None
    inclusion_percent: float | None
    inclusion_by_rule_percent: float | None
    inclusion_by_implementation_percent: float | None


@dataclass(frozen=True)
class Targeting:
    """How well a scheme finds those it is for, and what its money does; None where there is none, or no poor.

    `against_line`: intended are the poor of the scheme's group. `against_group`: all of the group.
    `leakage_percent` of the money goes to persons who are not poor. The Coady-Grosh-Hoddinott index is at
    40 %: 1 is what equal shares for all would give the poorest. The four efficiencies are Beckerman's.
    """

    scheme: str
    against_line: Errors
    against_group: Errors
    leakage_percent: float | None
    coady_grosh_hoddinott: float | None
    vertical_expenditure_efficiency_percent: float | None
    spill_over_percent: float | None
    poverty_reduction_efficiency_percent: float | None
    poverty_gap_efficiency_percent: float | None


def targeting(
    outcome: Outcome, scheme: int = 0, line: str | None = None, equivalence: str = PER_PERSON
) -> Targeting:
    """Return the errors of one scheme of a policy, counted from 0, and the efficiency of what it pays.

    >>> from simulator import Policy, example_population, simulate
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit, rule: proxy_quota}]}")
    >>> found = targeting(simulate(example_population(), policy))
    >>> round(found.against_group.exclusion_percent), found.against_group.exclusion_by_implementation_percent
    (44, 0.0)
    """
    expect("outcome", outcome, Outcome, "Use simulator.simulate(population, policy).")
    one = outcome.schemes[checked_place(len(outcome.schemes), scheme)]
    welfare = welfare_of(outcome, line, equivalence)
    poor = is_poor(welfare.before, welfare.line.month)[outcome.population.persons.household]
    return Targeting(
        scheme=one.setting.scheme.id,
        against_line=_errors(outcome, one, "the poor of the group", one.group & poor),
        against_group=_errors(outcome, one, "all of the group", one.group),
        **_money(outcome, one, welfare),
    )


def _errors(outcome: Outcome, scheme: SchemeOutcome, intended: str, who: Persons) -> Errors:
    """Return both errors with their parts; each may lack persons.

    Parted as `measures.error_components` does, but for who would get the scheme if there were no other.
    """
    weight, eligible, reached = outcome.population.person_weight, scheme.eligible, scheme.reached
    taken_up = scheme.taken_up
    missed = [~reached, ~eligible, eligible & ~taken_up, taken_up & ~reached]
    mistaken = [~who, ~who & eligible, ~who & ~eligible]
    return Errors(
        intended,
        float(weight[who].sum()),
        *(_share_of(who, part, weight) for part in missed),
        *(_share_of(reached, part, weight) for part in mistaken),
    )


def _share_of(whom: Persons, part: Persons, weight: NDArray[np.float64]) -> float | None:
    return percent(lambda: coverage(part[whom], weight[whom]))


def _money(outcome: Outcome, scheme: SchemeOutcome, welfare: Welfare) -> dict[str, float | None]:
    """Return what the scheme's money does, as it arrives: shares of money, whatever the scale of welfare."""
    population, members = outcome.population, outcome.population.members_weight
    per_person = scheme.received_month / population.households.size
    poor, line = is_poor(welfare.before, welfare.line.month), welfare.line.month
    # Gaps are per equivalent adult, so there each household counts its equivalent adults.
    per_adult, adults = per_person * welfare.per_adult, members / welfare.per_adult
    efficiency = {
        "vertical_expenditure_efficiency_percent": vertical_expenditure_efficiency,
        "spill_over_percent": spill_over,
        "poverty_reduction_efficiency_percent": poverty_reduction_efficiency,
        "poverty_gap_efficiency_percent": poverty_gap_efficiency,
    }
    return {
        "leakage_percent": percent(lambda: leakage(poor, per_person, members)),
        "coady_grosh_hoddinott": _or_none(
            lambda: coady_grosh_hoddinott(per_person, welfare.before, members, POOREST)
        ),
        **{
            name: percent(lambda f=measure: f(welfare.before, per_adult, adults, line))  # type: ignore[misc]
            for name, measure in efficiency.items()
        },
    }


def _or_none(measure: Callable[[], float]) -> float | None:
    try:
        return measure()
    except EmptyGroup:
        return None
