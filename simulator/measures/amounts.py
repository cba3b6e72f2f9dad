"""What measures of money check: amounts of 0 or more, and totals that a number can hold."""

from __future__ import annotations

from math import isfinite

import numpy as np
from numpy.typing import ArrayLike

from simulator.errors import BadInput, EmptyGroup
from simulator.measures.weighting import Numbers, as_numbers, checked


def checked_amounts(name: str, given: ArrayLike, weights: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return amounts and weights as flat arrays of one length; refuses amounts below 0, naming them.

    >>> checked_amounts("benefits", [0, 15], [1, 2])[0].tolist()
    [0.0, 15.0]
    """
    amounts, counted = checked(as_numbers(name, given), weights)
    if amounts.min() < 0:
        raise BadInput(name, float(amounts.min()), "amounts of 0 or more", "Mend or drop those rows.")
    return amounts, counted


def weighted_total(name: str, amounts: Numbers, weights: Numbers) -> float:
    """Return the sum of amounts times weights; refuses one that is too large for a number.

    >>> weighted_total("benefits", np.array([0.0, 15.0]), np.array([1.0, 2.0]))
    30.0
    """
    with np.errstate(over="ignore", invalid="ignore"):
        total = float((amounts * weights).sum())
    if not isfinite(total):
        allowed = "amounts whose weighted total is a number that a computer can hold"
        raise BadInput(name, float(np.abs(amounts).max()), allowed, "Count in thousands or millions.")
    return total


def total_paid(benefits: Numbers, weights: Numbers) -> float:
    """Return all that is paid; raises `EmptyGroup` when that is nothing, since no share of it exists.

    >>> total_paid(np.array([0.0]), np.array([1.0]))
    Traceback (most recent call last):
    simulator.errors.EmptyGroup: nothing is paid: the benefits add up to 0, so there is no share of them.
    """
    total = weighted_total("benefits", benefits, weights)
    if total <= 0:
        raise EmptyGroup("nothing is paid: the benefits add up to 0, so there is no share of them.")
    return total
