"""Equivalence scales: how many adults living alone a household's needs are set equal to.

Equivalised welfare is the household's total over its equivalent size. Costs stay per person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simulator.errors import BadInput, EmptyGroup, SimulatorError
from simulator.measures.amounts import weighted_total
from simulator.measures.poverty import SMALLEST_LINE
from simulator.measures.weighting import Numbers, as_number, as_numbers, checked

Rows = NDArray[np.int64]
CHILD_BELOW, OLDEST, MOST_HOUSEHOLDS = 14, 120, 2**31 - 1
FURTHER_ADULT, FURTHER_CHILD = 0.5, 0.3


def per_person(household: ArrayLike, ages: ArrayLike, number_of_households: int) -> Numbers:
    """Return each household's number of members: nothing is shared, a child needs what an adult needs.

    `household` is the household's row for each person (sorted, from 0), `ages` are whole years. The array
    is read-only, one entry a household. A household without members is `EmptyGroup`.

    >>> per_person([0, 0, 1], [30, 4, 70], 2).tolist()
    [2.0, 1.0]
    """
    rows, _ = _members(household, ages, number_of_households)
    return _read_only(_sizes(rows, number_of_households))


def oecd_modified(household: ArrayLike, ages: ArrayLike, number_of_households: int) -> Numbers:
    """Return 1 for the first person 14 or older, 0.5 for each further one, 0.3 for each child under 14.

    In a household of children only, the first of them counts 1. Arguments and errors as `per_person`.
    Source: Hagenaars, de Vos, Zaidi, Poverty Statistics in the Late 1980s (Eurostat 1994).

    >>> oecd_modified([0, 0, 0, 1], [30, 28, 4, 70], 2).tolist()
    [1.8, 1.0]
    """
    rows, years = _members(household, ages, number_of_households)
    adults = _sizes(rows[years >= CHILD_BELOW], number_of_households)
    children = _sizes(rows, number_of_households) - adults
    further_children = children - (adults == 0)
    return _read_only(1 + FURTHER_ADULT * np.maximum(adults - 1, 0) + FURTHER_CHILD * further_children)


def square_root(household: ArrayLike, ages: ArrayLike, number_of_households: int) -> Numbers:
    """Return the square root of each household's number of members, whatever their ages.

    Arguments and errors as `per_person`.
    Source: OECD, Growing Unequal? (2008); Buhmann et al., Review of Income and Wealth 34(2), 1988, with an
    elasticity of 0.5.

    >>> square_root([0, 0, 0, 0, 1], [30, 28, 4, 2, 70], 2).tolist()
    [2.0, 1.0]
    """
    rows, _ = _members(household, ages, number_of_households)
    return _read_only(np.sqrt(_sizes(rows, number_of_households)))


def own_column(equivalent_sizes: ArrayLike, number_of_households: int) -> Numbers:
    """Return equivalent sizes that a survey brings with it, checked: one a household, finite, above 0.

    >>> own_column([1.7, 1], 2).tolist()
    [1.7, 1.0]
    """
    number = _number_of_households(number_of_households)
    sizes = as_numbers("equivalent_sizes", equivalent_sizes)
    if sizes.shape != (number,):
        raise SimulatorError(f"equivalent_sizes must have one entry a household: {number}, not {sizes.size}.")
    return _read_only(_above_0("equivalent_sizes", sizes).copy())


@dataclass(frozen=True)
class EquivalenceScale:
    """A scale to choose: its words, and the function that turns members and ages into equivalent sizes."""

    label: str
    help: str
    source: str
    equivalent_sizes: Callable[[ArrayLike, ArrayLike, int], Numbers]


EQUIVALENCE_SCALES: Mapping[str, EquivalenceScale] = MappingProxyType(
    {
        "per_person": EquivalenceScale(
            "Per person",
            "Everybody counts 1. The convention of the World Bank and of most low-income countries.",
            "World Bank, Handbook on Poverty and Inequality (2009), chapter 2",
            per_person,
        ),
        "oecd_modified": EquivalenceScale(
            "OECD-modified",
            "1 for the first adult, 0.5 for each further person from 14, 0.3 for each child below 14.",
            "Hagenaars, de Vos, Zaidi, Poverty Statistics in the Late 1980s (Eurostat 1994)",
            oecd_modified,
        ),
        "square_root": EquivalenceScale(
            "Square root of household size",
            "Four persons living together need twice what one person alone needs.",
            "OECD, Growing Unequal? (2008)",
            square_root,
        ),
    }
)


def pivoted_line(line: float, sizes: ArrayLike, equivalent_sizes: ArrayLike, weights: ArrayLike) -> float:
    """Return the line per equivalent adult that is worth the line per person in the average household.

    The line times the mean of size / equivalent size; `weights` count persons (household weight x size).
    The household where both lines agree is the pivot of Ravallion, Economics Letters 137 (2015). For a
    pivot near the line, give the households near it alone. A mean of ratios needs no typical household.
    Limit: it depends on whom you give. Fix it once, before a reform, and keep it for all areas and years.

    >>> pivoted_line(10, sizes=[4, 1], equivalent_sizes=[2, 1], weights=[4, 1])
    18.0
    """
    as_number("line", line, (SMALLEST_LINE, np.inf), "an amount above 0", "Give the line per person.")
    members, counted = checked(_above_0("sizes", sizes), weights)
    needs, _ = checked(_above_0("equivalent_sizes", equivalent_sizes), counted)
    with np.errstate(over="ignore"):
        worth = float(line) * members / needs
    return weighted_total("line", worth, counted / counted.sum())


def _members(household: ArrayLike, ages: ArrayLike, number_of_households: int) -> tuple[Rows, Numbers]:
    """Return the household row and the age of each person, once each household is known to have one."""
    number = _number_of_households(number_of_households)
    rows, years = as_numbers("household", household), as_numbers("ages", ages)
    if rows.ndim != 1 or rows.shape != years.shape:
        raise SimulatorError(
            f"household and ages must be two lists of one length; here: {rows.shape} and {years.shape}."
        )
    _check_rows(rows, number)
    if not ((years >= 0) & (years <= OLDEST)).all():
        raise BadInput("ages", ages, f"ages from 0 to {OLDEST}", "Mend or drop the persons without an age.")
    return rows.astype(np.int64), years


def _check_rows(rows: Numbers, number: int) -> None:
    """Refuse row numbers that are not sorted from 0, and households that no person lives in."""
    whole = np.isfinite(rows).all() and (rows == np.floor(rows)).all()
    if not whole or (np.diff(rows) < 0).any() or ((rows < 0) | (rows >= number)).any():
        allowed = f"sorted whole numbers from 0 to {number - 1}"
        raise BadInput("household", rows.tolist(), allowed, "Number the households, then sort the persons.")
    lived_in = len(np.unique(rows))
    if lived_in < number:
        raise EmptyGroup(f"{number - lived_in} of {number} households have no member, so they have no size.")


def _number_of_households(given: int) -> int:
    mend = "Give the number of rows in the table of households."
    number = as_number("number_of_households", given, (1, MOST_HOUSEHOLDS), "a whole number from 1", mend)
    if number != int(number):
        raise BadInput("number_of_households", given, "a whole number from 1", mend)
    return int(number)


def _above_0(name: str, given: ArrayLike) -> Numbers:
    numbers = as_numbers(name, given)
    if not (np.isfinite(numbers) & (numbers > 0)).all():
        raise BadInput(name, given, "finite numbers above 0", "Mend or drop those households.")
    return numbers


def _sizes(rows: Rows, number_of_households: int) -> Numbers:
    return np.bincount(rows, minlength=int(number_of_households)).astype(float)


def _read_only(numbers: Numbers) -> Numbers:
    numbers.setflags(write=False)
    return numbers
