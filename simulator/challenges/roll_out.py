"""The two ends of a roll-out: a policy in its first year, and when the last cohort has joined."""

from __future__ import annotations

from simulator.policy import Policy
from simulator.scenario.fiscal import ROLL_OUT

_, YEAR = ROLL_OUT


def in_first_year(policy: Policy) -> Policy:
    """Return the policy with every roll-out in its first year, year 0; one without a roll-out as it is.

    >>> policy = Policy.from_fragment("version=1&1.id=child_benefit&1.roll_out.year=5")
    >>> in_first_year(policy).schemes[0].values["roll_out.year"]
    0.0
    """
    return _in_year(policy, last=False)


def when_complete(policy: Policy) -> Policy:
    """Return the policy in the year in which the last roll-out is complete, or as it is without one.

    That is the last year which the schemes declare: a roll-out that is complete earlier stays so.

    >>> policy = Policy.from_fragment("version=1&1.id=child_benefit&1.roll_out.oldest_at_start=2")
    >>> when_complete(policy).schemes[0].values["roll_out.year"]
    17.0
    """
    return _in_year(policy, last=True)


def _in_year(policy: Policy, last: bool) -> Policy:
    for place, each in enumerate(policy.schemes):
        declared = each.scheme.parameters.get(YEAR)
        if declared is not None:
            bounds = declared.bounds_for(each.values)
            policy = policy.with_values({YEAR: bounds.high if last else bounds.low}, place)
    return policy
