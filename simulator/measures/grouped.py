"""The same measures for many groups at once: regions, tenths, household types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simulator.errors import BadInput, EmptyGroup, SimulatorError, expect, inside
from simulator.measures.inequality import gini_of_sorted
from simulator.measures.poverty import AT_THE_LINE, check_line, power, shortfall, too_low
from simulator.measures.weighting import Flags, Numbers, as_number, as_numbers, checked, refuse_negative

Codes = NDArray[np.unsignedinteger]
Places = NDArray[np.intp]
# Masked arrays load when they are first made, not with the package.
if TYPE_CHECKING:
    ByGroup = np.ma.MaskedArray[tuple[int, ...], np.dtype[np.float64]]
MOST_GROUPS = 2**16
HOW_TO_ORDER = 'Use numpy.argsort(values, kind="stable").'


@dataclass(frozen=True, eq=False)
class Groups:
    """Which group each row lies in: whole numbers from 0 to below `number`, at most 65,536.

    Kept as the smallest unsigned numbers, read-only: on these numpy's stable sort is a radix sort.

    >>> Groups([0, 2, 2], number=3).codes.dtype
    dtype('uint8')
    """

    codes: ArrayLike
    number: int

    def __post_init__(self) -> None:
        number = as_number("number", self.number, (1, MOST_GROUPS), "1 to 65536", "Count the groups.")
        if number != int(number):
            raise BadInput("number", self.number, "1 to 65536", "Count the groups.")
        codes = _whole_numbers("codes", self.codes, "Number the groups from 0.")
        if len(codes) and not 0 <= codes.min() <= codes.max() < number:
            outside = int(codes.min() if codes.min() < 0 else codes.max())
            raise BadInput("codes", outside, f"0 to {number - 1:g}", "Number the groups from 0.")
        small = codes.astype(np.uint8 if number <= 2**8 else np.uint16)
        small.setflags(write=False)
        object.__setattr__(self, "codes", small)
        object.__setattr__(self, "number", int(number))


def fgt_by_group(
    welfare: ArrayLike,
    weights: ArrayLike,
    lines: Sequence[float],
    alphas: Sequence[float],
    groups: Groups,
) -> ByGroup:
    """Return each group's Foster-Greer-Thorbecke measures, as shares: an array of groups x lines x alphas.

    A group without people is masked: `tolist` shows None, and no 0 can be taken for its poverty.
    The measure of a group is `fgt` of its rows, but for rounding.

    >>> groups = Groups([0, 0, 2, 2], number=3)
    >>> fgt_by_group([100, 110, 150, 160], [1] * 4, [125], [0, 1], groups).tolist()
    [[[1.0, 0.16]], [[None, None]], [[0.0, 0.0]]]
    """
    values, counted = checked(welfare, weights)
    codes, lines, alphas = _codes_of(groups, len(values)), _listed("lines", lines), _listed("alphas", alphas)
    persons = np.bincount(codes, counted, groups.number)
    totals = np.zeros((groups.number, len(lines), len(alphas)))
    for place, line in enumerate(lines):
        check_line(line)
        poor = np.flatnonzero((values < line * AT_THE_LINE) & (counted > 0))
        with np.errstate(over="ignore"):
            gaps = shortfall(values[poor], line)
            totals[:, place] = _totals(gaps, counted[poor], codes[poor], alphas, groups.number)
    if not np.isfinite(totals).all():
        raise too_low(values)
    return _masked(totals / np.where(persons > 0, persons, 1)[:, None, None], persons == 0)


def gini_by_group(
    values: ArrayLike, weights: ArrayLike, groups: Groups, order: ArrayLike | None = None
) -> ByGroup:
    """Return the Gini coefficient of each group: an array with one entry a group.

    `order` holds the numbers of the rows from the lowest value to the highest, where it is known: it
    saves the sort. A group without people is masked: `tolist` shows None. A group that has nothing is
    refused, as `gini` refuses it.

    >>> gini_by_group([0, 2, 5, 5], [1] * 4, Groups([0, 0, 2, 2], number=3)).tolist()
    [0.5, None, 0.0]
    """
    numbers, counted = checked(values, weights)
    codes = _codes_of(groups, len(numbers))
    rising = np.argsort(numbers, kind="stable") if order is None else _as_order(order, numbers)
    rising = rising if counted.all() else rising[counted[rising] > 0]
    rising_codes = codes[rising]
    ends = np.cumsum(np.bincount(rising_codes, minlength=groups.number))
    if groups.number > 1:  # a radix sort, and stable: within each group the values still rise
        rising = rising[np.argsort(rising_codes, kind="stable")]
    return _gini_of_slices(numbers[rising], counted[rising], ends)


def _totals(gaps: Numbers, people: Numbers, codes: Codes, alphas: Sequence[float], number: int) -> Numbers:
    """Return the weighted sums of the gaps to each power: groups x alphas."""
    columns = []
    for alpha in alphas:
        as_number("alpha", alpha, (0, 10), "a number from 0 to 10", "Use 0, 1 or 2.")
        columns.append(np.bincount(codes, people * power(gaps, alpha), number))
    return np.stack(columns, axis=-1)


def _gini_of_slices(values: Numbers, weights: Numbers, ends: Places) -> ByGroup:
    refuse_negative(values)
    starts = np.concatenate(([0], ends[:-1]))
    if not np.isin(np.flatnonzero(values[1:] < values[:-1]) + 1, starts).all():
        raise _no_order("an order in which values fall")
    found = np.zeros(len(ends))
    for group in np.flatnonzero(ends > starts):
        rows = slice(starts[group], ends[group])
        with inside(f"group {group}"):
            found[group] = gini_of_sorted(values[rows], weights[rows])
    return _masked(found, ends == starts)


def _whole_numbers(name: str, given: ArrayLike, mend: str) -> Places:
    try:
        column = np.asarray(given)
    except (ValueError, OverflowError):  # rows of different length
        column = np.empty(())
    if column.shape == (0,):
        return column.astype(np.intp)
    if column.ndim != 1 or column.dtype.kind not in "iu":
        raise BadInput(name, given, "a list of whole numbers", mend)
    return column


def _listed(name: str, given: ArrayLike) -> list[float]:
    numbers = as_numbers(name, given)
    if numbers.ndim != 1 or not len(numbers):
        raise BadInput(name, given, "a list of numbers, one at least", f"Put it in a list: {name}=[1].")
    listed: list[float] = numbers.tolist()
    return listed


def _codes_of(groups: Groups, rows: int) -> Codes:
    expect("groups", groups, Groups, "Use Groups(codes, number).")
    codes = np.asarray(groups.codes)
    if codes.shape != (rows,):
        raise SimulatorError(f"groups must have one code for each row; here: {len(codes)} and {rows}.")
    return codes


def _as_order(order: ArrayLike, values: Numbers) -> Places:
    places = _whole_numbers("order", order, HOW_TO_ORDER)
    seen = np.zeros(len(values), dtype=bool)
    if places.shape == values.shape and places.min() >= 0 and places.max() < len(values):
        seen[places] = True
    if not seen.all():
        raise _no_order(order)
    return places


def _no_order(order: object) -> BadInput:
    allowed = "the number of each row once, from the lowest value to the highest"
    return BadInput("order", order, allowed, HOW_TO_ORDER)


def _masked(found: Numbers, empty: Flags) -> ByGroup:
    if empty.all():
        raise EmptyGroup("every group is empty: nobody can be measured.")
    shape = (-1, *(1,) * (found.ndim - 1))
    masked: ByGroup = np.ma.masked_array(found, np.broadcast_to(empty.reshape(shape), found.shape).copy())
    masked.setflags(write=False)
    return masked
