"""What all measures check first."""

from __future__ import annotations

from math import inf, isfinite
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simulator.errors import BadInput, EmptyGroup, SimulatorError

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
NOT_NEGATIVE = "0 or more, with a total above 0"
GAPS = "Turn texts and gaps into numbers first."


def checked(values: ArrayLike, weights: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return values and weights as flat arrays of one length, finite, weights not negative.

    Raises `EmptyGroup` when the weights add up to nothing: there is nobody to measure.
    """
    numbers, counted = as_numbers("values", values), as_numbers("weights", weights)
    if numbers.ndim != 1 or numbers.shape != counted.shape:
        raise SimulatorError(
            f"values and weights must be two lists of one length; here: {numbers.shape} and {counted.shape}."
        )
    if not np.isfinite(numbers).all() or not np.isfinite(counted).all() or (counted < 0).any():
        raise SimulatorError("values must be finite, weights finite and 0 or more. Mend or drop such rows.")
    with np.errstate(over="ignore"):
        total = counted.sum()
    if total <= 0:
        raise EmptyGroup("the group is empty: its weights add up to 0, so it has no share and no mean.")
    if not isfinite(total):
        raise SimulatorError("weights add up to more than a number can hold. Count in thousands or millions.")
    return numbers, counted


def present(values: ArrayLike, weights: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return values and weights, checked, without the rows of weight 0: those stand for nobody.

    >>> [column.tolist() for column in present([-9, 5], [0, 2])]
    [[5.0], [2.0]]
    """
    numbers, counted = checked(values, weights)
    there = counted > 0
    return (numbers, counted) if there.all() else (numbers[there], counted[there])


def not_negative(values: ArrayLike, weights: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return values and weights as `present` does, or refuse values below 0.

    >>> [column.tolist() for column in not_negative([0, 5], [1, 2])]
    [[0.0, 5.0], [1.0, 2.0]]
    """
    numbers, counted = present(values, weights)
    refuse_negative(numbers)
    return numbers, counted


def refuse_negative(values: Numbers) -> None:
    """Refuse values below 0, naming the lowest.

    >>> refuse_negative(np.array([0.0, 5.0]))
    """
    if values.min() < 0:
        raise BadInput("values", float(values.min()), NOT_NEGATIVE, "Mend those rows.")


def total_of(values: Numbers, weights: Numbers) -> float:
    """Return the weighted total, above 0 and finite, or refuse the values: a share of nothing is no number.

    >>> total_of(np.array([1.0, 2.0]), np.array([1.0, 3.0]))
    7.0
    """
    # Nowhere np.dot: on long arrays it waits for threads, which costs most where cores are shared.
    with np.errstate(over="ignore", invalid="ignore"):
        total = float((values * weights).sum())
    if not isfinite(total):
        raise too_large(values)
    if total <= 0:
        raise BadInput("values", total, NOT_NEGATIVE, "Shares of nothing are no numbers.")
    return total


def too_large(values: Numbers) -> BadInput:
    """Return the error for values whose sums overflow.

    >>> print(too_large(np.array([1e308])))  # doctest: +ELLIPSIS
    values: 1e+308 is not allowed. Allowed: ... Count in thousands or millions.
    """
    allowed = "values whose weighted total is a number that a computer can hold"
    return BadInput("values", float(np.abs(values).max()), allowed, "Count in thousands or millions.")


def read_only(column: Numbers) -> Numbers:
    """Return the array itself, from now on closed to writing.

    >>> read_only(np.ones(2)).flags.writeable
    False
    """
    column.setflags(write=False)
    return column


def as_numbers(name: str, given: ArrayLike) -> Numbers:
    """Return what was given as an array of numbers, or refuse it, naming it.

    An array of 64-bit numbers is returned itself, not a copy: nothing may be written to it.

    >>> as_numbers("values", [1, 2]).tolist()
    [1.0, 2.0]
    """
    try:
        column = np.asarray(given)
        # What is masked is a gap, whatever number lies below the mask.
        if not np.ma.is_masked(given) and (column.dtype.kind in "biuf" or _holds_numbers(column)):
            return column.astype(float, copy=False)
    except (TypeError, ValueError, OverflowError):
        pass
    raise BadInput(name, given, "a list of numbers", GAPS)


def as_flags(name: str, given: ArrayLike) -> Flags:
    """Return what was given as booleans: true and false, or 1 and 0, and nothing else.

    >>> as_flags("reached", [1, 0]).tolist()
    [True, False]
    """
    numbers = as_numbers(name, given)
    if not ((numbers == 0) | (numbers == 1)).all():
        raise BadInput(name, given, "a list of true or false, or of 1 or 0", "Compare first: share > 0.5.")
    flags: Flags = numbers == 1
    return flags


def as_number(name: str, given: object, within: tuple[float, float], allowed: str, mend: str) -> float:
    """Return a finite number within two ends, both included, or refuse it; true is no number.

    >>> as_number("take_up", 1, (0, 1), "a number from 0 to 1", "Write 0.8 for 80 %.")
    1.0
    """
    if isinstance(given, Real) and not isinstance(given, bool):
        try:
            number = float(given)
        except OverflowError:  # a whole number above every float
            number = inf
        if isfinite(number) and within[0] <= number <= within[1]:
            return number
    raise BadInput(name, given, allowed, mend)


def weighted_share(name: str, within: ArrayLike, weights: ArrayLike) -> float:
    """Return the weighted share of true values; `name` is shown when they are no such values.

    >>> weighted_share("reached", [True, False], [1, 3])
    0.25
    """
    hits, counted = checked(as_flags(name, within), weights)
    return float((hits * counted).sum() / counted.sum())


def _holds_numbers(column: NDArray[np.generic]) -> bool:
    return column.dtype.kind == "O" and all(isinstance(each, Real) for each in column.ravel())
