"""A roll-out by cohort, wherever a policy has one: its years moved on, and its two ends."""

from __future__ import annotations

from collections.abc import Callable

from simulator.parameters import Bounds
from simulator.policy.record import Policy

OLDEST_AT_START, ROLL_OUT_YEAR = "roll_out.oldest_at_start", "roll_out.year"


def with_roll_outs(policy: Policy, year_of: Callable[[float, Bounds], float]) -> Policy:
    """Return the policy with each roll-out in the year made of its own and of the bounds that are declared.

    >>> policy = Policy.from_fragment("version=1&1.id=child_benefit&1.roll_out.year=5")
    >>> with_roll_outs(policy, lambda year, bounds: year + 1).schemes[0].values["roll_out.year"]
    6.0
    """
    for place, each in enumerate(policy.schemes):
        declared = each.scheme.parameters.get(ROLL_OUT_YEAR)
        if declared is not None:
            year = year_of(float(each.values[ROLL_OUT_YEAR]), declared.bounds_for(each.values))  # type: ignore[arg-type]
            policy = policy.with_values({ROLL_OUT_YEAR: year}, place)
    return policy


def in_first_year(policy: Policy) -> Policy:
    """Return the policy with every roll-out in its first year, year 0; one without a roll-out as it is.

    >>> policy = Policy.from_fragment("version=1&1.id=child_benefit&1.roll_out.year=5")
    >>> in_first_year(policy).schemes[0].values["roll_out.year"]
    0.0
    """
    return with_roll_outs(policy, lambda _year, bounds: bounds.low)


def when_complete(policy: Policy) -> Policy:
    """Return the policy in the year in which the last roll-out is complete, or as it is without one.

    That is the last year which the schemes declare: a roll-out that is complete earlier stays so.

    >>> policy = Policy.from_fragment("version=1&1.id=child_benefit&1.roll_out.oldest_at_start=2")
    >>> when_complete(policy).schemes[0].values["roll_out.year"]
    17.0
    """
    return with_roll_outs(policy, lambda _year, bounds: bounds.high)
