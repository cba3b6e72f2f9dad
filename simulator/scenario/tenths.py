"""The ten tenths of the persons, the poorest first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.engine import Outcome
from simulator.scenario.records import Tenth
from simulator.scenario.small_cells import SMALLEST_CELL, hidden_cells
from simulator.scenario.welfare import gains_month

TENTHS = 10


def tenth_of(consumption: NDArray[np.float64], members: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return for each household the tenth of persons it lies in, 0 the poorest, by its middle person.

    Ties: the lower household number first.
    """
    order = np.argsort(consumption, kind="stable")
    running = np.cumsum(members[order])
    tenth = np.empty(len(order), dtype=np.int64)
    middle = (running - members[order] / 2) / running[-1]
    tenth[order] = np.minimum((middle * TENTHS).astype(np.int64), TENTHS - 1)
    return tenth


def tenths_of(
    outcome: Outcome, group: NDArray[np.bool_], smallest_cell: int = SMALLEST_CELL
) -> tuple[Tenth, ...]:
    """Return the tenths, with whom of a group of persons is reached and missed in each."""
    population = outcome.population
    members, before = population.members_weight, outcome.consumption_before_month
    of_household, gains = tenth_of(before, members), gains_month(outcome)
    reached, weight = outcome.reached, population.households.weight
    got, missed = (weight * population.household_sum(who) for who in (reached, group & ~reached))
    moved = (gains * members, members * (gains > 0), members * (gains < 0))
    columns = [_by_tenth(of_household, each) for each in (got, missed, before * members, *moved, members)]
    hidden = hidden_cells(population, of_household[population.persons.household], TENTHS, smallest_cell)
    return tuple(
        Tenth(number + 1, hidden[number], *[None] * 5) if hidden[number] else _tenth(number + 1, sums)
        for number, sums in enumerate(zip(*columns, strict=True))
    )


def _tenth(number: int, sums: tuple[float, ...]) -> Tenth:
    got, missed, consumed, gained, winners, losers, members = sums
    return Tenth(
        tenth=number,
        hidden=None,
        reached_persons=got,
        missed_persons=missed,
        gain_percent=_percent_of(gained, consumed),
        winners_percent=_percent_of(winners, members),
        losers_percent=_percent_of(losers, members),
    )


def _by_tenth(tenth: NDArray[np.int64], amounts: NDArray[np.float64]) -> list[float]:
    sums: list[float] = np.bincount(tenth, weights=amounts, minlength=TENTHS).tolist()
    return sums


def _percent_of(part: float, whole: float) -> float | None:
    """Return a share in percent, or None in a tenth that holds no household's middle or consumes nothing."""
    return 100 * part / whole if whole > 0 else None
