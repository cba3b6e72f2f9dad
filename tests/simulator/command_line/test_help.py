"""The help teaches: each example in it can be typed, and runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from simulator.careers import read_career
from simulator.careers.records import STATES
from simulator.command_line import main
from simulator.command_line.parser import FUNCTIONS
from simulator.command_line.texts import FIRST_SESSION, texts
from tests.simulator.command_line.typing_it import POLICY, Captured
from tests.simulator.surveys.making import write_survey_files

EXAMPLE = re.compile(r"^ +python -m simulator (.+)$", re.MULTILINE)


def test_every_command_has_its_texts(capsys: Captured) -> None:
    """Each command is told of, and the general help lists it with the exit codes."""
    assert list(texts()) == list(FUNCTIONS)
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    out = capsys.readouterr().out
    assert caught.value.code == 0
    assert re.search(r"Exit codes: 0 fine, 2 wrong usage \([^)]*does not exist\), 3 bad data", out)
    for name, told in texts().items():
        assert re.search(rf"^    {name}\s+{re.escape(told.short)}$", out, re.MULTILINE), name


@pytest.mark.parametrize("name", ["a first session", *sorted(texts())])
def test_each_example_runs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Every example of the help ends with 0, in a folder that holds the files that it names."""
    monkeypatch.chdir(tmp_path)
    text = texts()[name].example if name in texts() else FIRST_SESSION
    for file in ("policy.yaml", "half.yaml", "reform.yaml", "today.yaml"):
        Path(file).write_text(POLICY, "utf-8")
    write_survey_files(tmp_path)
    career = re.search(r"A career file:\n((?:  .*\n)+)", text)
    Path("career.yaml").write_text(
        re.sub("^  ", "", career[1], flags=re.MULTILINE) if career else "", "utf-8"
    )
    for kind in ("family", "shock"):
        shown = re.search(rf"A {kind} file:\n((?:  .*\n)+)", text)
        Path(f"{kind}.yaml").write_text(
            re.sub("^  ", "", shown[1], flags=re.MULTILINE) if shown else "", "utf-8"
        )
    examples = EXAMPLE.findall(re.sub(r" \\\n +", " ", text))
    assert examples
    for line in examples:
        typed = shlex.split(re.split(r" [|>] ", line)[0])
        assert main(typed) == 0, capsys.readouterr().err


def test_the_records_of_the_help_can_be_read(policy: Path, capsys: Captured) -> None:
    """The file for --records that the help shows is taken as it stands."""
    (line,) = re.findall(r"^  (child_benefit: \{.*\})$", texts()["run"].example, re.MULTILINE)
    path = policy.with_name("records.yaml")
    path.write_text(line, "utf-8")
    assert main(["run", str(policy), "--country", "nepal", "--records", str(path)]) == 0
    assert "5,000,000,000" in capsys.readouterr().out


def test_the_career_of_the_help_has_spells() -> None:
    """The career file that the help shows has a spell without work, which costs years of contributions."""
    (shown,) = re.findall(r"A career file:\n((?:  .*\n)+)", texts()["career"].example)
    plan = read_career(re.sub("^  ", "", shown, flags=re.MULTILINE))
    assert [each.state for each in plan.career.spells] == ["informal", "care"]
    assert plan.career.years_contributed == pytest.approx(0.8 * 30)
    assert all(state in texts()["career"].example for state in STATES)


@pytest.mark.parametrize("command", sorted(texts()))
def test_help_of_each_command(command: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--help` of each command ends with 0, a paragraph, and an example that can be typed."""
    monkeypatch.setenv("COLUMNS", "90")
    with pytest.raises(SystemExit) as caught:
        main([command, "--help"])
    out = capsys.readouterr().out
    assert caught.value.code == 0 and texts()[command].about in out
    assert f"  python -m simulator {command}" in out
    assert max(map(len, out.splitlines())) <= 110
