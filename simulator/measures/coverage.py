"""Coverage: which share of a group is reached."""

from __future__ import annotations

from numpy.typing import ArrayLike

from simulator.measures.weighting import weighted_share


def coverage(reached: ArrayLike, weights: ArrayLike) -> float:
    """Return the share of the persons given who are reached.

    Direct coverage takes direct recipients as reached; household coverage takes every
    person who lives with one.

    >>> coverage([True, False, False, False], [1, 1, 1, 1])
    0.25
    """
    return weighted_share("reached", reached, weights)
