"""The numbers of a sample under other weights: all replicates at once, each ordering sorted once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simulator.uncertainty.design import Design, Numbers, each_household
from simulator.uncertainty.places import Ratio
from simulator.uncertainty.statistics import GiniIndex, Statistics


def values_under(statistics: Statistics, design: Design, multipliers: Numbers) -> Numbers:
    """Return (replicates, numbers and differences), where `multipliers` is (replicates, units).

    A number that a replicate does not have, such as a share of nobody, is nan there: whoever asks for
    these must say so in words.
    """
    found = np.empty((len(multipliers), len(statistics.numbers)))
    is_ratio = np.array([isinstance(each, Ratio) for each in statistics.numbers])
    ratios = [each for each in statistics.numbers if isinstance(each, Ratio)]
    weight = statistics.population.households.weight
    found[:, is_ratio] = _ratios(ratios, weight, design, multipliers)
    ginis = [each for each in statistics.numbers if isinstance(each, GiniIndex)]
    known: dict[int, Numbers] = {}
    for place, each in zip(np.flatnonzero(~is_ratio), ginis, strict=True):
        # Before the reform all policies share one array: its order and its Gini are found once.
        if id(each.welfare) not in known:
            known[id(each.welfare)] = _ginis(each, weight, design, multipliers)
        found[:, place] = known[id(each.welfare)]
    return statistics.with_contrasts(found)


def values_as_drawn(statistics: Statistics) -> Numbers:
    """Return each number and difference of the sample as it is.

    >>> from simulator import Policy, example_population, simulate
    >>> from simulator.uncertainty.statistics import statistics_of
    >>> outcome = simulate(example_population(), Policy.from_yaml("{version: 1, schemes: []}"))
    >>> round(float(values_as_drawn(statistics_of({"nothing": outcome}))[0]), 10)
    45.0
    """
    number = len(statistics.population.households.size)
    row: Numbers = values_under(statistics, each_household(number), np.ones((1, number)))[0]
    return row


def _ratios(ratios: Sequence[Ratio], weight: Numbers, design: Design, multipliers: Numbers) -> Numbers:
    """Return totals over totals; the totals of the units are added up once for all replicates."""
    above = multipliers @ design.unit_totals(columns([each.above for each in ratios]) * weight[:, None])
    some = [each.below for each in ratios if each.below is not None]
    is_share = np.array([each.below is not None for each in ratios])
    below = multipliers @ design.unit_totals(columns(some) * weight[:, None])
    above[:, is_share] = divided(above[:, is_share], below)
    return above


def columns(parts: Sequence[Numbers]) -> Numbers:
    """Return arrays of one length side by side.

    >>> columns([np.array([1.0, 2.0])]).shape
    (2, 1)
    """
    return np.column_stack(parts)


def divided(above: Numbers, below: Numbers) -> Numbers:
    """Return the quotient, nan where there is nothing to divide by.

    >>> divided(np.array([1.0, 1.0]), np.array([2.0, 0.0])).tolist()
    [0.5, nan]
    """
    nothing: Numbers = np.full(np.broadcast(above, below).shape, np.nan)
    return np.divide(above, below, out=nothing, where=below > 0)


def _ginis(index: GiniIndex, weight: Numbers, design: Design, multipliers: Numbers) -> Numbers:
    """Return the Gini of each replicate: the sum over pairs of the larger welfare, over n times all, less 1.

    That is `simulator.measures.gini` written for weights that change: rows of weight 0 add nothing.
    """
    order: NDArray[np.intp] = np.argsort(index.welfare, kind="stable")
    welfare = index.welfare[order]
    # Written into one array again and again: this is where a bootstrap spends its time.
    persons = multipliers[:, design.unit[order]]
    persons *= (weight * index.persons)[order]
    pairs = np.cumsum(persons, axis=1)
    everybody, held = pairs[:, -1].copy(), persons @ welfare
    pairs *= 2
    pairs -= persons
    pairs *= persons
    return np.maximum(0.0, divided(pairs @ welfare, everybody * held) - 1)
