"""A skip in CI is a failure, unless it is listed with its reason."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.mark.parametrize(("listed", "expected"), [(False, "1 failed"), (True, "1 skipped")])
def test_a_skip_fails_in_ci_unless_it_is_listed(tmp_path: Path, listed: bool, expected: str) -> None:
    """The rule is tried on a test that skips itself, once unlisted and once listed with a reason."""
    copied = tmp_path / "tests"
    copied.mkdir()
    (copied / "__init__.py").touch()
    (copied / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text("utf-8"), "utf-8")
    (copied / "test_it.py").write_text(
        "import pytest\ndef test_it():\n    pytest.skip('no such thing')\n", "utf-8"
    )
    line = "tests/test_it.py::test_it: the thing is not here\n" if listed else "# none\n"
    (copied / "allowed_skips.txt").write_text(line, "utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(tmp_path),
        "tests",
    ]
    environment = os.environ | {"CI": "true"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert expected in done.stdout, done.stdout + done.stderr


def test_ci_says_that_it_is_ci() -> None:
    """Without the variable CI the rule would sleep: what CI runs sets it."""
    assert "export CI=true" in (ROOT / ".ci" / "run").read_text("utf-8")
