"""From tables to the population's columns: one value a person, or one value a household."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from simulator.errors import BadInput
from simulator.surveys.amounts import equivalent_adults, shared
from simulator.surveys.canonical import Canonical, Rows
from simulator.surveys.converting import Converted, Flags, Numbers, as_codes, as_numbers
from simulator.surveys.fields import (
    BENEFIT_FIELD,
    CODE,
    FIELDS,
    HOUSEHOLDS,
    ID,
    MONTHS_IN,
    NAME,
    NUMBER,
    PER_ADULT,
    PER_PERSON,
    PERSONS,
    Field,
)
from simulator.surveys.keys import as_identifiers
from simulator.surveys.linking import Links
from simulator.surveys.mapping import ColumnMapping, SurveyMapping
from simulator.surveys.placing import Placed, Tables, missing_column, place
from simulator.surveys.problems import ERROR, Problem, Told, at_rows
from simulator.surveys.regions import as_regions

RECEIVED = Field(
    "received_by", PERSONS, NUMBER, "1 for who receives the benefit, else 0", limits=(0, 1), whole=True
)
SAME = Told(
    "differs inside a household", "one value for all members", "Mend it, or give a file of households."
)


@dataclass(eq=False)
class Reader:
    """Reads columns one after the other, and keeps what was wrong with them."""

    tables: Tables
    mapping: SurveyMapping
    links: Links
    problems: list[Problem] = field(default_factory=list)
    regions: tuple[str, ...] = ()
    unread: dict[str, Flags] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)

    def column(self, name: str, placed: Placed, level: str) -> Numbers:
        """Return a column as one number a person, or one a household, nan where nothing is known."""
        read = self._converted(placed)
        self.problems += read.problems
        unread = np.isnan(read.values) & ~read.missing
        if level == HOUSEHOLDS and placed.table is not self.tables.households:
            values, self.unread[name] = self._one_a_household(placed, read.values, unread)
        else:
            at = self._rows(placed, level)
            values, self.unread[name] = read.values[at], unread[at]
        return self._filled(values, ~self.unread[name], placed)

    def _filled(self, values: Numbers, readable: Flags, placed: Placed) -> Numbers:
        """Return the values with what a missing one stands for in the place of gaps, which is told."""
        means = placed.mapping.missing_means
        gaps = np.isnan(values) & readable
        if means is None or not gaps.any():
            return values
        self.log.append(
            f"{placed.source}: {gaps.sum():,} missing values were taken for {means}, as the mapping says."
        )
        number = float(placed.field.codes.index(means)) if isinstance(means, str) else float(means)
        return np.where(gaps, number, values)

    def _rows(self, placed: Placed, level: str) -> Rows:
        """Return the table's row of each person, or of each household."""
        if placed.table is not self.tables.households:
            return self.links.person_at
        at = self.links.household_at
        return at if level == HOUSEHOLDS else at[self.links.household]

    def _converted(self, placed: Placed) -> Converted:
        missing = (*self.mapping.missing, *placed.mapping.missing)
        meant = replace(placed.mapping, missing=missing)
        kind, name = placed.field.kind, placed.names[0]
        if kind == CODE:
            return as_codes(placed.table, name, placed.field, meant)
        if kind == NAME:
            read, self.regions = as_regions(placed.table, name, meant)
            return read
        if kind == ID:
            return as_identifiers(placed.table, placed.names)
        return as_numbers(placed.table, name, placed.field, meant, self.mapping.reading.decimal)

    def _one_a_household(self, placed: Placed, values: Numbers, unread: Flags) -> tuple[Numbers, Flags]:
        """Return each household's first known value, and tell where another member has another one."""
        living = self.links.household >= 0
        person, household = self.links.person_at[living], self.links.household[living]
        given, number = values[person], len(self.links.household_at)
        known = ~np.isnan(given)
        chosen = np.full(number, np.nan)
        # Of several assignments the last one stays: backwards, that is the first member's.
        chosen[household[known][::-1]] = given[known][::-1]
        differs = known & (given != chosen[household])
        if differs.any():
            self.problems.append(at_rows(ERROR, placed.source, placed.table.rows[person[differs]], SAME))
        return chosen, np.bincount(household, weights=unread[person], minlength=number) > 0


