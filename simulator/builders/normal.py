"""The normal distribution, element by element, from the standard library."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np

from simulator.builders.arrays import Counts, Numbers
from simulator.luck import draw

_erfc = np.frompyfunc(math.erfc, 1, 1)
_inverse = np.frompyfunc(NormalDist().inv_cdf, 1, 1)


def share_below(scores: Numbers) -> Numbers:
    """Return the share of a standard normal distribution below each score.

    >>> share_below(np.array([0.0, 1.96])).round(3).tolist()
    [0.5, 0.975]
    """
    return np.asarray(_erfc(-scores / math.sqrt(2)), dtype=np.float64) / 2


def score_at(shares: Numbers) -> Numbers:
    """Return the normal score below which each share in (0, 1) lies: the inverse of `share_below`.

    >>> score_at(np.array([0.5, 0.975])).round(2).tolist()
    [0.0, 1.96]
    """
    return np.asarray(_inverse(shares), dtype=np.float64)


def normal_draw(seed: int, numbers: Counts, purpose: str) -> Numbers:
    """Return one standard normal number for each household or person, hashed as `simulator.luck` does.

    >>> normal_draw(1, np.array([0, 1]), "consumption").shape
    (2,)
    """
    return score_at(draw(seed, numbers, purpose))
