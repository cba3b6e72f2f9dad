"""What the README tells people to run, runs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from simulator import country
from tests.arumia_files import survey_frames
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """Return the README's blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def run(arguments: list[str], folder: Path) -> str:
    """Run Python with the arguments in the folder; returns what it printed."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


# One program for all: what a start costs is measured elsewhere, and each would build its country anew.
IN_TURN = """
import contextlib, io, json, sys
from simulator.command_line import main
pages = []
for arguments in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()) as page:
        code = main(arguments)
    assert code == 0, arguments
    pages.append(page.getvalue())
print(json.dumps(pages))
"""


def run_in_turn(commands: list[list[str]], folder: Path) -> list[str]:
    """Run commands `-m simulator …` one after the other in the folder; returns what each printed."""
    assert all(command[:2] == ["-m", "simulator"] for command in commands)
    pages: list[str] = json.loads(run(["-c", IN_TURN, json.dumps([each[2:] for each in commands])], folder))
    return pages


def commands() -> list[list[str]]:
    """Return the README's commands of the simulator, as arguments of Python."""
    lines = [line for block in blocks("console") for line in block.splitlines()]
    return [line.split()[1:] for line in lines if line.startswith("python -m simulator")]


def written(folder: Path) -> Path:
    """Write the README's files, each named in its first line, into a folder; returns the folder."""
    for text in blocks("yaml"):
        (folder / text.splitlines()[0].removeprefix("# ")).write_text(text, "utf-8")
    return folder


def test_the_commands_for_analysts_run(tmp_path: Path) -> None:
    """The README's files go through the commands; the files that they promise appear."""
    mine = [each for each in commands() if not any("survey" in word for word in each)]
    assert len(mine) == 15
    done = run_in_turn(mine, written(tmp_path))
    page, policy_to_begin_with, figures, reform, compared, *decisions, career = done
    assert "ynthetic" in page and "ynthetic" in figures, "synthetic data are called synthetic"
    assert "Who pays" in page and "By decile" in page and "id: social_pension" in policy_to_begin_with
    assert (tmp_path / "result.json").exists() and (tmp_path / "both.csv").exists()
    assert "without transfers" in reform and "From outside" in reform and "child, 0 to 17" in reform
    assert "today" in compared and "reform" in compared
    assert "otional account" in career
    solved, swept, across, projected, by_fiscal_year, shocked, spot, _, rerun = decisions
    assert "amount.value" in solved and "gini" in swept.lower() and (tmp_path / "sweep.csv").exists()
    assert "2025/26" in by_fiscal_year and "The shock hits" in shocked
    assert "Fiji" in across and "2030" in projected and "SPOT" in spot
    assert (tmp_path / "brief.html").exists() and (tmp_path / "result.xlsx").exists()
    assert "same" in rerun


def test_the_commands_for_a_survey_run(tmp_path: Path) -> None:
    """A Stata file is mapped by a draft in which one line was mended, checked, and simulated."""
    households, persons = survey_frames(country("arumia"))
    persons.merge(households, on="hhid").to_stata(tmp_path / "survey.dta", write_index=False)
    draft, check, page = [each for each in commands() if any("survey" in word for word in each)]
    run_in_turn([draft], written(tmp_path))
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(mapping.read_text("utf-8").replace("# country: nepal", "country: nepal"), "utf-8")
    checked, result = run_in_turn([check, page], tmp_path)
    assert "0 errors" in checked and (tmp_path / "check.html").exists()
    assert "By region" in result and "By decile" in result and "NPR" in result


def test_the_python_examples_run(tmp_path: Path) -> None:
    """The README's Python prints a column for each policy, then the assumptions; a lab holds a policy."""
    table, years, assumptions, lab = blocks("python")
    compared = run(["-c", f"{table}\n{lab}\nassert lab.policy == poorest"], tmp_path)
    assert "every child" in compared and "poorest fifth by score" in compared
    assert run(["-c", years], tmp_path).splitlines()[-1] == "0.43"
    assert "score_r_squared" in run(["-c", assumptions], tmp_path)


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_links_lead_somewhere(target: str) -> None:
    """Each file that the README links to is there."""
    assert (ROOT / target).is_file()


def test_each_make_command_named_exists() -> None:
    """The README names no command that the Makefile lacks."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for name in re.findall(r"`?make ([a-z]+)`?", README):
        assert re.search(rf"^{name}:", makefile, re.MULTILINE), name
