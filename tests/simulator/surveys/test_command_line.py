"""A survey at the command line: checked, mapped, and in place of a country."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.command_line import main
from tests.simulator.command_line.typing_it import POLICY, Captured, misused, printed, refused
from tests.simulator.surveys.making import as_bytes, people, write_survey_files


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a policy and a survey in several files."""
    monkeypatch.chdir(tmp_path)
    Path("policy.yaml").write_text(POLICY, "utf-8")
    write_survey_files(tmp_path)
    return tmp_path


def test_a_policy_runs_on_a_survey(here: Path, capsys: Captured) -> None:
    """One file with a mapping and two with known names give the same page; JSON names the file."""
    one = printed(
        ["run", "policy.yaml", "--survey", "wave1.dta", "--mapping", "mapping.yaml", "--json", "out.json"],
        capsys,
    )
    two = printed(
        [
            "run",
            "policy.yaml",
            "--survey",
            "households.sav",
            "--persons",
            "persons.sav",
            "--country",
            "nepal",
        ],
        capsys,
    )
    assert one.splitlines()[0] == "Survey wave1.dta, read from a file of the analyst's own"
    assert one.splitlines()[2:] == two.splitlines()[2:]
    assert json.loads(Path("out.json").read_text("utf-8"))["data"] == "wave1.dta"


def test_policies_are_compared_on_a_survey(here: Path, capsys: Captured) -> None:
    """`compare` takes a survey as `run` does."""
    typed = ["compare", "policy.yaml", "--survey", "wave1.dta", "--mapping", "mapping.yaml"]
    assert printed(typed, capsys).startswith("Survey wave1.dta")


def test_a_check_that_passes_writes_its_page(here: Path, capsys: Captured) -> None:
    """A survey that loads ends with 0, and its page can be shown to a colleague."""
    typed = ["check-survey", "wave1.dta", "--mapping", "mapping.yaml", "--html", "page.html"]
    out = printed(typed, capsys)
    assert out.startswith("wave1.dta: 0 errors") and "Beside the published figures" in out
    assert Path("page.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_check_that_fails_prints_its_page_and_ends_with_3(here: Path, capsys: Captured) -> None:
    """What does not load is told in full on standard output, and the exit code is that of bad data."""
    Path("bad.csv").write_bytes(as_bytes(people().assign(age=200), "csv"))
    assert main(["check-survey", "bad.csv", "--mapping", "mapping.yaml", "--html", "page.html"]) == 3
    out, error = capsys.readouterr()
    assert out.startswith("bad.csv: 1 error") and "age, " in out and not error
    assert "200 cannot be" in Path("page.html").read_text("utf-8")
    said = refused(["run", "policy.yaml", "--survey", "bad.csv", "--mapping", "mapping.yaml"], capsys)
    assert "bad.csv: 1 error keeps this survey from loading" in said


def test_a_draft_is_written_and_read(here: Path, capsys: Captured) -> None:
    """The draft of a mapping goes to a file, and the check takes it."""
    assert "Written to draft.yaml" in printed(["new-mapping", "wave1.dta", "--out", "draft.yaml"], capsys)
    out = printed(["check-survey", "wave1.dta", "--mapping", "draft.yaml", "--country", "nepal"], capsys)
    assert out.startswith("wave1.dta: 0 errors")


def test_what_belongs_together(here: Path, capsys: Captured) -> None:
    """Nobody's people are wrong usage; a mapping without a survey, and files that are not there, bad data."""
    assert "Whose people?" in misused(["run", "policy.yaml"], capsys)
    country = ["run", "policy.yaml", "--country", "nepal"]
    assert "--mapping belongs to a survey" in refused([*country, "--mapping", "mapping.yaml"], capsys)
    assert "no such file" in refused(["check-survey", "gone.dta"], capsys)
    survey = ["check-survey", "wave1.dta", "--mapping"]
    assert "gone.yaml: there is no such file" in refused([*survey, "gone.yaml"], capsys)
    Path("odd.yaml").write_text("{version: 1, columns: {wieght: w}}", "utf-8")
    assert "Did you mean 'weight'?" in refused([*survey, "odd.yaml"], capsys)
    typed = ["check-survey", "wave1.dta", "--mapping", "mapping.yaml", "--country", "nepall"]
    assert "Did you mean 'nepal'?" in misused(typed, capsys)
