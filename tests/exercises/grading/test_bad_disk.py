"""Folders that can only be read, and a disk that is full: real mounts, in a namespace of the test's own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.exercises.grading import made
from tests.exercises.grading.conftest import Copy

pytestmark = pytest.mark.filterwarnings("ignore")
OWN_MOUNTS = ["unshare", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"]), "--mount"]
# How a disk behaves has nothing to do with the sandbox: what is graded is the test's own.
BEGIN = """
import sys, warnings
from pathlib import Path
warnings.simplefilter("ignore")
from exercises.grading.command import OPEN, main
from exercises.grading.files import JOURNAL, own_salt
from tests.exercises.grading import made

inbox, course = map(Path, sys.argv[1:])

def grade(*arguments, course=course):
    print("code", main(["grade", str(inbox), "--course", str(course), OPEN, *arguments]), flush=True)
    sys.stderr.flush()
"""
FULL = f"""{BEGIN}
# As after an earlier run: where not even these can be written, nothing begins.
own_salt(course / "grading")
(course / JOURNAL).touch()
with (course / "filler").open("wb", buffering=0) as filler:
    try:
        while filler.write(b"0" * 4096):
            pass
    except OSError:
        pass
grade()
print("parts:", [path.name for path in course.rglob("*.part")])
print("pages:", [path.name for path in course.rglob("feedback/**/*.html")])
(course / "filler").unlink()
grade("--resume")
print("written:", sorted({{key[0] for key in made.gradebook_rows(course)}}))
"""


def run_mounted(mounts: str, program: str, inbox: Path, course: Path) -> list[str]:
    """Run a program among mounts of its own; returns what it said, line by line."""
    script = f'set -eu; inbox="$1" course="$2"; {mounts}; exec "${{@:3}}" "$1" "$2"'
    command = [*OWN_MOUNTS, "bash", "-c", script, "mounted", str(inbox), str(course)]
    done = subprocess.run(
        [*command, sys.executable, "-c", program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode and "unshare" in done.stdout:
        pytest.skip(f"no mounts of one's own on this machine: {done.stdout}")
    return done.stdout.splitlines()


def test_what_can_only_be_read(copy_course: Copy, tmp_path: Path) -> None:
    """An inbox may be; a course or a folder for feedback may not, and is named before anything is graded."""
    course, sealed = copy_course("read-only"), copy_course("sealed")
    made.hand_in(tmp_path, "first", "gap", made.honest(course, "all-right"))
    seal = "mount --bind {0} {0}; mount -o remount,bind,ro {0}"
    sealing = "; ".join(seal.format(folder) for folder in ('"$inbox"', sealed))
    program = f"""{BEGIN}
grade()
grade("--feedback", "{sealed}/pages")
grade(course=Path("{sealed}"))
"""
    told = run_mounted(sealing, program, tmp_path, course)
    assert told[0] == "first gap: graded 6 of 6", told
    refusal = f"exercises: {sealed}: this can only be read: let this user write there"
    assert [line.startswith(refusal) for line in told[2:]] == [False, True, False, True, False], told
    assert [line for line in told if line.startswith("code")] == ["code 0", "code 3", "code 3"]


def test_a_disk_that_is_full(copy_course: Copy, tmp_path: Path) -> None:
    """What can't be written is told and left out whole; with room again, the same command writes it."""
    course = copy_course("full")
    made.hand_in(tmp_path, "first", "gap", made.honest(course, "part-credit"))
    mounts = 'kept="$(mktemp -d)"; cp -r "$course/." "$kept"; mount -t tmpfs -o size=2m none "$course"; '
    told = run_mounted(f'{mounts} cp -r "$kept/." "$course"; rm -r "$kept"', FULL, tmp_path, course)
    full = "the disk is full: make room, then run the same command again"
    assert f"first gap: failed (its result could not be written ({full}))" in told, told
    assert "parts: []" in told and "pages: []" in told
    assert "first gap: graded 5 of 6" in told
    assert told[-1] == "written: ['first']"
    assert [line for line in told if line.startswith("code")] == ["code 1", "code 0"]
