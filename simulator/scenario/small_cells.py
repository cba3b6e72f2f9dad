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
    The headline of a policy, with its group and its schemes, is no cell: a note warns where it is small.

    >>> from dataclasses import replace
    >>> from simulator import example_population
    >>> survey = replace(example_population(), synthetic=False)
    >>> too_few(survey, survey.persons.sex, 2).tolist(), too_few(survey, survey.persons.sex, 2, 6).tolist()
    ([True, True], [True, False])
    """
    check_smallest_cell(smallest_cell)
    if population.synthetic or smallest_cell == 0:
        return np.zeros(number, dtype=bool)
    few: NDArray[np.bool_] = _lives_in(population, codes, number).sum(axis=0) < smallest_cell
    return few


def hidden_cells(
    population: Population, codes: NDArray[np.integer], number: int, smallest_cell: int = SMALLEST_CELL
) -> tuple[str | None, ...]:
    """Return what stands in the place of each cell of a table that holds everybody; None where it is shown.

    A cell of too few households (`too_few`) could be had by taking the others from the total. So the next
    smallest are hidden too (secondary suppression), until two cells at least, and as many households, are.
    Two tables that part the same people in other ways are not guarded against each other.
    Source: Hundepool and others, Statistical Disclosure Control (Wiley 2012), chapter 4.

    >>> from dataclasses import replace
    >>> from simulator import example_population
    >>> survey = replace(example_population(), synthetic=False)
    >>> hidden_cells(survey, survey.persons.sex, 2, 6)
    ('hidden: fewer than 6 households', 'hidden: it guards a group of fewer than 6 households')
    """
    few = too_few(population, codes, number, smallest_cell)
    if not few.any():
        return (None,) * number
    guards = _guards(_lives_in(population, codes, number), few, smallest_cell)
    words = f"fewer than {smallest_cell} households"
    told = {True: f"hidden: {words}", False: f"hidden: it guards a group of {words}"}
    return tuple(
        told[bool(is_few)] if is_few or guard else None for is_few, guard in zip(few, guards, strict=True)
    )


def _lives_in(population: Population, codes: NDArray[np.integer], number: int) -> NDArray[np.bool_]:
    """Return households × cells: whether a member of the household lies in the cell."""
    lives_in = np.zeros((len(population.households.size), number), dtype=bool)
    lives_in[population.persons.household, codes] = True
    return lives_in


def _guards(lives_in: NDArray[np.bool_], few: NDArray[np.bool_], smallest_cell: int) -> NDArray[np.bool_]:
    """Return which cells are hidden beside those of few households, the smallest first."""
    counted = lives_in.sum(axis=0)
    hidden, guards = few & (counted > 0), np.zeros(len(few), dtype=bool)
    for cell in np.argsort(counted, kind="stable"):
        together = int(lives_in[:, hidden].any(axis=1).sum())
        if not hidden.any() or (hidden.sum() > 1 and together >= smallest_cell):
            break
        guards[cell] = not few[cell]
        hidden[cell] = counted[cell] > 0
    return guards


def check_smallest_cell(given: object) -> None:
    """Refuse what is no number of households; 0 hides nothing."""
    if isinstance(given, bool) or not isinstance(given, Integral) or not 0 <= int(given) <= HIGHEST:
        mend = "Write 10, or 0 to hide nothing."
        raise BadInput("smallest_cell", given, f"a whole number from 0 to {HIGHEST}", mend)
