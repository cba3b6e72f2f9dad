"""Summaries: every number of the village by hand, and what must be told beside the numbers."""

from __future__ import annotations

import json
from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import (
    BadInput,
    Policy,
    Population,
    SimulatorError,
    compare,
    example_population,
    simulate,
    summarise,
    to_data,
)
from simulator.measures import gini
from simulator.scenario import tenth_of
from tests.simulator.making import affordable, child_benefit, in_currency, singles
from tests.strategies import WEIGHTS, policies, populations

VILLAGE = example_population()


def test_reach_of_the_village() -> None:
    """9 children of 20 persons, all reached; 5 of them poor; 19 persons live with one."""
    reach = summarise(simulate(VILLAGE, child_benefit())).reach
    assert astuple(reach) == pytest.approx((900, 900, 100, 45, 95, 0, 100 * 4 / 9))


def test_reach_of_the_village_with_a_quota() -> None:
    """The quota reaches 5 children, 3 of the 5 poor ones: two errors of 40 %."""
    reach = summarise(simulate(VILLAGE, child_benefit(rule={"proxy_quota": {"share": 0.4}}))).reach
    assert astuple(reach) == pytest.approx((900, 500, 100 * 5 / 9, 25, 45, 40, 40))


def test_poverty_of_the_village() -> None:
    """9 of 20 are under 60; 8 a child lifts none of them over it, and cuts the gap by two sevenths."""
    summary = summarise(simulate(VILLAGE, child_benefit()))
    before, after = summary.everyone.before, summary.everyone.after
    assert before is not None and after is not None
    assert astuple(before) == pytest.approx((45, 100 * 7 / 60, 100 * (5 / 9 + 4 / 36) / 20, 900))
    severity = 100 * (5 * (15.2 / 60) ** 2 + 4 * 0.1**2) / 20
    assert astuple(after) == pytest.approx((45, 100 / 12, severity, 900))


def test_cost_of_the_village() -> None:
    """9 children x 8 x 100: 7,200 paid, 360 to run it, of a GDP of 400,000 and a consumption of 150,000."""
    cost = summarise(simulate(VILLAGE, child_benefit(delivery_loss=0.5))).cost
    assert astuple(cost) == pytest.approx((7200, 3600, 360, 7560, 0, 7560, 90720, 1.89, 5.04, 37.5))


def test_tenths_by_hand() -> None:
    """Twenty single persons make ten tenths of two: whom each holds, and what it gains."""
    people = singles(np.arange(1.0, 21.0), age=[5, 30] * 10)
    tenths = summarise(simulate(people, in_currency(3, who={"age": [0, 17]}))).tenths
    assert [each.tenth for each in tenths] == list(range(1, 11))
    assert [each.reached_persons for each in tenths] == [1.0] * 10
    assert tenths[0].gain_percent == pytest.approx(100 * 3 / (1 + 2))
    assert tenths[9].gain_percent == pytest.approx(100 * 3 / (19 + 20))


@given(populations(), policies(), st.integers(0, 99))
def test_a_summary_holds_together(population: Population, policy: Policy, seed: int) -> None:
    """Totals of the tenths are the totals; nothing is nan; the line, seed and policy are those used."""
    policy = affordable(population, policy, seed)
    outcome = simulate(population, policy, seed)
    summary = summarise(outcome, smallest_cell=0)
    assert (summary.gini_after is None) == (not outcome.consumption_after_month.any())
    reach, tenths = summary.reach, summary.tenths
    assert sum(each.reached_persons or 0 for each in tenths) == pytest.approx(reach.reached_persons)
    missed = sum(each.missed_persons or 0 for each in tenths)
    assert missed + reach.reached_persons == pytest.approx(reach.group_persons)
    assert reach.direct_percent <= reach.households_percent * (1 + 1e-12)
    assert (reach.group_percent is None) == (reach.group_persons == 0)
    assert (summary.group.before is None) == (reach.group_persons == 0)
    assert summary.persons == pytest.approx(population.person_weight.sum())
    assert (summary.seed, summary.line, summary.data_label) == (
        seed,
        population.economy.line(),
        population.label,
    )
    assert Policy.from_fragment(summary.policy) == policy
    json.dumps(to_data(summary), allow_nan=False)


@given(populations(), policies(financed=False, existing=False))
def test_poverty_never_rises(population: Population, policy: Policy) -> None:
    """A policy that only pays never makes more people poor, nor any poorer."""
    summary = summarise(simulate(population, policy))
    for change in (summary.everyone, summary.group):
        if change.before is not None and change.after is not None:
            after, before = np.array(astuple(change.after)), np.array(astuple(change.before))
            assert (after <= before + 1e-9).all()


