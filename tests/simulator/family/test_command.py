"""A family's file, and the command that reads it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator import SimulatorError
from simulator.family import read_family
from tests.simulator.command_line.typing_it import NEPAL, POLICY, Captured, misused, printed, refused

FAMILY = """version: 1
family:
  other_income_month: 100
  members:
  - {name: Asha, age: 34, earnings_month: 9000}
  - {name: Ravi, age: 6, sex: male}
budget_line: {earnings: [0, 5000, 10000]}
life: {years: 3, events: [{year: 1, what: born, member: {name: Mina, age: 0}}]}
"""


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """A policy and a family, each in a file."""
    for name, text in (("policy.yaml", POLICY), ("family.yaml", FAMILY)):
        (tmp_path / name).write_text(text, "utf-8")
    return ["family", str(tmp_path / "policy.yaml"), str(tmp_path / "family.yaml")]


def test_the_page_has_three_tables(files: list[str], capsys: Captured) -> None:
    """The family as it is, its budget line and its life are printed, with what must be known of them."""
    page = printed([*files, *NEPAL], capsys)
    for part in (
        "+ child_benefit (scheme 1)",
        "lost of the next step, %",
        "floor, % of line",
        "Note: A made-up",
    ):
        assert part in page


def test_the_data_hold_the_same(files: list[str], capsys: Captured) -> None:
    """The JSON holds the view, each point and each year: Mina's benefit comes when she is born."""
    data = json.loads(printed([*files, *NEPAL, "--json", "-"], capsys))
    assert [point["earnings_month"] for point in data["budget_line"]] == [0, 5000, 10000]
    one, two = (data["life"][year]["view"]["benefits_month"] for year in (0, 1))
    assert two == pytest.approx(2 * one) and data["family"]["benefits_month"] == one > 0


def test_only_what_is_asked_is_printed(files: list[str], tmp_path: Path, capsys: Captured) -> None:
    """Without a budget line and a life, the page is the family's view; its numbers go to a file."""
    Path(files[2]).write_text(FAMILY[: FAMILY.index("budget_line")], "utf-8")
    out = tmp_path / "family.json"
    page = printed([*files, *NEPAL, "--json", str(out)], capsys)
    assert "next step" not in page and "floor" not in page
    assert json.loads(out.read_text("utf-8"))["life"] == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("version: 1", "version: 2", "family file.version: 2"),
        ("members:", "people:", "family: 'people' is not allowed"),
        ("age: 34", "aged: 34", r"family.members[1]: 'aged' is not allowed"),
        ("age: 34, ", "", "family.members[1]: the key `age` is missing"),
        ("sex: male", "sex: boy", "family.members[2]: Ravi.sex: 'boy'"),
        ("budget_line:", "budget:", "family file: 'budget' is not allowed"),
        ("[0, 5000, 10000]", "[5000, 0]", "earnings: (5000.0, 0.0)"),
        ("[0, 5000, 10000]", "5000", "budget_line.earnings: 5000 is not allowed. Allowed: a list"),
        ("what: born", "what: marries", "life.events[1]: event.what: 'marries'"),
        ("{name: Mina, age: 0}", "{name: Mina}", "life.events[1].member: the key `age` is missing"),
        ("years: 3", "years: 1", "event born, year: 1"),
        ("version: 1\nfamily:", "version: 1\nlife:", ""),
    ],
)
def test_what_is_wrong_is_said(files: list[str], old: str, new: str, message: str, capsys: Captured) -> None:
    """What a family's file cannot say is refused in one paragraph that names the place."""
    Path(files[2]).write_text(FAMILY.replace(old, new), "utf-8")
    assert message in refused([*files, *NEPAL], capsys)


@pytest.mark.parametrize("text", ["", "[]", "version: 1", "family: 3", "version: 1\nfamily: {members: 3}"])
def test_files_of_no_family(text: str) -> None:
    """An empty file, and one without members, are refused."""
    with pytest.raises(SimulatorError):
        read_family(text)


def test_the_family_needs_people(files: list[str], capsys: Captured) -> None:
    """Without a country or a survey the command ends with 2."""
    assert "Whose people?" in misused(files, capsys)
