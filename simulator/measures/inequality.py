"""Inequality: how unequally consumption is spread."""

from __future__ import annotations

from math import isfinite

import numpy as np
from numpy.typing import ArrayLike

from simulator.errors import BadInput
from simulator.measures.weighting import checked


def gini(values: ArrayLike, weights: ArrayLike) -> float:
    """Return the Gini coefficient: 0 when all are equal, near 1 when one has everything.

    Twice the area between the Lorenz curve and the diagonal, by trapezoids.
    Source: World Bank, Handbook on Poverty and Inequality (2009), chapter 6.

    >>> round(gini([6, 8, 11, 15, 21, 25, 30, 40, 50, 100], [1] * 10), 6)
    0.435948
    """
    numbers, counted = checked(values, weights)
    order = np.argsort(numbers, kind="stable")
    people = counted[order]
    with np.errstate(over="ignore", invalid="ignore"):
        amounts = numbers[order] * people
        held = np.cumsum(amounts)
        if numbers.min() < 0 or not held[-1] > 0:
            allowed = "0 or more, with a total above 0"
            raise BadInput("values", float(numbers.min()), allowed, "Mend those rows.")
        index = float(1 - (people * (2 * held - amounts)).sum() / (people.sum() * held[-1]))
    if not isfinite(index):
        allowed = "values whose weighted total is a number that a computer can hold"
        raise BadInput("values", float(numbers.max()), allowed, "Count in thousands or millions.")
    # Among equals the rounding of the sums would leave a hair below 0.
    return max(0.0, index)
