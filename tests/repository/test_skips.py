"""A skip in CI is a failure, unless it is listed with its reason."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def test_a_skip_fails_in_ci_unless_it_is_listed(tmp_path: Path) -> None:
    """The rule is tried on two tests that skip themselves, of which one is listed with a reason."""
    copied = tmp_path / "tests"
    copied.mkdir()
    (copied / "__init__.py").touch()
    (copied / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text("utf-8"), "utf-8")
    tests = [f"def test_{name}():\n    pytest.skip('no such thing')\n" for name in ("unlisted", "listed")]
    (copied / "test_it.py").write_text("import pytest\n" + "".join(tests), "utf-8")
    line = "tests/test_it.py::test_listed: the thing is not here\n"
    (copied / "allowed_skips.txt").write_text(line, "utf-8")
    options = ["-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path)]
    command = [sys.executable, "-m", "pytest", *options, "tests"]
    environment = os.environ | {"CI": "true"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert "1 failed, 1 skipped" in said and "tests/test_it.py::test_unlisted was skipped in CI" in said, said


def test_ci_says_that_it_is_ci() -> None:
    """Without the variable CI the rule would sleep: what CI runs sets it."""
    assert "export CI=true" in (ROOT / ".ci" / "run").read_text("utf-8")
