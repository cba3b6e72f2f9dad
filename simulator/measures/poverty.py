"""Poverty: how many are poor, how far below the line, and how unequally so."""

from __future__ import annotations

from math import inf, isfinite

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simulator.errors import BadInput
from simulator.measures.inequality import gini
from simulator.measures.weighting import Numbers, as_number, as_numbers, present

# Welfare that equals the line but for rounding is not poverty.
AT_THE_LINE = 1 - 1e-9
SMALLEST_LINE = float(np.finfo(float).tiny)


def is_poor(welfare: ArrayLike, line: float) -> NDArray[np.bool_]:
    """Return who is poor: welfare below the line.

    >>> is_poor([100.0, 125.0], 125.0).tolist()
    [True, False]
    """
    check_line(line)
    values = as_numbers("welfare", welfare)
    if not np.isfinite(values).all():
        raise BadInput("welfare", welfare, "finite numbers", "Mend or drop the rows without a number.")
    return values < line * AT_THE_LINE


def fgt(welfare: ArrayLike, weights: ArrayLike, line: float, alpha: float) -> float:
    """Return the Foster-Greer-Thorbecke measure: 0 headcount, 1 poverty gap, 2 severity, as shares.

    Source: Foster, Greer, Thorbecke, Econometrica 52(3), 1984, equation 2.

    >>> round(fgt([100, 110, 150, 160], [1, 1, 1, 1], line=125, alpha=1), 10)
    0.08
    """
    as_number("alpha", alpha, (0, 10), "a number from 0 to 10", "Use 0, 1 or 2.")
    values, counted = present(welfare, weights)
    with np.errstate(over="ignore"):
        gaps = _gaps(values, line)
        measured = float((counted * power(gaps, alpha)).sum() / counted.sum())
    if not isfinite(measured):
        raise too_low(values)
    return measured


def watts(welfare: ArrayLike, weights: ArrayLike, line: float) -> float:
    """Return the Watts index: the mean over all persons of ln(line / welfare), 0 for who is not poor.

    Welfare of 0 or less is refused: the logarithm of one such amount would be infinite or none.
    Source: Zheng, Economics Letters 42, 1993; World Bank, Handbook on Poverty and Inequality (2009),
    chapter 4.

    >>> round(watts([100, 110, 150, 160], [1, 1, 1, 1], line=125), 6)
    0.087744
    """
    values, counted = present(welfare, weights)
    poor = is_poor(values, line)
    if values.min() <= 0:
        mend = "Mend those rows, or use the poverty gap and severity, which allow 0."
        raise BadInput("welfare", float(values.min()), "amounts above 0", mend)
    logs = np.log(line) - np.log(values[poor])
    return float((counted[poor] * logs).sum() / counted.sum())


def sen_shorrocks_thon(welfare: ArrayLike, weights: ArrayLike, line: float) -> float:
    """Return the Sen-Shorrocks-Thon index: the poverty gap x (1 + Gini of the gaps of all persons).

    The gap is 0 for who is not poor. The Gini is by trapezoids, so that n copies of the same people, or
    weights n times as high, are as poor; 0 when nobody is poor, 1 when nobody has anything.
    Source: Shorrocks, Econometrica 63(5), 1995, equation 8; the product: Osberg, Xu, Journal of Human
    Resources 35(1), 2000.

    >>> round(sen_shorrocks_thon([100, 110, 150, 160], [1, 1, 1, 1], line=125), 6)
    0.125
    """
    values, counted = present(welfare, weights)
    with np.errstate(over="ignore"):
        gaps = _gaps(values, line)
        gap = float((counted * gaps).sum() / counted.sum())
    if not isfinite(gap):
        raise too_low(values)
    return gap * (1 + gini(gaps, counted)) if gap else 0.0


def shortfall(welfare: Numbers, line: float) -> Numbers:
    """Return how far welfare lies below the line, as a share of the line.

    >>> shortfall(np.array([75.0]), 100).tolist()
    [0.25]
    """
    return (line - welfare) / line


def power(gaps: Numbers, alpha: float) -> Numbers:
    """Return gaps to the power of alpha, where no gap stays none: who is not poor adds 0 to any measure.

    Alpha 0, 1 and 2 are compared and multiplied, many times as fast as raised.

    >>> power(np.array([0.5]), 2).tolist()
    [0.25]
    """
    if alpha == 0:
        return (gaps > 0).astype(float)
    if alpha == 1:
        return gaps
    return gaps * gaps if alpha == 2 else gaps**alpha


def check_line(line: float) -> None:
    """Refuse a poverty line that is no amount above 0.

    >>> check_line(125)
    """
    mend = "Give the line in the unit of the welfare."
    as_number("line", line, (SMALLEST_LINE, inf), "an amount above 0", mend)


def too_low(welfare: Numbers) -> BadInput:
    """Return the error for welfare so far below 0 that its gap is no number.

    >>> print(too_low(np.array([-1e308])))  # doctest: +ELLIPSIS
    welfare: -1e+308 is not allowed. Allowed: ... Mend or drop those rows.
    """
    allowed = "amounts that are not so far below 0"
    return BadInput("welfare", float(welfare.min()), allowed, "Mend or drop those rows.")


def _gaps(welfare: Numbers, line: float) -> Numbers:
    return np.where(is_poor(welfare, line), shortfall(welfare, line), 0.0)
