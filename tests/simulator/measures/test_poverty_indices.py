"""Watts and Sen-Shorrocks-Thon: worked cases, closed forms, and the laws that set them apart from FGT."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from simulator import BadInput, EmptyGroup, SimulatorError
from simulator.measures import fgt, gini, sen_shorrocks_thon, watts
from tests.simulator.measures.distributions import lognormal_points
from tests.strategies import LINES, WEIGHTS, above_0, amounts, welfare_and_weights

Measure = Callable[..., float]
TEN_PERSONS = [6, 8, 11, 15, 21, 25, 30, 40, 50, 100]
BOTH = pytest.mark.parametrize("measure", [watts, sen_shorrocks_thon])


def near(value: float) -> object:
    """Return what a number equal but for rounding compares equal to."""
    return pytest.approx(value, rel=1e-9, abs=1e-12)


def test_watts_by_hand() -> None:
    """Four of ten below 20: the sum of ln(20 / 6), ln(20 / 8), ln(20 / 11) and ln(20 / 15), over ten."""
    expected = np.log(20**4 / (6 * 8 * 11 * 15)) / 10
    assert watts(TEN_PERSONS, np.ones(10), 20) == near(expected)


def test_sen_shorrocks_thon_by_hand() -> None:
    """The same ten persons: Shorrocks (1995), the sum of (2n - 2i + 1)(z - y) / z over n^2, poorest first."""
    expected = (19 * 14 + 17 * 12 + 15 * 9 + 13 * 5) / 20 / 100
    assert sen_shorrocks_thon(TEN_PERSONS, np.ones(10), 20) == near(expected)


@given(above_0(), LINES)
def test_osberg_and_xu(drawn: tuple[np.ndarray, np.ndarray], line: float) -> None:
    """Headcount x mean gap among the poor x (1 + Gini of all gaps). Source: Osberg, Xu (2000)."""
    welfare, weights = drawn
    gaps = np.maximum(line - welfare, 0) / line
    if not gaps.any():
        assert sen_shorrocks_thon(welfare, weights, line) == watts(welfare, weights, line) == 0
        return
    poor = welfare < line
    gap = np.average(gaps[poor], weights=weights[poor])
    expected = fgt(welfare, weights, line, 0) * gap * (1 + gini(gaps, weights))
    assert sen_shorrocks_thon(welfare, weights, line) == near(expected)


@given(above_0(), LINES)
def test_two_drawn_at_random(drawn: tuple[np.ndarray, np.ndarray], line: float) -> None:
    """The index is the mean of the larger gap of two persons drawn, with no sort and no Gini at all."""
    welfare, weights = drawn
    gaps = np.maximum(line - welfare, 0) / line
    pairs = np.maximum(gaps[:, None], gaps[None, :]) * weights[:, None] * weights[None, :]
    assert sen_shorrocks_thon(welfare, weights, line) == near(pairs.sum() / weights.sum() ** 2)


def test_lognormal() -> None:
    """Median 100, log deviation .6, line 80: Watts is s(k Phi(k) + phi(k)) with k = ln(.8) / s."""
    k = np.log(0.8) / 0.6
    expected = 0.6 * (k * norm.cdf(k) + norm.pdf(k))
    assert watts(*lognormal_points(100, 0.6, 80), 80) == pytest.approx(expected, rel=1e-12)


def test_uniform_distribution() -> None:
    """Spread evenly from 0 to b, with h = z / b: Watts is h, Sen-Shorrocks-Thon h - h^2 / 3."""
    cells = 100_000
    middles = (np.arange(cells) + 0.5) / cells * 10
    assert sen_shorrocks_thon(middles, np.ones(cells), 4) == pytest.approx(0.4 - 0.16 / 3, rel=1e-8)
    assert watts(middles, np.ones(cells), 4) == pytest.approx(0.4, rel=1e-5)


@BOTH
@given(above_0(), LINES, st.integers(-20, 20), st.integers(2, 4), st.randoms(use_true_random=False))
def test_invariances(
    measure: Measure,
    drawn: tuple[np.ndarray, np.ndarray],
    line: float,
    power: int,
    times: int,
    random: object,
) -> None:
    """Another currency, several copies, weights as repetition, rows in another order: the same number."""
    welfare, weights = drawn
    expected = near(measure(welfare, weights, line))
    order = list(range(len(welfare)))
    random.shuffle(order)  # type: ignore[attr-defined]
    assert measure(welfare * 2.0**power, weights * 1000, line * 2.0**power) == expected
    assert measure(np.tile(welfare, times), np.tile(weights, times), line) == expected
    assert measure(np.tile(welfare, times), np.tile(weights / times, times), line) == expected
    assert measure(welfare[order], weights[order], line) == expected
    assert measure([*welfare, 1e-9], [*weights, 0], line) == expected


@BOTH
@given(above_0(), amounts(1, 1000), amounts(1, 1000), amounts(0.25, 400), WEIGHTS)
def test_transfer_principle(
    measure: Measure,
    drawn: tuple[np.ndarray, np.ndarray],
    poorer: float,
    apart: float,
    moved: float,
    weight: float,
) -> None:
    """From one poor person to a poorer one of the same weight: both indices fall."""
    moved, line = min(moved, apart / 2), poorer + apart + 1
    weights = np.concatenate((drawn[1], [weight, weight]))
    before = np.concatenate((drawn[0], [poorer, poorer + apart]))
    after = np.concatenate((drawn[0], [poorer + moved, poorer + apart - moved]))
    assert measure(after, weights, line) <= measure(before, weights, line) + 1e-12
    assert measure(after[-2:], [1, 1], line) < measure(before[-2:], [1, 1], line)


def test_headcount_and_gap_break_the_transfer_principle() -> None:
    """1 taken from the poorer and given to the richer lowers the headcount and leaves the gap of two poor."""
    assert fgt([4, 10], [1, 1], 10, 0) < fgt([5, 9], [1, 1], 10, 0)
    assert fgt([4, 9], [1, 1], 10, 1) == near(fgt([5, 8], [1, 1], 10, 1))
    for measure in (watts, sen_shorrocks_thon):
        assert measure([4, 10], [1, 1], 10) > measure([5, 9], [1, 1], 10)


@BOTH
@given(above_0(), LINES, st.data())
def test_monotonicity_and_focus(
    measure: Measure, drawn: tuple[np.ndarray, np.ndarray], line: float, data: st.DataObject
) -> None:
    """What a poor person gains lowers poverty; what the others gain changes nothing."""
    welfare, weights = drawn
    row = data.draw(st.integers(0, len(welfare) - 1))
    better = welfare.copy()
    better[row] += data.draw(amounts(0.25))
    before, after = measure(welfare, weights, line), measure(better, weights, line)
    assert after <= before + 1e-12
    if welfare[row] >= line:
        assert after == before
    elif weights[row] / weights.sum() > 1e-4:
        assert after < before


@given(above_0(least=2), LINES, st.data())
def test_subgroups(drawn: tuple[np.ndarray, np.ndarray], line: float, data: st.DataObject) -> None:
    """The Watts index of all is the mean of the groups', weighted by how many each holds."""
    welfare, weights = drawn
    cut = data.draw(st.integers(1, len(welfare) - 1))
    groups = [(welfare[:cut], weights[:cut]), (welfare[cut:], weights[cut:])]
    parts = sum(watts(*group, line) * group[1].sum() for group in groups)
    assert watts(welfare, weights, line) == near(parts / weights.sum())


