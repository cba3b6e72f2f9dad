"""The smallest records of the facts: a figure with its unit, year and source, and an assumption."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """Who published a figure, in which table and edition, under which licence."""

    publisher: str
    table: str
    edition: str
    licence: str

    def __str__(self) -> str:
        return f"{self.publisher}: {self.table}, edition {self.edition} ({self.licence})"


@dataclass(frozen=True)
class Table:
    """Figures that share a unit, a year and a source."""

    unit: str
    year: int
    source: Source


@dataclass(frozen=True)
class Figure(Table):
    """One published figure."""

    value: float


@dataclass(frozen=True)
class Assumption:
    """A number that nobody published, with the reason for it.

    `low` and `high` are what it may as well be, assumed like the value; assumptions with one text under
    `together` are moved together to their low or high values.
    """

    value: float
    unit: str
    note: str
    low: float | None = None
    high: float | None = None
    together: str | None = None