def assemble(reader: Reader, placed: Mapping[str, Placed]) -> Canonical:
    """Return the survey in the population's columns; what was wrong on the way is in the reader's problems.

    Nothing is checked here but what stands in the way of reading.
    """
    links, mapping = reader.links, reader.mapping
    columns: dict[str, dict[str, Numbers]] = {HOUSEHOLDS: {}, PERSONS: dict(links.assumed)}
    for name, each in placed.items():
        if mapping.members and each.field.table == PERSONS and name != "household":
            reader.log.append(
                f"{each.source} was not read: in a file that only counts members it is the head's."
            )
        elif name not in ("household", "person"):
            columns[each.field.table][name] = reader.column(name, each, each.field.table)
    for name, given in mapping.columns.items():
        if given.everywhere is not None:
            number = len(links.household_at if FIELDS[name].table == HOUSEHOLDS else links.person_at)
            code = FIELDS[name].codes.index(given.everywhere)
            columns[FIELDS[name].table][name] = np.full(number, float(code))
    benefits, parts = _benefits(reader, columns[HOUSEHOLDS]), _parts(reader, placed)
    return Canonical(
        mapping=mapping,
        households=columns[HOUSEHOLDS],
        persons=columns[PERSONS],
        benefits=benefits,
        household=links.household,
        person_is_twice=links.person_is_twice,
        parts=parts,
        regions=reader.regions,
        rows={PERSONS: links.person_rows, HOUSEHOLDS: links.household_rows},
        sources={name: each.source for name, each in placed.items()},
        unread=reader.unread,
        log=tuple(reader.log),
    )


def _parts(reader: Reader, placed: Mapping[str, Placed]) -> Numbers | None:
    """Return the sum of what the consumption is said to be made of, or None."""
    if "consumption" not in placed or not placed["consumption"].mapping.parts:
        return None
    columns = []
    for name in placed["consumption"].mapping.parts:
        try:
            at = place(reader.tables, "consumption.parts", FIELDS["consumption"], ColumnMapping((name,)))
        except BadInput as error:
            reader.problems.append(missing_column(error))
            return None
        columns.append(reader.column("parts", at, HOUSEHOLDS))
    return np.asarray(np.sum(columns, axis=0))


def _benefits(reader: Reader, households: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """Return each benefit that is already received: local currency a month, one a person."""
    found = {}
    for name, given in reader.mapping.benefits.items():
        try:
            found[name] = _benefit(reader, name, given, households)
        except BadInput as error:
            reader.problems.append(missing_column(error))
    return found


def _benefit(reader: Reader, name: str, given: ColumnMapping, households: Mapping[str, Numbers]) -> Numbers:
    """Return one benefit: each person's own, or the household's shared among those who receive it."""
    per, links = given.option(BENEFIT_FIELD, "per"), reader.links
    months = MONTHS_IN[given.option(BENEFIT_FIELD, "period")]
    if per == PER_PERSON:
        if reader.tables.persons is None:
            mend = "Write `per: household`."
            raise BadInput(f"benefits.{name}.per", per, "household, where the file has no persons", mend)
        at = place(reader.tables, f"benefits.{name}", BENEFIT_FIELD, given)
        return reader.column(name, at, PERSONS) / months
    field = replace(BENEFIT_FIELD, table=HOUSEHOLDS)
    at = place(reader.tables, f"benefits.{name}", field, given)
    amounts = reader.column("", at, HOUSEHOLDS)
    if per == PER_ADULT:
        adults = equivalent_adults(households, reader.mapping, links.members)
        amounts = amounts * (links.members if adults is None else adults)
    receivers = None
    if given.received_by is not None:
        flag = ColumnMapping((given.received_by,))
        at = place(reader.tables, f"benefits.{name}.received_by", RECEIVED, flag)
        receivers = reader.column("", at, PERSONS)
    return shared(amounts, links.household, receivers) / months
