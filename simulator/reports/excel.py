"""A result as a workbook: its numbers, its tables, and a codebook that says what each column is."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from simulator.errors import expect
from simulator.reports.codebook import HEAD, LISTS, NUMBERS, codebook, columns_of
from simulator.reports.csv_file import FORMULA, result_csv
from simulator.reports.packages import needs

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

ABOUT, CODEBOOK = "about", "codebook"
WIDEST, SPARE = 70, 2
RESULT = "Use simulator.reports.result_data(outcome, asked)."


def workbook(data: Mapping[str, Any]) -> bytes:
    """Return `result_data` as an Excel workbook: about, numbers, schemes, tenths, financing, codebook.

    `numbers` has the rows of `result_csv`; the three tables a row a scheme, tenth or source. Each column
    stands in the codebook with unit and definition. A workbook keeps 15 to 16 digits, the CSV all. Texts that
    a spreadsheet would run begin with an apostrophe. Needs openpyxl.

    >>> from simulator import Policy, example_population, simulate
    >>> from simulator.reports import Asked, result_data
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> workbook(result_data(simulate(example_population(), policy), Asked("example")))[:2]
    b'PK'
    """
    expect("data", data, Mapping, RESULT)
    sheets = sheets_of(data)
    with needs("openpyxl", "A workbook"):
        import openpyxl  # noqa: F401 (pandas writes with it)
    import pandas as pd

    out = io.BytesIO()
    writer = pd.ExcelWriter(out, engine="openpyxl")
    with writer:
        for name, frame in sheets.items():
            frame.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
            for letter, column in zip(_letters(len(frame.columns)), frame, strict=True):
                widest = max([len(str(column)), *frame[column].astype(str).str.len()])
                writer.sheets[name].column_dimensions[letter].width = min(widest, WIDEST) + SPARE
    return out.getvalue()


def sheets_of(data: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    """Return the sheets of a result's workbook by name, as frames."""
    import pandas as pd

    lines = list(csv.reader(io.StringIO(result_csv(data), newline="")))
    numbers = pd.DataFrame(lines[1:], columns=lines[0])
    numbers["value"] = pd.to_numeric(numbers["value"])
    lists = {
        name: pd.DataFrame(
            [_row(entry, columns_of(name)) for entry in data["summary"][name]], columns=columns_of(name)
        )
        for name in LISTS
    }
    book = pd.DataFrame(codebook(), columns=HEAD)
    about = pd.DataFrame(_about(data), columns=["what", "value"])
    return {ABOUT: about, NUMBERS: numbers, **lists, CODEBOOK: book}


def _about(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what must be known of the result as a whole, and what computes it again."""
    summary, line = data["summary"], data["summary"]["line"]
    rows = [
        ("data", summary["data_label"]),
        ("currency", summary["currency"]),
        ("prices of", summary["price_year"]),
        ("poverty line", f"{line['label']}, {line['month']!r} {summary['currency']} a month per person"),
        ("equivalence scale", summary["equivalence"]),
        ("seed", summary["seed"]),
        *((f"version of {name}", value) for name, value in data["versions"].items()),
        ("policy, as a link", data["link"]),
        *(("note", note) for note in summary["notes"]),
    ]
    return [(name, _safe(str(value))) for name, value in rows]


def _row(entry: Mapping[str, Any], columns: tuple[str, ...]) -> list[Any]:
    return [_safe(_at(entry, column)) for column in columns]


def _at(entry: Any, column: str) -> Any:
    for key in column.split("."):
        entry = None if entry is None else entry[key]
    return entry


def _safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _letters(number: int) -> list[str]:
    """Return what a spreadsheet calls its first columns.

    >>> _letters(3)
    ['A', 'B', 'C']
    """
    return [chr(ord("A") + place) for place in range(number)]
