"""A trainer who is not root grades as safely: the walls are then a user namespace."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.exercises.grading import made
from tests.hostile.reading import hand_in_attack, read_all

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.usefixtures("walls")]
HOSTILE = read_all()
# The last two aim at the grader's own processes, which here belong to the same user.
ATTACKS = [
    *("reads-the-hidden-tests", "writes-the-gradebook", "reads-another-submission", "background-process"),
    *("kills-everything", "kills-its-group"),
]
USER = 54_321
# Root becomes somebody else; in mounts of its own, it first makes what lies below its home reachable.
BECOME = """
set -eu
folder=$1 user=$2
shift 2
number=0
for path in $REACH; do
    mkdir -p "$folder/reach/$number"
    mount --bind "$path" "$folder/reach/$number"
    number=$((number + 1))
done
mount -t tmpfs -o mode=755 none /root
number=0
for path in $REACH; do
    mkdir -p "$path"
    mount --bind "$folder/reach/$number" "$path"
    number=$((number + 1))
done
exec setpriv --reuid "$user" --regid "$user" --clear-groups --no-new-privs --bounding-set=-all "$@"
"""


@pytest.fixture
def folder(released_course: Path) -> Iterator[Path]:
    """A folder that another user may own, with a course and an inbox in it."""
    folder = Path(tempfile.mkdtemp(prefix="unprivileged-"))
    folder.chmod(0o755)
    shutil.copytree(released_course, folder / "course")
    for learner in ("neighbour", "z-last"):
        made.hand_in(folder / "inbox", learner, "gap", made.honest(released_course, "all-right"))
    for name in ATTACKS:
        hand_in_attack(HOSTILE[name], folder / "course", folder / "inbox", 1)
    yield folder
    shutil.rmtree(folder)


def as_somebody_else(folder: Path, command: list[str]) -> list[str]:
    """Return the command as a user other than root runs it."""
    if os.geteuid() != 0:
        return command
    for path in folder.rglob("*"):
        os.chown(path, USER, USER)
    os.chown(folder, USER, USER)
    return ["unshare", "--mount", "bash", "-c", BECOME, "become", str(folder), str(USER), *command]


def test_an_unprivileged_trainer_grades_as_safely(folder: Path) -> None:
    """The attacks that need a way out find none, and honest work has its points."""
    command = [
        sys.executable,
        "-m",
        "exercises",
        "grade",
        str(folder / "inbox"),
        "--course",
        str(folder / "course"),
    ]
    command += ["--report", str(folder / "course" / "report.jsonl")]
    reach = " ".join(path for path in (sys.base_prefix, str(ROOT)) if path.startswith("/root/"))
    done = subprocess.run(
        as_somebody_else(folder, command),
        cwd="/" if reach and str(ROOT) in reach else ROOT,
        env={**os.environ, "REACH": reach, "HOME": str(folder), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    lines = [
        json.loads(line) for line in (folder / "course" / "report.jsonl").read_text("utf-8").splitlines()
    ]
    rows = {line["learner"]: line for line in lines}
    assert rows["neighbour"]["points"] == rows["z-last"]["points"] == 6
    for name in ATTACKS:
        assert re.fullmatch(HOSTILE[name].status, rows[name]["status"]), rows[name]["reason"]
        assert HOSTILE[name].points in (None, rows[name]["points"])
