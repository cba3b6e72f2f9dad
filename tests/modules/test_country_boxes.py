"""The boxes on countries: short, sourced, and from all over the region."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from book.extension.country_box import SUBREGIONS, load_subregions
from book.extension.module_file import Module, load_module
from book.reading import NUMBER, sentences_in

ROOT = Path(__file__).parents[2]
MODULES = [load_module(path) for path in sorted((ROOT / "modules").glob("*/module.yml"))]
BOX = re.compile(r"^```\{country-box\} ([^\n]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FEWEST_SUBREGIONS = 4


def boxes_of(module: Module) -> list[tuple[str, str]]:
    """Return the country and the text of each box on a module's pages."""
    pages = [(ROOT / f"{page.document}.md").read_text("utf-8") for page in module.pages]
    return [box for page in pages for box in BOX.findall(page)]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.title)
def test_the_boxes_come_from_all_over_the_region(module: Module) -> None:
    """A module has boxes on countries of at least four of the five subregions."""
    subregions = load_subregions(ROOT / SUBREGIONS)
    found = {subregions[country] for country, _ in boxes_of(module)}
    assert len(found) >= FEWEST_SUBREGIONS, f"only from {sorted(found)}"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.title)
def test_a_box_is_two_to_four_sentences(module: Module) -> None:
    """What is longer belongs into the text, and what is shorter needs no box."""
    for country, text in boxes_of(module):
        sentences = sentences_in(" ".join(NUMBER.sub("0", text).split()))
        assert 2 <= len(sentences) <= 4, f"{country}: {len(sentences)} sentences"
