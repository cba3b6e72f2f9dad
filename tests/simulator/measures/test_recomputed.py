"""The measures beside other people's programs: R's laeken, and PySAL's inequality where it is installed."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.measures import atkinson, fgt, gini, theil

INCOMES = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]
WEIGHTS = [3, 1, 2, 5, 4, 2, 6, 1, 2, 3]
WITH_TIES = [12, 7, 7, 30, 55, 18, 90, 4, 41, 7]
FRACTIONS = [1.5, 2, 0.5, 1, 3, 2.5, 0.25, 4, 1, 2]


@pytest.mark.parametrize(
    ("values", "weights", "percent"),
    [
        (INCOMES, [1] * 10, 46.2091130268),
        (INCOMES, WEIGHTS, 43.5769196669),
        (WITH_TIES, FRACTIONS, 49.6908278942),
    ],
)
def test_gini_of_laeken(values: list[float], weights: list[float], percent: float) -> None:
    """R 4.2.2, laeken 0.5.2, `gini(x, weights = w)`: printed in percent, to ten digits."""
    assert round(100 * gini(values, weights), 10) == percent


def test_headcount_of_laeken() -> None:
    """The same program's `arpr`, the share of persons below 60 % of the median, here a line of 2662.2."""
    assert round(100 * fgt(INCOMES, WEIGHTS, 2662.2, 0), 10) == 20.6896551724


def test_inequality_of_pysal() -> None:
    """PySAL's package inequality, made to treat persons as equals, on a thousand random incomes."""
    other = pytest.importorskip("inequality")
    incomes = np.random.default_rng(8).lognormal(4, 0.7, 1000)
    ones = np.ones(1000)
    assert gini(incomes, ones) == pytest.approx(other.gini.Gini(incomes).g, rel=1e-9)
    assert theil(incomes, ones) == pytest.approx(other.theil.Theil(incomes).T, rel=1e-9)
    for epsilon in (0.5, 1, 2):
        found = other.atkinson.atkinson(incomes, epsilon)
        assert atkinson(incomes, ones, epsilon) == pytest.approx(found, rel=1e-9)
