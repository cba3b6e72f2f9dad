"""Every number in a module's prose is computed, published, an age or a year, or has its reason here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import simulator
from book.extension.facts import load_facts
from book.extension.module_file import load_module
from book.reading import BOX, FENCE, FRONT_MATTER
from tests.conftest import ROOT

PAGES = [
    ROOT / f"{page.document}.md"
    for path in sorted((ROOT / "modules").glob("*/module.yml"))
    for page in load_module(path).pages
]
# What a page computes, takes from a fact or quotes as it is typed; the marks of lists; the heads of tables.
NOT_WRITTEN = re.compile(r"\{[\w:-]+\}`[^`]*`|`[^`]*`|\]\([^)]*\)|^\s*\d\. |^\|.*\|$", re.MULTILINE)
NUMBER = re.compile(r"(?<![\w.,])\d[\d,.]*\d(?![\w])|(?<![\w.,])\d(?![\w])")
# Ages of children and years of a path, which a reader sets, and days on which something was in force.
OLDEST_CHILD = 18
YEARS = range(1945, 2101)
# A percentage has a rule of its own: it is named among the page's choices.
REASONS = {
    r"\d[\d.]* %": "a choice of the page",
    r"[Oo]f 100": "a share in words",
    r"articles? \d+": "the number of a law's article",
    r"(?:Convention|Recommendation) \d+": "the number of a law",
    r"\*(?:,)? [\d:()]+, \d{4}": "the volume of a journal",
    r"Systematic Reviews\*? 2013:8": "the volume of a journal",
    r"1,000 days": "the name of a time of life",
    r"5,000 invented households": "the size of a synthetic population",
    r"35 studies": "how many Baird and others reviewed in 2013, whose figures stand beside it",
    r"\*\*Time:\*\* \d+": "the minutes of an exercise, which are its sheet's",
}
HAVE_A_REASON = re.compile("|".join(REASONS))


def prose(text: str) -> str:
    """Return what is written by hand in a page's text, in one line."""
    written = FENCE.sub("", BOX.sub(r"\1", FRONT_MATTER.sub("", text)))
    return " ".join(NOT_WRITTEN.sub(" ", written).split())


def noted() -> str:
    """Return what the facts say that they count."""
    return " ".join(fact.note for fact in load_facts(ROOT / "book" / "facts.yml").values())


def without_a_source(text: str) -> list[str]:
    """Return the numbers of a page's text that nothing stands behind, with the word after each."""
    notes, left = noted(), HAVE_A_REASON.sub(" ", prose(text))
    found = [(match[0], left[match.start() :].split()[:2]) for match in NUMBER.finditer(left)]
    return [
        " ".join(words)
        for number, words in found
        if not is_age_or_year(number) and " ".join(words).strip(".,;:") not in notes
    ]


def is_age_or_year(number: str) -> bool:
    """Say whether a number is a child's age, a year of a path, or a year of the calendar."""
    return number.isdigit() and (int(number) <= OLDEST_CHILD or int(number) in YEARS)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_number_in_the_text_has_something_behind_it(path: Path) -> None:
    """Write a fact, a cell that computes it, a note of a fact that counts it, or a reason in this file."""
    assert without_a_source(path.read_text("utf-8")) == []


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_is_needed(reason: str) -> None:
    """The list stays short: what no page writes any more has no place in it."""
    assert any(re.search(reason, prose(path.read_text("utf-8"))) for path in PAGES)


def test_the_size_of_the_population_is_as_written() -> None:
    """The one figure of the simulator that the pages write by hand."""
    assert simulator.country("nepal").households.weight.size == 5000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In 2010 it was 200 rupees.", ["200 rupees."]),
        ("It reaches 27 of 77 districts.", ["27 of"]),
        ("It reaches {fact}`nepal-coverage` in 25 of 77 districts, for children under 5.", []),
        ("Of 100 children 41 are missed.", ["41 are"]),
        ("1. A list of 19 studies\n2. and 12.5 points.", ["12.5 points."]),
        ("```{country-box} Nepal\nIt pays 532 rupees.\n```", ["532 rupees."]),
    ],
)
def test_a_number_without_a_source_is_found(text: str, found: list[str]) -> None:
    """The rule itself can fail, on money, counts and shares; a fact's own words and ages pass."""
    assert without_a_source(text) == found
