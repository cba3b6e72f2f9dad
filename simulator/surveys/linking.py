"""Who lives with whom: each person's household, by identifiers, in one file or across two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from simulator.surveys.canonical import Rows
from simulator.surveys.converting import Flags, Numbers, as_numbers
from simulator.surveys.fields import FIELDS
from simulator.surveys.keys import keys_of, matched
from simulator.surveys.mapping import ColumnMapping, Member, SurveyMapping
from simulator.surveys.placing import Placed, Tables, place
from simulator.surveys.problems import ERROR, WARNING, Problem, Told, at_rows
from simulator.surveys.tables import Table

ONE_FORM = "Leave out one of the two, or give the two the same identifier."
IN_HOUSEHOLDS = Told(
    "their household is not in the file of households", "a household for each person", ONE_FORM
)
HAS_PERSONS = Told("nobody of it is in the file of persons", "a person in each household", ONE_FORM)
ONCE = Told(
    "its identifier stands more than once",
    "each household once",
    "Keep one row of each household, or name all columns that identify it: `household: [cluster, number]`.",
)
EQUAL = Told(
    "they equal an earlier row in every column",
    "each person once",
    "Twins may look so. Name the number of the person in the mapping, if there is one.",
)
ZEROS = Told(
    "leading zeros differ between the files", "one form", "They were left out to match the two files."
)


@dataclass(frozen=True, eq=False)
class Links:
    """Rows of the tables: `person_at` and `household_at` count from 0, `_rows` are the file's numbers.

    `household` is each person's place among the households, -1 for none; `assumed` are columns of persons
    whom the file only counts.
    """

    person_at: Rows
    household_at: Rows
    household: Rows
    person_rows: Rows
    household_rows: Rows
    person_is_twice: Flags
    assumed: Mapping[str, Numbers]

    @property
    def members(self) -> Rows:
        """How many persons each household has."""
        return np.bincount(self.household[self.household >= 0], minlength=len(self.household_at))


def link(tables: Tables, placed: Mapping[str, Placed], mapping: SurveyMapping) -> tuple[Links, list[Problem]]:
    """Return who lives with whom, and the identifiers that do not fit together.

    Households keep the order in which the file has them. With one file of persons a household is
    every row of one identifier; a file of households alone needs the members that it counts.
    """
    if tables.persons is None:
        return _counted(tables, placed, mapping)
    if tables.households is None:
        return _one_file(tables.persons, placed)
    return _two_files(tables, placed, mapping)


def _one_file(table: Table, placed: Mapping[str, Placed]) -> tuple[Links, list[Problem]]:
    import pandas as pd

    keys, problems = keys_of(table, placed["household"].names)
    household = pd.factorize(keys)[0].astype(np.int64)
    _, first = np.unique(household, return_index=True)
    twice, found = _twice(table, placed, household)
    at = np.arange(len(household))
    return Links(at, first, household, table.rows, table.rows[first], twice, {}), problems + found


def _two_files(
    tables: Tables, placed: Mapping[str, Placed], mapping: SurveyMapping
) -> tuple[Links, list[Problem]]:
    import pandas as pd

    persons, households = tables.persons, tables.households
    assert persons is not None and households is not None
    of_persons = place(Tables(persons, None), "household", FIELDS["household"], mapping.columns["household"])
    of_households = place(
        Tables(None, households), "household", FIELDS["household"], mapping.columns["household"]
    )
    person_keys, problems = keys_of(persons, of_persons.names)
    household_keys, more = keys_of(households, of_households.names)
    person_keys, household_keys, shortened = matched(person_keys, household_keys)
    problems += more + [at_rows(WARNING, of_persons.source, persons.rows[:0], ZEROS)] * shortened
    again = household_keys.duplicated().to_numpy()
    kept = np.flatnonzero(~again)
    household = pd.Index(household_keys[~again]).get_indexer(pd.Index(person_keys)).astype(np.int64)
    problems += _unmatched(of_persons, of_households, (again, household, kept))
    twice, found = _twice(persons, placed, household)
    rows = persons.rows, households.rows[kept]
    links = Links(np.arange(len(household)), kept, household, *rows, twice, {})
    return links, problems + found


def _unmatched(persons: Placed, households: Placed, found: tuple[Flags, Rows, Rows]) -> Iterator[Problem]:
    """Yield the persons without a household, the households without persons, and those that stand twice."""
    again, household, kept = found
    living = np.bincount(household[household >= 0], minlength=len(kept))
    if again.any():
        yield at_rows(ERROR, households.source, households.table.rows[again], ONCE)
    if (household < 0).any():
        yield at_rows(ERROR, persons.source, persons.table.rows[household < 0], IN_HOUSEHOLDS)
    if (living == 0).any():
        yield at_rows(ERROR, households.source, households.table.rows[kept[living == 0]], HAS_PERSONS)


def _twice(table: Table, placed: Mapping[str, Placed], household: Rows) -> tuple[Flags, list[Problem]]:
    """Return which persons have the household and number of an earlier one, and problems of their numbers."""
    import pandas as pd

    if "person" not in placed:
        equal = table.frame.duplicated().to_numpy()
        found = [at_rows(WARNING, "persons", table.rows[equal], EQUAL)] if equal.any() else []
        return np.zeros(len(household), dtype=bool), found
    keys, problems = keys_of(table, placed["person"].names)
    both = pd.DataFrame({"household": household, "person": keys.to_numpy()})
    # Persons without a household would all seem to live in one.
    return both.duplicated().to_numpy() & (household >= 0), problems


def _counted(
    tables: Tables, placed: Mapping[str, Placed], mapping: SurveyMapping
) -> tuple[Links, list[Problem]]:
    """Return the households of a file that has a row each, with as many persons as it counts."""
    table = placed["household"].table
    keys, problems = keys_of(table, placed["household"].names)
    again = keys.duplicated().to_numpy()
    if again.any():
        problems.append(at_rows(ERROR, placed["household"].source, table.rows[again], ONCE))
    counts, more = _counts(tables, table, mapping.members)
    household = np.repeat(np.arange(len(keys)), counts.sum(axis=1))
    which = np.repeat(np.tile(np.arange(len(mapping.members)), len(keys)), counts.ravel())
    ages = np.array([each.age for each in mapping.members], dtype=float)
    sexes = np.array([float(each.sex == "male") for each in mapping.members])
    assumed = {"age": ages[which], "sex": sexes[which]}
    nobody = counts.sum(axis=1) == 0
    if nobody.any():
        told = Told("its members count 0", "one member at least", "Mend the counts, or drop the household.")
        problems.append(at_rows(ERROR, "members", table.rows[nobody], told))
    rows = table.rows[household], table.rows
    twice = np.zeros(len(household), dtype=bool)
    return Links(household, np.arange(len(keys)), household, *rows, twice, assumed), problems + more


def _counts(tables: Tables, table: Table, members: tuple[Member, ...]) -> tuple[Rows, list[Problem]]:
    """Return how many members of each kind each household has, 0 where that is not told."""
    size, columns = FIELDS["size"], []
    problems: list[Problem] = []
    for each in members:
        found = place(tables, "members", size, ColumnMapping((each.column,)))
        read = as_numbers(table, found.names[0], size, found.mapping, None)
        problems += read.problems
        whole = (read.values >= 0) & (read.values <= 255) & (np.trunc(read.values) == read.values)
        if not whole.all():
            told = Told("no whole number from 0 to 255", "the number of such members", "Mend these rows.")
            problems.append(at_rows(ERROR, each.column, table.rows[~whole], told))
        columns.append(np.where(whole, read.values, 0).astype(np.int64))
    return np.stack(columns, axis=1), problems
