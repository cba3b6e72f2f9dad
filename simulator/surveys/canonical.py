"""A survey in the population's own columns, before it is known whether all of it can be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.surveys.converting import Flags, Numbers
from simulator.surveys.fields import HOUSEHOLDS, PERSONS
from simulator.surveys.mapping import SurveyMapping

Rows = NDArray[np.int64]


@dataclass(frozen=True, eq=False, repr=False)
class Canonical:
    """Columns by the names of `FIELDS`, in file order, nan where nothing is known.

    `household` is each person's row among the households, -1 where there is none. `rows` are the file's
    row numbers of both tables, `sources` the file's name of each column. `benefits` are local currency a
    month, one a person. `unread` marks values that could not be read, which has been said already;
    `log` says what was done to read the columns.
    """

    mapping: SurveyMapping
    households: Mapping[str, Numbers]
    persons: Mapping[str, Numbers]
    benefits: Mapping[str, Numbers]
    household: Rows
    person_is_twice: Flags
    parts: Numbers | None
    regions: tuple[str, ...]
    rows: Mapping[str, Rows]
    sources: Mapping[str, str]
    unread: Mapping[str, Flags]
    log: tuple[str, ...]

    @property
    def members(self) -> Rows:
        """How many persons each household has."""
        known = self.household[self.household >= 0]
        return np.bincount(known, minlength=len(self.rows[HOUSEHOLDS]))

    def column(self, name: str) -> Numbers | None:
        """Return a column of either table, or None."""
        return self.households.get(name, self.persons.get(name))

    def rows_of(self, name: str) -> Rows:
        """Return the file's row numbers of the table that a column lies in."""
        return self.rows[HOUSEHOLDS if name in self.households else PERSONS]

    def source(self, name: str) -> str:
        """Return the file's name of a column, with ours where they differ."""
        own = self.sources.get(name, name)
        return own if own == name else f"{own} ({name})"
