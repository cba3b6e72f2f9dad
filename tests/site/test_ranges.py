"""The assumption ranges in the built site: beside the page that shows one, whole, and Python's own."""

from __future__ import annotations

import json
from typing import Any

import pytest

from book.extension.policy_lab import FOLDER, labs_in
from simulator.uncertainty import Varying
from simulator.uncertainty.assumption_range import variants
from simulator.widgets.policy_lab.ranges import range_file
from tests.conftest import SITE


def labs_with_ranges() -> list[dict[str, Any]]:
    """Return the labs of the whole simulator's page that show a range."""
    assert SITE.exists(), "the site is not built: run `make site` first"
    page = (SITE / "book" / "simulator.html").read_text("utf-8")
    return [lab for lab in labs_in(page) if lab["range"]]


def test_the_simulator_has_the_range_of_its_start() -> None:
    """The page's lab names a file that is there, small, and over every seed and assumption of the country."""
    (lab,) = labs_with_ranges()
    content = (SITE / FOLDER / lab["range"]).read_bytes()
    data = json.loads(content)
    assert data["populations"] == len(variants(lab["country"], Varying())) and len(content) < 20_000
    labels = [each["label"] for each in data["numbers"]]
    assert "All persons: headcount after, %" in labels and "Cost, % of GDP" in labels


@pytest.mark.prove
def test_the_range_in_the_site_is_pythons() -> None:
    """Computed anew, the file has the same bytes."""
    (lab,) = labs_with_ranges()
    content = (SITE / FOLDER / lab["range"]).read_bytes()
    assert range_file(lab["country"], lab["policy"], lab["line"]) == content
