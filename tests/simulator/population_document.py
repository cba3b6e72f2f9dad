"""What the page on the population file says, taken out of its text for the tests of both languages."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

from simulator import Economy, Households, Persons, Population, PovertyLine
from simulator.economy import PriceIndex

PATH = Path(__file__).parents[2] / "simulator" / "POPULATION_FILE.md"
TEXT = PATH.read_text("utf-8")


def section(number: int) -> str:
    """Return the text of a numbered section."""
    return re.split(r"^## \d\. .*$", TEXT, flags=re.MULTILINE)[number]


def table(number: int) -> list[list[str]]:
    """Return the cells of a section's table below its head, without the signs of code."""
    rows = [line for line in section(number).splitlines() if line.startswith("|")]
    return [[cell.strip().replace("`", "") for cell in row.strip("|").split("|")] for row in rows[2:]]


def example_header() -> dict[str, Any]:
    """Return the header of the example."""
    found = re.search(r"```json\n(.*?)```", section(4), flags=re.DOTALL)
    assert found
    header: dict[str, Any] = json.loads(found[1])
    return header


def example_bytes() -> bytes:
    """Return the example's file: its header on one line, then the bytes of its table."""
    columns = b"".join(bytes.fromhex(row[1]) for row in table(4))
    return gzip.compress(json.dumps(example_header()).encode() + b"\n" + columns)


def example_values() -> dict[str, list[float]]:
    """Return the values of each column of the example, as the page prints them."""
    return {row[0]: [float(each) for each in row[3].split(",")] for row in table(4)}


def example_population() -> Population:
    """Return the population that the page describes in words, made without its file."""
    line = PovertyLine("line", "Line", 60.0, "made up")
    prices = (PriceIndex(2022, 120.0, "made up"), PriceIndex(2024, 150.0, "made up"))
    return Population(
        name="Two houses",
        label="Two houses, made up to show the format",
        synthetic=True,
        economy=Economy("EXA", 2024, 200.0, 20.0, (line,), consumer_prices=prices),
        households=Households([10.5, 20], [False, True], [2, 1], [2, 3], [40, 90.25], [-1, 0.25], [0, 1]),
        persons=Persons([0, 0, 1], [34, 2, 70], [0, 1, 0], benefits_month={"allowance": [0, 0, 30.5]}),
        regions=("Hills", "Coast"),
    )
