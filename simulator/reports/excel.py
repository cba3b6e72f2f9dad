"""A result as a workbook: its numbers, its tables, and a codebook that says what each column is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from simulator.errors import expect
from simulator.reports.codebook import HEAD, LISTS, NUMBERS, codebook, columns_of
from simulator.reports.csv_file import DOUBT, FORMULA, POLICY, comparison_csv, result_csv
from simulator.reports.packages import needs

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

ABOUT, CODEBOOK = "about", "codebook"
WIDEST, SPARE = 70, 2
RESULT = "Use simulator.reports.result_data(outcome, asked)."


def workbook(data: Mapping[str, Any]) -> bytes:
    """Return `result_data` as an Excel workbook: about, numbers, schemes, tenths, financing, codebook.

    `comparison_data` makes one too, with the policy before each row. `numbers` has the rows of the CSV file,
    with intervals or ranges where these were asked for; the tables a row a scheme, tenth or source. Each
    column stands in the codebook with unit and definition. A workbook keeps 15 to 16 digits, the CSV all.
    Texts that a spreadsheet would run begin with an apostrophe. Needs openpyxl.

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
    """Return the sheets of a workbook by name, as frames; of several results with each row's policy."""
    import pandas as pd

    several = "results" in data
    results = data["results"] if several else {"": data}
    text = comparison_csv(data) if several else result_csv(data)
    lines = list(csv.reader(io.StringIO(text, newline="")))
    numbers = pd.DataFrame(lines[1:], columns=lines[0])
    for name in ("value", *DOUBT[:3]):
        if name in numbers:
            numbers[name] = pd.to_numeric(numbers[name])
    lists = {name: _listed(results, name, several) for name in LISTS}
    book = pd.DataFrame(codebook(), columns=HEAD)
    about = pd.DataFrame(list(_about(results)), columns=["what", "value"])
    return {ABOUT: about, NUMBERS: numbers, **lists, CODEBOOK: book}


def _listed(results: Mapping[str, Mapping[str, Any]], sheet: str, several: bool) -> pd.DataFrame:
    """Return one list of each result: a row an entry, with its policy before it where there are several."""
    import pandas as pd

    columns = columns_of(sheet)
    rows = [
        [*([_safe(name)] if several else []), *_row(entry, columns)]
        for name, each in results.items()
        for entry in each["summary"][sheet]
    ]
    return pd.DataFrame(rows, columns=[*([POLICY] if several else []), *columns])


def _about(results: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield what must be known of the results as a whole, and what computes them again."""
    first = next(iter(results.values()))
    summary, line = first["summary"], first["summary"]["line"]
    rows = [
        ("data", summary["data_label"]),
        ("currency", summary["currency"]),
        ("prices of", summary["price_year"]),
        ("poverty line", f"{line['label']}, {line['month']!r} {summary['currency']} a month per person"),
        ("equivalence scale", summary["equivalence"]),
        ("seed", summary["seed"]),
        *((f"version of {name}", value) for name, value in first["versions"].items()),
    ]
    for name, each in results.items():
        of = f" of {name}" if name else ""
        rows.append((f"policy{of}, as a link", each["link"]))
        rows += [(f"note{of}", note) for note in each["summary"]["notes"]]
    yield from ((_safe(name), _safe(str(value))) for name, value in rows)


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
