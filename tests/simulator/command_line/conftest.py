"""A policy in a file, for the commands that read one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.simulator.command_line.typing_it import POLICY


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """A policy in a file."""
    path = tmp_path / "policy.yaml"
    path.write_text(POLICY, "utf-8")
    return path
