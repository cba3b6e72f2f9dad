"""What the environment and the browser need is looked for first, and what is missing is named."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture
def bare_machine(tmp_path: Path) -> Path:
    """A folder of commands that holds the most usual ones only: no Python, no Chromium, no apt-get."""
    folder = tmp_path / "commands"
    folder.mkdir()
    for name in ("bash", "id", "touch", "cat"):
        (folder / name).symlink_to(shutil.which(name))
    return folder


def run(script: str, commands: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one of the scripts on the bare machine, in a folder of its own."""
    return subprocess.run(
        [commands / "bash", ROOT / "deploy" / script],
        cwd=commands.parent,
        env={"PATH": str(commands), "HOME": str(commands.parent), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def fake_python(commands: Path, lacking: str) -> str:
    """Put a Python on the bare machine that fails every line of code that names `lacking`."""
    path = commands / "fake-python"
    path.write_text(
        f'#!/usr/bin/env bash\ncase "$*" in\n--version) echo "Python 3.9.2";;\n*{lacking}*) exit 1;;\nesac\n',
        "utf-8",
    )
    path.chmod(0o755)
    (commands / "env").symlink_to(shutil.which("env"))
    return "fake-python"


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        (None, ["Python is missing", "apt-get install python3 python3-venv"]),
        ("version_info", ["Python 3.9.2 is too old", "3.11 or newer"]),
        ("ensurepip", ["venv is missing", "sudo apt-get install python3-venv"]),
    ],
)
def test_the_environment_names_what_is_missing(
    bare_machine: Path, lacking: str | None, said: list[str]
) -> None:
    """Without Python, with an old one, or without venv, the script stops and names package and command."""
    python = fake_python(bare_machine, lacking) if lacking else "no-such-python"
    done = run("environment.sh", bare_machine, PYTHON=python)
    assert done.returncode != 0
    assert all(part in done.stderr for part in said), done.stderr
    assert not (bare_machine.parent / ".venv").exists()


def test_without_a_browser_the_line_to_run_is_named(bare_machine: Path) -> None:
    """Where Chromium is neither there nor can be installed, the script says so, and the rest may run."""
    done = run("browser.sh", bare_machine)
    assert done.returncode == 0
    assert "sudo apt-get install chromium" in done.stderr


def test_a_browser_that_is_there_is_taken(bare_machine: Path) -> None:
    """With Chromium in place nothing is said and nothing is installed."""
    chromium = bare_machine / "chromium"
    chromium.write_text("#!/usr/bin/env bash\n", "utf-8")
    chromium.chmod(0o755)
    done = run("browser.sh", bare_machine)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_failing_install_fails_the_command(bare_machine: Path) -> None:
    """As root, when the package manager fails, the script fails too: no gate is silent."""
    if os.getuid() != 0:
        (bare_machine / "id").unlink()
        (bare_machine / "id").write_text("#!/usr/bin/env bash\necho 0\n", "utf-8")
        (bare_machine / "id").chmod(0o755)
    (bare_machine / "apt-get").write_text("#!/usr/bin/env bash\nexit 100\n", "utf-8")
    (bare_machine / "apt-get").chmod(0o755)
    (bare_machine / "env").symlink_to(shutil.which("env"))
    assert run("browser.sh", bare_machine).returncode != 0


def test_the_site_rests_on_no_command() -> None:
    """A command's name among the site's sources (`exercises` is a folder too) would build it each time."""
    command = ["make", "--print-data-base", "--dry-run", "--question", "site"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    needed = re.search(r"^_build/html/\.complete: (.*)$", printed, re.MULTILINE)[1].split()
    commands = re.search(r"^\.PHONY: (.*)$", printed, re.MULTILINE)[1].split()
    assert "site" in commands and "exercises/./builder.py" in needed
    assert not set(needed) & set(commands)
