"""Curves: which share of the total is held by the persons up to each rank."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simulator.errors import SimulatorError
from simulator.measures.weighting import (
    Numbers,
    as_numbers,
    checked,
    not_negative,
    read_only,
    too_large,
    total_of,
)

Curve = tuple[Numbers, Numbers]


def lorenz_curve(values: ArrayLike, weights: ArrayLike) -> Curve:
    """Return the Lorenz curve: cumulative shares of persons, poorest first, and of what they hold.

    Two read-only arrays from (0, 0) to (1, 1); equal values are one step. Negative values are refused.
    Source: World Bank, Handbook on Poverty and Inequality (2009), chapter 6.

    >>> persons, held = lorenz_curve([1, 1, 2], [1, 1, 2])
    >>> persons.tolist(), [round(share, 4) for share in held.tolist()]
    ([0.0, 0.5, 1.0], [0.0, 0.3333, 1.0])
    """
    numbers, counted = not_negative(values, weights)
    return _curve(numbers, numbers, counted)


def concentration_curve(values: ArrayLike, ranked_by: ArrayLike, weights: ArrayLike) -> Curve:
    """Return cumulative shares of persons, the lowest in `ranked_by` first, and of the values they hold.

    Two read-only arrays from (0, 0) to (1, 1). Persons of equal rank are one step, so that the order
    of rows means nothing. Single values may be negative, a tax or a loss; their total must be above 0.
    Source: Lambert, The Distribution and Redistribution of Income (2001), chapter 2.

    >>> persons, held = concentration_curve([30, 10, 0], [1, 2, 3], [1, 1, 2])
    >>> persons.tolist(), held.tolist()
    ([0.0, 0.25, 0.5, 1.0], [0.0, 0.75, 1.0, 1.0])
    """
    ranks = as_numbers("ranked_by", ranked_by)
    numbers, counted = checked(values, weights)
    if ranks.shape != numbers.shape or not np.isfinite(ranks).all():
        raise SimulatorError("ranked_by must have one finite number for each value. Mend or drop such rows.")
    there = counted > 0
    return _curve(numbers[there], ranks[there], counted[there])


def concentration_index(values: ArrayLike, ranked_by: ArrayLike, weights: ArrayLike) -> float:
    """Return 1 - twice the area under the concentration curve, by trapezoids.

    Above 0 when those ranked high hold more than their share, below 0 when those ranked low do; ranked
    by the values themselves it is the Gini coefficient. Persons of equal rank are one step.
    Source: Lambert, The Distribution and Redistribution of Income (2001), chapter 2.

    >>> concentration_index([30, 10, 0], [1, 2, 3], [1, 1, 2])
    -0.625
    """
    persons, held = concentration_curve(values, ranked_by, weights)
    return 1 - float((np.diff(persons) * (held[1:] + held[:-1])).sum())


def _curve(values: Numbers, ranks: Numbers, weights: Numbers) -> Curve:
    order = np.argsort(ranks, kind="stable")
    ranked, people = ranks[order], weights[order]
    ends = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True))
    total_of(values, weights)
    with np.errstate(over="ignore", invalid="ignore"):
        return _shares(people, ends), _shares(values[order] * people, ends)


def _shares(amounts: Numbers, ends: NDArray[np.intp]) -> Numbers:
    """Return the running shares of a total at the rows given, after a 0; the last is 1 exactly."""
    running = np.cumsum(amounts)
    shares = np.concatenate(([0.0], running[ends] / running[-1]))
    if not np.isfinite(shares).all():
        raise too_large(amounts)
    return read_only(shares)
