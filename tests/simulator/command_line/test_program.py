"""The command line as a program of its own: exit codes, readers who leave, terminals, and what it loads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.simulator.command_line.typing_it import NEPAL, program

HEAVY = ("pandas", "plotly", "anywidget", "ipywidgets", "IPython", "scipy")


def test_exit_codes(policy: Path, tmp_path: Path) -> None:
    """`python -m simulator` ends with 0, 2 or 3, and with nothing on standard error where all is well."""
    fine = program("run", str(policy), *NEPAL)
    assert (fine.returncode, fine.stderr) == (0, b"") and b"% of GDP" in fine.stdout
    assert program("run").returncode == 2
    bad = program("run", str(tmp_path / "none.yaml"), *NEPAL)
    assert bad.returncode == 3 and b"Traceback" not in bad.stderr and bad.stderr.count(b"\n") == 1


@pytest.mark.parametrize("arguments", [["run", "POLICY", *NEPAL], ["describe", "child_benefit"], ["schema"]])
def test_a_reader_who_leaves(arguments: list[str], policy: Path) -> None:
    """A program that reads only the first lines ends the command without a word."""
    typed = [str(policy) if each == "POLICY" else each for each in arguments]
    command = [sys.executable, "-m", "simulator", *typed]
    done = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.stdout is not None and done.stderr is not None
    done.stdout.close()
    with done.stderr:
        assert done.stderr.read() == b"" and done.wait() == 0


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_terminal_that_lacks_letters(encoding: str, policy: Path) -> None:
    """Where a terminal lacks a letter, such as a dash, the page is printed all the same."""
    policy.write_text("version: 1\nschemes: []\nexisting: {social_pension: replaced}\n")
    today = policy.with_name("today.yaml")
    today.write_text("version: 1\nschemes: [{id: social_pension}]\n", "utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = program("run", str(policy), *NEPAL, "--baseline", str(today), environment=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    dash = {"ascii": b"\\u2013", "cp1252": b"\x96", "utf-8": "–".encode()}[encoding]
    assert dash in done.stdout and done.stdout.startswith(b"Synthetic population of Nepal")


def test_importing_the_simulator_loads_no_table_and_no_chart() -> None:
    """`import simulator` brings numpy and a YAML reader; pandas comes when a table is asked for."""
    asked = "import simulator; simulator.country_assumptions('nepal'); assert 'pandas' in sys.modules"
    light = f"import simulator; loaded = {HEAVY!r} & sys.modules.keys(); assert not loaded, loaded"
    for line in (light.replace(f"{HEAVY!r}", f"set({HEAVY!r})"), asked):
        command = [sys.executable, "-W", "error", "-c", f"import sys; {line}"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_importing_the_simulator_loads_no_report() -> None:
    """Reports are loaded when first asked for, as by a notebook that shows an outcome, or SPOT's result."""
    policy = "simulator.Policy.from_data({'version': 1, 'schemes': [{'id': 'child_benefit'}]})"
    line = (
        "import sys, simulator; assert 'simulator.reports' not in sys.modules; "
        f"given = simulator.example_population(), {policy}; "
        "outcome = simulator.simulate(*given); page = outcome._repr_html_(); "
        "assert page.startswith('<table>') and page == outcome._repr_html_(); "
        "assert simulator.spot(*given)._repr_html_().startswith('<table>')"
    )
    done = subprocess.run([sys.executable, "-c", line], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_running_a_policy_loads_no_pandas(policy: Path) -> None:
    """A page, its breakdowns and its numbers as CSV need no pandas: the command answers in a second less."""
    line = (
        "import sys; from simulator.command_line import main; "
        f"code = main(['run', {str(policy)!r}, '--country', 'nepal', '--by', 'area', '--csv', '-']); "
        "assert code == 0 and 'pandas' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", line], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
