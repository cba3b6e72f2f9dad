"""What numeric quiz items compute, by public names of the simulator only. Each answer is a plain number.

After the answers stand the numbers that known wrong thoughts give, from the same arguments: each docstring
names the thought.
"""

from __future__ import annotations

from typing import Any

import simulator
from simulator.measures.poverty import fgt

__all__ = [
    "age_at_the_start",
    "amount_taken_for_cost",
    "children_missed_percent",
    "children_outside_the_quota",
    "children_reached_percent",
    "cost_of_the_youngest",
    "cost_percent_of_gdp",
    "fall_in_gap_percent",
    "fall_in_headcount_percent",
    "headcount_of_three",
    "oldest_age",
    "poverty_gap_among_the_poor",
    "poverty_gap_less_surplus",
    "poverty_gap_of_three",
    "quota_taken_for_missed",
    "share_of_line_percent",
    "sum_of_three_gaps",
    "years_to_the_oldest_age",
    "years_until_all_children",
]
YOUNGEST = 4


def cost_percent_of_gdp(country: str, oldest: int, amount: float) -> float:
    """Return what a benefit for every child to an age costs, in % of GDP; the amount in % of GDP per person.

    >>> round(cost_percent_of_gdp("nepal", 17, 4), 2)
    1.47
    """
    return _summary(country, oldest, amount).cost.percent_of_gdp


def fall_in_headcount_percent(country: str, oldest: int, amount: float) -> float:
    """Return by how many percent the headcount falls with a benefit for every child to an age."""
    return _fall(_summary(country, oldest, amount), "headcount_percent")


def fall_in_gap_percent(country: str, oldest: int, amount: float) -> float:
    """Return by how many percent the poverty gap falls with a benefit for every child to an age."""
    return _fall(_summary(country, oldest, amount), "gap_percent")


def children_missed_percent(country: str, oldest: int, quota: float) -> float:
    """Return the % of poor children to an age whom a quota by proxy score misses; it is in % of people."""
    policy = _policy(oldest, 4).with_values({"rule": "proxy_quota", "rule.proxy_quota.share": quota / 100})
    missed = simulator.summarise(simulator.simulate(simulator.country(country), policy)).reach
    if missed.exclusion_error_percent is None:
        raise ValueError(f"no child up to {oldest} is poor in {country}: there is nobody to miss")
    return missed.exclusion_error_percent


def share_of_line_percent(country: str, amount: float) -> float:
    """Return what a benefit in % of GDP per person is worth, in % of one person's societal poverty line."""
    economy = simulator.country(country).economy
    return amount * economy.gdp_per_person_month / economy.line().month


def poverty_gap_of_three(first: float, second: float, third: float, line: float) -> float:
    """Return the poverty gap of three people, in % of the line (Foster, Greer and Thorbecke 1984, alpha = 1).

    >>> round(poverty_gap_of_three(50, 80, 120, line=100), 2)
    23.33
    """
    return 100 * fgt([first, second, third], [1, 1, 1], line, alpha=1)


def years_until_all_children(youngest_left_out: int, oldest: int) -> float:
    """Return how many years pass until all children to an age have a benefit that children keep as they grow.

    >>> years_until_all_children(youngest_left_out=3, oldest=17)
    15
    """
    return oldest - youngest_left_out + 1


def poverty_gap_among_the_poor(first: float, second: float, third: float, line: float) -> float:
    """Return the gap of the poor alone: somebody forgot to divide by all people.

    >>> poverty_gap_among_the_poor(50, 80, 120, line=100)
    35.0
    """
    poor = [each for each in (first, second, third) if each < line]
    return 100 * fgt(poor, [1] * len(poor), line, alpha=1)


def sum_of_three_gaps(first: float, second: float, third: float, line: float) -> float:
    """Return the three gaps in % of the line, added up: somebody forgot to divide at all.

    >>> sum_of_three_gaps(50, 80, 120, line=100)
    70.0
    """
    return 3 * poverty_gap_of_three(first, second, third, line)


def poverty_gap_less_surplus(first: float, second: float, third: float, line: float) -> float:
    """Return by how many % the mean is below the line: somebody let the rich make up for the poor.

    >>> round(poverty_gap_less_surplus(50, 80, 120, line=100), 2)
    16.67
    """
    return 100 * (1 - (first + second + third) / 3 / line)


def headcount_of_three(first: float, second: float, third: float, line: float) -> float:
    """Return the headcount of three people in %: somebody counted the poor, and not what they lack.

    >>> round(headcount_of_three(50, 80, 120, line=100), 2)
    66.67
    """
    return 100 * fgt([first, second, third], [1, 1, 1], line, alpha=0)


def amount_taken_for_cost(country: str, oldest: int, amount: float) -> float:
    """Return the amount: somebody took % of GDP per person for % of GDP, as if all people were children."""
    return amount


def cost_of_the_youngest(country: str, oldest: int, amount: float) -> float:
    """Return the cost, in % of GDP, for children from 0 to 4 alone: somebody left the lab's first ages."""
    return cost_percent_of_gdp(country, YOUNGEST, amount)


def years_to_the_oldest_age(youngest_left_out: int, oldest: int) -> float:
    """Return the years until the child who was left out is as old as the oldest: one year too few."""
    return oldest - youngest_left_out


def age_at_the_start(youngest_left_out: int, oldest: int) -> float:
    """Return the age at the start: somebody took it for the years that pass."""
    return youngest_left_out


def oldest_age(youngest_left_out: int, oldest: int) -> float:
    """Return the oldest age: somebody forgot that several ages have the benefit on the first day."""
    return oldest


def quota_taken_for_missed(country: str, oldest: int, quota: float) -> float:
    """Return the quota: somebody took those whom it lets in for those whom it misses."""
    return quota


def children_outside_the_quota(country: str, oldest: int, quota: float) -> float:
    """Return what the quota leaves of 100: somebody took the poor to be spread evenly over all scores."""
    return 100 - quota


def children_reached_percent(country: str, oldest: int, quota: float) -> float:
    """Return the % of poor children whom the quota reaches: somebody read the other side."""
    return 100 - children_missed_percent(country, oldest, quota)


def _fall(summary: simulator.Summary, measure: str) -> float:
    before, after = (getattr(each, measure) for each in (summary.everyone.before, summary.everyone.after))
    return float(100 * (1 - after / before))


def _summary(country: str, oldest: int, amount: float) -> simulator.Summary:
    return simulator.summarise(simulator.simulate(simulator.country(country), _policy(oldest, amount)))


def _policy(oldest: int, amount: float) -> simulator.Policy:
    scheme: dict[str, Any] = {"id": "child_benefit", "who": {"age": [0, oldest]}}
    scheme["amount"] = {"value": amount, "unit": "percent_gdp_per_person"}
    return simulator.Policy.from_data({"version": 1, "schemes": [scheme], "financing": "external"})
