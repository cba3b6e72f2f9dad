"""Redistribution: how far taxes and transfers bring people together, and how they reorder them.

What is held is summed along a ranking. Persons with an equal rank are one step, in which each holds
the mean of the step: the order of rows means nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from simulator.errors import BadInput
from simulator.measures.amounts import checked_amounts
from simulator.measures.curves import concentration_index
from simulator.measures.inequality import gini
from simulator.measures.weighting import Numbers


def reynolds_smolensky(before: ArrayLike, after: ArrayLike, weights: ArrayLike) -> float:
    """Return the Gini coefficient before, less the concentration index of welfare after ranked by before.

    Above 0 when those who were poorer gained share; from -1 to 2. Welfare before and after, one a person,
    0 or more. Gini before - Gini after = this - `reranking`. Welfare of 0 for all is `BadInput`.
    Source: Reynolds and Smolensky (1977); Lambert, The Distribution and Redistribution of Income (2001).

    >>> round(reynolds_smolensky([10, 20, 30], [15, 20, 25], [1, 1, 1]), 6)
    0.111111
    """
    first, counted = _checked_holdings("before", before, weights)
    last, _ = _checked_holdings("after", after, counted)
    return gini(first, counted) - concentration_index(last, before, counted)


def reranking(before: ArrayLike, after: ArrayLike, weights: ArrayLike) -> float:
    """Return the Gini coefficient after, less the concentration index of welfare after ranked by before.

    0 when nobody overtakes anybody, never below 0. Welfare before and after, one a person, 0 or more.
    Source: Atkinson (1980); Plotnick, Review of Economics and Statistics, 1981.

    >>> round(reranking([10, 20], [25, 20], [1, 1]), 6)
    0.111111
    """
    _, counted = _checked_holdings("before", before, weights)
    last, _ = _checked_holdings("after", after, counted)
    # Without any overtaking the rounding of the sums would leave a hair below 0.
    return max(0.0, gini(last, counted) - concentration_index(last, before, counted))


def kakwani(before: ArrayLike, tax: ArrayLike, weights: ArrayLike) -> float:
    """Return the concentration index of a tax ranked by welfare before, less the Gini coefficient before.

    Above 0 for a progressive tax, 0 for a proportional one, below 0 for a regressive one; from -2 to 1.
    One amount a person, 0 or more. A tax that raises nothing is `BadInput`.
    Source: Kakwani, Economic Journal 87(345), 1977.

    >>> round(kakwani([10, 20, 30], [0, 0, 6], [1, 1, 1]), 6)
    0.444444
    """
    first, counted = _checked_holdings("before", before, weights)
    levied, _ = _checked_holdings("tax", tax, counted)
    return concentration_index(levied, before, counted) - gini(first, counted)


def _checked_holdings(name: str, given: ArrayLike, weights: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return amounts over the largest and weights over their sum; refuses amounts below 0 and totals of 0."""
    amounts, counted = checked_amounts(name, given, weights)
    # No share depends on the unit, and in this one no sum of sums overflows.
    held = np.where(counted > 0, amounts, 0.0)
    held, people = held / (held.max() or 1.0), counted / counted.sum()
    if not (held * people).sum() > 0:
        allowed = "amounts of 0 or more, with a total above 0"
        raise BadInput(name, 0, allowed, "Shares of nothing are no numbers.")
    return held, people
