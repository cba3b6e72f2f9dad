"""`cheapest` against brute force: no design of a fine grid is cheaper and reaches the target."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import BadInput, Policy, SimulatorError, country, example_population, simulate, summarise
from simulator.analysis import Between, Question, Work, cheapest
from simulator.analysis.evaluating import Job
from simulator.population import Population
from tests.simulator.making import child_benefit
from tests.strategies import populations

VILLAGE = example_population()
POLICY = child_benefit()
FALL = "children.fall_in_headcount_percent"
QUIET = Work(processes=1, progress=False)


def brute_force(population: Population, policies: list[Policy], least: float) -> float | None:
    """Return the lowest cost among policies that bring child poverty down by so many percent."""
    costs = []
    for policy in policies:
        question = Question((FALL, "cost.percent_of_gdp"))
        fall, cost = Job(population, policy, question).found({}).numbers
        if fall is not None and cost is not None and fall >= least - 1e-9:
            costs.append(cost)
    return min(costs, default=None)


def test_no_design_of_a_fine_grid_is_cheaper() -> None:
    """Over amounts and two rules with their quota, brute force finds nothing cheaper than the search."""
    vary: dict[str, Any] = {
        "rule": ["universal", "proxy_quota"],
        "rule.proxy_quota.share": [0.2, 0.4, 0.6],
        "amount.value": Between(0, 40),
    }
    found = cheapest(VILLAGE, POLICY, vary, {FALL: 40}, work=QUIET)
    amounts = np.linspace(0, 40, 161).tolist()
    universal = [POLICY.with_values({"amount.value": amount}) for amount in amounts]
    quotas = [
        POLICY.with_values({"rule": "proxy_quota", "rule.proxy_quota.share": share, "amount.value": amount})
        for share, amount in product([0.2, 0.4, 0.6], amounts)
    ]
    best = brute_force(VILLAGE, [*universal, *quotas], 40)
    assert best is not None and found.cost_percent_of_gdp <= best * (1 + 1e-3)
    assert found.reached >= 40 - 1e-9 and found.summary == summarise(simulate(VILLAGE, found.policy))
    assert found.summary.cost.percent_of_gdp == found.cost_percent_of_gdp


def test_two_ranges_at_once() -> None:
    """With an amount and a quota free, the search comes to within 1 % of a grid of 13 by 16, or below it."""
    policy = POLICY.with_values({"rule": "proxy_quota"})
    vary = {"rule.proxy_quota.share": Between(0.05, 0.65), "amount.value": Between(1, 31)}
    found = cheapest(country("arumia"), policy, vary, {FALL: 20}, work=QUIET)
    grid = product(np.linspace(0.05, 0.65, 25)[::2].tolist(), np.linspace(1, 31, 16).tolist())
    policies = [
        policy.with_values({"rule.proxy_quota.share": share, "amount.value": amount})
        for share, amount in grid
    ]
    best = brute_force(country("arumia"), policies, 20)
    assert best is not None and found.cost_percent_of_gdp <= best * 1.01


@given(populations(most=4), st.sampled_from([10.0, 50.0]))
@settings(max_examples=10)
def test_on_any_people(population: Population, least: float) -> None:
    """On drawn people, the amount found is no dearer than brute force's, or both find none."""
    policies = [POLICY.with_values({"amount.value": amount}) for amount in np.linspace(0, 100, 65).tolist()]
    best = brute_force(population, policies, least)
    try:
        vary = {"amount.value": Between(0, 100)}
        found = cheapest(population, POLICY, vary, {FALL: least}, work=QUIET)
    except SimulatorError as error:
        assert best is None and "cheapest: no design" in str(error)
    else:
        assert best is not None and found.cost_percent_of_gdp <= best + 1e-9


def test_a_measure_of_which_less_is_better() -> None:
    """The target of a headcount is reached from above: at it or below."""
    found = cheapest(
        VILLAGE, POLICY, {"amount.value": Between(0, 100)}, {"everyone.after.headcount_percent": 25}
    )
    assert found.reached <= 25 and found.cost_percent_of_gdp > 0


def test_a_target_out_of_reach() -> None:
    """The error says how close one comes, at what cost, and with which values."""
    with pytest.raises(SimulatorError) as caught:
        cheapest(
            VILLAGE, POLICY, {"amount.value": Between(0, 2), "take_up": [0.5, 1]}, {FALL: 50}, work=QUIET
        )
    assert f"no design reaches {FALL} 50 (percent of what it was) or higher. The closest found is 0" in str(
        caught.value
    )
    unpaid = POLICY.paid_by("levy_on_consumption", highest_rate=0.01)
    with pytest.raises(SimulatorError, match="no design can run"):
        cheapest(VILLAGE, unpaid, {"amount.value": [50, 60]}, {FALL: 50}, work=QUIET)


@pytest.mark.parametrize(
    ("vary", "target", "message"),
    [
        ({}, {FALL: 50}, "one path at least"),
        ({"amount.vlue": [1]}, {FALL: 50}, r"Did you mean 'amount\.value'"),
        ({"amount.value": Between(0, 1000)}, {FALL: 50}, "from 0 to 100"),
        ({"rule": Between(0, 1)}, {FALL: 50}, "rule"),
        ({"take_up": [1]}, {"reach.direct_percent": 50}, "To meet a value, use solve"),
        ({f"{path}": Between(0, 1) for path in ("take_up", "administration")}, {"cots": 1}, "'cots'"),
        ({"take_up": range(200_000)}, {FALL: 50}, "up to 100,000 designs"),
    ],
)
def test_what_cannot_be_searched(vary: Any, target: Any, message: str) -> None:
    """A path, a range or a target that does not fit is refused."""
    with pytest.raises(BadInput, match=message):
        cheapest(VILLAGE, POLICY, vary, target, work=QUIET)


def test_a_range_needs_two_ends() -> None:
    """A range from high to low, or of texts, is refused."""
    for wrong in ((2, 1), (1, 1), ("a", "b")):
        with pytest.raises(BadInput, match=r"Write Between\(1, 10\)"):
            Between(*wrong)  # type: ignore[arg-type]
