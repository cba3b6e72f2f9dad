"""A file's table in memory, the same whatever format it came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulator.errors import BadInput, SimulatorError, unknown

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

MOST_ROWS, MOST_CELLS, MOST_TEXT_BYTES = 5_000_000, 400_000_000, 4 * 1024**3


@dataclass(frozen=True, eq=False, repr=False)
class Table:
    """The columns of one file as they are, with the labels that the file gives them.

    `rows` are the file's own row numbers; `labels` say what a column is; `value_labels` what its
    codes mean; `told` are sentences about how the file was read. Its text never shows a row.
    """

    name: str
    frame: pd.DataFrame
    rows: NDArray[np.int64]
    labels: Mapping[str, str] = field(default_factory=dict)
    value_labels: Mapping[str, Mapping[object, str]] = field(default_factory=dict)
    told: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Table({self.name!r}, {len(self.frame)} rows, {self.frame.shape[1]} columns)"


def make_table(table: Table) -> Table:
    """Return the table if it can be one: columns with different names, and at least one row."""
    names = [str(name) for name in table.frame.columns]
    if not names or not len(table.frame):
        raise SimulatorError(f"{table.name} holds no rows of data. Export the file again.")
    for name in names:
        if names.count(name) > 1:
            raise BadInput("column names", name, "each name once", "Rename one of the two columns.")
    return table


def most_rows(columns: int) -> int:
    """Return how many rows a table of so many columns may have."""
    return min(MOST_ROWS, MOST_CELLS // columns)


def refuse_large(rows: int, columns: int) -> None:
    """Refuse a table with more rows than any survey of households, or more cells than memory should hold."""
    if rows > MOST_ROWS:
        limit = f"{rows:,} rows, more than {MOST_ROWS:,}"
        raise SimulatorError(f"the file says that it holds {limit}. Draw a sample, or see what its rows are.")
    if rows * columns > MOST_CELLS:
        limit = f"{rows:,} rows of {columns:,} columns, more than {MOST_CELLS:,} cells"
        raise SimulatorError(f"the file says that it holds {limit}. Keep only the columns that are needed.")


def find_column(table: Table, name: str) -> str | None:
    """Return the table's own name of a column: as it is written, or else whatever its capitals; or None.

    >>> import pandas as pd
    >>> find_column(Table("a.csv", pd.DataFrame({"HHID": [1]}), np.array([2])), "hhid")
    'HHID'
    """
    if name in table.frame.columns:
        return name
    alike = [str(each) for each in table.frame.columns if str(each).lower() == name.lower()]
    return alike[0] if len(alike) == 1 else None


def in_words(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows of the table with labels, as categories, in the place of codes that are all labelled.

    So a 9 for 'not stated' is no large number of a scale. A column in which a value lacks a label, such as
    an age that labels only 999, or in which two codes have one label, stays as it is.
    """
    import pandas as pd

    words = {}
    for name, labels in table.value_labels.items():
        if name not in frame.columns or len(set(labels.values())) < len(labels):
            continue
        column = frame[name].map(labels)
        if column.notna().eq(frame[name].notna()).all() and column.notna().any():
            words[name] = pd.Categorical(column)
    return frame.assign(**words)


def unknown_column(where: str, name: str, tables: list[Table]) -> SimulatorError:
    """Return the error for a column that no table has, with the nearest that one has."""
    return unknown(where, name, [str(each) for table in tables for each in table.frame.columns])
