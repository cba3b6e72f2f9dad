"""Linearised standard errors: against hand-worked numbers, numerical derivatives, and the bootstrap."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import BadInput, Policy, simulate
from simulator.measures import gini
from simulator.reports import result_schema
from simulator.uncertainty import Resampling, bootstrap, linearised, linearised_comparison
from simulator.uncertainty.linearised import gini_influence, influences
from simulator.uncertainty.statistics import statistics_of
from tests.simulator.making import child_benefit
from tests.simulator.uncertainty.sampled import clustered, find, outcome_of, survey
from tests.strategies import Floats, welfare_and_weights

DRAWS = 4000


def test_a_share_by_hand() -> None:
    """Of n households drawn one by one the variance of a share p is p (1 - p) / (n - 1)."""
    outcome = outcome_of(survey(200, np.random.default_rng(3)))
    found = find(linearised(outcome), "headcount_percent", "before")
    assert found.interval is not None
    share = found.interval.estimate / 100
    error = 100 * sqrt(share * (1 - share) / 199)
    assert found.interval.standard_error == pytest.approx(error)
    assert found.interval.high - found.interval.estimate == pytest.approx(1.959963985 * error)
    assert found.interval.estimate - found.interval.low == pytest.approx(1.959963985 * error)
    assert found.design_effect == pytest.approx(1)
    assert (found.interval.method, found.interval.replicates) == ("linearised, normal", None)


def test_two_strata_by_hand() -> None:
    """With shares p and q in two halves of n, the variance is (p (1 - p) + q (1 - q)) / 4 (n - 1)."""
    people = survey(200, np.random.default_rng(4))
    order = np.argsort(people.households.consumption_month)
    homes = replace(
        people.households,
        consumption_month=people.households.consumption_month[order],
        stratum=np.repeat([7, 3], 100),
    )
    outcome = outcome_of(replace(people, households=homes))
    found = find(linearised(outcome), "headcount_percent", "before")
    assert found.interval is not None and found.design_effect is not None
    poor = homes.consumption_month < 60
    shares = [float(poor[:100].mean()), float(poor[100:].mean())]
    assert shares[0] > shares[1]
    variance = sum(share * (1 - share) for share in shares) / 4 / 99
    assert found.interval.standard_error == pytest.approx(100 * sqrt(variance))
    assert found.design_effect < 0.9, "strata that differ make a sample better than a simple one"


def test_copies_of_a_household_are_one() -> None:
    """Where each sampling unit holds copies of one household, they tell no more than it alone."""
    alone = survey(60, np.random.default_rng(5))
    homes = alone.households
    copied = survey(300, np.random.default_rng(5))
    unit = np.repeat(np.arange(60), 5)
    copies = replace(
        copied,
        households=replace(copied.households, consumption_month=homes.consumption_month[unit], psu=unit),
    )
    one, five = (find(linearised(outcome_of(each)), "gap_percent", "before") for each in (alone, copies))
    assert one.interval is not None and five.interval is not None and five.design_effect is not None
    assert five.interval.standard_error == pytest.approx(one.interval.standard_error)
    assert five.design_effect == pytest.approx(5 * 299 / 300 * 60 / 59)


@given(pairs=welfare_and_weights(least=2), row=st.integers(0, 24))
def test_the_gini_moves_as_its_influence_says(pairs: tuple[Floats, Floats], row: int) -> None:
    """The influence of a household is the derivative of the measured Gini by its weight."""
    welfare, weight = pairs
    row %= len(welfare)
    step = 1e-4 * weight.sum()
    more, less = weight.copy(), weight.copy()
    more[row] += step
    less[row] = max(0.0, less[row] - step)
    change = more[row] - less[row]
    told = gini_influence(welfare, np.ones(len(welfare)), weight)
    if not (less > 0).any() or not (welfare * less).any():
        return
    slope = (gini(welfare, more) - gini(welfare, less)) / change
    # A weight that cannot fall by the whole step leaves a slope to one side: the Gini bends that much.
    assert slope == pytest.approx(told[row], rel=1e-2, abs=2e-3 / weight.sum())


def test_weights_count_by_their_shares_only() -> None:
    """Twice the weights leave every share's standard error as it is, and double a total's."""
    outcome = outcome_of(survey(100, np.random.default_rng(8), unequal=True), child_benefit())
    people = outcome.population
    homes = replace(people.households, weight=2 * people.households.weight)
    twice = simulate(replace(people, households=homes), outcome.policy)
    for one, two in zip(linearised(outcome), linearised(twice), strict=True):
        assert one.interval is not None and two.interval is not None
        times = 2 if one.measure == "total_year" else 1
        assert two.interval.standard_error == pytest.approx(times * one.interval.standard_error, abs=1e-9)


def test_influences_cancel() -> None:
    """The weighted influences on a number that knows no scale add up to nothing."""
    outcome = outcome_of(survey(100, np.random.default_rng(9), unequal=True), child_benefit())
    statistics = statistics_of({"": outcome})
    sums = (outcome.population.households.weight[:, None] * influences(statistics)).sum(axis=0)
    free = [place.measure != "total_year" for place in statistics.places]
    assert np.abs(sums[free]).max() < 1e-8 and sum(free) > 25


@pytest.mark.parametrize("drawn", ["one by one", "unequal", "clustered"])
def test_the_bootstrap_agrees(drawn: str) -> None:
    """Linearised and bootstrap errors of poverty, inequality, mean and reach lie within 5 percent."""
    generator = np.random.default_rng(12)
    people = (
        clustered(3, 60, 6, generator) if drawn == "clustered" else survey(800, generator, drawn == "unequal")
    )
    policy = (
        child_benefit(who={"age": [0, 17]}, rule={"means_test": {}}) if drawn == "unequal" else Policy(())
    )
    outcome = outcome_of(people, policy)
    by_formula, by_draws = linearised(outcome), bootstrap(outcome, Resampling(DRAWS, seed=2))
    compared = 0
    for one, two in zip(by_formula, by_draws, strict=True):
        assert one.interval is not None and two.interval is not None and one.label == two.label
        if one.interval.standard_error > 1e-9:
            ratio = two.interval.standard_error / one.interval.standard_error
            assert 0.95 < ratio < 1.05, (one.label, ratio)
            compared += 1
    assert compared >= 9


def test_a_paired_difference_is_surer_than_two_policies_apart() -> None:
    """Two policies that nearly agree differ by little, and the interval of the difference knows it."""
    people = survey(400, np.random.default_rng(13), unequal=True)
    outcomes = {
        name: simulate(people, child_benefit(amount={"value": value})) for name, value in (("3", 3), ("4", 4))
    }
    found = linearised_comparison(outcomes)
    apart = find(found["4"], "gap_percent", "after").interval
    paired = find(found["4"], "gap_percent", "after", against="3").interval
    assert apart is not None and paired is not None
    assert paired.standard_error < apart.standard_error / 3
    both = [find(found[name], "gap_percent", "after").interval for name in ("3", "4")]
    assert both[0] is not None and both[1] is not None
    assert paired.estimate == pytest.approx(both[1].estimate - both[0].estimate)


def test_units_are_those_of_the_schema() -> None:
    """Each number with an interval has the name and the unit that the JSON file gives it."""
    outcome = outcome_of(survey(100, np.random.default_rng(15), unequal=True), child_benefit())
    parts = {
        "everyone": "Poverty",
        "group": "Poverty",
        "reach": "Reach",
        "cost": "Cost",
        "balance": "Balance",
    }
    records = result_schema()["$defs"]
    for each in linearised(outcome):
        section = each.section.removeprefix("summary").lstrip(".")
        fields = records[parts[section] if section else "Summary"]["properties"]
        if each.measure in fields:
            assert each.unit == fields[each.measure]["unit"], each.label
        else:
            assert each.measure in ("mean_consumption_month", "gini")


def test_a_level_is_checked() -> None:
    """A level is a number below 1."""
    outcome = outcome_of(survey(100, np.random.default_rng(15)))
    with pytest.raises(BadInput, match=r"^level: 95 is not allowed.* Write 0\.95 for 95 %\.$"):
        linearised(outcome, level=95)


@settings(max_examples=20)
@given(level=st.floats(0.5, 0.999))
def test_a_higher_level_is_wider(level: float) -> None:
    """The interval of a higher level holds that of a lower one."""
    outcome = outcome_of(survey(50, np.random.default_rng(16)))
    low, high = (find(linearised(outcome, each), "gap_percent", "before").interval for each in (level, 0.999))
    assert low is not None and high is not None and high.low <= low.low and low.high <= high.high
