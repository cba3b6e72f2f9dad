"""The page on the population file says what the code does: its bytes, its values, its luck."""

from __future__ import annotations

import gzip
import json

import numpy as np
import pytest

from simulator.luck import draw, lowbias32
from simulator.population import HOUSEHOLD_DTYPES, PERSON_DTYPES
from simulator.population_file import VERSION, pack, unpack
from tests.simulator.population_document import (
    example_bytes,
    example_header,
    example_population,
    example_values,
    section,
    table,
)

LAST_LINE = section(5).strip().splitlines()[-1]


def test_the_example_is_what_pack_writes() -> None:
    """The header and the bytes on the page are those of the population that it describes."""
    header, _, columns = gzip.decompress(pack(example_population())).partition(b"\n")
    assert json.loads(header) == example_header()
    assert columns == b"".join(bytes.fromhex(row[1]) for row in table(4)) and len(columns) == 46


def test_the_example_reads_as_the_page_says() -> None:
    """Every value that the page prints is the one that a reader gets."""
    read = unpack(example_bytes())
    for name, values in example_values().items():
        of = [read.households, read.persons]
        column = next((getattr(each, name) for each in of if hasattr(each, name)), None)
        column = read.persons.benefits_month[name] if column is None else column
        assert column.astype(float).tolist() == pytest.approx(values, rel=1e-12), name
    assert read.persons.household.tolist() == [0, 0, 1]
    assert read.regions == ("Hills", "Coast")


def test_whole_numbers_are_those_of_the_bytes() -> None:
    """The third column of the table follows from the second by hand."""
    dtypes = {column["name"]: column["dtype"] for column in example_header()["columns"]}
    for name, stored, whole, _ in table(4):
        read = np.frombuffer(bytes.fromhex(stored), dtypes[name]).tolist()
        assert read == [int(each) for each in whole.split(",")], name


def test_every_key_and_every_column_is_on_the_page() -> None:
    """Nothing is in the file that the page does not name, and the version is the present one."""
    assert [row[0] for row in table(2)] == list(example_header())
    assert example_header()["version"] == VERSION
    named = {(row[0], row[1]) for row in table(3)}
    columns = {("households", name) for name in HOUSEHOLD_DTYPES} | {
        ("persons", name) for name in PERSON_DTYPES
    }
    assert named - {("benefits", "the benefit's name")} == columns - {("persons", "household")}


def test_luck_by_hand() -> None:
    """Each step on the page follows from the one before, and the last gives the draw."""
    steps = [int(row[2]) for row in table(5)]
    assert [f"{step:08x}" for step in steps] == [row[1] for row in table(5)]
    salted, inner, seeded, outer = steps[1], steps[6], steps[7], steps[12]
    assert salted == 2 ^ steps[0] and seeded == 1 ^ inner
    assert lowbias32(np.array([salted, seeded], dtype=np.uint32)).tolist() == [inner, outer]
    said = float(LAST_LINE.split("=")[1])
    assert (outer + 0.5) / 2**32 == said == draw(1, np.array([2]), "take_up")[0]


@pytest.mark.parametrize("first", [1, 7])
def test_the_steps_inside_the_hash(first: int) -> None:
    """Each shift and each product on the page is right."""
    before, *after = [int(row[2]) for row in table(5)][first : first + 6]
    x = before
    for step, printed in zip((16, 0x7FEB352D, 15, 0x846CA68B, 16), after, strict=True):
        x = x ^ (x >> step) if step < 32 else x * step % 2**32
        assert x == printed
