"""Which rows of a file belong to the survey: those whose interview was completed, say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from simulator.errors import SimulatorError
from simulator.surveys.converting import Flags, has_code, is_between
from simulator.surveys.keys import keys_of, matched
from simulator.surveys.mapping import Between, SurveyMapping
from simulator.surveys.tables import Table, find_column, unknown_column


def kept_rows(
    tables: Mapping[str, Table], mapping: SurveyMapping
) -> tuple[dict[str, Table], tuple[str, ...]]:
    """Return the tables with the rows that `keep` names, and a sentence for each selection.

    Every table that has the column is cut. Raises `BadInput` for a column that none has, and
    `SimulatorError` where no row is left.
    """
    kept, log = dict(tables), []
    for name, codes in mapping.keep.items():
        having = {key: column for key, table in kept.items() if (column := find_column(table, name))}
        if not having:
            raise unknown_column("keep", name, list(kept.values()))
        for key, column in having.items():
            table = kept[key]
            if isinstance(codes, Between):
                wanted, what = is_between(table, column, codes), "lies in this range"
            else:
                wanted, what = has_code(table, column, codes), "has one of these codes"
            if not wanted.any():
                raise SimulatorError(f"keep.{name}: no row of {table.name} {what}. Look at them.")
            kept[key] = replace(
                table, frame=table.frame[wanted].reset_index(drop=True), rows=table.rows[wanted]
            )
            log.append(f"{table.name}: {wanted.sum():,} of {len(wanted):,} rows were kept, by {column}.")
    return kept, tuple(log)


def without_members(
    before: Mapping[str, Table], kept: Mapping[str, Table], household: tuple[str, ...]
) -> tuple[dict[str, Table], tuple[str, ...]]:
    """Return the tables without the persons of households that were not kept, and a sentence for them.

    Of two files only that of the households may have the column that `keep` names. `household` are the
    columns that identify a household. A person of a household that was never there stays, to be told.
    """
    if "households" not in kept or len(kept["households"].rows) == len(before["households"].rows):
        return dict(kept), ()
    persons = kept["persons"]
    gone = _live_in_one_left_out(before["households"], kept["households"].rows, persons, household)
    if gone.all() or not gone.any():
        return dict(kept), ()
    frame = persons.frame[~gone].reset_index(drop=True)
    told = f"{persons.name}: {gone.sum():,} rows were left out, members of households that were not kept."
    return {**kept, "persons": replace(persons, frame=frame, rows=persons.rows[~gone])}, (told,)


def _live_in_one_left_out(
    homes: Table, kept_rows: NDArray[np.int64], persons: Table, household: tuple[str, ...]
) -> Flags:
    """Return whose household stands among those that were not kept, and only there."""
    named = [[find_column(table, name) for name in household] for table in (persons, homes)]
    if any(name is None for names in named for name in names):
        return np.zeros(len(persons.rows), dtype=bool)
    of_persons = keys_of(persons, tuple(map(str, named[0])))[0]
    of_homes = keys_of(homes, tuple(map(str, named[1])))[0]
    of_persons, of_homes, _ = matched(of_persons, of_homes)
    stays = np.isin(homes.rows, kept_rows)
    found: Flags = of_persons.isin(set(of_homes[~stays]) - set(of_homes[stays])).to_numpy(dtype=bool)
    return found
