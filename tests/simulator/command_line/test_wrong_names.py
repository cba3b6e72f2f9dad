"""Each option of each command that takes a name: a wrong one ends with 2, in words that mend it."""

from __future__ import annotations

from argparse import Action
from pathlib import Path

import pytest

from simulator.command_line import main
from simulator.command_line.parser import FUNCTIONS, _parser
from tests.simulator.command_line.typing_it import NEPAL, STORM, Captured

# How the help calls what takes a name, and what is typed there that nothing is called.
WRONG = {
    **dict.fromkeys(("NAME", "NAMES", "SCALE", "PATH", "COUNTRY", "SCHEME"), "nonesuch"),
    **dict.fromkeys(("MEASURE=VALUE", "PERCENTS"), "nonesuch=1"),
    "PATH=VALUES": "nonesuch=1,2",
}
GOAL = ["--target", "gini_after=0.3"]
# What is right in commands that ask for more than a policy and people; POLICY is the policy's file.
RIGHT = {
    "sweep": ["POLICY", *NEPAL, "--vary", "take_up=1"],
    "solve": ["POLICY", *NEPAL, "--vary", "take_up", *GOAL],
    "cheapest": ["POLICY", *NEPAL, "--vary", "take_up=0..1", *GOAL],
    "fiscal-years": ["POLICY", *NEPAL, "--fiscal-year-starts", "1", "--to", "2023"],
    "project": ["POLICY", *NEPAL, "--to", "2023"],
    "shock": ["POLICY", *NEPAL, "--shock", "SHOCK"],
    "family": ["POLICY", "SHOCK", *NEPAL],
    "across": ["POLICY"],
    "check-survey": ["POLICY"],
}
NAMED: list[tuple[str, Action]] = [
    (name, action) for name in FUNCTIONS for action in _parser()[1][name]._actions if action.metavar in WRONG
]


def with_wrong_name(name: str, action: Action) -> list[str]:
    """Return a command that is right but for one name."""
    right, wrong = RIGHT.get(name, ["POLICY", *NEPAL]), WRONG[str(action.metavar)]
    if not action.option_strings:
        return [name, wrong]
    option = action.option_strings[-1]
    at = right.index(option) if option in right else len(right)
    return [name, *right[:at], option, wrong, *right[at + 2 :]]


@pytest.mark.parametrize(
    ("name", "action"),
    NAMED,
    ids=[f"{name} {action.option_strings or action.dest}" for name, action in NAMED],
)
def test_a_wrong_name(name: str, action: Action, policy: Path, tmp_path: Path, capsys: Captured) -> None:
    """The program ends with 2, and the last line says what is allowed instead."""
    files = {"POLICY": policy, "SHOCK": tmp_path / "shock.yaml"}
    files["SHOCK"].write_text(STORM, "utf-8")
    typed = [str(files.get(each, each)) for each in with_wrong_name(name, action)]
    try:
        code: object = main(typed)
    except SystemExit as caught:
        code = caught.code
    out, error = capsys.readouterr()
    said = error.splitlines()[-1]
    assert (code, out) == (2, "") and "'nonesuch' is not allowed. Allowed: " in said, error
