"""A result as CSV: one row a number, each with what it is about and its unit."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from typing import Any

from simulator.reports.layout import ASSUMPTION_DRIVEN, HIDDEN
from simulator.reports.results import result_schema
from simulator.reports.tables import STATES, numbered

COLUMNS = ("section", "group", "measure", "state", "unit", "value", "note", "data")
# Only where doubt was asked for; `interval` says of which kind the ends are.
DOUBT = ("standard_error", "low", "high", "interval")
RANGE = "assumption range"
SECTIONS = (
    *("summary", "breakdowns", "measures", "redistribution", "targeting", "equivalence_table", "records"),
)
# What an entry of a list is called by, the first of these that it has.
NAMES = ("measure", "scheme", "source", "equivalence", "tenth", "label")
# A spreadsheet takes a text that begins like this for a formula, and runs it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
POLICY = "policy"
Schema = Mapping[str, Any]
# Section, group, measure, state.
Named = tuple[str, str, str, str]


@dataclass(frozen=True)
class Cell:
    """Where a number stands, its unit, the number (None where it is hidden), and what must be known of it."""

    section: str = ""
    group: str = ""
    measure: str = ""
    state: str = ""
    unit: str = ""
    value: float | None = None
    note: str = ""

    def inside(self, key: str, in_list: bool) -> Cell:
        """Return the place of what stands under a key; in an entry of a list, keys make up the measure."""
        if key in STATES:
            return replace(self, state=key)
        if in_list:
            return replace(self, measure=f"{self.measure}.{key}".lstrip("."))
        section = f"{self.section}.{self.measure}".strip(".")
        return replace(self, section=section, measure=key)


def result_csv(data: Mapping[str, Any]) -> str:
    """Return `result_data` as CSV text: section, group, measure, state, unit, value, note, data.

    A number that does not exist has no row. One that is hidden has a row without a value: the note says so,
    as it does where a number is driven by assumptions. Texts that a spreadsheet would take for a formula
    begin with an apostrophe. Numbers are written so that they read back the same. Where intervals or the
    assumption range were asked for, four columns follow, and below are the changes and differences that
    only they have.

    >>> from simulator import Policy, example_population, simulate
    >>> from simulator.reports import Asked, result_data
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> text = result_csv(result_data(simulate(example_population(), policy), Asked("example")))
    >>> [line for line in text.splitlines() if ",percent_of_gdp," in line][0]
    'summary.cost,,percent_of_gdp,,percent of GDP,1.89,,Made-up village of six households'
    """
    return _written(_head([data]), _with_doubt(data))


def comparison_csv(data: Mapping[str, Any]) -> str:
    """Return `comparison_data` as CSV text: the rows of `result_csv`, each with its policy before it."""
    named = data["results"]
    head = (POLICY, *_head(named.values()))
    return _written(head, ([name, *row] for name, each in named.items() for row in _with_doubt(each)))


def _written(head: Sequence[str], lines: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(map(_safe, line) for line in lines)
    return out.getvalue()


def _head(results: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return (*COLUMNS, *DOUBT) if any(map(_doubts, results)) else COLUMNS


def _doubts(data: Mapping[str, Any]) -> list[tuple[Named, Mapping[str, Any], list[Any]]]:
    """Return each number with an interval or a range: its place, its record, and its four cells."""
    found = []
    for each in data["intervals"] or []:
        inner = each["interval"] or {}
        kind = f"{100 * inner['level']:g} % sampling interval, {inner['method']}" if inner else each["why"]
        found.append((_place(each), each, [*(inner.get(name) for name in DOUBT[:3]), kind]))
    for each in data["assumption_range"] or []:
        found.append((_place(each), each, [None, each["low"], each["high"], RANGE]))
    return found


def _place(record: Mapping[str, Any]) -> Named:
    against = record["against"]
    state = record["state"] if against is None else f"{record['state']} less {against}".lstrip()
    return record["section"], record["group"], record["measure"], state


def _with_doubt(data: Mapping[str, Any]) -> Iterator[list[Any]]:
    """Yield the rows of a result, each with its interval or range, and then what only these have."""
    doubts = {place: (record, cells) for place, record, cells in _doubts(data)}
    if not doubts:
        yield from _rows(data)
        return
    for row in _rows(data):
        found = doubts.pop((row[0], row[1], row[2], row[3]), None)
        yield [*row, *(found[1] if found else [None] * len(DOUBT))]
    summary = data["summary"]
    for place, (record, cells) in doubts.items():
        unit = record["unit"].replace("currency", f"{summary['currency']} of {summary['price_year']}")
        value = record["estimate"] if "estimate" in record else (record["interval"] or {}).get("estimate")
        yield [*place, unit, value, "", summary["data_label"], *cells]


def _rows(data: Mapping[str, Any]) -> Iterator[list[Any]]:
    """Yield a row for each number of a result."""
    schema, summary = result_schema(), data["summary"]
    currency = f"{summary['currency']} of {summary['price_year']}"
    for section in SECTIONS:
        place = Cell(measure=section)
        for cell in _cells(data[section], schema["properties"][section], schema["$defs"], place):
            unit = cell.unit.replace("currency", currency)
            yield [*astuple(replace(cell, unit=unit)), summary["data_label"]]


def _cells(value: Any, schema: Schema, records: Schema, place: Cell, in_list: bool = False) -> Iterator[Cell]:
    """Yield every number in a part of the data, in its order."""
    schema = _described(schema, records)
    if isinstance(value, dict):
        for key, inner in value.items():
            field = schema.get("properties", {}).get(key) or schema["items_of_each"]
            yield from _cells(inner, field, records, place.inside(key, in_list), in_list)
    elif isinstance(value, list | tuple):
        yield from _entries(value, schema, records, place)
    elif "unit" in schema and (value is not None or place.note.startswith(HIDDEN)):
        yield replace(place, unit=schema["unit"], value=value)


def _entries(values: Sequence[Any], schema: Schema, records: Schema, place: Cell) -> Iterator[Cell]:
    entries = [each for each in values if isinstance(each, dict)]
    section = f"{place.section}.{place.measure}".strip(".")
    for name, entry in zip(numbered(map(_name, entries)), entries, strict=True):
        named = replace(place, section=section, measure="", group=name, note=_note(entry))
        if "measure" in entry:
            named = replace(named, measure=name, group="")
        yield from _cells(entry, schema["items"], records, named, in_list=True)


def _described(schema: Schema, records: Schema) -> Schema:
    """Return the schema that a reference, or a record that may be missing, stands for."""
    if "anyOf" in schema:
        schema = schema["anyOf"][0]
    return records[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def _note(entry: Mapping[str, Any]) -> str:
    """Return what must be known of an entry's numbers: that they are hidden, or driven by assumptions."""
    return entry.get("hidden") or (ASSUMPTION_DRIVEN if entry.get("assumption_driven") else "")


def _name(entry: Mapping[str, Any]) -> str:
    return str(next(entry[key] for key in NAMES if key in entry))


def _safe(value: Any) -> Any:
    """Return a cell: a text that would be run as a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