def test_sen_shorrocks_thon_does_not_add_up_over_groups() -> None:
    """Two groups of one person each: the mean of their indices is below the index of both together."""
    apart = (sen_shorrocks_thon([0], [1], 10) + sen_shorrocks_thon([5], [1], 10)) / 2
    assert apart == near(0.75) and sen_shorrocks_thon([0, 5], [1, 1], 10) == near(0.875)


@given(welfare_and_weights(), LINES)
def test_bounds(drawn: tuple[np.ndarray, np.ndarray], line: float) -> None:
    """Sen-Shorrocks-Thon lies between the poverty gap and twice the gap, and from 0 to 1."""
    index, gap = sen_shorrocks_thon(*drawn, line), fgt(*drawn, line, 1)
    assert gap <= index * (1 + 1e-12) and index <= min(1, 2 * gap) * (1 + 1e-12)
    assert sen_shorrocks_thon([0, 0], [1, 3], line) == near(1)


@pytest.mark.parametrize("amount", [0, -5])
def test_watts_without_a_logarithm(amount: float) -> None:
    """Welfare of 0 or less has no logarithm: refused by name, unless the row stands for nobody."""
    with pytest.raises(BadInput, match=r"^welfare: .* amounts above 0\. .*poverty gap and severity"):
        watts([amount, 3], [1, 1], 10)
    assert watts([amount, 3], [0, 1], 10) == near(np.log(10 / 3))


@BOTH
def test_refusals(measure: Measure) -> None:
    """Nobody, lines that are none, bad rows and overflow are named errors."""
    with pytest.raises(EmptyGroup, match="group is empty"):
        measure([1.0], [0.0], 10)
    for line in (0, -5, float("nan"), float("inf"), True, "10", None):
        with pytest.raises(BadInput, match=r"^line: .* an amount above 0"):
            measure([1.0], [1.0], line)
    for values, weights in (([1, 2], [1]), ([np.nan], [1]), ([1], [np.inf]), ([1], [-1]), ([1], None)):
        with pytest.raises(SimulatorError, match=r"values|weights"):
            measure(values, weights, 10)
    with pytest.raises(BadInput, match=r"^welfare: "):
        measure([-1e308, 1], [1.0, 1], 1e-5)
    assert type(measure([1.0], [1.0], np.float64(10))) is float
