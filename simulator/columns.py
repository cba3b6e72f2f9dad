"""Columns of numbers: each value checked against its limits, none cut to fit."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.errors import BadInput, SimulatorError

Limits = tuple[float, float]


def typed(name: str, given: object, dtype: str, limits: Limits) -> NDArray[Any]:
    """Return a copy of a column in its type, or refuse it, naming the row: a value is never cut to fit.

    What a masked array hides is a gap, whatever number lies below the mask.

    >>> typed("age", [4, 70], "u1", (0, 120)).dtype
    dtype('uint8')
    """
    try:
        column = np.array(given)
    except ValueError:  # rows of different length
        column = np.array(None)
    of_numbers = column.ndim == 1 and (not column.size or column.dtype.kind in "biuf")
    if not of_numbers or np.ma.is_masked(given):
        raise SimulatorError(f"column {name} must be one list of numbers, without gaps. Mend such rows.")
    low, high = limits
    # The lowest and the highest tell at once whether all is well; a gap makes both a gap.
    if not (column.size and low <= column.min() and column.max() <= high) or (
        dtype != "f8" and column.dtype.kind == "f"
    ):
        _check_rows(name, column, dtype, limits)
    return column.astype(dtype, copy=False)


def _check_rows(name: str, column: NDArray[Any], dtype: str, limits: Limits) -> None:
    """Refuse the first value that is out of bounds, or no whole number where one is due."""
    low, high = limits
    outside = ~((column >= low) & (column <= high))
    if dtype != "f8" and column.dtype.kind == "f":
        outside |= np.trunc(column) != column
    if outside.any():
        row = int(np.flatnonzero(outside)[0])
        allowed = f"a {'' if dtype == 'f8' else 'whole '}number from {low:g} to {high:g}"
        raise BadInput(f"{name} in row {row}", column[row].item(), allowed, "Mend or drop that row.")
