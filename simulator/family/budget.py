"""A family's budget line: what it has in the end, against what one member earns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from simulator.errors import BadInput, expect
from simulator.family.members import ADULT_FROM, Family, need_adult
from simulator.family.placing import placed
from simulator.family.records import BudgetPoint
from simulator.family.viewing import family_view
from simulator.measures import marginal_effective_tax_rate
from simulator.measures.weighting import as_number
from simulator.policy import Policy
from simulator.population import LIMITS, Population

MOST_POINTS = 1000


def budget_line(  # noqa: PLR0913 (who earns, and how much)
    family: Family,
    policy: Policy,
    people: Population,
    earnings: Sequence[float],
    earner: str | None = None,
    baseline: Policy | None = None,
) -> tuple[BudgetPoint, ...]:
    """Return what the family has at each of the earnings a month of one member, else of the first adult.

    `earnings` rise from 0 or more, two at least. Each point is the engine's result for that family; between
    two points stands `measures.marginal_effective_tax_rate`. The proxy score stays that of the family as it
    is: what is easy to see does not change with a wage. Work fits the earnings (`Member.earning`).

    >>> from simulator import example_population
    >>> from simulator.family import Member
    >>> family = Family((Member("Asha", 30), Member("Ravi", 5)))
    >>> text = "{version: 1, schemes: [{id: guaranteed_minimum_income}], financing: external}"
    >>> policy = Policy.from_yaml(text)
    >>> line = budget_line(family, policy, example_population(), [0, 100, 200])
    >>> [point.net_income_month for point in line], [point.marginal_effective_tax_rate for point in line]
    ([120.0, 120.0, 200.0], [1.0, 0.19999999999999996, None])
    """
    expect("family", family, Family, 'Write Family((Member("Asha", age=34),)).')
    need_adult(family, "a budget line")
    member = family.adults[0] if earner is None else family.member(earner)
    if member.age < ADULT_FROM:
        raise BadInput("earner", member.name, f"a member aged {ADULT_FROM} or older", "Let an adult earn.")
    grid = _checked(earnings)
    scores = placed(family, people).households.proxy_score
    score = None if scores is None else float(scores[-1])
    views = [
        family_view(family.with_member(member.earning(amount)), policy, people, baseline, score)
        for amount in grid
    ]
    rates = [
        float(marginal_effective_tax_rate(now.net_income_month, more.net_income_month, second - first))
        for (now, more), (first, second) in zip(pairwise(views), pairwise(grid), strict=True)
    ]
    return tuple(BudgetPoint(*each) for each in zip(grid, views, [*rates, None], strict=True))


def _checked(earnings: object) -> tuple[float, ...]:
    """Return the earnings, two or more that rise."""
    expect("earnings", earnings, Sequence, "Write [0, 100, 200].")
    within, allowed = LIMITS["earnings_month"], "an amount of 0 or more"
    grid = tuple(as_number("earnings", each, within, allowed, "Write [0, 100, 200].") for each in earnings)  # type: ignore[attr-defined]
    rising = all(second > first for first, second in pairwise(grid))
    if not 2 <= len(grid) <= MOST_POINTS or not rising:
        raise BadInput("earnings", grid, f"from 2 to {MOST_POINTS} amounts that rise", "Write [0, 100, 200].")
    return grid
