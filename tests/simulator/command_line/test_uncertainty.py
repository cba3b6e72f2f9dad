"""`--bootstrap` and `--assumption-range`: what they print and write, and whom they refuse."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from simulator import Policy, Resampling, Varying, bootstrap, load_survey, simulate
from simulator.command_line import doubting
from simulator.reports import intervals_text
from tests.simulator.command_line.typing_it import NEPAL, POLICY, Captured, misused, printed, refused
from tests.simulator.surveys.making import MAPPING, as_bytes, people


@pytest.fixture
def survey(tmp_path: Path) -> list[str]:
    """The options that name a survey of 76 sampling units in 38 strata and its mapping."""
    (tmp_path / "wave.csv").write_bytes(as_bytes(people(households=304), "csv"))
    (tmp_path / "mapping.yaml").write_text(MAPPING, "utf-8")
    return ["--survey", str(tmp_path / "wave.csv"), "--mapping", str(tmp_path / "mapping.yaml")]


def test_a_survey_has_intervals(policy: Path, survey: list[str], capsys: Captured) -> None:
    """`--bootstrap` adds the table that Python's own bootstrap makes, from the seed of the command."""
    plain = printed(["run", str(policy), *survey, "--seed", "3"], capsys)
    text = printed(["run", str(policy), *survey, "--seed", "3", "--bootstrap", "100"], capsys)
    sample = load_survey(Path(survey[1]), Path(survey[3])).population
    found = bootstrap(simulate(sample, Policy.from_yaml(POLICY), 3), Resampling(100, 3))
    assert text == f"{plain}\n\n{intervals_text(found)}"


def test_intervals_are_written(policy: Path, survey: list[str], tmp_path: Path, capsys: Captured) -> None:
    """JSON and CSV hold the same intervals; a comparison holds differences from the first policy."""
    asked = ["run", str(policy), *survey, "--bootstrap", "100"]
    data = json.loads(printed([*asked, "--json", "-"], capsys))
    rows = list(csv.DictReader(io.StringIO(printed([*asked, "--csv", "-"], capsys), newline="")))
    lows = sorted(each["interval"]["low"] for each in data["intervals"] if each["interval"])
    assert sorted(float(row["low"]) for row in rows if row["low"]) == lows and len(lows) > 20
    half = tmp_path / "half.yaml"
    half.write_text(POLICY.replace("0.8", "0.4"), "utf-8")
    text = printed(["compare", str(policy), str(half), *survey, "--bootstrap", "100"], capsys)
    assert "Cost, % of GDP, less policy" in text and "\nhalf\n95 % sampling interval" in text


def test_a_country_has_a_range(policy: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """`--assumption-range` adds the range, and says that it is no sampling interval."""
    few = lambda **given: Varying(seeds=2, assumptions=("score_r_squared",), **given)  # noqa: E731
    monkeypatch.setattr(doubting, "Varying", few)
    text = printed(["run", str(policy), *NEPAL, "--assumption-range"], capsys)
    assert "\n\nAssumption range " in text and "No sampling interval" in text


def test_each_is_refused_where_it_does_not_belong(policy: Path, survey: list[str], capsys: Captured) -> None:
    """A country has no sampling interval, a survey no assumption range, and Arumia has neither."""
    command = ["run", str(policy)]
    error = refused([*command, *NEPAL, "--bootstrap", "500"], capsys)
    assert "--bootstrap: Nepal was not sampled" in error and "--assumption-range" in error
    error = refused([*command, *survey, "--assumption-range"], capsys)
    assert "Write --bootstrap 500 for its sampling intervals." in error
    for option in (["--bootstrap", "500"], ["--assumption-range"]):
        assert "arumia" in refused([*command, "--country", "arumia", *option], capsys).lower()
    error = refused([*command, *survey, "--bootstrap", "10"], capsys)
    assert "--bootstrap: replicates: 10 is not allowed. Allowed: a whole number from 100" in error
    assert "'many' is not allowed" in misused([*command, *survey, "--bootstrap", "many"], capsys)
