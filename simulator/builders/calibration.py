"""Entropy balancing: the weights nearest to where one starts that meet every total."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.builders.arrays import Counts, Numbers
from simulator.errors import SimulatorError

MOST_STEPS = 60
CLOSE_ENOUGH, NOT_MET = 1e-10, 1e-6
# Below this share of the largest curvature, a direction is one that two totals fix twice.
SMALLEST_CURVATURE = 1e-12
LARGEST_EXPONENT = 50.0
# Wider than the rounding errors of a sum of shares, narrower than any share that matters.
BORDER = 1e-9


def entropy_balance(start: Numbers, columns: Numbers, totals: Numbers, names: Sequence[str] = ()) -> Numbers:
    """Return the weights w with the least Σ w·ln(w/start) − w that meet `columns`ᵀ·w = `totals`.

    `start` has one weight above 0 a row, `columns` is rows × totals, no total is 0. Weights that meet
    the totals already stay as they are. Raises `SimulatorError`, naming the total that is furthest
    off, when no weights meet them all. Source: Hainmueller, Political Analysis 20(1), 2012.

    >>> columns = np.array([[1.0, 0], [1, 0], [0, 1], [0, 1]])
    >>> entropy_balance(np.ones(4), columns, np.array([2.0, 6.0])).round(9).tolist()
    [1.0, 1.0, 3.0, 3.0]
    """
    scaled = columns / totals
    multipliers: Numbers = np.zeros(len(totals))
    weights = start
    miss = 1 - weights @ scaled
    for _ in range(MOST_STEPS):
        if np.abs(miss).max() < CLOSE_ENOUGH:
            break
        curvature = (scaled * weights[:, None]).T @ scaled
        step = np.asarray(np.linalg.lstsq(curvature, miss, rcond=SMALLEST_CURVATURE)[0], dtype=np.float64)
        multipliers = multipliers + _share_of_step(start, scaled, multipliers, step) * step
        weights = start * np.exp(scaled @ multipliers)
        miss = 1 - weights @ scaled
    _check_met(miss, names)
    return weights


def weight_spread(weights: Numbers) -> tuple[float, float]:
    """Return Kish's design effect n·Σw²/(Σw)², and the largest weight over the mean.

    >>> weight_spread(np.array([1.0, 1.0, 2.0]))
    (1.125, 1.5)
    """
    mean = weights.mean()
    return float((weights**2).mean() / mean**2), float(weights.max() / mean)


def systematic_sample(weights: Numbers, count: int) -> Counts:
    """Return `count` rows, each taken in proportion to its weight, evenly along the order of the rows.

    A place on the border of two rows takes the outer one, so that the last bit of a sum decides nothing
    and the reverse order takes the same rows.

    >>> systematic_sample(np.array([1.0, 3.0]), 4).tolist()
    [0, 1, 1, 1]
    >>> systematic_sample(np.ones(4), 2).tolist()
    [0, 3]
    """
    shares = np.cumsum(weights) / weights.sum()
    places = (np.arange(count) + 0.5) / count
    # Published shares have few digits: often a border lies on a place.
    outward = places + BORDER * np.sign(places - 0.5)
    return np.minimum(np.searchsorted(shares, outward), len(weights) - 1)


def _share_of_step(start: Numbers, scaled: Numbers, multipliers: Numbers, step: Numbers) -> float:
    """Return the largest of 1, 1/2, 1/4 … that lowers the dual Σ start·exp(scaled·λ) − Σ λ."""

    def dual(at: Numbers) -> float:
        exponents = scaled @ at
        too_large = exponents.max() > LARGEST_EXPONENT
        return np.inf if too_large else float(start @ np.exp(exponents) - at.sum())

    here, share = dual(multipliers), 1.0
    while share > 1e-6 and dual(multipliers + share * step) > here + 1e-12 * abs(here):
        share /= 2
    return share


def _check_met(miss: Numbers, names: Sequence[str]) -> None:
    """Refuse weights that leave a total unmet."""
    worst = int(np.abs(miss).argmax())
    if np.abs(miss[worst]) > NOT_MET:
        name = names[worst] if names else f"total number {worst + 1}"
        raise SimulatorError(
            f"no weights meet all totals: {name} stays {abs(miss[worst]):.2%} off. "
            "Two published figures contradict each other, or the households drawn are too few or too alike."
        )
