"""What the tests of the command line share: a command as it is typed, and what comes back."""

from __future__ import annotations

import subprocess
import sys

import pytest

from simulator.command_line import main
from tests.conftest import ROOT

POLICY = "version: 1\nschemes:\n- id: child_benefit\n  take_up: 0.8\n"
STORM = "version: 1\nshock:\n  storm: {places: [rural], hit: 0.3, lost: 0.4}\n"
NEPAL = ["--country", "nepal"]
Captured = pytest.CaptureFixture[str]


def printed(arguments: list[str], capsys: Captured) -> str:
    """Check that a command ends with 0 and nothing on standard error, and return what it printed."""
    assert main(arguments) == 0
    out, error = capsys.readouterr()
    assert not error and out.endswith("\n") and not out.endswith("\n\n")
    return out.removesuffix("\n")


def refused(arguments: list[str], capsys: Captured, code: int = 3) -> str:
    """Check that a command ends with the code and one paragraph on standard error, and return that."""
    assert main(arguments) == code
    out, error = capsys.readouterr()
    assert not out and error.count("\n") == 1 and error.startswith("simulator: "), error
    assert error.rstrip().endswith((".", "?")), "a paragraph ends as a sentence does"
    return error


def misused(arguments: list[str], capsys: Captured) -> str:
    """Check that a command ends with 2 and the usage on standard error, and return that."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    out, error = capsys.readouterr()
    assert caught.value.code == 2 and not out and error.startswith("usage: python -m simulator")
    assert "Read on: python -m simulator" in error and error.rstrip().endswith("--help")
    return error


def program(*arguments: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as its own program, every warning an error; returns how it ended."""
    command = [sys.executable, "-W", "error", "-m", "simulator", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, env=environment, check=False)
