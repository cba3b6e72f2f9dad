"""Poverty: how many are poor, how far below the line, and how unequally so."""

from __future__ import annotations

from math import inf, isfinite

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simulator.errors import BadInput
from simulator.measures.weighting import as_number, as_numbers, checked

# Welfare that equals the line but for rounding is not poverty.
AT_THE_LINE = 1 - 1e-9
SMALLEST_LINE = float(np.finfo(float).tiny)


def is_poor(welfare: ArrayLike, line: float) -> NDArray[np.bool_]:
    """Return who is poor: welfare below the line.

    >>> is_poor([100.0, 125.0], 125.0).tolist()
    [True, False]
    """
    _check_line(line)
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
    values, counted = checked(welfare, weights)
    poor = is_poor(values, line)
    with np.errstate(over="ignore"):
        shortfall = (line - values[poor]) / line
        measured = float((counted[poor] * shortfall**alpha).sum() / counted.sum())
    if not isfinite(measured):
        allowed = "amounts that are not so far below 0"
        raise BadInput("welfare", float(values.min()), allowed, "Mend or drop those rows.")
    return measured


def _check_line(line: float) -> None:
    mend = "Give the line in the unit of the welfare."
    as_number("line", line, (SMALLEST_LINE, inf), "an amount above 0", mend)
