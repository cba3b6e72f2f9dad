"""Reports: the same numbers as plain data, as a table, and as text."""

from __future__ import annotations

import json

import pytest

from simulator import Policy, compare, example_population, simulate, summarise, to_data, to_frame, to_text
from simulator.reports import number_text, rows
from tests.simulator.making import child_benefit

VILLAGE = example_population()
NOBODY = child_benefit(who={"age": [17, 17]})


def test_data_are_plain() -> None:
    """A summary passes through JSON unchanged, with None for what nobody has."""
    for policy in (child_benefit(), NOBODY):
        data = to_data(summarise(simulate(VILLAGE, policy)))
        assert json.loads(json.dumps(data, allow_nan=False)) == json.loads(json.dumps(data))
        assert all(type(value) in (int, float, type(None)) for value in data["reach"].values())
    assert data["reach"]["group_percent"] is None and data["group"]["before"] is None


def test_frame_has_a_row_a_measure() -> None:
    """The table has one column a policy and the numbers of the summaries."""
    both = compare(VILLAGE, {"all": child_benefit(), "half": child_benefit(take_up=0.5)})
    table = to_frame(both)
    assert list(table.columns) == ["all", "half"]
    for name, summary in both.items():
        assert table[name].to_dict() == pytest.approx(rows(summary))
    assert table.loc["Cost, % of GDP", "all"] == pytest.approx(1.89)
    assert table.loc["Cost, million EXA a year", "all"] == pytest.approx(0.09072)


def test_text_says_what_the_data_are() -> None:
    """The text begins with the label of the data, and has line, prices, seed, each number and each note."""
    summary = summarise(simulate(VILLAGE, child_benefit(), 5))
    text = to_text(summary)
    assert text.startswith("Made-up village of six households\n")
    for part in ("Example line, 60 EXA a month per person", "Prices of 2024", "Seed 5", *rows(summary)):
        assert part in text
    assert all(f"Note: {note}" in text for note in summary.notes)
    cost = next(line for line in text.splitlines() if line.startswith("Cost, % of GDP"))
    assert cost.split()[-1] == "1.89"


def test_text_of_a_group_of_nobody() -> None:
    """Where nobody is in the group, the text says nobody, and no number."""
    text = to_text(summarise(simulate(VILLAGE, NOBODY)))
    reached = next(line for line in text.splitlines() if line.startswith("Group reached"))
    assert reached.split()[-1] == "nobody" and "nan" not in text and "None" not in text


def test_text_of_no_scheme() -> None:
    """A policy of no scheme can be printed too."""
    assert "Nobody is in the group" in to_text(summarise(simulate(VILLAGE, Policy(()))))


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "nobody"), (0.0, "0.0000"), (0.98765, "0.9877"), (1.0, "1.00"), (1234567.891, "1,234,567.89")],
)
def test_numbers_for_people(value: float | None, text: str) -> None:
    """Four digits behind the point below 1, two above, thousands parted."""
    assert number_text(value) == text
