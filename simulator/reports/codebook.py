"""What each column of a result means: name, unit and definition, from where the fields are declared."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.errors import unknown
from simulator.reports.csv_file import COLUMNS, DOUBT, POLICY
from simulator.reports.results import result_schema
from simulator.reports.tables import STATES

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
    "standard_error": "Standard deviation of the number over samples, where intervals were asked for.",
    "low": "Lower end of its interval or range, where one was asked for.",
    "high": "Upper end of its interval or range, where one was asked for.",
    "interval": "What the ends are: a sampling interval and how it was found, or the assumption range.",
    "policy": "The policy, where several stand side by side.",
    "data": "What the data are.",
}
MEASURES_TOLD = {
    "headcount": "The poor as a share of persons: FGT with exponent 0 (Foster, Greer, Thorbecke 1984).",
    "poverty_gap": "Mean gap to the line as a share of it, 0 of who is not poor: FGT with exponent 1.",
    "poverty_severity": "Mean squared gap as a share of the line: FGT with exponent 2.",
    "watts": "Mean over persons of ln(line / welfare), 0 of who is not poor (Zheng 1993).",
    "sen_shorrocks_thon": "Poverty gap x (1 + Gini of the gaps of all persons) (Shorrocks 1995, equation 8).",
    "gini": "Gini index of welfare among persons, from 0 (all alike) to 1.",
    "palma": "What the richest tenth has / what the poorest four tenths have (Cobham, Sumner 2014).",
    "quintile_ratio": "What the richest fifth has / what the poorest fifth has (Eurostat, ilc_di11).",
    "theil": "Theil's T: mean of (y / mean) ln(y / mean) (Theil 1967, chapter 4).",
    "mean_log_deviation": "Theil's L: mean of ln(mean / y).",
    "atkinson_half": "Atkinson's index with an aversion to inequality of 0.5 (Atkinson 1970, section 4).",
    "atkinson_one": "Atkinson's index with an aversion to inequality of 1.",
    "atkinson_two": "Atkinson's index with an aversion to inequality of 2.",
}
Row = tuple[str, str, str, str]


def codebook() -> tuple[Row, ...]:
    """Return a row for each column of a result's sheets, and for each measure: sheet, name, unit, definition.

    >>> [row[2] for row in codebook() if row[:2] == ("tenths", "gain_percent")]
    ['percent of consumption']
    """
    schema = result_schema()
    records = schema["$defs"]
    rows = [(NUMBERS, name, "", DEFINED[name]) for name in (*COLUMNS, *DOUBT, POLICY)]
    rows += [
        (NUMBERS, f"measure: {name}", unit, told) for name, unit, told in dict.fromkeys(_measures(records))
    ]
    for sheet, record in LISTS.items():
        fields = _fields(record, records)
        rows += [(sheet, name, unit, told) for name, unit, told in fields]
        rows.append((sheet, POLICY, "", DEFINED[POLICY]))
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
        for field, declared in records[name].get("properties", {}).items():
            if "unit" in declared and not (name == "Measured" and field in STATES):
                yield field, declared["unit"], declared["description"]
    for field, told in MEASURES_TOLD.items():
        yield field, records["Measured"]["properties"]["after"]["unit"], told


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
