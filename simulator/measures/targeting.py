"""Targeting errors: who should have been reached and was not, and the reverse."""

from __future__ import annotations

from numpy.typing import ArrayLike

from simulator.measures.weighting import Flags, as_flags, as_numbers, checked, weighted_share


def exclusion_error(intended: ArrayLike, reached: ArrayLike, weights: ArrayLike) -> float:
    """Return intended and not reached / intended.

    Source: Grosh et al., Revisiting Targeting in Social Assistance (World Bank 2022), chapter 2.

    >>> exclusion_error([True, True, False], [True, False, True], [1, 1, 1])
    0.5
    """
    return _missed(as_flags("intended", intended), as_flags("reached", reached), weights)


def inclusion_error(intended: ArrayLike, reached: ArrayLike, weights: ArrayLike) -> float:
    """Return reached and not intended / reached.

    Source: Grosh et al., Revisiting Targeting in Social Assistance (World Bank 2022), chapter 2.

    >>> inclusion_error([True, True, False], [True, False, True], [1, 1, 1])
    0.5
    """
    return _missed(as_flags("reached", reached), as_flags("intended", intended), weights)


def _missed(wanted: Flags, got: Flags, weights: ArrayLike) -> float:
    """Return the weighted share of those wanted who were not got."""
    checked(wanted, weights)
    checked(got, weights)
    return weighted_share("reached", ~got[wanted], as_numbers("weights", weights)[wanted])
