"""What each column of a result means: name, unit and definition, from where the fields are declared."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.errors import unknown
from simulator.reports.csv_file import COLUMNS
from simulator.reports.results import result_schema

HEAD = ("sheet", "column", "unit", "definition")
NUMBERS = "numbers"
# The sheets with a row an entry, and the record that an entry is.
LISTS: Mapping[str, str] = {"schemes": "SchemeSummary", "tenths": "Tenth", "financing": "Payment"}
DEFINED = {
    "section": "The part of the result that a number belongs to.",
    "group": "The scheme, the tenth or the group of persons that it is about; empty for all.",
    "measure": "What is measured: each has its own lines below.",
    "state": "Without any of the benefits, before, or after the policy; empty where it has no state.",
    "unit": "The unit of the value.",
    "value": "The number, with all its digits; empty where it is hidden.",
    "note": "That a number is hidden, or driven by assumptions.",
    "data": "What the data are.",
}
Row = tuple[str, str, str, str]


def codebook() -> tuple[Row, ...]:
    """Return a row for each column of a result's sheets, and for each measure: sheet, name, unit, definition.

    >>> [row[2] for row in codebook() if row[:2] == ("tenths", "gain_percent")]
    ['percent of consumption']
    """
    schema = result_schema()
    records = schema["$defs"]
    rows = [(NUMBERS, name, "", DEFINED[name]) for name in COLUMNS]
    rows += [
        (NUMBERS, f"measure: {name}", unit, told) for name, unit, told in dict.fromkeys(_measures(records))
    ]
    for sheet, record in LISTS.items():
        fields = _fields(record, records)
        rows += [(sheet, name, unit, told) for name, unit, told in fields]
    return tuple(rows)


def codebook_csv() -> str:
    """Return the codebook as CSV text.

    >>> codebook_csv().splitlines()[0]
    'sheet,column,unit,definition'
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows(codebook())
    return out.getvalue()


def columns_of(sheet: str) -> tuple[str, ...]:
    """Return the columns of a sheet that has a row an entry.

    >>> columns_of("tenths")[:2]
    ('tenth', 'hidden')
    """
    if sheet not in LISTS:
        raise unknown("sheet", sheet, LISTS)
    return tuple(name for name, _, _ in _fields(LISTS[sheet], result_schema()["$defs"]))


def _measures(records: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield each field with a unit of any record: the measures that the long sheet has rows of."""
    for name in records:
        for field, unit, told in _fields(name, records):
            if unit:
                yield field, unit, told


def _fields(record: str, records: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield the fields of a record, those of a record inside it by `outer.inner`."""
    for name, field in records[record].get("properties", {}).items():
        inner = _record_in(field)
        if inner is not None:
            yield from _fields(inner, records, f"{before}{name}.")
        else:
            yield f"{before}{name}", field.get("unit", ""), field.get("description", "")


def _record_in(field: Mapping[str, Any]) -> str | None:
    """Return the name of the record that a field holds, if it holds one."""
    first = field["anyOf"][0] if "anyOf" in field else field
    return str(first["$ref"]).rpartition("/")[2] if "$ref" in first else None
