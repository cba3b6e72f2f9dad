"""What numeric quiz items compute, by public names of the simulator only. Each answer is a plain number."""

from __future__ import annotations

from typing import Any

import simulator
from simulator.measures.poverty import fgt

__all__ = [
    "children_missed_percent",
    "cost_percent_of_gdp",
    "fall_in_gap_percent",
    "fall_in_headcount_percent",
    "poverty_gap_of_three",
    "share_of_line_percent",
    "years_until_all_children",
]


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


def _fall(summary: simulator.Summary, measure: str) -> float:
    before, after = (getattr(each, measure) for each in (summary.everyone.before, summary.everyone.after))
    return float(100 * (1 - after / before))


def _summary(country: str, oldest: int, amount: float) -> simulator.Summary:
    return simulator.summarise(simulator.simulate(simulator.country(country), _policy(oldest, amount)))


def _policy(oldest: int, amount: float) -> simulator.Policy:
    scheme: dict[str, Any] = {"id": "child_benefit", "who": {"age": [0, oldest]}}
    scheme["amount"] = {"value": amount, "unit": "percent_gdp_per_person"}
    return simulator.Policy.from_data({"version": 1, "schemes": [scheme], "financing": "external"})
