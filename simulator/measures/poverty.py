"""Poverty: how many are poor, how far below the line, and how unequally so."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simulator.errors import BadInput
from simulator.measures.weighting import checked

# Welfare that equals the line but for rounding is not poverty.
AT_THE_LINE = 1 - 1e-9


def is_poor(welfare: ArrayLike, line: float) -> NDArray[np.bool_]:
    """Return who is poor: welfare below the line.

    >>> is_poor([100.0, 125.0], 125.0).tolist()
    [True, False]
    """
    _check_line(line)
    return np.asarray(welfare, dtype=float) < line * AT_THE_LINE


def fgt(welfare: ArrayLike, weights: ArrayLike, line: float, alpha: float) -> float:
    """Return the Foster-Greer-Thorbecke measure: 0 headcount, 1 poverty gap, 2 severity, as shares.

    Source: Foster, Greer, Thorbecke, Econometrica 52(3), 1984, equation 2.

    >>> round(fgt([100, 110, 150, 160], [1, 1, 1, 1], line=125, alpha=1), 10)
    0.08
    """
    if not 0 <= alpha <= 10:
        raise BadInput("alpha", alpha, "a number from 0 to 10", "Use 0, 1 or 2.")
    values, counted = checked(welfare, weights)
    poor = is_poor(values, line)
    shortfall = (line - values[poor]) / line
    return float((counted[poor] * shortfall**alpha).sum() / counted.sum())


def _check_line(line: float) -> None:
    if not isinstance(line, int | float | np.number) or not (np.isfinite(line) and line > 0):
        raise BadInput("line", line, "an amount above 0", "Give the line in the unit of the welfare.")
