"""`run --brief`, `--excel` and `--save`, and `rerun`: what is kept of a run."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest

from simulator import Policy, country, simulate, summarise, to_text
from simulator.reports import Asked, brief, codebook_csv, result_data
from simulator.reports.excel import sheets_of
from tests.simulator.command_line.typing_it import NEPAL, POLICY, Captured, misused, printed, refused
from tests.simulator.surveys.making import write_survey_files


def test_all_three_files(policy: Path, tmp_path: Path, capsys: Captured) -> None:
    """Each file is what Python writes of the same run, and the page is printed as ever."""
    page, book, saved = (tmp_path / name for name in ("brief.html", "result.xlsx", "result.json"))
    options = ["--brief", str(page), "--title", "Every child", "--excel", str(book), "--save", str(saved)]
    text = printed(["run", str(policy), *NEPAL, "--seed", "3", *options], capsys)
    outcome = simulate(country("nepal"), Policy.from_yaml(POLICY), 3)
    assert text == to_text(summarise(outcome))
    written = page.read_text("utf-8")
    assert "<h1>Every child</h1>" in written and "score r squared 0.5" in written
    alone = brief(outcome, Asked("nepal"), "Every child")
    assert written.partition("Notes and assumptions")[0] == alone.partition("Notes and assumptions")[0]
    sheets = pd.read_excel(io.BytesIO(book.read_bytes()), sheet_name=None)
    assert {name: len(sheet) for name, sheet in sheets.items()} == {
        name: len(sheet) for name, sheet in sheets_of(result_data(outcome, Asked("nepal"))).items()
    }
    again = printed(["rerun", str(saved)], capsys)
    assert again == f"{text}\n\nEvery digit is the same."


def test_a_comparison_is_kept(policy: Path, tmp_path: Path, capsys: Captured) -> None:
    """`compare` keeps what `run` keeps: a brief, a workbook, and a file that comes back."""
    half = policy.with_name("half.yaml")
    half.write_text(POLICY.replace("0.8", "0.4"), "utf-8")
    page, book, saved = (tmp_path / name for name in ("brief.html", "both.xlsx", "both.json"))
    options = ["--brief", str(page), "--title", "Two", "--excel", str(book), "--save", str(saved)]
    text = printed(["compare", str(policy), str(half), *NEPAL, "--seed", "3", *options], capsys)
    assert "<h1>Two</h1>" in page.read_text("utf-8")
    sheet = pd.read_excel(io.BytesIO(book.read_bytes()), sheet_name="financing")
    assert sheet["policy"].tolist() == ["policy", "half"]
    assert printed(["rerun", str(saved)], capsys) == f"{text}\n\nEvery digit is the same."
    changed = saved.read_text("utf-8").replace('"take_up": 0.4', '"take_up": 0.3')
    saved.write_text(changed, "utf-8")
    assert "half.link: " in refused(["rerun", str(saved)], capsys)


def test_a_survey_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """A survey's result names its files beside the saved one, and comes back from another folder."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.chdir(folder)
    write_survey_files(folder)
    Path("policy.yaml").write_text(POLICY, "utf-8")
    survey = ["--survey", "wave1.dta", "--mapping", "mapping.yaml"]
    text = printed(["run", "policy.yaml", *survey, "--save", "result.json", "--brief", "b.html"], capsys)
    assert "Synthetic data." not in Path("b.html").read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    assert printed(["rerun", "data/result.json"], capsys).startswith(text)
    (folder / "wave1.dta").write_bytes((folder / "wave1.dta").read_bytes() + b"x")
    assert "wave1.dta is another file than when" in refused(["rerun", "data/result.json"], capsys)


def test_a_digit_that_differs_is_refused(policy: Path, tmp_path: Path, capsys: Captured) -> None:
    """`rerun` ends with 3 where one digit is another, and says which."""
    saved = tmp_path / "result.json"
    printed(["run", str(policy), *NEPAL, "--save", str(saved)], capsys)
    text = saved.read_text("utf-8").replace('"seed": 1,', '"seed": 2,')
    saved.write_text(text, "utf-8")
    assert "summary.reach.reached_persons: " in refused(["rerun", str(saved)], capsys)


def test_what_cannot_be_kept(policy: Path, tmp_path: Path, capsys: Captured) -> None:
    """A folder that does not exist, a title without a brief, and a file that is no result are refused."""
    for option in ("--brief", "--excel", "--save"):
        out = str(tmp_path / "no folder" / "out")
        error = refused(["run", str(policy), *NEPAL, option, out], capsys)
        assert f"{option}: " in error and "cannot be written" in error
    assert "--title belongs to a brief" in refused(["run", str(policy), *NEPAL, "--title", "x"], capsys)
    assert "it is no JSON" in refused(["rerun", str(policy)], capsys)
    assert "there is no such file" in refused(["rerun", "nothing.json"], capsys)
    assert "required: RESULT.json" in misused(["rerun"], capsys)


def test_the_codebook(capsys: Captured) -> None:
    """`schema codebook` prints the CSV of every column."""
    lines = codebook_csv().splitlines()
    assert printed(["schema", "codebook"], capsys).splitlines() == lines and len(lines) > 140
