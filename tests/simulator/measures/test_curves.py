"""Lorenz and concentration curves: closed forms, ties, and what both have in common with the Gini."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from simulator import BadInput, EmptyGroup, SimulatorError
from simulator.measures import concentration_curve, concentration_index, gini, lorenz_curve
from tests.simulator.measures.distributions import from_lorenz
from tests.strategies import WEIGHTS, amounts, welfare_and_weights

RANKED = st.lists(st.tuples(amounts(0, 100), st.integers(0, 5), WEIGHTS), min_size=1, max_size=20)


def near(value: object) -> object:
    """Return what a number equal but for rounding compares equal to."""
    return pytest.approx(value, rel=1e-9, abs=1e-12)


def columns(rows: list[tuple[float, int, float]]) -> tuple[np.ndarray, ...]:
    """Return values, ranks and weights, with something to share."""
    values, ranks, weights = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    return values + 0.25, ranks, weights


@pytest.mark.parametrize("deviation", [0.3, 0.6, 1.0])
def test_lognormal(deviation: float) -> None:
    """The Lorenz curve of a lognormal distribution is Phi(Phi^-1(p) - s)."""
    persons, held = lorenz_curve(*from_lorenz(norm.cdf(norm.ppf(np.linspace(0, 1, 1001)) - deviation)))
    assert held == near(norm.cdf(norm.ppf(persons) - deviation))


@given(welfare_and_weights())
def test_a_lorenz_curve(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    """From (0, 0) to (1, 1), rising, bending upwards, never above the diagonal; its arrays are read-only."""
    persons, held = lorenz_curve(*drawn)
    assert (persons[0], held[0], persons[-1], held[-1]) == (0, 0, 1, 1)
    assert (np.diff(persons) > 0).all() and (np.diff(held) >= 0).all() and (held <= persons + 1e-12).all()
    slopes = np.diff(held) / np.diff(persons)
    assert (np.diff(slopes) >= -1e-6 * slopes[1:]).all()
    assert not persons.flags.writeable and not held.flags.writeable
    assert len(persons) == len(np.unique(drawn[0])) + 1


@given(welfare_and_weights())
def test_ranked_by_themselves(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    """Ranked by the values the index is the Gini coefficient; ranked the other way round, minus it."""
    welfare, weights = drawn
    assert concentration_index(welfare, welfare, weights) == near(gini(welfare, weights))
    assert concentration_index(welfare, -welfare, weights) == near(-gini(welfare, weights))


@given(RANKED)
def test_bounds(rows: list[tuple[float, int, float]]) -> None:
    """No ranking concentrates more than the ranking by the values themselves, up or down."""
    values, ranks, weights = columns(rows)
    assert abs(concentration_index(values, ranks, weights)) <= gini(values, weights) + 1e-12


@given(RANKED, st.floats(1e-3, 1e3), st.integers(2, 4), st.randoms(use_true_random=False))
def test_invariances(rows: list[tuple[float, int, float]], rate: float, times: int, random: object) -> None:
    """Currency, copies, weights as repetition and the order of rows mean nothing, ties or not."""
    values, ranks, weights = columns(rows)
    expected = near(concentration_index(values, ranks, weights))
    order = list(range(len(values)))
    random.shuffle(order)  # type: ignore[attr-defined]
    assert concentration_index(values * rate, ranks, weights * 1000) == expected
    assert concentration_index(*(np.tile(column, times) for column in (values, ranks, weights))) == expected
    assert concentration_index(values[order], ranks[order], weights[order]) == expected
    for one, two in zip(
        concentration_curve(values, ranks, weights),
        concentration_curve(values[order], ranks[order], weights[order]),
        strict=True,
    ):
        assert one == near(two)


def test_ties_are_one_step() -> None:
    """Two persons of equal rank share one step, whoever of them holds more and comes first."""
    for values in ([4, 0, 4], [0, 4, 4]):
        persons, held = concentration_curve(values, [1, 1, 2], [1, 1, 2])
        assert (persons.tolist(), held.tolist()) == ([0, 0.5, 1], [0, pytest.approx(1 / 3), 1])
        assert concentration_index(values, [7, 7, 7], [1, 1, 2]) == 0


def test_same_amount_for_all_and_all_for_the_poorest() -> None:
    """A universal transfer has index 0; all of it to the poorest of n has 1 / n - 1."""
    assert concentration_index([3] * 4, [1, 2, 3, 4], [1] * 4) == near(0)
    assert concentration_index([9, 0, 0, 0], [1, 2, 3, 4], [1] * 4) == near(-0.75)


def test_losses_may_be_ranked_but_have_no_lorenz_curve() -> None:
    """A net transfer has negative values: its concentration curve is drawn, a Lorenz curve refused."""
    persons, held = concentration_curve([6, -2], [1, 2], [1, 1])
    assert (persons.tolist(), held.tolist()) == ([0, 0.5, 1], [0, 1.5, 1])
    with pytest.raises(BadInput, match=r"^values: -2\.0 .* 0 or more"):
        lorenz_curve([6, -2], [1, 1])
    with pytest.raises(BadInput, match="total above 0"):
        concentration_curve([2, -2], [1, 2], [1, 1])


def test_rows_that_stand_for_nobody() -> None:
    """A row of weight 0 is no point of the curve."""
    assert lorenz_curve([1, -7, 3], [1, 0, 1])[0].tolist() == [0, 0.5, 1]
    assert concentration_curve([1, 9, 3], [1, 0, 2], [1, 0, 1])[1].tolist() == [0, 0.25, 1]


@pytest.mark.parametrize("ranks", [[1], [1, np.nan], [[1, 2]], ["a", "b"], None])
def test_ranks_are_numbers(ranks: object) -> None:
    """One finite number a row, or a refusal in words."""
    with pytest.raises(SimulatorError, match="ranked_by"):
        concentration_index([1, 2], ranks, [1, 1])  # type: ignore[arg-type]


def test_bad_rows_and_weights() -> None:
    """Nobody, nothing and bad weights are named errors for curves too."""
    with pytest.raises(EmptyGroup):
        lorenz_curve([1.0], [0.0])
    with pytest.raises(BadInput, match="total above 0"):
        lorenz_curve([0.0], [1.0])
    with pytest.raises(BadInput, match="Count in thousands"):
        concentration_index([1e308, 1e308], [1, 2], [1, 1])
    for weights in ([1], [1, -1], [1, np.nan], None):
        with pytest.raises(SimulatorError, match="weights"):
            concentration_curve([1, 2], [1, 2], weights)  # type: ignore[arg-type]
    assert type(concentration_index([1, 2], [1, 2], [1, 1])) is float
