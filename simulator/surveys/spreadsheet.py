"""Spreadsheets: the values that were last computed are read; no formula is run."""

from __future__ import annotations

import zipfile
from typing import Any

import numpy as np

from simulator.errors import SimulatorError, unknown
from simulator.surveys.packages import load_package
from simulator.surveys.sources import Source
from simulator.surveys.tables import Table, make_table, refuse_large

MOST_ENTRIES, MOST_UNPACKED = 10_000, 2 * 1024**3
# As in ECMA-376 and in Excel's own limits.
MOST_SHEET_ROWS, SHOW_PROGRESS_FROM = 1_048_576, 20_000
DAMAGED = "the file is no .xlsx spreadsheet that can be read: damaged, cut off or locked. Save it again."


def read_xlsx(source: Source, sheet: str | None = None) -> Table:
    """Return the first sheet of a spreadsheet, or the one named; its first row names the columns.

    A cell with a formula gives the value that was stored with it. Raises `SimulatorError` for a
    damaged file, and for one that would unpack to more than 2 GB, before it is unpacked.
    """
    openpyxl = load_package("openpyxl", "an .xlsx file")
    _refuse_bomb(source)
    try:
        book = openpyxl.load_workbook(source.stream, read_only=True, data_only=True, keep_links=False)
        chosen = _sheet(book, sheet)
        lines = _lines(chosen, source.name)
        names = book.sheetnames
        book.close()
    except SimulatorError:
        raise
    except Exception:  # openpyxl raises many kinds, and none says more than this
        raise SimulatorError(DAMAGED) from None
    told = f"{source.name}: {len(lines) - 1:,} rows of the sheet {chosen.title!r}."
    more = (f"It has {len(names)} sheets; the others were not read.",) if len(names) > 1 else ()
    return _table(source.name, lines, (told, *more))


def _refuse_bomb(source: Source) -> None:
    """Refuse what would unpack to too much, by the sizes in the archive's list."""
    try:
        with zipfile.ZipFile(source.stream) as archive:
            entries = archive.infolist()
    except Exception:  # zipfile raises many kinds for damaged archives
        raise SimulatorError(DAMAGED) from None
    unpacked = sum(each.file_size for each in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
        raise SimulatorError("the spreadsheet unpacks to over 2 GB. Export the sheet as CSV.")


def _sheet(book: Any, name: str | None) -> Any:
    sheets = {each.title: each for each in book.worksheets}
    if not sheets:
        raise SimulatorError("the spreadsheet has no sheet with rows. Export the file again.")
    if name is None:
        return next(iter(sheets.values()))
    if name not in sheets:
        raise unknown("sheet", name, sheets)
    return sheets[name]


def _lines(sheet: Any, name: str) -> list[tuple[object, ...]]:
    """Return the rows, each ending with its last value; an empty row at the end is left out."""
    from tqdm import tqdm

    sheet.reset_dimensions()  # what the sheet says of its size may be wrong
    rows = sheet.iter_rows(values_only=True)
    quiet = (sheet.max_row or SHOW_PROGRESS_FROM) < SHOW_PROGRESS_FROM
    lines, cells = [], 0
    for row in tqdm(rows, desc=name, unit=" rows", disable=quiet, delay=1):
        lines.append(tuple(row))
        cells += len(row)
        if len(lines) > MOST_SHEET_ROWS:
            allowed = f"more than the {MOST_SHEET_ROWS:,} rows that .xlsx allows"
            raise SimulatorError(f"the sheet has {allowed}. Export it as CSV.")
        refuse_large(len(lines) - 1, cells // len(lines))
    return lines


def _table(name: str, lines: list[tuple[object, ...]], told: tuple[str, ...]) -> Table:
    import pandas as pd

    header = list(lines[0]) if lines else []
    while header and header[-1] is None:
        header.pop()
    names = ["" if each is None else str(each).strip() for each in header]
    width = len(names)
    if any(any(cell is not None for cell in line[width:]) for line in lines):
        raise SimulatorError("a row is longer than the first one, which names the columns. Name each column.")
    kept = [number for number, line in enumerate(lines[1:]) if any(cell is not None for cell in line)]
    body = [(*lines[number + 1][:width], *[None] * (width - len(lines[number + 1]))) for number in kept]
    columns = list(zip(*body, strict=True)) or [()] * width
    frame = pd.DataFrame({place: list(column) for place, column in enumerate(columns)}, dtype=object)
    frame.columns = pd.Index(names, dtype=object)
    return make_table(Table(name, frame, np.array(kept, dtype=np.int64) + 2, told=told))
