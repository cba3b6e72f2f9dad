"""What all measures check first."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simulator.errors import BadInput, EmptyGroup, SimulatorError

Numbers = NDArray[np.float64]


def checked(values: ArrayLike, weights: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return values and weights as flat arrays of one length, finite, weights not negative.

    Raises `EmptyGroup` when the weights add up to nothing: there is nobody to measure.
    """
    numbers, counted = as_numbers("values", values), as_numbers("weights", weights)
    if numbers.ndim != 1 or numbers.shape != counted.shape:
        raise SimulatorError(
            f"values and weights must be two lists of one length; here: {numbers.shape} and {counted.shape}."
        )
    if not np.isfinite(numbers).all() or not np.isfinite(counted).all() or (counted < 0).any():
        raise SimulatorError("values must be finite, weights finite and 0 or more. Mend or drop such rows.")
    if counted.sum() <= 0:
        raise EmptyGroup("the group is empty: its weights add up to 0, so it has no share and no mean.")
    return numbers, counted


def as_numbers(name: str, given: ArrayLike) -> Numbers:
    """Return what was given as an array of numbers, or refuse it, naming it.

    >>> as_numbers("values", [1, 2]).tolist()
    [1.0, 2.0]
    """
    try:
        return np.asarray(given, dtype=float)
    except (TypeError, ValueError):
        raise BadInput(name, given, "a list of numbers", "Turn texts and gaps into numbers first.") from None


def weighted_share(within: ArrayLike, weights: ArrayLike) -> float:
    """Return the weighted share of true values.

    >>> weighted_share([True, False], [1, 3])
    0.25
    """
    hits, counted = checked(np.asarray(within, dtype=bool), weights)
    return float((hits * counted).sum() / counted.sum())
