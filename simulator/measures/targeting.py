"""Targeting errors: who should have been reached and was not, and the reverse."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from simulator.measures.weighting import checked, weighted_share


def exclusion_error(intended: ArrayLike, reached: ArrayLike, weights: ArrayLike) -> float:
    """Return intended and not reached / intended.

    Source: Grosh et al., Revisiting Targeting in Social Assistance (World Bank 2022), chapter 2.

    >>> exclusion_error([True, True, False], [True, False, True], [1, 1, 1])
    0.5
    """
    aim, hit = np.asarray(intended, dtype=bool), np.asarray(reached, dtype=bool)
    checked(aim, weights)
    checked(hit, weights)
    return weighted_share(~hit[aim], np.asarray(weights, dtype=float)[aim])


def inclusion_error(intended: ArrayLike, reached: ArrayLike, weights: ArrayLike) -> float:
    """Return reached and not intended / reached.

    Source: Grosh et al., Revisiting Targeting in Social Assistance (World Bank 2022), chapter 2.

    >>> inclusion_error([True, True, False], [True, False, True], [1, 1, 1])
    0.5
    """
    return exclusion_error(reached, intended, weights)
