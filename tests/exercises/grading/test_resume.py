"""Killed at any moment and run again, the grader loses nothing and doubles nothing."""

from __future__ import annotations

import errno
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
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


def lines_of(course: Path) -> int:
    """Return how many submissions a course's journal says are done."""
    journal = course / "grading" / "journal.jsonl"
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


def is_writing(course: Path, folder: str, process: int) -> bool:
    """Say whether a process has a file half written below a folder of the course."""
    return any((course / folder).glob(f"*/*/.*.{process}.part"))


# What can be seen from outside of where the grader is.
PHASES: dict[str, Callable[[Path, int], bool]] = {
    "the sandboxes start": lambda course, _: bool(sandboxes_of(course)),
    "a notebook is half written": lambda course, process: is_writing(course, "autograded", process),
    "a transaction is open": lambda course, _: (course / "gradebook.db-journal").exists(),
    "a page is half written": lambda course, process: is_writing(course, "feedback", process),
    "the journal is behind": lambda course, _: len([*course.glob("autograded/*")]) > lines_of(course),
}


def kill_when(inbox: Path, course: Path, phase: str) -> None:
    """Start the grader and kill it without warning in a phase, or when it has gone on past two of them."""
    process = start(inbox, course)
    done = lines_of(course)
    while process.poll() is None and lines_of(course) < done + 2:
        if PHASES[phase](course, process.pid):
            break
        time.sleep(0.0005)
    process.kill()
    process.communicate()


def kill_after(inbox: Path, course: Path, lines: int, seconds: float) -> None:
    """Start the grader and kill it without warning, some time after it has printed a number of lines."""
    process = start(inbox, course)
    assert process.stdout
    for _ in range(lines):
        process.stdout.readline()
    time.sleep(seconds)
    process.kill()
    process.communicate()


def hand_in_honest(inbox: Path, course: Path, copies: int) -> None:
    """Hand in honest work of each kind."""
    for kind, (exercise, _) in made.HONEST.items():
        for number in range(copies):
            made.hand_in(inbox, f"{kind}-{number}", exercise, made.honest(course, kind))


def pages_of(course: Path) -> dict[str, str]:
    """Return the pages of feedback, by their place, but for the seconds that `%%time` tells in some."""
    folder = course / "feedback"
    texts = {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*.html")}
    return {place: re.sub(r"(CPU times|Wall time): .*", "", text) for place, text in texts.items()}


def check_all_is_as_undisturbed(copy_course: Copy, copies: int, kill: Callable[[Path, Path], None]) -> None:
    """Grade once in peace, and once with kills; gradebooks and pages must be the same."""
    peaceful, disturbed = copy_course("peaceful"), copy_course("disturbed")
    inbox = peaceful.parent / "inbox"
    hand_in_honest(inbox, peaceful, copies)
    grade(Settings(inbox, peaceful, peaceful / "feedback", find_walls()))
    # The same secret, so that tests draw the same inputs.
    (disturbed / "grading").mkdir()
    shutil.copy(peaceful / "grading" / "salt", disturbed / "grading")
    kill(inbox, disturbed)
    finish(inbox, disturbed)
    assert made.gradebook_rows(disturbed) == made.gradebook_rows(peaceful)
    journal = (disturbed / "grading" / "journal.jsonl").read_text("utf-8").splitlines()
    keys = [json.loads(line)["key"] for line in journal]
    assert len(keys) == len(set(keys)) == copies * len(made.HONEST)
    assert pages_of(disturbed) == pages_of(peaceful) and len(pages_of(disturbed)) == len(keys)
    assert len((disturbed / "report.jsonl").read_text("utf-8").splitlines()) == len(keys)


def test_killed_and_run_again_the_gradebook_is_the_same(copy_course: Copy) -> None:
    """Five kills, one in each phase of the work, change nothing."""

    def kill(inbox: Path, course: Path) -> None:
        for phase in PHASES:
            assert lines_of(course) < len([*inbox.iterdir()]), "each kill meets unfinished work"
            kill_when(inbox, course, phase)

    check_all_is_as_undisturbed(copy_course, 2, kill)


@pytest.mark.prove
def test_killed_a_hundred_times(copy_course: Copy) -> None:
    """A hundred kills at random moments, in batches small enough that each kill meets unfinished work."""

    def kill(inbox: Path, course: Path) -> None:
        for _ in range(5):
            kill_after(inbox, course, random.choice([0, 1, 2, 3]), random.uniform(0, 0.4))

    for _ in range(20):
        check_all_is_as_undisturbed(copy_course, 3, kill)


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
