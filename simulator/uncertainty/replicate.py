"""A survey with some of its households drawn again: the others are not there, weights count how often."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.population import Households, Persons, Population
from simulator.uncertainty.design import Numbers


def replicate_of(population: Population, multiplier: Numbers) -> Population:
    """Return the households with a multiplier above 0, one a household, their weights multiplied by it.

    >>> from simulator import example_population
    >>> drawn = replicate_of(example_population(), np.array([2.0, 0, 0, 0, 0, 1]))
    >>> drawn.households.size.tolist(), drawn.persons.household.tolist()
    ([5, 1], [0, 0, 0, 0, 0, 1])
    """
    kept = multiplier > 0
    members = kept[population.persons.household]
    homes, people = population.households, population.persons
    drawn = _rows(homes, kept) | {"weight": (homes.weight * multiplier)[kept]}
    persons = _rows(people, members) | {"household": (np.cumsum(kept) - 1)[people.household[members]]}
    if people.benefits_month is not None:
        given = people.benefits_month.items()
        persons["benefits_month"] = {name: amounts[members] for name, amounts in given}
    return replace(population, households=replace(homes, **drawn), persons=replace(people, **persons))


def _rows(table: Households | Persons, kept: NDArray[np.bool_]) -> dict[str, Any]:
    """Return the columns of a table with some of their rows."""
    columns = {each.name: getattr(table, each.name) for each in fields(table)}
    return {name: each[kept] for name, each in columns.items() if isinstance(each, np.ndarray)}