@given(st.lists(st.tuples(st.integers(0, 50), WEIGHTS), min_size=1, max_size=40))
def test_tenths_are_in_order(rows: list[tuple[int, float]]) -> None:
    """The poorer never lie in a higher tenth, and of equals the lower row is in the lower tenth."""
    consumption, members = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    tenths = tenth_of(consumption, members)
    assert set(tenths) <= set(range(10))
    assert (np.diff(tenths[np.lexsort((np.arange(len(rows)), consumption))]) >= 0).all()


def test_tenths_of_a_hundred() -> None:
    """A hundred equal households in any order fall ten to a tenth."""
    tenths = tenth_of(np.random.default_rng(2).permutation(100).astype(float), np.full(100, 3.0))
    assert np.bincount(tenths).tolist() == [10] * 10


def test_gini_counts_persons() -> None:
    """Inequality is among persons: a household counts with its members."""
    summary = summarise(simulate(VILLAGE, child_benefit()))
    persons = VILLAGE.households.consumption_month[VILLAGE.persons.household]
    assert summary.gini_before == pytest.approx(gini(persons, np.ones(20)))
    assert summary.gini_after is not None and summary.gini_after < summary.gini_before


def test_another_line() -> None:
    """A line is chosen by its name; with none, the first is used; an unknown one gets the nearest."""
    outcome = simulate(singles([15.0, 30.0, 50.0]), child_benefit())
    assert summarise(outcome).line.month == 20
    other = summarise(outcome, "other")
    assert other.line.month == 40 and other.everyone.before is not None
    assert other.everyone.before.headcount_percent == pytest.approx(200 / 3)
    with pytest.raises(BadInput, match=r"^line: 'othr' .* Did you mean 'other'"):
        summarise(outcome, "othr")


@pytest.mark.parametrize(
    ("policy", "note"),
    [
        (child_benefit(), "Existing benefits are not known in these data"),
        (child_benefit(take_up=0), "This policy reaches nobody: check the take-up."),
        (child_benefit(rule={"proxy_quota": {"share": 0}}), "nobody: check the quota."),
        (child_benefit(amount={"value": 0}), "changes nobody's consumption: check the benefit."),
        (child_benefit(delivery_loss=1), "changes nobody's consumption: check what is lost on the way."),
        (child_benefit(who={"age": [17, 17]}), "of these schemes: check the ages of the children."),
        (Policy(()), "This policy has no scheme."),
    ],
)
def test_silence_is_an_error(policy: Policy, note: str) -> None:
    """A policy that reaches nobody or changes nothing says so, and why."""
    assert any(note in each for each in summarise(simulate(VILLAGE, policy)).notes)


def test_compare_is_one_by_one() -> None:
    """Side by side, each policy has the summary that it has alone, under the names and in the order given."""
    policies_by_name = {"b": child_benefit(take_up=0.5), "a": child_benefit()}
    both = compare(VILLAGE, policies_by_name, seed=9)
    assert list(both) == ["b", "a"]
    for name, policy in policies_by_name.items():
        assert both[name] == summarise(simulate(VILLAGE, policy, 9))


def test_compare_on_a_baseline_and_a_scale() -> None:
    """All are compared on the same baseline, which they may replace, and on the same equivalence scale."""
    replacing = Policy.from_data(
        {"version": 1, "schemes": [{"id": "child_benefit"}], "existing": {"child_benefit": "replaced"}}
    )
    today, scale = child_benefit(amount={"value": 1}), "square_root"
    both = compare(
        VILLAGE, {"more": replacing, "same": Policy(())}, baseline=today, equivalence=scale, smallest_cell=0
    )
    assert both["more"] == summarise(simulate(VILLAGE, replacing, baseline=today), equivalence=scale)
    # A quarter of the new benefit was paid before: the old one cost 9 children x 2 x 100, and its running.
    assert both["more"].cost.saved_month == pytest.approx(9 * 2 * 100 * 1.05)
    assert {each.equivalence for each in both.values()} == {scale}
    assert both["same"].everyone.without is not None and both["same"].cost.saved_month == 0


def test_compare_nothing() -> None:
    """A comparison of no policies is refused."""
    with pytest.raises(SimulatorError, match="no policy was given"):
        compare(VILLAGE, {})


def test_compare_names_the_policy_that_is_refused() -> None:
    """Of several policies, the one that nobody can pay for is named."""
    dear = child_benefit(amount={"value": 100}).paid_by("levy_on_consumption", highest_rate=0.01)
    with pytest.raises(SimulatorError, match=r"^compare, dear: financing: a levy .* cannot raise"):
        compare(VILLAGE, {"cheap": child_benefit(), "dear": dear})
