"""A result as CSV: each number once, with its unit, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from simulator import Outcome, Policy, Population, PovertyLine, example_population, simulate
from simulator.reports import Asked, result_csv, result_data
from simulator.reports.csv_file import COLUMNS, SECTIONS
from tests.simulator.making import child_benefit

VILLAGE = example_population()
Row = dict[str, str]


def numbers(value: Any) -> Iterator[float]:
    """Yield every number in plain data."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for inner in value:
            yield from numbers(inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def data_of(outcome: Outcome, **asked: Any) -> dict[str, Any]:
    """Return a result with breakdowns and records."""
    records = {"child_benefit": {"recipients": 750.0}}
    return result_data(outcome, Asked("example", by=("area", "decile"), records=records, **asked))


def table_of(data: dict[str, Any]) -> list[Row]:
    """Return the rows of the CSV text as a program reads it."""
    return list(csv.DictReader(io.StringIO(result_csv(data), newline="")))


DATA = data_of(simulate(VILLAGE, child_benefit()))
ROWS = table_of(DATA)


def value_of(section: str, measure: str, group: str = "", state: str = "") -> float:
    """Return the one number at a place."""
    wanted = {"section": section, "measure": measure, "group": group, "state": state}
    (row,) = [row for row in ROWS if wanted.items() <= row.items()]
    return float(row["value"])


def test_each_number_has_one_row() -> None:
    """Every number of the result stands in the table once, exactly as it is, at a place of its own."""
    expected = [number for section in SECTIONS for number in numbers(DATA[section])]
    assert sorted(float(row["value"]) for row in ROWS) == sorted(expected) and len(expected) > 300
    places = [tuple(row[name] for name in COLUMNS[:4]) for row in ROWS]
    assert len(set(places)) == len(places)


def test_rows_are_complete() -> None:
    """Each row has a section, a measure, a unit and the label of the data; money says its prices."""
    for row in ROWS:
        assert tuple(row) == COLUMNS
        assert row["section"] and row["measure"] and row["unit"]
        assert row["data"] == "Made-up village of six households"
        if row["measure"].endswith(("_month", "total_year", "spending_year")):
            assert row["unit"] == f"EXA of 2024 a {row['measure'].rpartition('_')[2]}"


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("summary.cost", "percent_of_gdp"), 1.89),
        (("summary.everyone", "headcount_percent", "", "before"), 45),
        (("summary.schemes", "paid_per_recipient.currency_month", "child_benefit"), 8),
        (("breakdowns.area", "persons", "rural"), 1300),
        (("measures", "headcount", "", "after"), 0.45),
        (("targeting", "against_group.exclusion_percent", "child_benefit"), 0),
        (("equivalence_table", "everyone_percent", "per_person"), 45),
        (("records", "recipients_ratio", "child_benefit"), 1.2),
    ],
)
def test_where_numbers_stand(place: tuple[str, ...], value: float) -> None:
    """Section, group, measure and state name a number as a reader would look for it."""
    assert value_of(*place) == pytest.approx(value)


def test_what_does_not_exist_has_no_row() -> None:
    """A state that is not known, and the poverty of nobody, have no row, and never the text None or nan."""
    assert not [row for row in ROWS if row["state"] == "without"]
    nobody = table_of(result_data(simulate(VILLAGE, child_benefit(who={"age": [17, 17]})), Asked("example")))
    assert not [row for row in nobody if row["section"] == "summary.group"]
    assert {row["value"] for row in nobody}.isdisjoint({"", "None", "nan"})


def test_two_schemes_of_one_name_are_told_apart() -> None:
    """Schemes with the same id are numbered."""
    twice = Policy.from_data({"version": 1, "schemes": [{"id": "child_benefit"}] * 2})
    found = table_of(result_data(simulate(VILLAGE, twice), Asked("example")))
    groups = {row["group"] for row in found if row["section"] == "targeting"}
    assert groups == {"child_benefit 1", "child_benefit 2"}


def test_what_hangs_on_assumptions_is_marked() -> None:
    """Rows of the breakdown by area say it in the note, those by tenth and all others have none."""
    marked = {row["section"] for row in ROWS if row["note"] == "assumption-driven"}
    assert marked == {"breakdowns.area"}
    assert all(row["note"] for row in ROWS if row["section"] == "breakdowns.area")
    assert {row["note"] for row in ROWS} == {"", "assumption-driven"}


def test_what_is_hidden_has_a_row_without_a_value() -> None:
    """Of a survey of six households the tenths and areas have rows that say why they are empty."""
    outcome = simulate(replace(VILLAGE, synthetic=False), child_benefit())
    hidden = [row for row in table_of(data_of(outcome)) if row["note"]]
    assert {row["note"] for row in hidden} == {"hidden: fewer than 10 households"}
    assert {row["value"] for row in hidden} == {"", *map(str, range(1, 11))}  # a tenth keeps its number
    assert {row["section"] for row in hidden} == {"breakdowns.area", "breakdowns.decile", "summary.tenths"}
    assert ("rural", "persons", "") in {(row["group"], row["measure"], row["value"]) for row in hidden}
    shown = table_of(data_of(outcome, smallest_cell=0))
    assert not [row for row in shown if row["note"] or not row["value"]]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_is_a_formula(sign: str) -> None:
    """A label that a spreadsheet would run begins with an apostrophe; a negative number stays a number."""
    label = f"{sign}1+1"
    economy = replace(VILLAGE.economy, poverty_lines=(PovertyLine("l", label, 60.0, label),))
    people: Population = replace(VILLAGE, label=label, economy=economy)
    rows = table_of(data_of(simulate(people, child_benefit().paid_by("levy_on_consumption"))))
    assert {row["data"] for row in rows} == {f"'{label}"}
    gains = [float(row["value"]) for row in rows if row["measure"] == "gain_percent"]
    assert min(gains) < 0 and [row for row in rows if row["value"].startswith("-")]


def test_letters_of_every_language_survive() -> None:
    """Labels with letters of any language, commas, quotes and line ends come back as they were."""
    label = 'नेपाल, "Ünïted"\nසමාජ'
    rows = table_of(data_of(simulate(replace(VILLAGE, label=label), child_benefit())))
    assert {row["data"] for row in rows} == {label}
