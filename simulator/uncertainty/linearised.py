"""Standard errors without resampling: each household's influence on a number, summed by sampling unit."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulator.engine import Outcome
from simulator.errors import expect
from simulator.scenario.welfare import PER_PERSON
from simulator.uncertainty.design import Numbers, design_of
from simulator.uncertainty.estimates import divided, values_as_drawn
from simulator.uncertainty.intervals import by_policy, from_variance
from simulator.uncertainty.places import Ratio
from simulator.uncertainty.records import LEVEL, NO_GROUPS, ByGroup, Estimated, check_level
from simulator.uncertainty.statistics import GiniIndex, Number, Statistics, statistics_of


def linearised(
    outcome: Outcome,
    level: float = LEVEL,
    line: str | None = None,
    equivalence: str = PER_PERSON,
    by: ByGroup = NO_GROUPS,
) -> tuple[Estimated, ...]:
    """Return each number of a survey's result with a linearised interval; see `linearised_comparison`.

    Refuses a population that was not sampled, a stratum of one sampling unit, and fewer than 30 units
    beyond the number of strata.
    """
    expect("outcome", outcome, Outcome, "Use simulator.simulate(population, policy).")
    return linearised_comparison({"": outcome}, level, line, equivalence, by)[""]


def linearised_comparison(
    outcomes: Mapping[str, Outcome],
    level: float = LEVEL,
    line: str | None = None,
    equivalence: str = PER_PERSON,
    by: ByGroup = NO_GROUPS,
) -> dict[str, tuple[Estimated, ...]]:
    """Return, by policy, each number with an interval, and its difference from the first policy's.

    The variance of a number is that of the weighted sum of `influences`, by sampling units within strata
    (`Design.variance`); a difference takes the difference of the influences. Quotas, levies and the line
    are taken as they are in the sample. Source: Deville, Survey Methodology 25(2), 1999.
    """
    check_level(level)
    statistics = statistics_of(outcomes, line, equivalence, by)
    design = design_of(statistics.population)
    influence = influences(statistics)
    weight = statistics.population.households.weight[:, None]
    variances = design.variance(design.unit_totals(weight * influence)).tolist()
    found = [
        from_variance(value, variance, level) if np.isfinite(value) else None
        for value, variance in zip(values_as_drawn(statistics).tolist(), variances, strict=True)
    ]
    return by_policy(statistics.places, found, _simple(influence, weight))


def influences(statistics: Statistics) -> Numbers:
    """Return how much each number moves for each household more, (households, numbers and differences).

    nan where the sample does not have the number.
    """
    weight = statistics.population.households.weight
    return statistics.with_contrasts(
        np.column_stack([_influence(each, weight) for each in statistics.numbers])
    )


def simple_random_variances(statistics: Statistics) -> Numbers:
    """Return the variance that each number would have in a simple random sample of as many households.

    It is what a design effect compares with: the square of the number of households, times the variance of
    the influences among all households, over the households of the sample.
    """
    return _simple(influences(statistics), statistics.population.households.weight[:, None])


def _simple(influence: Numbers, weight: Numbers) -> Numbers:
    everybody, number = weight.sum(), len(weight)
    middle = (weight * influence).sum(axis=0) / everybody
    spread = (weight * (influence - middle) ** 2).sum(axis=0) / everybody
    variances: Numbers = everybody**2 * spread / (number - 1)
    return variances


def _influence(each: Number, weight: Numbers) -> Numbers:
    if isinstance(each, GiniIndex):
        return gini_influence(each.welfare, each.persons, weight)
    return _ratio_influence(each, weight)


def _ratio_influence(ratio: Ratio, weight: Numbers) -> Numbers:
    """Return (a - R b) / B for the ratio R of totals A over B, and a for a total.

    Source: Woodruff, Journal of the American Statistical Association 66 (1971).
    """
    if ratio.below is None:
        return ratio.above
    below = np.array((weight * ratio.below).sum())
    value = divided((weight * ratio.above).sum(), below)
    return divided(ratio.above - value * ratio.below, below)


def gini_influence(welfare: Numbers, persons: Numbers, weight: Numbers) -> Numbers:
    """Return how much the Gini moves for each household more of its kind, with so many persons each.

    With N persons who hold Y, C of them with no more than y, and T held by those with more than y, a person
    more moves it by 2 (y C + T) / (N Y) - (1 + Gini) (1 / N + y / Y).
    Source: Langel and Tillé, Journal of the Royal Statistical Society A 176(2), 2013, the linearised Gini.

    >>> gini_influence(np.array([1.0, 1.0]), np.ones(2), np.ones(2)).tolist()
    [0.0, 0.0]
    """
    counted = weight * persons
    order = np.argsort(welfare, kind="stable")
    levels, place = np.unique(welfare[order], return_inverse=True)
    last = np.searchsorted(place, np.arange(len(levels)), side="right") - 1
    sorted_persons, held = counted[order], (counted * welfare)[order]
    up_to, held_up_to = np.cumsum(sorted_persons)[last], np.cumsum(held)[last]
    everybody, all_held = up_to[-1], held_up_to[-1]
    moved = levels * up_to + all_held - held_up_to
    twice = 2 * divided(moved, everybody * all_held)
    index = (sorted_persons * moved[place]).sum() / (everybody * all_held) if all_held > 0 else np.nan
    of_a_person = twice - index * (1 / everybody + divided(levels, all_held))
    found: Numbers = np.empty(len(welfare))
    found[order] = of_a_person[place]
    return found * persons
