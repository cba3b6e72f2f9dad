"""Inequality: published cases, closed forms, and the laws of the Gini coefficient."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from simulator import BadInput, EmptyGroup, SimulatorError
from simulator.measures import gini
from tests.simulator.measures.distributions import from_lorenz, lognormal_cells
from tests.strategies import WEIGHTS, amounts, welfare_and_weights

TEN_PERSONS = [6, 8, 11, 15, 21, 25, 30, 40, 50, 100]
People = tuple[np.ndarray, np.ndarray]


def near(value: float) -> object:
    """Return what a number equal but for rounding compares equal to."""
    return pytest.approx(value, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("incomes", "digits", "expected"),
    [
        (TEN_PERSONS, 6, 0.435948),
        ([21, 23, *TEN_PERSONS[2:]], 6, 0.348214),
        ([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261], 7, 0.4620911),
    ],
)
def test_ten_incomes(incomes: list[float], digits: int, expected: float) -> None:
    """Grosh et al. (2022), chapter 7, before and after the transfer; the example of R's package ineq."""
    assert round(gini(incomes, np.ones(10)), digits) == expected


@pytest.mark.parametrize(("transfers", "percent"), [((0, 15, 15), 18), ((3,) * 10, 9)])
def test_ten_person_economy_scenarios(transfers: tuple[int, ...], percent: int) -> None:
    """Grosh et al. (2022), chapter 7, scenarios 2 and 4: by how many percent the Gini coefficient falls."""
    after = np.array(TEN_PERSONS) + np.pad(transfers, (0, 10 - len(transfers)))
    assert round(100 * (1 - gini(after, np.ones(10)) / gini(TEN_PERSONS, np.ones(10)))) == percent


@pytest.mark.parametrize("deviation", [0.3, 0.6, 1.0])
def test_lognormal(deviation: float) -> None:
    """A lognormal distribution has 2 Phi(s / sqrt 2) - 1, whatever its median; .328627 for s = .6."""
    welfare, weights = lognormal_cells(100, deviation, 80, 20_000)
    expected = 2 * norm.cdf(deviation / np.sqrt(2)) - 1
    assert gini(welfare, weights) == pytest.approx(expected, abs=2e-8)
    if deviation == 0.6:
        assert round(gini(welfare, weights), 6) == 0.328627


@pytest.mark.parametrize(
    ("name", "lorenz", "expected"),
    [
        ("Pareto, alpha 2", lambda p: 1 - np.sqrt(1 - p), 1 / 3),
        ("Pareto, alpha 3", lambda p: 1 - (1 - p) ** (2 / 3), 1 / 5),
        ("uniform from 0", lambda p: p**2, 1 / 3),
        ("exponential", lambda p: p + (1 - p) * np.log1p(-np.minimum(p, 1 - 1e-300)), 1 / 2),
        ("all equal", lambda p: p, 0),
    ],
)
def test_closed_forms(name: str, lorenz: object, expected: float) -> None:
    """Distributions whose Lorenz curve and Gini coefficient are known by integration."""
    edges = np.linspace(0, 1, 200_001)
    with np.errstate(divide="ignore", invalid="ignore"):
        ordinates = np.nan_to_num(lorenz(edges), nan=1.0)  # type: ignore[operator]
    assert gini(*from_lorenz(ordinates)) == pytest.approx(expected, abs=1e-7), name


@given(welfare_and_weights(least=1), amounts(0.25, 100_000))
def test_uniform_transfer(people: People, transfer: float) -> None:
    """The same amount for everybody: Gini x mean / (mean + transfer), exactly."""
    welfare, weights = people
    mean = np.average(welfare, weights=weights)
    assert gini(welfare + transfer, weights) == near(gini(welfare, weights) * mean / (mean + transfer))


@given(welfare_and_weights())
def test_mean_difference(people: People) -> None:
    """The coefficient is half the mean difference between two persons drawn, over the mean."""
    welfare, weights = people
    pairs = np.abs(welfare[:, None] - welfare[None, :]) * weights[:, None] * weights[None, :]
    mean = np.average(welfare, weights=weights)
    assert gini(welfare, weights) == near(pairs.sum() / weights.sum() ** 2 / 2 / mean)


@given(welfare_and_weights(), st.floats(1e-3, 1e3))
def test_scale_invariance(people: People, rate: float) -> None:
    """Another currency, or weights in thousands, leave inequality as it is."""
    assert gini(people[0] * rate, people[1] * 1000) == near(gini(*people))


