"""Honest work gets what stock nbgrader gives it, cell by cell, whichever way it is handed in."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from exercises.grading.command import OPEN, main
from tests.conftest import ROOT
from tests.exercises.grading import made
from tests.exercises.grading.conftest import Copy

# Stock nbgrader, its kernels and its database give warnings of their own.
pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.usefixtures("walls")]


@pytest.fixture(scope="module")
def inbox(released_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one honest submission of each kind: a flat file, or in a folder with when it came."""
    folder = tmp_path_factory.mktemp("honest")
    for kind, (exercise, _) in made.HONEST.items():
        notebook = made.honest(released_course, kind)
        if kind in made.CAME:
            made.hand_in_tree(folder, kind, exercise, notebook, made.CAME[kind])
        else:
            made.hand_in(folder, kind, exercise, notebook)
    for learner in (folder / "submitted").iterdir():
        learner.rename(folder / learner.name)
    (folder / "submitted").rmdir()
    return folder


@pytest.fixture(scope="module")
def graded(inbox: Path, copy_course: Copy) -> Path:
    """A course in which our grader has graded the folder, from its command line."""
    course = made.with_deadline(copy_course("ours"))
    command = [sys.executable, "-m", "exercises", "grade", str(inbox), "--course", str(course)]
    command += ["--report", str(course / "report.jsonl")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, (
        f"one answer waits for a person, so the code is 1: {done.stderr}{done.stdout}"
    )
    assert "7 graded, 1 needs review" in " ".join(done.stdout.split()) or "1 needs review" in done.stdout
    return course


@pytest.fixture(scope="module")
def stock(copy_course: Copy) -> Path:
    """A course in which stock nbgrader has graded the same work."""
    course = made.with_deadline(copy_course("stock"))
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(course)  # as nbgrader's command does, which is run there
        nbgrader = made.api(course)
        for kind, (exercise, _) in made.HONEST.items():
            made.hand_in_tree(course, kind, exercise, made.honest(course, kind), made.CAME.get(kind))
            assert nbgrader.autograde(exercise, kind)["success"]
    return course


def test_every_row_of_the_gradebook_is_as_stock_writes_it(graded: Path, stock: Path) -> None:
    """Points, pending marks, comments, times and penalties are the same for each cell of each submission."""
    ours, theirs = made.gradebook_rows(graded), made.gradebook_rows(stock)
    assert len(theirs) > 50
    assert ours == theirs
    penalties = {key[0]: row[2:] for key, row in theirs.items() if key[2] == "late"}
    assert penalties["part-credit"] == (2, 5) and penalties["all-right"] == (None, 6)
    assert penalties["stumbles"] == (3, 3) and penalties["blank"] == (0, 0), "never more than was earned"


def test_the_report_has_a_line_for_each_file(graded: Path) -> None:
    """The report's lines have the agreed form, and what is not graded comes first."""
    lines = [json.loads(line) for line in (graded / "report.jsonl").read_text("utf-8").splitlines()]
    assert len(lines) == len(made.HONEST)
    assert lines[0]["learner"] == "words-done" and lines[0]["status"] == "needs review"
    assert {*lines[0]} >= {
        "learner",
        "exercise",
        "status",
        "reason",
        "points",
        "max",
        "late_days",
        "seed",
        "cells",
    }
    late = {line["learner"]: line["late_days"] for line in lines if line["late_days"]}
    assert late == {"part-credit": 2, "words-done": 0.5, "stumbles": 30, "blank": 1}
    points = {line["learner"]: line["points"] for line in lines}
    assert points["all-right"] == 6 and points["blank"] == 0 and points["part-credit"] == 5
    (no_clip,) = (line for line in lines if line["learner"] == "no-clip")
    assert no_clip["cells"][0]["message"] == "Your poverty gap counts people above the line: clip at zero."


def test_marks_by_hand_and_lateness_stay(graded: Path, inbox: Path, tmp_path: Path) -> None:
    """A person's mark outlives a second grading; a late submission is counted in days, as nbgrader does."""
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("why", "words", "words", "words-done")
        grade.manual_score = 3
        gradebook.db.commit()
    again = made.honest(graded, "words-done")
    again["metadata"]["saved"] = "later"
    made.hand_in_tree(tmp_path, "words-done", "words", again, "2026-03-03 12:00:00 UTC")
    report = tmp_path / "report.jsonl"
    assert main(["grade", str(tmp_path), "--course", str(graded), "--report", str(report)]) == 1
    assert json.loads(report.read_text("utf-8"))["late_days"] == 2
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("why", "words", "words", "words-done")
        assert (grade.manual_score, grade.score, grade.needs_manual_grade) == (3, 3, True)


def test_what_a_person_marks_reaches_report_and_feedback(
    copy_course: Copy, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After marking by hand the grader is run again: points, status and comment are there, nothing reruns."""
    course, inbox = copy_course("by-hand"), tmp_path / "inbox"
    made.hand_in(inbox, "words-done", "words", made.honest(course, "words-done"))
    report = tmp_path / "report.jsonl"
    command = ["grade", str(inbox), "--course", str(course), "--report", str(report)]
    assert main(command) == 1
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("why", "words", "words", "words-done")
        grade.manual_score, grade.needs_manual_grade = 3, False
        gradebook.find_grade("share-test", "words", "words", "words-done").extra_credit = 0.5
        comment = gradebook.find_comment("why", "words", "words", "words-done")
        comment.manual_comment = "Good. Whom do averages hide? <b>"
        gradebook.db.commit()
    assert main(command) == 0
    row = json.loads(report.read_text("utf-8"))
    assert (row["status"], row["reason"], row["points"]) == ("graded", None, 5.5)
    page = (course / "feedback" / "words-done" / "words" / "words.html").read_text("utf-8")
    assert "3 of 4" in page and "waits" not in page.split("</style>")[1]
    assert "Your trainer: Good. Whom do averages hide? &lt;b&gt;" in page
    assert "100 * part / whole" in page, "what the learner wrote is still there"
    (share, why) = row["cells"]
    assert (share["points"], share["max"]) == (2.5, 2), "extra credit is a person's"
    assert (why["points"], why["comment"]) == (3, "Good. Whom do averages hide? <b>")


def test_a_mark_of_an_earlier_answer_is_not_taken_for_one_of_the_new(
    copy_course: Copy, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The gradebook still counts it, as nbgrader has it: the trainer is told until somebody looks again."""
    course, inbox = copy_course("changed"), tmp_path / "inbox"
    notebook = made.honest(course, "words-done")
    made.hand_in(inbox, "one", "words", notebook)
    command = ["grade", str(inbox), "--course", str(course)]
    assert main(command) == 1
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("why", "words", "words", "one")
        grade.manual_score, grade.needs_manual_grade = 3, False
        gradebook.db.commit()
    made.hand_in(inbox, "one", "words", made.answered(notebook, why="Another reason."))
    for _ in range(2):
        capsys.readouterr()
        assert main(command) == 1
        told = capsys.readouterr().out
        assert "one words: needs review 2 of 6 (a person must mark: why" in told
        assert "gave 3 points to an earlier answer to 'why'" in told
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.find_grade("why", "words", "words", "one").needs_manual_grade = False
        gradebook.db.commit()
    assert main(command) == 0


def test_an_interruption_is_told_and_gone_on_from(tmp_path: Path, copy_course: Copy) -> None:
    """Ctrl-C ends it in words, not with a traceback; the same command then does the rest."""
    course = copy_course("interrupted")
    for number in range(6):
        made.hand_in(tmp_path, f"learner-{number}", "gap", made.honest(course, "all-right"))
    command = [sys.executable, "-m", "exercises", "grade", str(tmp_path), "--course", str(course)]
    # Tests that run in the background of a shell ignore the signal, and so would a grader that they start.
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    pipes = {"stdout": -1, "stderr": -1, "text": True}
    with subprocess.Popen(command, cwd=ROOT, preexec_fn=heed, **pipes) as grader:
        grader.stdout.readline()
        grader.send_signal(signal.SIGINT)
        rest, errors = grader.communicate()
    assert (grader.returncode, errors) == (130, "")
    assert "Interrupted. What is told above is kept" in rest
    done = subprocess.run([*command, "--resume"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert len({row[0] for row in made.gradebook_rows(course)}) == 6


def test_an_earlier_file_handed_in_again_is_graded_again(copy_course: Copy, tmp_path: Path) -> None:
    """The gradebook then has the points of what lies in the folder, not of what came between."""
    course = copy_course("again")
    for kind, points in [("all-right", 6), ("blank", 0), ("all-right", 6)]:
        made.hand_in(tmp_path, "one", "gap", made.honest(course, kind))
        assert main(["grade", str(tmp_path), "--course", str(course)]) == 0
        rows = made.gradebook_rows(course)
        assert sum(row[3] for key, row in rows.items() if key[2] == "grade") == points


def test_ones_own_files_can_be_graded_without_a_sandbox(copy_course: Copy, tmp_path: Path) -> None:
    """The flag with the plain name gives the same points."""
    course = copy_course("open")
    made.hand_in(tmp_path, "me", "gap", made.honest(course, "part-credit"))
    assert main(["grade", str(tmp_path), "--course", str(course), OPEN]) == 0
    rows = made.gradebook_rows(course)
    assert rows["me", "gap", "grade", "q2-test"][0] == 2


def test_a_warning_costs_nothing(copy_course: Copy, tmp_path: Path) -> None:
    """What goes to standard error during a test takes no points, though stock nbgrader takes them all."""
    course = copy_course("warning")
    noisy = made.GAP.replace("    return", "    import sys; print('careful', file=sys.stderr)\n    return")
    made.hand_in(
        tmp_path, "noisy", "gap", made.answered(made.released(course, "gap"), **{**made.RIGHT, "q1": noisy})
    )
    assert main(["grade", str(tmp_path), "--course", str(course)]) == 0
    assert made.gradebook_rows(course)["noisy", "gap", "grade", "q1-test"][0] == 2


def test_an_exercise_that_its_own_solution_fails_grades_nobody(
    copy_course: Copy, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A test that is broken costs no learner a point: they are told as failed, and others are graded."""
    course = copy_course("broken")
    path = course / "source" / "gap" / "gap.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    made.cell_of(notebook, "q3-test")["source"] += "\nassert answer.no_such_name"
    path.write_text(json.dumps(notebook), "utf-8")
    for kind in ("all-right", "words-blank"):
        made.hand_in(tmp_path, kind, made.HONEST[kind][0], made.honest(course, kind))
    assert main(["grade", str(tmp_path), "--course", str(course)]) == 1
    told = capsys.readouterr().out
    problem = "the exercise is broken: its own solution gets 0 of 1 in q3-test (AttributeError"
    assert f"all-right gap: failed ({problem}" in told
    assert "words-blank words: " in told
    assert {row[0] for row in made.gradebook_rows(course)} == {"words-blank"}


def test_an_emptied_test_earns_nothing(copy_course: Copy, tmp_path: Path) -> None:
    """A test whose cell was emptied, deleted or made worth more is the released one again."""
    course = copy_course("emptied")
    notebook = made.honest(course, "blank")
    made.cell_of(notebook, "q1-test")["source"] = ""
    made.cell_of(notebook, "q3-test")["metadata"]["nbgrader"]["points"] = 1000
    notebook["cells"].remove(made.cell_of(notebook, "q2-test"))
    made.hand_in(tmp_path, "sly", "gap", notebook)
    report = tmp_path / "report.jsonl"
    assert main(["grade", str(tmp_path), "--course", str(course), "--report", str(report)]) == 0
    row = json.loads(report.read_text("utf-8"))
    assert (row["points"], row["max"]) == (0, 6)
    assert "'q1-test' was changed" in row["reason"] and "'q2-test' was missing" in row["reason"]
