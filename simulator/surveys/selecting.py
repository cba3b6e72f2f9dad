"""Which rows of a file belong to the survey: those whose interview was completed, say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from simulator.errors import SimulatorError
from simulator.surveys.converting import has_code
from simulator.surveys.mapping import SurveyMapping
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
            wanted = has_code(table, column, codes)
            if not wanted.any():
                raise SimulatorError(
                    f"keep.{name}: no row of {table.name} has one of these codes. Look at them."
                )
            kept[key] = replace(
                table, frame=table.frame[wanted].reset_index(drop=True), rows=table.rows[wanted]
            )
            log.append(f"{table.name}: {wanted.sum():,} of {len(wanted):,} rows were kept, by {column}.")
    return kept, tuple(log)
