"""Where each column of the population lies: in which file, under which name, with which codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from simulator.errors import BadInput, shown, unknown
from simulator.surveys.fields import AMOUNT, CODE, FIELDS, HOUSEHOLDS, NUMBER, ONLY_COMPARED, Field
from simulator.surveys.mapping import ColumnMapping, SurveyMapping
from simulator.surveys.problems import ERROR, WARNING, Problem
from simulator.surveys.tables import Table, find_column
from simulator.surveys.words import with_codes

SAY_IT = "Name the column in a mapping: `python -m simulator new-mapping FILE` proposes one."


@dataclass(frozen=True, eq=False)
class Tables:
    """The file of the persons, that of the households, or both; a file of persons may hold both."""

    persons: Table | None
    households: Table | None

    @property
    def all(self) -> list[Table]:
        """Both tables, the households first."""
        return [table for table in (self.households, self.persons) if table is not None]

    def order_for(self, field: Field) -> list[Table]:
        """Return the tables to look for a column in: a person's column is no household's."""
        if field.table == HOUSEHOLDS or self.persons is None:
            return self.all
        return [self.persons]


@dataclass(frozen=True, eq=False)
class Placed:
    """A column that was found: its table, its names there, what it is, and how it is to be read."""

    table: Table
    names: tuple[str, ...]
    field: Field
    mapping: ColumnMapping

    @property
    def source(self) -> str:
        """The names of the file's columns as they are shown."""
        return " + ".join(self.names)


def place(tables: Tables, name: str, field: Field, mapping: ColumnMapping) -> Placed:
    """Return where a column lies, or refuse it with the nearest name that a table has."""
    for table in tables.order_for(field):
        found = [find_column(table, each) for each in mapping.columns]
        if all(each is not None for each in found):
            return Placed(table, tuple(str(each) for each in found), field, mapping)
    known = [str(each) for table in tables.order_for(field) for each in table.frame.columns]
    wanted = next((each for each in mapping.columns if each not in known), mapping.columns[0])
    raise unknown(f"columns.{name}", wanted, known)


def place_all(
    tables: Tables, mapping: SurveyMapping, recognised: frozenset[str] = frozenset()
) -> tuple[dict[str, Placed], list[Problem]]:
    """Return every column of the mapping that a file has, and what the files lack.

    A column that was only `recognised` by its name, that nothing needs, and whose codes nobody explains is
    left out, with a warning.
    """
    placed: dict[str, Placed] = {}
    problems: list[Problem] = []
    for name, given in mapping.columns.items():
        if not given.columns:
            continue
        try:
            found = place(tables, name, FIELDS[name], given)
        except BadInput as error:
            problems.append(missing_column(error))
            continue
        if found.field.kind == CODE:
            meant, told = with_codes(found.table, found.names[0], given, found.field)
            found, problems = replace(found, mapping=meant), problems + told
            if name in recognised and not found.field.required and not meant.codes:
                problems.append(_unexplained(found))
                continue
        placed[name] = found
    return placed, [*problems, *_absent(mapping)]


def _unexplained(found: Placed) -> Problem:
    known = ", ".join(found.field.codes)
    mend = f"It is left out. Say in a mapping which codes mean {known}."
    return Problem(WARNING, found.source, "nobody says what its codes mean", "codes that are explained", mend)


def _absent(mapping: SurveyMapping) -> Iterator[Problem]:
    """Yield a problem for each column that a population needs and no mapping or known name gives."""
    for name, field in FIELDS.items():
        of_person = name in ("age", "sex") and mapping.members
        if field.required and name not in mapping.columns and not of_person:
            yield Problem(ERROR, name, "no column is known for it", field.help, SAY_IT)


def used_twice(placed: Mapping[str, Placed]) -> Iterator[Problem]:
    """Yield a column of the file that is taken for two quantities, such as the weight and consumption.

    Identifiers may share a column, and so may what is only compared.
    """
    first: dict[tuple[str, str], str] = {}
    for name, each in placed.items():
        if each.field.kind not in (NUMBER, AMOUNT) or name in ONLY_COMPARED:
            continue
        other = first.setdefault((each.table.name, each.source), name)
        if other != name:
            found = f"the column is taken for {other} and for {name}"
            mend = "Look at both in the mapping, and mend one."
            yield Problem(ERROR, each.source, found, "a column of its own for each quantity", mend)


def missing_column(error: BadInput) -> Problem:
    """Return the problem of a column, or another word of the mapping, that is not there."""
    return Problem(
        ERROR, error.field, f"{shown(error.value)} is not there", f"one of: {error.allowed}", error.mend
    )
