"""Folders that can only be read, and a disk that is full: real mounts, in a namespace of the test's own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.exercises.grading import made
from tests.exercises.grading.conftest import Copy

pytestmark = pytest.mark.filterwarnings("ignore")
OWN_MOUNTS = ["unshare", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"]), "--mount"]
# How a disk behaves has nothing to do with the sandbox: what is graded is the test's own.
PROGRAM = """
import sys, warnings
from pathlib import Path
warnings.simplefilter("ignore")
from exercises.grading.command import OPEN, main
from exercises.grading.files import JOURNAL, own_salt
from tests.exercises.grading import made

inbox, course, sealed = map(Path, sys.argv[1:])

def grade(*arguments, course=course):
    print("code", main(["grade", str(inbox), "--course", str(course), OPEN, *arguments]), flush=True)
    sys.stderr.flush()

grade(course=sealed)
grade("--feedback", str(sealed / "pages"))
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
print("written:", sorted({key[0] for key in made.gradebook_rows(course)}))
"""
MOUNTS = """
set -eu
inbox="$1" course="$2" sealed="$3"
for folder in "$inbox" "$sealed"; do
    mount --bind "$folder" "$folder"
    mount -o remount,bind,ro "$folder"
done
mount -t tmpfs -o size=2m none "$course"
cp -r "$sealed/." "$course"
exec "${@:4}" "$1" "$2" "$3"
"""


@pytest.fixture(scope="module")
def told(copy_course: Copy, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the grader says, line by line: in a sealed course, with a full disk, then with room again.

    The inbox can only be read, from the first to the last.
    """
    inbox, sealed = tmp_path_factory.mktemp("inbox"), copy_course("sealed")
    made.hand_in(inbox, "first", "gap", made.honest(sealed, "part-credit"))
    folders = [str(inbox), str(tmp_path_factory.mktemp("small")), str(sealed)]
    done = subprocess.run(
        [*OWN_MOUNTS, "bash", "-c", MOUNTS, "mounted", *folders, sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode and done.stdout.startswith(("unshare:", "mount:")):
        pytest.skip(f"no mounts of one's own on this machine: {done.stdout}")
    return done.stdout.splitlines()


def test_a_course_and_a_folder_for_feedback_must_be_writable(told: list[str]) -> None:
    """Both are named, with the mend, before anything is graded."""
    assert "/course: this can only be read: let this user write there" in told[0], told
    assert told[:2] == told[2:4] == [told[0], "code 3"]


def test_a_disk_that_is_full(told: list[str]) -> None:
    """What can't be written is told and left out whole; with room again, the same command writes it."""
    full = "the disk is full: make room, then run the same command again"
    assert f"first gap: failed (its result could not be written ({full}))" in told, told
    assert "parts: []" in told and "pages: []" in told
    assert "first gap: graded 5 of 6" in told
    assert told[-1] == "written: ['first']"
    assert [line for line in told if line.startswith("code")] == ["code 3", "code 3", "code 1", "code 0"]
