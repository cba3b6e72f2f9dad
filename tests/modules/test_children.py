"""What the lessons on children claim in words holds in the numbers."""

from __future__ import annotations

import pytest

import simulator
from simulator import Policy, Summary


@pytest.fixture(scope="module")
def same_budget() -> tuple[Summary, Summary]:
    """Every child at 4 % of GDP per person, and the poorest fifth by score for the same money."""
    nepal = simulator.country("nepal")
    everyone = Policy.from_data({"version": 1, "schemes": [{"id": "child_benefit"}], "financing": "external"})
    quota = everyone.with_values({"rule": "proxy_quota", "rule.proxy_quota.share": 0.2})
    first = simulator.summarise(simulator.simulate(nepal, everyone))
    price = simulator.summarise(simulator.simulate(nepal, quota)).cost.percent_of_gdp
    narrow = quota.with_values({"amount.value": 4 * first.cost.percent_of_gdp / price})
    return first, simulator.summarise(simulator.simulate(nepal, narrow))


def test_the_prediction_marked_right_is_right(same_budget: tuple[Summary, Summary]) -> None:
    """The headcount under a benefit for every child is nearer to 18 % than to the other answers."""
    headcount = same_budget[0].everyone.after.headcount_percent
    assert min([5, 12, 18, 19.8], key=lambda answer: abs(answer - headcount)) == 18


def test_the_gap_moves_more_than_the_headcount(same_budget: tuple[Summary, Summary]) -> None:
    """The lesson's first finding: the poverty gap falls by a larger part than the headcount."""
    before, after = same_budget[0].everyone.before, same_budget[0].everyone.after
    assert after.gap_percent / before.gap_percent < after.headcount_percent / before.headcount_percent


def test_the_quota_lifts_more_and_misses_more(same_budget: tuple[Summary, Summary]) -> None:
    """The third finding: with one budget the quota cuts poverty more, and misses more children."""
    everyone, quota = same_budget
    assert quota.cost.percent_of_gdp == pytest.approx(everyone.cost.percent_of_gdp)
    assert quota.everyone.after.headcount_percent < everyone.everyone.after.headcount_percent
    assert quota.reach.exclusion_error_percent > 20 > everyone.reach.exclusion_error_percent == 0
    assert quota.reach.inclusion_error_percent < everyone.reach.inclusion_error_percent


def test_children_are_poorer_than_the_country(same_budget: tuple[Summary, Summary]) -> None:
    """The lesson's second finding, which rests on an assumption of the population."""
    everyone = same_budget[0]
    assert everyone.group.before.headcount_percent > everyone.everyone.before.headcount_percent + 1


def test_the_same_budget_is_about_what_the_lesson_asks_for(same_budget: tuple[Summary, Summary]) -> None:
    """The learner is told to spend about 1.5 % of GDP."""
    assert same_budget[0].cost.percent_of_gdp == pytest.approx(1.5, abs=0.05)
