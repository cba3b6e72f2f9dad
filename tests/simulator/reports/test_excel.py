"""The workbook and its codebook: every column is explained, and the numbers are the result's."""

from __future__ import annotations

import csv
import io
import sys

import pandas as pd
import pytest

from simulator import BadInput, SimulatorError, country, simulate
from simulator.reports import Asked, codebook, codebook_csv, result_csv, result_data, workbook
from simulator.reports.codebook import MEASURES_TOLD, columns_of
from simulator.scenario import MEASURES
from tests.simulator.making import child_benefit

ASKED = Asked("nepal", by=("area",))
DATA = result_data(simulate(country("nepal"), child_benefit(take_up=0.5)), ASKED)
SHEETS = pd.read_excel(io.BytesIO(workbook(DATA)), sheet_name=None, keep_default_na=False)


def test_sheets() -> None:
    """About, numbers, a table of schemes, of tenths and of sources, and the codebook."""
    assert list(SHEETS) == ["about", "numbers", "schemes", "tenths", "financing", "codebook"]
    about = dict(zip(SHEETS["about"]["what"], SHEETS["about"]["value"], strict=True))
    assert "ynthetic" in about["data"] and str(about["seed"]) == "1"
    assert about["policy, as a link"] == DATA["link"]


def test_numbers_are_those_of_the_csv() -> None:
    """The sheet of numbers has the rows of the CSV file, in as many digits as a workbook keeps."""
    rows = list(csv.DictReader(io.StringIO(result_csv(DATA), newline="")))
    sheet = SHEETS["numbers"]
    assert sheet["measure"].tolist() == [row["measure"] for row in rows]
    assert sheet["value"].tolist() == pytest.approx([float(row["value"]) for row in rows], rel=1e-15)


def test_tables_are_those_of_the_summary() -> None:
    """A row a tenth, a scheme and a source, a record inside by its dotted name."""
    summary = DATA["summary"]
    gains = [each["gain_percent"] for each in summary["tenths"]]
    assert SHEETS["tenths"]["gain_percent"].tolist() == pytest.approx(gains, rel=1e-15)
    (paid,) = SHEETS["schemes"]["paid_per_recipient.currency_month"]
    assert paid == pytest.approx(summary["schemes"][0]["paid_per_recipient"]["currency_month"])
    assert SHEETS["financing"]["source"].tolist() == ["external"]


def test_each_column_and_measure_is_in_the_codebook() -> None:
    """No column of any sheet, and no measure of the long one, lacks a definition; numbers have a unit."""
    book = {(sheet, name): (unit, told) for sheet, name, unit, told in codebook()}
    assert all(told for _, told in book.values())
    for sheet in ("numbers", "schemes", "tenths", "financing"):
        for column in SHEETS[sheet]:
            assert (sheet, str(column)) in book, column
    units = {(name, unit) for sheet, name, unit, _ in codebook() if sheet == "numbers"}
    measures = {name for name, _ in units}
    for measure in SHEETS["numbers"]["measure"]:
        assert f"measure: {measure.split('.')[-1]}" in measures, measure
    assert set(MEASURES_TOLD) == set(MEASURES)
    numeric = [name for name in SHEETS["schemes"] if SHEETS["schemes"][name].dtype.kind == "f"]
    assert numeric and all(book["schemes", str(name)][0] for name in numeric)


def test_the_codebook_as_csv() -> None:
    """The CSV codebook has the rows of the sheet."""
    lines = list(csv.reader(io.StringIO(codebook_csv(), newline="")))
    assert [tuple(line) for line in lines[1:]] == list(codebook())
    assert SHEETS["codebook"]["definition"].tolist() == [line[3] for line in lines[1:]]


def test_a_formula_is_a_text() -> None:
    """A text that a spreadsheet would run begins with an apostrophe."""
    nasty = {**DATA, "link": "=1+1"}
    sheets = pd.read_excel(io.BytesIO(workbook(nasty)), sheet_name="about")
    assert "'=1+1" in sheets["value"].tolist()


def test_nonsense_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no result, a sheet that does not exist, and a missing package are named."""
    with pytest.raises(BadInput, match=r"^data: .* Use simulator\.reports\.result_data"):
        workbook("result")  # type: ignore[arg-type]
    with pytest.raises(BadInput, match=r"^sheet: 'tenth' .* Did you mean 'tenths'\?"):
        columns_of("tenth")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(SimulatorError, match=r"^A workbook needs the package openpyxl\."):
        workbook(DATA)
