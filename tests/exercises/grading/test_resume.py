"""Killed at any moment and run again, the grader loses nothing and doubles nothing."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from exercises.grading.batch import Settings, grade
from exercises.grading.files import Journal
from exercises.grading.sandbox import find_walls
from tests.conftest import ROOT
from tests.exercises.grading import made
from tests.exercises.grading.conftest import Copy
from tests.processes import running_with

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.usefixtures("walls")]
SECONDS = 120


def start(inbox: Path, course: Path) -> subprocess.Popen[str]:
    """Start the grader as a trainer would."""
    command = [sys.executable, "-m", "exercises", "grade", str(inbox), "--course", str(course)]
    command += ["--report", str(course / "report.jsonl")]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def finish(inbox: Path, course: Path) -> str:
    """Let the grader run to its end."""
    process = start(inbox, course)
    output, _ = process.communicate(timeout=SECONDS)
    assert process.returncode in (0, 1), output
    return output


def sandboxes_of(course: Path) -> list[int]:
    """Return the sandboxes on this machine that show this course's folders."""
    return running_with(str(course / "release"), "cmdline")


def kill_after(process: subprocess.Popen[str], lines: int, seconds: float) -> None:
    """Kill the grader without warning, some time after it has printed a number of lines."""
    assert process.stdout
    for _ in range(lines):
        process.stdout.readline()
    time.sleep(seconds)
    process.kill()
    process.communicate()


def check_all_is_as_undisturbed(copy_course: Copy, kills: int, copies: int = 1) -> None:
    """Grade once in peace, and once with kills at random moments; both gradebooks must be the same."""
    peaceful = copy_course("peaceful")
    inbox = peaceful.parent / "inbox"
    for kind, (exercise, _) in made.HONEST.items():
        for number in range(copies):
            made.hand_in(inbox, f"{kind}-{number}", exercise, made.honest(peaceful, kind))
    finish(inbox, peaceful)
    disturbed = copy_course("disturbed")
    for _ in range(kills):
        kill_after(start(inbox, disturbed), random.choice([0, 1, 2, 3]), random.uniform(0, 0.4))
    finish(inbox, disturbed)
    assert made.gradebook_rows(disturbed) == made.gradebook_rows(peaceful)
    journal = (disturbed / "grading" / "journal.jsonl").read_text("utf-8").splitlines()
    keys = [json.loads(line)["key"] for line in journal]
    assert len(keys) == len(set(keys)) == copies * len(made.HONEST)
    pages = sorted((disturbed / "feedback").rglob("*.html"))
    assert len(pages) == copies * len(made.HONEST)
    assert all(page.read_text("utf-8").endswith("</html>") for page in pages)
    assert len((disturbed / "report.jsonl").read_text("utf-8").splitlines()) == len(pages)


def test_killed_and_run_again_the_gradebook_is_the_same(copy_course: Copy) -> None:
    """Three kills at random moments change nothing."""
    check_all_is_as_undisturbed(copy_course, 3)


@pytest.mark.prove
def test_killed_a_hundred_times(copy_course: Copy) -> None:
    """A hundred kills, in batches small enough that each kill meets unfinished work."""
    for _ in range(20):
        check_all_is_as_undisturbed(copy_course, 5, copies=3)


def test_a_killed_grader_leaves_no_sandbox(copy_course: Copy) -> None:
    """The walls and all within them end with the grader, however it ends."""
    course = copy_course("killed")
    inbox = course.parent / "inbox"
    loop = made.answered(made.released(course, "gap"), q1="while True: pass")
    made.hand_in(inbox, "loop", "gap", loop)
    process = start(inbox, course)
    until = time.monotonic() + 60
    while len(sandboxes_of(course)) < 1 and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(3)
    assert sandboxes_of(course)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    while sandboxes_of(course) and time.monotonic() < until:
        time.sleep(0.1)
    assert not sandboxes_of(course)


def test_a_second_run_grades_only_what_is_new(copy_course: Copy) -> None:
    """What was graded is reported again and not run again; a changed file is."""
    course = copy_course("second")
    inbox = course.parent / "inbox"
    settings = Settings(inbox, course, course / "feedback", find_walls(), 1)
    made.hand_in(inbox, "a", "gap", made.honest(course, "all-right"))
    assert grade(settings) == grade(settings)
    journal = course / "grading" / "journal.jsonl"
    assert len(journal.read_text("utf-8").splitlines()) == 1
    made.hand_in(inbox, "a", "gap", made.honest(course, "part-credit"))
    (row,) = grade(settings)
    assert len(journal.read_text("utf-8").splitlines()) == 2
    assert row.points == 5
    assert made.gradebook_rows(course)["a", "gap", "grade", "q2-test"][0] == 2


def test_a_gradebook_that_was_replaced_is_filled_again(copy_course: Copy) -> None:
    """The journal alone does not make a submission graded: the gradebook must have it."""
    course = copy_course("replaced")
    inbox = course.parent / "inbox"
    made.hand_in(inbox, "a", "gap", made.honest(course, "all-right"))
    settings = Settings(inbox, course, course / "feedback", find_walls(), 1)
    kept = (course / "gradebook.db").read_bytes()
    grade(settings)
    (course / "gradebook.db").write_bytes(kept)
    (row,) = grade(settings)
    assert row.points == 6 and made.gradebook_rows(course)["a", "gap", "grade", "q1-test"][0] == 2


def test_a_torn_line_of_the_journal_is_dropped(tmp_path: Path) -> None:
    """A grader that was killed while it wrote a line leaves half of it: that one is graded again."""
    path = tmp_path / "journal.jsonl"
    journal = Journal(path)
    journal.add("a", {"points": 1})
    journal.close()
    with path.open("a", encoding="utf-8") as opened:
        opened.write('{"key": "b", "ro')
    journal = Journal(path)
    assert journal.find("a") == {"points": 1} and journal.find("b") is None
    journal.add("b", {"points": 2})
    journal.close()
    assert len(path.read_text("utf-8").splitlines()) == 2


def test_a_line_that_the_disk_refuses_spoils_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of it is taken back, so that what is graded next stands in a line of its own."""
    path = tmp_path / "journal.jsonl"
    journal = Journal(path)

    def refuse(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(OSError, match="No space"):
            journal.add("a", {"points": 1})
    journal.add("b", {"points": 2})
    journal.close()
    assert [json.loads(line)["key"] for line in path.read_text("utf-8").splitlines()] == ["b"]
    path.write_text("not a line of ours\n" + path.read_text("utf-8"), "utf-8")
    journal = Journal(path)
    assert journal.find("b") == {"points": 2}
    journal.close()
