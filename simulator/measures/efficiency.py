"""Efficiency of transfers against poverty, after Beckerman: what reaches the poor, and what it fills.

A is what fills the gap of those poor before, B what they get beyond it, C what others get, D the gap left.
All four measures take one row a person, in one unit of money: welfare before, benefits of 0 or more, line.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from simulator.errors import EmptyGroup
from simulator.measures.amounts import checked_amounts, total_paid, weighted_total
from simulator.measures.poverty import is_poor
from simulator.measures.weighting import as_numbers, checked


def vertical_expenditure_efficiency(
    welfare_before: ArrayLike, benefits: ArrayLike, weights: ArrayLike, line: float
) -> float:
    """Return the share of all transfers, 0 to 1, that goes to those poor before: (A + B) / (A + B + C).

    Benefits that add up to 0 are `EmptyGroup`.
    Source: Beckerman, Economic Journal 89(354), 1979.

    >>> vertical_expenditure_efficiency([10, 16, 40], [5, 10, 5], [1, 1, 1], line=20)
    0.75
    """
    found = _transfers(welfare_before, benefits, weights, line)
    return found.to_the_poor / found.paid


def spill_over(welfare_before: ArrayLike, benefits: ArrayLike, weights: ArrayLike, line: float) -> float:
    """Return the share of the transfers to the poor, 0 to 1, beyond what lifts them to the line: B / (A + B).

    Benefits that add up to 0, among all or among those poor before, are `EmptyGroup`.
    Source: Beckerman, Economic Journal 89(354), 1979.

    >>> spill_over([10, 16, 40], [5, 10, 5], [1, 1, 1], line=20)
    0.4
    """
    found = _transfers(welfare_before, benefits, weights, line)
    if found.to_the_poor <= 0:
        raise EmptyGroup("nothing is paid to those poor before: there is no share of it beyond the line.")
    return found.beyond_the_line / found.to_the_poor


def poverty_reduction_efficiency(
    welfare_before: ArrayLike, benefits: ArrayLike, weights: ArrayLike, line: float
) -> float:
    """Return the share of all transfers, 0 to 1, that fills the poverty gap: A / (A + B + C).

    It is vertical expenditure efficiency x (1 - spill-over). Benefits that add up to 0 are `EmptyGroup`.
    Source: Beckerman, Economic Journal 89(354), 1979.

    >>> poverty_reduction_efficiency([10, 16, 40], [5, 10, 5], [1, 1, 1], line=20)
    0.45
    """
    found = _transfers(welfare_before, benefits, weights, line)
    return found.in_the_gap / found.paid


def poverty_gap_efficiency(
    welfare_before: ArrayLike, benefits: ArrayLike, weights: ArrayLike, line: float
) -> float:
    """Return the share of the poverty gap before, 0 to 1, that the transfers fill: A / (A + D).

    Nobody poor before is `EmptyGroup`; so are benefits that add up to 0, as in the three other measures.
    Source: Beckerman, Economic Journal 89(354), 1979.

    >>> round(poverty_gap_efficiency([10, 16, 40], [5, 10, 5], [1, 1, 1], line=20), 6)
    0.642857
    """
    found = _transfers(welfare_before, benefits, weights, line)
    if found.gap <= 0:
        raise EmptyGroup("nobody is poor before: there is no poverty gap, so no share of it is filled.")
    return found.in_the_gap / found.gap


@dataclass(frozen=True)
class _Transfers:
    """Weighted totals: `in_the_gap` is A, `beyond_the_line` B, `paid` A + B + C, `gap` A + D."""

    in_the_gap: float
    beyond_the_line: float
    to_the_poor: float
    paid: float
    gap: float


def _transfers(welfare_before: ArrayLike, benefits: ArrayLike, weights: ArrayLike, line: float) -> _Transfers:
    amounts, counted = checked_amounts("benefits", benefits, weights)
    paid = total_paid(amounts, counted)
    welfare, _ = checked(as_numbers("welfare_before", welfare_before), counted)
    poor = is_poor(welfare, line)
    with np.errstate(over="ignore"):
        gaps = np.where(poor, line - welfare, 0.0)
    received = np.where(poor, amounts, 0.0)
    return _Transfers(
        weighted_total("benefits", np.minimum(received, gaps), counted),
        weighted_total("benefits", np.maximum(received - gaps, 0), counted),
        weighted_total("benefits", received, counted),
        paid,
        weighted_total("welfare_before", gaps, counted),
    )
