"""Mapping files: read strictly, every slip with its place and the nearest word."""

from __future__ import annotations

import re

import pytest

from simulator import BadInput, SimulatorError
from simulator.surveys import read_mapping
from simulator.surveys.fields import FIELDS
from simulator.surveys.mapping_file import KEYS
from tests.conftest import ROOT
from tests.simulator.surveys.making import MAPPING

ECONOMY = """
economy:
  currency: NPR
  price_year: 2022
  gdp_per_person_month: 13000
  lcu_month_per_ppp_day: 1200
  poverty_lines:
  - {id: national, label: National line, month: 6000, source: a bureau}
"""
REST = """
name: Living standards survey
missing: [98, 99]
keep: {result: 1}
reading: {encoding: cp1251, separator: ";", decimal: comma}
benefits:
  pension: {column: value, period: year, per: household, received_by: gets, missing_means: 0}
"""


def test_everything_that_a_mapping_can_say() -> None:
    """Columns, codes, options, economy, reading, selection and benefits end in the record."""
    mapping = read_mapping(MAPPING + ECONOMY + REST)
    assert mapping.columns["sex"].codes == {"female": (2,), "male": (1,)}
    assert mapping.columns["consumption"].options == {"period": "month", "per": "person"}
    assert mapping.economy is not None and mapping.economy.line().month == 6000
    assert mapping.missing == (98, 99) and mapping.keep == {"result": (1,)}
    assert mapping.reading.decimal == "comma" and mapping.reading.separator == ";"
    pension = mapping.benefits["pension"]
    assert (
        pension.received_by == "gets" and pension.missing_means == 0 and pension.options["per"] == "household"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{columns: {}}", "version: None is not allowed"),
        ("{version: 1, colums: {}}", "Did you mean 'columns'"),
        ("{version: 1, columns: {wieght: w}}", "columns: 'wieght' .* Did you mean 'weight'"),
        ("{version: 1, columns: {age: {colum: a}}}", "columns.age: 'colum' .* Did you mean 'column'"),
        ("{version: 1, columns: {age: {}}}", "columns.age: a column needs either"),
        ("{version: 1, columns: {age: 7}}", "columns.age: 7 .* the name of a column"),
        ("{version: 1, columns: {sex: {column: s, femal: 2}}}", "Did you mean 'female'"),
        ("{version: 1, columns: {sex: {column: s, female: 1, male: 1}}}", "each code under one name"),
        ("{version: 1, columns: {consumption: {column: c, period: yaer}}}", "Did you mean 'year'"),
        ("{version: 1, columns: {urban: {everywhere: rual}}}", "Did you mean 'rural'"),
        ("{version: 1, columns: {disability: {column: d, missing_means: nothing}}}", "none, some, severe"),
        ("{version: 1, columns: {age: {column: a, missing: [[1]]}}}", "missing: .1. is not allowed"),
        ("{version: 1, columns: {}, economy: {currency: X}}", "economy.poverty_lines"),
        ("{version: 1, columns: {}, reading: {decimal: dot}}", "reading.decimal: 'dot'"),
        ("{version: 1, columns: {}, members: [{column: n, age: 200, sex: male}]}", "members.1..age: 200"),
        ("{version: 1, columns: {}, members: [{column: n, age: 20, sex: man}]}", "Did you mean 'male'"),
        ("[1]", "expected lines of `key: value`"),
        ("{version: 1, columns: [x]}", "columns: .'x'."),
    ],
)
def test_slips_are_refused_with_their_place(text: str, message: str) -> None:
    """A slip in a mapping is refused, with the name of the file and what is near."""
    with pytest.raises(SimulatorError) as caught:
        read_mapping(text, "mapping.yaml")
    assert str(caught.value).startswith("mapping.yaml: ") and re.search(message, str(caught.value)), (
        caught.value
    )


def test_an_error_names_field_and_mend() -> None:
    """The error of an unknown key carries its parts."""
    with pytest.raises(BadInput) as caught:
        read_mapping("{version: 1, columns: {age: {column: a, perod: year}}}")
    assert caught.value.value == "perod" and "column" in caught.value.allowed


PAGE = (ROOT / "simulator" / "surveys" / "MAPPING.md").read_text("utf-8")


@pytest.mark.parametrize("text", re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE))
def test_the_examples_of_the_page_are_mappings(text: str) -> None:
    """Each example of MAPPING.md is read as it stands."""
    assert read_mapping(text, "MAPPING.md").columns


@pytest.mark.parametrize("name", [*FIELDS, *KEYS])
def test_the_page_names_every_column_and_key(name: str) -> None:
    """Every column, option and choice that a mapping knows stands in MAPPING.md."""
    options = FIELDS[name].options if name in FIELDS else {}
    codes = FIELDS[name].codes if name in FIELDS else ()
    for word in (name, *options, *(choice for listed in options.values() for choice in listed), *codes):
        assert re.search(rf"\b{word}\b", PAGE), word


CODES = MAPPING.replace("urban: {column: rural, rural: 1, urban: 0}", "urban: {column: rural, CODES}")


@pytest.mark.parametrize(
    "codes",
    [
        "rural: 1, urban: ['1', 0]",
        "rural: 1, urban: ['01', 0]",
        "rural: [a], urban: [' A', 0]",
        "rural: 1, urban: 0, missing: 1",
    ],
)
def test_a_code_that_is_written_in_two_ways_has_one_meaning(codes: str) -> None:
    """A code finds numbers and texts alike, so 1 and '1' under two names would leave it to chance."""
    with pytest.raises(BadInput, match="each code under one name"):
        read_mapping(CODES.replace("CODES", codes))


@pytest.mark.parametrize(
    "text",
    [
        "missing: [1{0}]",
        "keep: {{age: 1{0}}}",
        "benefits: {{pension: {{column: a, missing: 1{0}}}}}",
        "benefits: {{pension: {{column: a, missing_means: 1{0}}}}}",
    ],
)
def test_a_number_too_long_for_any_file_is_refused(text: str) -> None:
    """Such a code is no float: it was an OverflowError once the file was read."""
    with pytest.raises(BadInput, match="a code that a file can hold"):
        read_mapping(MAPPING + text.format("0" * 400))
