"""What is wrong with a survey's file, or worth knowing: where, what was found, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.errors import SimulatorError, shown

ERROR, WARNING = "error", "warning"
ROWS_SHOWN, VALUES_SHOWN, LONGEST_VALUE = 5, 3, 24


@dataclass(frozen=True)
class Problem:
    """One thing that a check found: an error keeps the survey from loading, a warning does not.

    `column` is the file's column, or what is missing from the file; `count` is in how many rows, and `rows`
    are the numbers of the first five, as the file counts them. `found` may quote values of that column,
    never of another one.
    """

    severity: str
    column: str
    found: str
    expected: str
    mend: str
    count: int = 0
    rows: tuple[int, ...] = ()

    def __str__(self) -> str:
        where = self.column
        if self.count:
            more = ", …" if self.count > len(self.rows) else ""
            numbers = ", ".join(str(row) for row in self.rows)
            word = "row" if self.count == 1 else "rows"
            where = f"{where}, {self.count:,} {word} ({numbers}{more})" if numbers else where
        return f"{where}: {self.found}. Expected: {self.expected}. {self.mend}"


class BadSurvey(SimulatorError):
    """A survey that cannot be loaded; `problems` holds every one, the errors first.

    >>> print(BadSurvey("wave1.csv", [Problem("error", "age", "-1", "0 to 120", "Mend it.", 1, (7,))]))
    wave1.csv: 1 error keeps this survey from loading. (1) age, 1 row (7): -1. Expected: 0 to 120. Mend it.
    """

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda each: each.severity != ERROR))
        errors = [each for each in self.problems if each.severity == ERROR]
        head = "1 error keeps" if len(errors) == 1 else f"{len(errors)} errors keep"
        listed = " ".join(f"({number}) {each}" for number, each in enumerate(errors, start=1))
        super().__init__(f"{name}: {head} this survey from loading. {listed}")


@dataclass(frozen=True)
class Told:
    """A problem without its place: what was found, what was expected, and the mend."""

    found: str
    expected: str
    mend: str


def at_rows(severity: str, column: str, rows: NDArray[np.int64], told: Told) -> Problem:
    """Return the problem of some rows of a file, numbered as the file numbers them.

    >>> str(at_rows("error", "age", np.array([3]), Told("-1", "0 to 120", "Mend it.")))
    'age, 1 row (3): -1. Expected: 0 to 120. Mend it.'
    """
    first = tuple(int(row) for row in np.sort(rows)[:ROWS_SHOWN])
    return Problem(severity, column, told.found, told.expected, told.mend, len(rows), first)


def values_text(values: Sequence[object]) -> str:
    """Return the first few different values of a column as they are quoted in a problem.

    >>> values_text([7, 7, 8, 9, 9.5])
    '7, 8, 9, …'
    """
    different = list(dict.fromkeys(_value_text(value) for value in values[:1000]))
    more = ", …" if len(different) > VALUES_SHOWN else ""
    return ", ".join(different[:VALUES_SHOWN]) + more


def _value_text(value: object) -> str:
    if isinstance(value, float | np.floating):
        return f"{float(value):.12g}"
    return str(value) if isinstance(value, int | np.integer) else shown(value, LONGEST_VALUE)


def errors_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return those problems that keep a survey from loading."""
    return tuple(each for each in problems if each.severity == ERROR)


def warnings_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return those problems with which a survey loads."""
    return tuple(each for each in problems if each.severity == WARNING)
