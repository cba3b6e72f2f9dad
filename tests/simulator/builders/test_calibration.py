"""Entropy balancing meets its totals and moves the weights as little as possible."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.builders.calibration import entropy_balance, systematic_sample, weight_spread
from simulator.errors import SimulatorError

seeds = st.integers(0, 10_000)


def problem(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return start weights, columns, and totals that some weights above 0 meet."""
    rng = np.random.default_rng(seed)
    rows, count = int(rng.integers(30, 200)), int(rng.integers(1, 7))
    start = rng.uniform(0.5, 2, rows)
    columns = rng.uniform(0, 1, (rows, count)) + 0.1
    return start, columns, (start * np.exp(0.5 * rng.normal(size=rows))) @ columns


@given(seeds)
def test_totals_are_met(seed: int) -> None:
    """The weights meet every total to a part in a hundred million, and all are above 0."""
    start, columns, totals = problem(seed)
    weights = entropy_balance(start, columns, totals)
    assert (weights > 0).all()
    np.testing.assert_allclose(weights @ columns, totals, rtol=1e-8)


@given(seeds)
def test_weights_that_meet_the_totals_stay(seed: int) -> None:
    """Nothing moves when nothing has to."""
    start, columns, _ = problem(seed)
    np.testing.assert_array_equal(entropy_balance(start, columns, start @ columns), start)


@given(seeds)
def test_no_other_weights_are_nearer(seed: int) -> None:
    """Any small move that keeps the totals raises the distance from the start."""
    start, columns, totals = problem(seed)
    weights = entropy_balance(start, columns, totals)
    move = np.random.default_rng(seed).normal(size=len(start))
    move -= columns @ np.linalg.lstsq(columns, move, rcond=None)[0]
    other = weights + 1e-3 * weights.min() * move / np.abs(move).max()

    def distance(at: np.ndarray) -> float:
        return float((at * np.log(at / start) - at).sum())

    assert distance(other) >= distance(weights) - 1e-9


@given(seeds)
def test_a_total_asked_for_twice_does_no_harm(seed: int) -> None:
    """Totals that repeat each other give the same weights."""
    start, columns, totals = problem(seed)
    twice = entropy_balance(start, np.hstack([columns, columns[:, :1]]), np.append(totals, totals[0]))
    np.testing.assert_allclose(twice, entropy_balance(start, columns, totals), rtol=1e-6)


def test_totals_that_contradict_are_named() -> None:
    """The message names the total that stays furthest off."""
    columns = np.array([[1.0, 1.0], [1.0, 1.0]])
    with pytest.raises(SimulatorError, match=r"persons in towns|all persons"):
        entropy_balance(np.ones(2), columns, np.array([2.0, 3.0]), ["all persons", "persons in towns"])


@given(seeds, st.integers(1, 400))
def test_systematic_sample_takes_in_proportion(seed: int, count: int) -> None:
    """Each row is taken its expected number of times, give or take one."""
    weights = np.random.default_rng(seed).uniform(0.1, 3, 50)
    taken = np.bincount(systematic_sample(weights, count), minlength=50)
    assert taken.sum() == count
    assert (np.abs(taken - count * weights / weights.sum()) < 1 + 1e-9).all()


@given(seeds, st.integers(2, 300))
def test_the_last_bit_takes_no_row(seed: int, count: int) -> None:
    """Where every place may lie on a border, errors of rounding change no row, and the mirror is the same."""
    weights = np.random.default_rng(seed).integers(1, 4, 200) / 2
    noise = 1 + 1e-14 * np.random.default_rng(seed + 1).normal(size=200)
    taken = systematic_sample(weights, count)
    even = np.arange(count) != (count - 1) / 2  # the middle of all has no outer side
    np.testing.assert_array_equal(taken[even], systematic_sample(weights * noise, count)[even])
    mirrored = 199 - systematic_sample(weights[::-1], count)[::-1]
    np.testing.assert_array_equal(taken[even], mirrored[even])


def test_equal_weights_have_no_design_effect() -> None:
    """Equal weights spread nothing."""
    assert weight_spread(np.full(7, 3.0)) == (1.0, 1.0)
