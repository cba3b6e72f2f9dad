"""A second scheme's file is enough: the laws of policies and of the engine hold with it as without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.simulator import second_scheme

ROOT = Path(__file__).parents[2]
FILES = ("test_policy.py", "test_engine.py", "test_scenario.py", "test_schemes.py", "test_parameters.py")
PLUGIN = second_scheme.__name__


def test_the_laws_hold_with_a_second_scheme() -> None:
    """The tests that draw policies run in a Python of their own, whose catalogue has one scheme more."""
    files = [f"tests/simulator/{name}" for name in FILES]
    options = ["-q", "-p", PLUGIN, "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *options, *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_the_second_scheme_is_there() -> None:
    """The plugin puts the scheme beside the others: else the test above would prove nothing."""
    code = f"import {PLUGIN} as plugin, simulator; plugin.pytest_configure(); print(*simulator.all_schemes())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert second_scheme.NAME in done.stdout.split() and "child_benefit" in done.stdout.split()
