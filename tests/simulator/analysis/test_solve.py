"""`solve` against brute force: a value for a target, the nearest step of a quota, and how close one comes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from simulator import BadInput, Policy, SimulatorError, country, example_population, simulate, summarise
from simulator.analysis import Question, solve
from simulator.analysis.searching import A_STEP, SEVERAL
from simulator.population import Population
from tests.simulator.making import child_benefit, one_scheme, singles
from tests.strategies import populations

VILLAGE = example_population()
POLICY = child_benefit()
GDP_COST = "cost.percent_of_gdp"


def cost(population: Population, policy: Policy) -> float:
    """Return what a policy costs, in % of GDP."""
    return summarise(simulate(population, policy)).cost.percent_of_gdp


def test_the_benefit_that_costs_one_percent_of_gdp() -> None:
    """The cost is linear in the amount, so the answer is known: 4 % costs 1.89, so 1 costs 4 / 1.89."""
    found = solve(VILLAGE, POLICY, "amount.value", {GDP_COST: 1})
    assert found.value == pytest.approx(4 / 1.89, rel=1e-8)
    assert found.reached == pytest.approx(1, abs=1e-8) and found.residual == found.reached - 1
    assert found.policy == POLICY.with_values({"amount.value": found.value})
    assert found.summary == summarise(simulate(VILLAGE, found.policy)) and not found.notes
    assert found.steps[0].value == 0 and found.steps[16].value == 100 and len(found.steps) < 80


def test_it_holds_on_a_country_and_beside_a_baseline() -> None:
    """On 5,000 households, with a seed, a line and a baseline, the policy found meets the target itself."""
    question = Question(seed=3, line="international_3_65", baseline=one_scheme("social_pension"))
    policy = POLICY.with_values({"take_up": 0.7})
    found = solve(country("nepal"), policy, "amount.value", {"everyone.after.gap_percent": 1.0}, question)
    outcome = simulate(country("nepal"), found.policy, 3, question.baseline)
    after = summarise(outcome, "international_3_65").everyone.after
    assert after is not None and after.gap_percent == found.reached == pytest.approx(1.0, abs=1e-8)


def test_a_quota_moves_in_steps() -> None:
    """Of the steps that brute force finds, the nearest to the target is returned, with its distance."""
    scores = [5.0, 1.0, 4.0, 2.0, 3.0]
    people = singles([10.0, 20.0, 30.0, 40.0, 50.0], scores, weight=[1, 2, 3, 1, 2])
    policy = child_benefit(rule={"proxy_quota": {"share": 0.4}})
    path = "rule.proxy_quota.share"
    reachable = {cost(people, policy.with_values({path: share})) for share in np.linspace(0, 1, 37)}
    assert len(reachable) == 6
    for wanted in np.linspace(min(reachable), max(reachable), 9).tolist():
        found = solve(people, policy, path, {GDP_COST: wanted})
        assert abs(found.residual) == pytest.approx(min(abs(each - wanted) for each in reachable), abs=1e-9)
        exact = min(abs(each - wanted) for each in reachable) < 1e-9
        assert (A_STEP in found.notes) != exact


@given(populations(), st.floats(0.05, 0.95))
@settings(max_examples=25)
def test_a_target_between_the_ends_is_met(population: Population, part: float) -> None:
    """The cost grows with the amount without steps, so every cost between the ends can be met."""
    highest = cost(population, POLICY.with_values({"amount.value": 100}))
    assume(highest > 1e-3)
    found = solve(population, POLICY, "amount.value", {GDP_COST: part * highest})
    assert found.value == pytest.approx(100 * part, rel=1e-6)


def test_a_measure_that_turns_round() -> None:
    """Where a measure falls and then rises, the lowest value that meets the target is found, with a note."""
    people = singles([10.0, 40.0, 60.0, 90.0], weight=[1, 1, 1, 1], age=[5, 40, 40, 40])
    first = solve(people, POLICY, "amount.value", {"gini_after": 0.19})
    amounts = np.linspace(0, 100, 401)
    ginis = [
        summarise(simulate(people, POLICY.with_values({"amount.value": amount}))).gini_after
        for amount in amounts
    ]
    below = np.array(ginis) < 0.19
    assert below.any() and not below[0] and not below[-1]
    assert first.value == pytest.approx(amounts[below.argmax()], abs=0.26) and SEVERAL in first.notes


def test_a_target_out_of_reach() -> None:
    """The error says how close one comes, with which value, and at what cost."""
    with pytest.raises(SimulatorError) as caught:
        solve(VILLAGE, POLICY, "take_up", {GDP_COST: 3})
    assert "cost.percent_of_gdp cannot be 3 (percent of GDP) with take_up from 0 to 1" in str(caught.value)
    assert "The closest found is 1.89, which costs 1.89 % of GDP, with take_up 1." in str(caught.value)


def test_the_target_may_lie_just_below_what_the_levy_can_pay() -> None:
    """Values that cannot be paid for are no end: the search goes up to the highest that can."""
    policy = POLICY.paid_by("levy_on_consumption", highest_rate=0.05)
    limit = 0.05 * 75 / 200 * 100
    found = solve(VILLAGE, policy, "amount.value", {GDP_COST: 0.999 * limit})
    assert found.reached == pytest.approx(0.999 * limit, abs=1e-7)
    close = r"The closest found is 1\.87.* Some values cannot run: financing: "
    with pytest.raises(SimulatorError, match=close):
        solve(VILLAGE, policy, "amount.value", {GDP_COST: 2})
    nothing = POLICY.with_values({"amount.value": 100}).paid_by("levy_on_consumption", highest_rate=0.01)
    with pytest.raises(SimulatorError, match=r"no value of administration gives .* cannot raise"):
        solve(VILLAGE, nothing, "administration", {GDP_COST: 1})


def test_a_measure_that_does_not_exist() -> None:
    """Where nobody is old, nothing can be said of old persons: the error says so."""
    young = singles([10.0, 20.0])
    with pytest.raises(SimulatorError, match=r"older\.after\.headcount_percent does not exist"):
        solve(young, POLICY, "amount.value", {"older.after.headcount_percent": 5})


@pytest.mark.parametrize(
    ("vary", "target", "message"),
    [
        ("amount.vlue", {GDP_COST: 1}, r"Did you mean 'amount\.value'"),
        ("rule", {GDP_COST: 1}, "To choose among choices, use cheapest"),
        ("who.age", {GDP_COST: 1}, "the path of a number"),
        ("rule.proxy_quota.share", {GDP_COST: 1}, "'rule.proxy_quota.share' is not allowed"),
        ("take_up", {"cost": 1}, "target: 'cost' is not allowed"),
        ("take_up", {GDP_COST: "1"}, "a number"),
        ("take_up", {GDP_COST: float("nan")}, "a number"),
        ("take_up", {GDP_COST: 1, "gini_after": 1}, "one measure"),
        ("take_up", {}, "one measure"),
        ("take_up", GDP_COST, "values by name"),
    ],
)
def test_what_cannot_be_solved(vary: str, target: Any, message: str) -> None:
    """A path, a kind or a target that does not fit is refused before anything is computed."""
    with pytest.raises(BadInput, match=message):
        solve(VILLAGE, POLICY, vary, target)
