"""Files of Stata and SPSS, with the labels that they give to columns and codes."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.errors import SimulatorError
from simulator.surveys.packages import load_package
from simulator.surveys.sources import Source
from simulator.surveys.tables import MOST_TEXT_BYTES, Table, make_table, refuse_large

READERS = {".dta": "read_dta", ".sav": "read_sav", ".zsav": "read_sav"}
PROGRAMS = {".dta": "Stata", ".sav": "SPSS", ".zsav": "SPSS"}


def read_statistical(source: Source) -> Table:
    """Return the table of a Stata or SPSS file; system and user-defined missing values are missing.

    The size that the file claims is checked before any row is read. Raises `SimulatorError` for a
    file that is damaged, cut off or of another format.
    """
    reader = getattr(load_package("pyreadstat", f"a {source.ending} file"), READERS[source.ending])
    with source.as_path() as path:
        _, described = _read(reader, path, source.ending, metadataonly=True)
        _refuse_claims(described)
        frame, meta = _read(reader, path, source.ending)
    if described.number_rows is not None and 0 <= described.number_rows != len(frame):
        raise _damaged(source.ending)
    labels = {name: text for name, text in meta.column_names_to_labels.items() if text}
    program = PROGRAMS[source.ending]
    told = f"{source.name}: {len(frame):,} rows, {frame.shape[1]} columns, from {program}."
    rows = np.arange(1, len(frame) + 1)
    return make_table(Table(source.name, frame, rows, labels, dict(meta.variable_value_labels), (told,)))


def _read(reader: Any, path: str, ending: str, **options: Any) -> tuple[Any, Any]:
    try:
        # Dates are no numbers that a survey's columns need, and odd ones would stop the reading.
        frame, meta = reader(path, disable_datetime_conversion=True, **options)
    except SimulatorError:
        raise
    except Exception:  # the reader raises many kinds, and none says more than this
        raise _damaged(ending) from None
    return frame, meta


def _refuse_claims(described: Any) -> None:
    """Refuse a file whose header claims more than memory should hold."""
    rows = max(described.number_rows or 0, 0)
    refuse_large(rows, described.number_columns)
    widths = sum(described.variable_storage_width.values()) if described.variable_storage_width else 0
    if rows * widths > MOST_TEXT_BYTES:
        raise SimulatorError("the file says that it holds over 4 GB. Keep only the columns that are needed.")


def _damaged(ending: str) -> SimulatorError:
    program = PROGRAMS[ending]
    return SimulatorError(
        f"the file is no {program} file that can be read: damaged, cut off, locked or of another version. "
        f"Open it in {program} and save it again, or export it as CSV."
    )