@given(welfare_and_weights(), st.integers(2, 4))
def test_replication(people: People, times: int) -> None:
    """Several copies of the same people, or weights as many times as high, are as unequal."""
    welfare, weights = people
    assert gini(np.tile(welfare, times), np.tile(weights, times)) == near(gini(welfare, weights))
    assert gini(np.tile(welfare, times), np.tile(weights, times)) == near(gini(welfare, weights * times))


@given(welfare_and_weights(), st.randoms(use_true_random=False))
def test_order_of_rows_is_nothing(people: People, random: object) -> None:
    """The rows in another order give the same."""
    order = list(range(len(people[0])))
    random.shuffle(order)  # type: ignore[attr-defined]
    assert gini(people[0][order], people[1][order]) == near(gini(*people))


@given(welfare_and_weights())
def test_bounds(people: People) -> None:
    """The coefficient lies from 0 to below 1."""
    assert 0 <= gini(*people) < 1


@given(amounts(0.25), st.lists(WEIGHTS, min_size=1, max_size=20))
def test_equals(amount: float, weights: list[float]) -> None:
    """Where all have the same, inequality is nothing, and no rounding makes it less."""
    assert 0 <= gini([amount] * len(weights), weights) < 1e-12


def test_one_has_everything() -> None:
    """One person of n with everything: 1 - 1 / n."""
    assert gini([0] * 99 + [5], [1] * 100) == near(0.99)


@given(welfare_and_weights(), amounts(0, 1000), amounts(1, 1000), amounts(0.25, 400), WEIGHTS)
def test_transfer_principle(people: People, poorer: float, apart: float, moved: float, weight: float) -> None:
    """From a richer person to a poorer one of the same weight, without changing places: less unequal."""
    moved = min(moved, apart / 2)
    weights = np.concatenate((people[1], [weight, weight]))
    before = np.concatenate((people[0], [poorer, poorer + apart]))
    after = np.concatenate((people[0], [poorer + moved, poorer + apart - moved]))
    assert gini(after, weights) <= gini(before, weights) + 1e-12
    assert gini([poorer + moved, poorer + apart - moved], [1, 1]) < gini([poorer, poorer + apart], [1, 1])


def test_nobody_has_anything() -> None:
    """Shares of nothing are no numbers."""
    with pytest.raises(BadInput, match="total above 0"):
        gini([0.0, 0.0], [1, 1])


def test_debts_are_refused() -> None:
    """A negative value is refused, and named."""
    with pytest.raises(BadInput, match=r"-3\.0 is not allowed"):
        gini([1.0, -3.0, 5.0], [1, 1, 1])


def test_an_empty_group_is_an_error() -> None:
    """Inequality among nobody is no number."""
    with pytest.raises(EmptyGroup):
        gini([1.0], [0.0])


@pytest.mark.parametrize(("values", "weights"), [([1, 2], [1]), ([np.inf], [1]), ([1], [-1]), ([1], None)])
def test_bad_rows_and_weights(values: object, weights: object) -> None:
    """Weights are asked for, one a value, finite and not negative; values are finite."""
    with pytest.raises(SimulatorError, match=r"values|weights"):
        gini(values, weights)  # type: ignore[arg-type]


def test_rows_that_stand_for_nobody() -> None:
    """A row of weight 0 changes nothing, not even when its value could not be measured."""
    assert gini([-5, 1, 3, 1e308], [0, 1, 1, 0]) == gini([1, 3], [1, 1]) == 0.25


@pytest.mark.parametrize("amount", [1e-300, 0.1, 3.0, 1e300])
def test_one_household(amount: float) -> None:
    """Alone, nobody is unequal, however little or much there is; with nothing at all there is no share."""
    assert gini([amount], [7.3]) == 0
    with pytest.raises(BadInput, match="total above 0"):
        gini([0.0], [1.0])


@pytest.mark.parametrize("scale", [1e-200, 1e-100, 1e100, 1e200])
def test_extreme_magnitudes(scale: float) -> None:
    """Very small and very large units give the same number, in values and in weights."""
    assert gini(np.array([1.0, 2.0, 6.0]) * scale, [1, 2, 1]) == near(gini([1, 2, 6], [1, 2, 1]))
    assert gini([1, 2, 6], np.array([1.0, 2.0, 1.0]) * scale) == near(gini([1, 2, 6], [1, 2, 1]))


def test_ties_in_any_order() -> None:
    """Equal values with unequal weights may stand in any order."""
    assert gini([2, 5, 2, 5], [1, 9, 4, 2]) == near(gini([5, 2, 5, 2], [2, 4, 9, 1]))


def test_sums_too_large_for_a_number() -> None:
    """Values whose total overflows are refused in words, not passed on as infinity."""
    with pytest.raises(BadInput, match=r"^values: .* Count in thousands"):
        gini([1e308, 1e308], [1, 1])
