"""Targeting errors: who should have been reached and was not, and the reverse; and where the money goes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from simulator.measures.amounts import checked_amounts, total_paid, weighted_total
from simulator.measures.coverage import coverage
from simulator.measures.curves import concentration_curve
from simulator.measures.weighting import (
    Flags,
    Numbers,
    as_flags,
    as_number,
    as_numbers,
    checked,
    weighted_share,
)

SMALLEST_SHARE = 1e-9


@dataclass(frozen=True)
class ErrorComponents:
    """Both errors, each split into the part that the rule builds in and the part of its implementation.

    Shares from 0 to 1: of the intended for exclusion, of the reached for inclusion. The two parts add up.
    """

    exclusion: float
    exclusion_by_rule: float
    exclusion_by_implementation: float
    inclusion: float
    inclusion_by_rule: float
    inclusion_by_implementation: float


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


def error_components(
    intended: ArrayLike, eligible: ArrayLike, reached: ArrayLike, weights: ArrayLike
) -> ErrorComponents:
    """Return both errors with their parts: missed though eligible is implementation, the rest is the rule's.

    Exclusion by the rule: intended, not eligible, not reached / intended; where only the eligible are
    reached this is all intended who are not eligible. Inclusion by implementation: reached, neither
    intended nor eligible / reached. Nobody intended, or nobody reached, is `EmptyGroup`.
    Source: Kidd, Gelders, Bailey-Athias, Exclusion by Design (ILO 2017), on built-in error.

    >>> parts = error_components([1, 1, 1, 0], [1, 1, 0, 1], [1, 0, 0, 1], [1, 1, 1, 1])
    >>> round(parts.exclusion_by_rule, 3), round(parts.exclusion_by_implementation, 3)
    (0.333, 0.333)
    >>> parts.inclusion_by_rule, parts.inclusion_by_implementation
    (0.5, 0.0)
    """
    wanted, got = as_flags("intended", intended), as_flags("reached", reached)
    allowed = as_flags("eligible", eligible)
    checked(allowed, weights)
    exclusion, inclusion = _missed(wanted, got, weights), _missed(got, wanted, weights)
    return ErrorComponents(
        exclusion,
        _missed(wanted, got | allowed, weights),
        _missed(wanted, got | ~allowed, weights),
        inclusion,
        _missed(got, wanted | ~allowed, weights),
        _missed(got, wanted | allowed, weights),
    )


def targeting_differential(intended: ArrayLike, reached: ArrayLike, weights: ArrayLike) -> float:
    """Return the coverage of the intended less the coverage of the others: 1 is perfect, 0 no targeting.

    From -1 to 1. `EmptyGroup` when all are intended, or nobody is.
    Source: Ravallion, World Bank Research Observer 24(2), 2009; Galasso and Ravallion, Journal of Public
    Economics 89(4), 2005.

    >>> targeting_differential([1, 1, 0, 0], [1, 0, 0, 0], [1, 1, 1, 1])
    0.5
    """
    wanted, got = as_flags("intended", intended), as_flags("reached", reached)
    counted = _belonging(wanted, got, weights)
    return coverage(got[wanted], counted[wanted]) - coverage(got[~wanted], counted[~wanted])


def leakage(intended: ArrayLike, benefits: ArrayLike, weights: ArrayLike) -> float:
    """Return the share of the money, 0 to 1, that goes to persons who are not intended.

    `benefits` are amounts of 0 or more, one a person. Benefits that add up to 0 are `EmptyGroup`.
    Source: Coady, Grosh, Hoddinott, Targeting of Transfers in Developing Countries (World Bank 2004).

    >>> leakage([True, False], [30, 10], [1, 1])
    0.25
    """
    wanted = as_flags("intended", intended)
    amounts, counted = checked_amounts("benefits", benefits, weights)
    _belonging(wanted, amounts, counted)
    return weighted_total("benefits", amounts * ~wanted, counted) / total_paid(amounts, counted)


def coady_grosh_hoddinott(benefits: ArrayLike, welfare: ArrayLike, weights: ArrayLike, share: float) -> float:
    """Return the part of the benefits that goes to the poorest `share` of persons, over that share.

    1 is what a transfer to all gives; at most 1 / share. Persons with equal welfare are one step, and the
    step that crosses the cut is split. `share` runs to 1; benefits that add up to 0 are `EmptyGroup`.
    Source: Coady, Grosh, Hoddinott, World Bank Research Observer 19(1), 2004.

    >>> round(coady_grosh_hoddinott([30, 10, 0, 0, 0], [1, 2, 3, 4, 5], [1] * 5, share=0.4), 10)
    2.5
    """
    as_number("share", share, (SMALLEST_SHARE, 1), "a number above 0, up to 1", "Write 0.4 for 40 %.")
    amounts, counted = checked_amounts("benefits", benefits, weights)
    total_paid(amounts, counted)
    ranks, _ = checked(as_numbers("welfare", welfare), counted)
    persons, paid = concentration_curve(amounts, ranks, counted)
    return float(np.interp(share, persons, paid)) / float(share)


def _belonging(flags: Flags, others: Flags | Numbers, weights: ArrayLike) -> Numbers:
    """Return the weights, once it is sure that there is one for each flag and each of the others."""
    checked(flags, weights)
    return checked(others, weights)[1]


def _missed(wanted: Flags, got: Flags, weights: ArrayLike) -> float:
    """Return the weighted share of those wanted who were not got."""
    checked(wanted, weights)
    checked(got, weights)
    return weighted_share("reached", ~got[wanted], as_numbers("weights", weights)[wanted])
