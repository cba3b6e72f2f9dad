"""Inequality: how unequally consumption is spread."""

from __future__ import annotations

from math import exp, isfinite, log, log1p

import numpy as np
from numpy.typing import ArrayLike

from simulator.errors import BadInput
from simulator.measures.curves import lorenz_curve
from simulator.measures.weighting import Numbers, as_number, not_negative, too_large, total_of

SMALLEST_EPSILON = float(np.finfo(float).tiny)


def gini(values: ArrayLike, weights: ArrayLike) -> float:
    """Return the Gini coefficient: 0 when all are equal, near 1 when one has everything.

    Twice the area between the Lorenz curve and the diagonal, by trapezoids: no correction for
    small samples, so that n copies of the same people are as unequal. One household has 0.
    Source: World Bank, Handbook on Poverty and Inequality (2009), chapter 6.

    >>> round(gini([6, 8, 11, 15, 21, 25, 30, 40, 50, 100], [1] * 10), 6)
    0.435948
    """
    numbers, counted = not_negative(values, weights)
    order = np.argsort(numbers, kind="stable")
    return gini_of_sorted(numbers[order], counted[order])


def gini_of_sorted(values: Numbers, weights: Numbers) -> float:
    """Return the Gini coefficient of values that rise, none below 0, all weights above 0.

    >>> gini_of_sorted(np.array([0.0, 1.0]), np.array([1.0, 1.0]))
    0.5
    """
    total_of(values, weights)
    shares = weights / weights.sum()
    amounts = values * shares
    held = np.cumsum(amounts)
    area = float((shares * (held - amounts / 2)).sum() / held[-1])
    # Among equals the rounding of the sums would leave a hair below 0.
    return max(0.0, 1 - 2 * area)


def palma(values: ArrayLike, weights: ArrayLike) -> float:
    """Return what the richest tenth of persons holds over what the poorest two fifths hold.

    1/4 when all are equal. A row that crosses a cut is split in proportion, so weights count as repetition.
    Source: Palma, Development and Change 42(1), 2011; the ratio: Cobham, Sumner, Significance 11(1), 2014.

    >>> palma([1] * 9 + [11], [1] * 10)
    2.75
    """
    return _ratio_of_ends(values, weights, top=0.1, bottom=0.4)


def quintile_ratio(values: ArrayLike, weights: ArrayLike) -> float:
    """Return what the richest fifth of persons holds over what the poorest fifth holds (80:20, S80/S20).

    1 when all are equal. It compares the totals of the two fifths, not the values at the two cuts
    (P80/P20); a row that crosses a cut is split in proportion. Source: Eurostat, indicator ilc_di11.

    >>> round(quintile_ratio([2, 3, 4, 5, 6], [1] * 5), 10)
    3.0
    """
    return _ratio_of_ends(values, weights, top=0.2, bottom=0.2)


def theil(values: ArrayLike, weights: ArrayLike) -> float:
    """Return Theil's T, the mean of (y / mean) ln(y / mean): 0 among equals, ln n when one of n has all.

    A value of 0 adds 0, the limit of x ln x. Source: World Bank, Handbook on Poverty and Inequality
    (2009), chapter 6, GE(1); Theil, Economics and Information Theory (1967), chapter 4.

    >>> round(theil([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261], [1] * 10), 7)
    0.3623412
    """
    relative, shares = _relative(values, weights)
    some = relative > 0
    held = shares[some] * relative[some]
    return max(0.0, float((held * np.log(relative[some])).sum()))


def mean_log_deviation(values: ArrayLike, weights: ArrayLike) -> float:
    """Return the mean of ln(mean / y), Theil's L: 0 when all are equal, and without an upper bound.

    Values of 0 are refused: one alone would make it infinite.
    Source: World Bank, Handbook on Poverty and Inequality (2009), chapter 6, GE(0).

    >>> round(mean_log_deviation([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261], [1] * 10), 7)
    0.4335946
    """
    relative, shares = _relative(values, weights)
    _refuse_zeros(relative, "One 0 would make the mean log deviation infinite: use Theil's T or the Gini.")
    return max(0.0, -float((shares * np.log(relative)).sum()))


def atkinson(values: ArrayLike, weights: ArrayLike, epsilon: float) -> float:
    """Return Atkinson's index: the share of the total that could be given up for an equal spread.

    1 - (mean of (y / mean)^(1 - epsilon))^(1 / (1 - epsilon)); at epsilon 1: 1 - geometric mean / mean.
    Epsilon, above 0 and up to 100, is the aversion to inequality. From 1 on values of 0 are refused:
    one alone would make it 1. Source: Atkinson, Journal of Economic Theory 2(3), 1970, section 4.

    >>> round(atkinson([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261], [1] * 10, 0.5), 7)
    0.1796591
    """
    allowed = "a number above 0, up to 100"
    aversion = as_number("epsilon", epsilon, (SMALLEST_EPSILON, 100), allowed, "Use 0.5, 1 or 2.")
    relative, shares = _relative(values, weights)
    if aversion >= 1:
        _refuse_zeros(relative, "One 0 would make the index 1 at this epsilon: use one below 1.")
    with np.errstate(divide="ignore"):
        logs = np.log(relative)
    return max(0.0, 1 - exp(_log_power_mean(logs, shares, 1 - aversion)))


def _log_power_mean(logs: Numbers, shares: Numbers, power: float) -> float:
    """Return ln of (mean of y^power)^(1 / power), accurate near power 0, where it is the mean of logs."""
    if power == 0:
        return float((shares * logs).sum())
    scaled = power * logs
    highest = float(scaled.max())
    lower = float((shares * np.expm1(scaled - highest)).sum())
    # Near power 0 the first form keeps digits, far from it the second: 1 + lower would cancel.
    mean = log1p(lower) if lower > -0.5 else log(float((shares * np.exp(scaled - highest)).sum()))
    return (highest + mean) / power


def _ratio_of_ends(values: ArrayLike, weights: ArrayLike, *, top: float, bottom: float) -> float:
    persons, held = lorenz_curve(values, weights)
    below, above = (float(np.interp(cut, persons, held)) for cut in (bottom, 1 - top))
    if below <= 0 or not isfinite((1 - above) / below):
        allowed = f"values of which the poorest {bottom:.0%} hold some part"
        raise BadInput("values", below, allowed, "Else the ratio is infinite: use the Gini or Theil's T.")
    return (1 - above) / below


def _relative(values: ArrayLike, weights: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return the values over their mean, and the rows' shares of all persons."""
    numbers, counted = not_negative(values, weights)
    shares = counted / counted.sum()
    relative = numbers / total_of(numbers, shares)
    if not np.isfinite(relative).all():
        raise too_large(numbers)
    return relative, shares


def _refuse_zeros(relative: Numbers, mend: str) -> None:
    if not relative.min() > 0:
        raise BadInput("values", 0.0, "values above 0", mend)
