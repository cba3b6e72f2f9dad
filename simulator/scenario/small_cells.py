"""Privacy: a number that rests on very few households of a survey could tell who they are."""

from __future__ import annotations

from numbers import Integral

import numpy as np
from numpy.typing import NDArray

from simulator.errors import BadInput
from simulator.population import Population

SMALLEST_CELL = 10
HIGHEST = 1000


def too_few(
    population: Population, codes: NDArray[np.integer], number: int, smallest_cell: int = SMALLEST_CELL
) -> NDArray[np.bool_]:
    """Return which of so many cells rest on too few households to be shown; `codes` is each person's cell.

    Sample households are counted, rows and not weights; one household may lie in several cells. Of a
    synthetic population, whose households nobody is, none is hidden, and none where `smallest_cell` is 0.
    A hidden cell that can be found by taking the others from a total is not guarded, and the headline of
    a policy, with its group and its schemes, is no cell: a note warns where its group is small.

    >>> from dataclasses import replace
    >>> from simulator import example_population
    >>> survey = replace(example_population(), synthetic=False)
    >>> too_few(survey, survey.persons.sex, 2).tolist(), too_few(survey, survey.persons.sex, 2, 6).tolist()
    ([True, True], [True, False])
    """
    check_smallest_cell(smallest_cell)
    if population.synthetic or smallest_cell == 0:
        return np.zeros(number, dtype=bool)
    lives_in = np.zeros((len(population.households.size), number), dtype=bool)
    lives_in[population.persons.household, codes] = True
    few: NDArray[np.bool_] = lives_in.sum(axis=0) < smallest_cell
    return few


def hidden_text(smallest_cell: int) -> str:
    """Return what stands in the place of a number that is hidden.

    >>> hidden_text(10)
    'hidden: fewer than 10 households'
    """
    return f"hidden: fewer than {smallest_cell} households"


def check_smallest_cell(given: object) -> None:
    """Refuse what is no number of households; 0 hides nothing."""
    if isinstance(given, bool) or not isinstance(given, Integral) or not 0 <= int(given) <= HIGHEST:
        mend = "Write 10, or 0 to hide nothing."
        raise BadInput("smallest_cell", given, f"a whole number from 0 to {HIGHEST}", mend)
