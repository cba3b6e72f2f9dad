"""A projection as text, as data, as CSV, as a frame, and at the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from simulator import Policy, example_population
from simulator.projection import (
    Outlook,
    held_constant,
    project,
    projection_csv,
    projection_data,
    projection_frame,
    projection_text,
)
from tests.simulator.command_line.typing_it import Captured, misused, printed, refused

TWO = Policy.from_data({"version": 1, "schemes": [{"id": "child_benefit"}, {"id": "birth_grant"}]})
SMALL = project(held_constant(example_population()), TWO, 2026, "none", Outlook(inflation=10))
SHORT = ["--to", "2024", "--country", "nepal"]


def test_the_csv_reads_back() -> None:
    """Each year has a row for all schemes, for each of them and for each source, as the records say."""
    rows = list(csv.DictReader(io.StringIO(projection_csv(SMALL))))
    assert [row["scheme"] for row in rows] == ["all schemes", "child_benefit", "birth_grant", ""] * 3
    assert [row["source"] for row in rows] == ["", "", "", "levy_on_consumption"] * 3
    assert float(rows[4]["cost_percent_of_gdp"]) == SMALL.years[1].cost_percent_of_gdp
    assert float(rows[5]["benefit_month"]) == SMALL.years[1].schemes[0].benefit_month
    assert float(rows[7]["rate_percent"]) == SMALL.years[1].financing[0].rate_percent
    assert rows[4]["benefit_month"] == "" and rows[5]["cost_year"] == "" and rows[7]["recipients"] == ""
    assert {row["data"] for row in rows} == {SMALL.data_label}


def test_the_data_are_plain() -> None:
    """The data can be written as JSON, name what was assumed, and hold every year."""
    data = json.loads(json.dumps(projection_data(SMALL), allow_nan=False))
    assert [year["year"] for year in data["years"]] == [2024, 2025, 2026]
    assert data["outlook"]["inflation"] == 10 and data["indexation"] == {"none": 1.0}
    assert data["years"][1]["schemes"][0]["recipients"] == SMALL.years[1].schemes[0].recipients
    assert "simulator" in data["versions"] and Policy.from_fragment(data["policy"]) == TWO


def test_the_frame_is_tidy() -> None:
    """The frame has the rows of the CSV file."""
    frame = projection_frame(SMALL)
    children = frame[frame["scheme"] == "child_benefit"]
    assert children["benefit_month"].tolist() == pytest.approx([8, 8 / 1.1, 8 / 1.21])


def test_the_text_tells_the_assumptions() -> None:
    """The page has a table of all and one a scheme, and says what amounts follow and what people do."""
    text = projection_text(SMALL)
    assert "1. child_benefit" in text and "2. birth_grant" in text
    assert "Amounts follow nothing: inflation of 10 % a year" in text
    flat = " ".join(text.split())
    assert "The population stays as it is" in flat and "Poverty is not projected" in flat
    assert "levy_on_consumption, % of GDP levy_on_consumption, rate, %" in flat


def test_long_projections_show_every_fifth_year() -> None:
    """Of more than twelve years, the page shows the ends and those that end in 0 or 5."""
    text = projection_text(project(held_constant(example_population()), TWO, 2041))
    shown = [line.split()[0] for line in text.split("\n\n")[1].splitlines()[1:]]
    assert shown == ["2024", "2025", "2030", "2035", "2040", "2041"]


def test_years_that_rest_on_few_households_are_warned_of() -> None:
    """Maldives in 2050 rests on few households: a warning above the tables says why, and how few."""
    projection = project("maldives", TWO, first_year=2049)
    (warning,) = projection.warnings
    last = projection.years[-1]
    assert last.design_effect > 20 and f"design effect: {last.design_effect:.1f}" in warning
    assert warning.startswith("2049 to 2050: few households speak for many.")
    assert "more than 3 times as much" in warning and f"than {5000 / last.design_effect:,.0f} of" in warning
    text = projection_text(projection)
    assert text.index("Warning: 2049 to 2050") < text.index("Year ")
    assert not project("nepal", TWO, 2025).warnings


@pytest.fixture
def policy(tmp_path: Path) -> str:
    """A policy in a file."""
    path = tmp_path / "policy.yaml"
    path.write_text("version: 1\nschemes:\n- id: child_benefit\n", "utf-8")
    return str(path)


def test_the_command_prints_and_writes(policy: str, tmp_path: Path, capsys: Captured) -> None:
    """The page is printed; the file holds the same years, and `-` prints them instead."""
    out = tmp_path / "years.csv"
    page = printed(["project", policy, *SHORT, "--csv", str(out)], capsys)
    assert "2023  interpolated" in page
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert [row["year"] for row in rows[::3]] == ["2022", "2023", "2024"]
    data = json.loads(printed(["project", policy, *SHORT, "--json", "-"], capsys))
    assert [year["basis"] for year in data["years"]] == ["as built", "interpolated", "interpolated"]


def test_the_command_takes_the_outlook(policy: str, capsys: Captured) -> None:
    """Growth, inflation and indexation are those that were typed."""
    typed = ["--gdp-per-person-growth", "5", "--indexation", "prices=0.5,wages=0.5", "--constant-population"]
    data = json.loads(printed(["project", policy, *SHORT, *typed, "--json", "-"], capsys))
    assert data["outlook"]["gdp_per_person_growth"] == 5
    assert data["indexation"] == {"prices": 0.5, "wages": 0.5}
    assert {year["basis"] for year in data["years"]} == {"held constant"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--country", "nepal", "--to", "2060"], "to: 2060 is not allowed"),
        (["--country", "arumia"], "arumia is invented"),
        ([*SHORT, "--inflation", "500"], "outlook.inflation: 500.0"),
    ],
)
def test_the_command_refuses(policy: str, arguments: list[str], message: str, capsys: Captured) -> None:
    """What cannot be projected ends with 3 and one paragraph."""
    assert message in refused(["project", policy, *arguments], capsys)


def test_the_command_misused(policy: str, capsys: Captured) -> None:
    """Without people, and with options that it does not take, the command ends with 2."""
    assert "Whose people?" in misused(["project", policy], capsys)
    assert "--indexation: 'gold' is" in misused(["project", policy, *SHORT, "--indexation", "gold"], capsys)
    assert "--seed" in misused(["project", policy, "--country", "nepal", "--seed", "2"], capsys)
