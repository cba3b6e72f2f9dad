"""The tree stays readable: sizes, nothing derived, nothing private."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DERIVED = (".ipynb", ".pyc", ".population", ".gz", ".zip", ".mp4", ".webm", ".whl", ".min.map")
LONGEST_FILE, LONGEST_FUNCTION, MOST_ARGUMENTS = 300, 40, 7
LONGEST_REFERENCE = 450
ADDRESS_OF_A_REGISTRY = re.compile(
    r"https?://[^\s\"')>]*(pypi|pythonhosted|npmjs|deb\.debian|registry)", re.I
)
PATH_OF_A_MACHINE = re.compile(r"(?<![\w.$~}-])/(root|home|work|tmp|var|Users)/[\w.]")


def tracked() -> list[Path]:
    """Return the files that git tracks or would track."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def texts() -> list[Path]:
    """Return the tracked files that hold text and that we wrote."""
    kept = {".py", ".md", ".yaml", ".yml", ".toml", ".js", ".css", ".sh", ".html", ".txt", ".cff", ""}
    return [path for path in tracked() if path.suffix in kept and "vendor" not in path.parts]


def functions(path: Path) -> list[tuple[str, int, int]]:
    """Return each function's name, the lines of its body without the docstring, and its arguments."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0
            arguments = node.args
            count = len(arguments.posonlyargs) + len(arguments.args) + len(arguments.kwonlyargs)
            found.append((f"{path.relative_to(ROOT)}:{node.name}", lines, count))
    return found


def test_nothing_derived_is_tracked() -> None:
    """Notebooks, sites, media and archives are made, not kept."""
    assert not [path for path in tracked() if path.name.endswith(DERIVED)]
    assert not [path for path in tracked() if {"_build", "build"} & set(path.relative_to(ROOT).parts)]


def test_no_address_of_a_registry_and_no_path_of_a_machine() -> None:
    """The tree names no package registry's address and no folder of somebody's machine."""
    for path in texts():
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            where = f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
            assert not ADDRESS_OF_A_REGISTRY.search(line), where
            assert not PATH_OF_A_MACHINE.search(line), where


@pytest.mark.parametrize("suffix", [".py", ".js", ".css", ".sh"])
def test_files_are_short(suffix: str) -> None:
    """A file of code has fewer than 300 lines; a reference, a notebook as text in one file, up to 450."""
    for path in texts():
        if path.suffix == suffix:
            lines = len(path.read_text("utf-8").splitlines())
            most = LONGEST_REFERENCE if path.parent == ROOT / "exercises" / "references" else LONGEST_FILE
            assert lines < most, f"{path.relative_to(ROOT)} has {lines} lines: split it"


def test_functions_are_short() -> None:
    """Bodies: 40 lines at most, 20 at the 90th percentile, about 7 at the median; few arguments."""
    code = [path for path in texts() if path.suffix == ".py" and "tests" not in path.parts]
    every = [each for path in code for each in functions(path)]
    for name, lines, arguments in every:
        assert lines <= LONGEST_FUNCTION, f"{name} has {lines} lines: split it"
        assert arguments <= MOST_ARGUMENTS, f"{name} has {arguments} arguments: use a record"
    lengths = [lines for _, lines, _ in every]
    assert statistics.quantiles(lengths, n=10)[-1] <= 20
    assert statistics.median(lengths) <= 8


def test_requirements_are_exact() -> None:
    """Each line of requirements.txt pins one version, and no line holds an address."""
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    assert len(pins) > 100
    for line in pins:
        assert re.match(r"^[a-z0-9._-]+==[^ ]+( ;.*)?$", line), line


def test_a_gate_can_fail() -> None:
    """Nothing that CI runs hides a failure."""
    for name in ("Makefile", ".ci/run", "deploy/environment.sh", "deploy/browser.sh"):
        text = (ROOT / name).read_text("utf-8")
        assert "|| true" not in text and "|| echo" not in text and "--reruns" not in text, name
        assert "set -euo pipefail" in text or "-euo pipefail" in text, name
