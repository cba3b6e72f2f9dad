"""What is wrong with files, folders and gradebooks is told, each in its own sentence with what mends it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.utils import compute_checksum

from exercises.grading import class_list, soundness
from exercises.grading import course as courses
from exercises.grading.batch import Settings, grade
from exercises.grading.command import main
from exercises.grading.files import JOURNAL, Journal
from exercises.grading.intake import read_bytes, read_submission
from exercises.grading.marking import executed, row_of
from exercises.grading.planning import plan
from exercises.grading.records import File, Ran, Refused
from tests.exercises.grading import made
from tests.exercises.grading.conftest import Copy
from tests.exercises.grading.made import Notebook

pytestmark = pytest.mark.filterwarnings("ignore")
KERNEL = {"name": "ir", "language": "R", "display_name": "R"}


def text_of(notebook: Notebook) -> bytes:
    """Return a notebook as its file holds it."""
    return json.dumps(notebook).encode()


def renamed(notebook: Notebook) -> Notebook:
    """Return a notebook in which every cell has the name that it had in a release of last year."""
    for cell in notebook["cells"]:
        if form := cell["metadata"].get("nbgrader"):
            form["grade_id"] += "-2025"
    return notebook


# What a learner hands in for the exercise `gap`, made from the right answers; and what the trainer hears.
FILES: dict[str, tuple[Callable[[Notebook], bytes], str]] = {
    "no-bytes": (lambda right: b"", "the file is empty: ask the learner to save it"),
    "no-cells": (lambda right: text_of({**right, "cells": []}), "the notebook is empty"),
    "huge": (lambda right: b" " * (50 * 2**20), "larger than 20 MiB: ask the learner to clear its outputs"),
    "cut-off": (lambda right: text_of(right)[:500], "it may be cut off"),
    "format-3": (
        lambda right: b'{"metadata": {}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": []}]}',
        "format 3, not 4: open it in JupyterLab, save it",
    ),
    "format-5": (lambda right: text_of({**right, "nbformat": 5}), "format 5, not 4"),
    "another-kernel": (
        lambda right: text_of({**right, "metadata": {"kernelspec": KERNEL}}),
        "for the language 'R', and the exercise for Python: ask the learner to choose the kernel Python 3",
    ),
    "not-utf-8": (lambda right: text_of(right).replace(b"poverty", b"pauvret\xe9"), "is not UTF-8 text"),
    "utf-16": (lambda right: json.dumps(right).encode("utf-16"), "is not UTF-8 text"),
    "no-notebook": (lambda right: b'{"answer": 42}', "it has no list of cells"),
    "last-year": (lambda right: text_of(renamed(right)), "another version of it. Look into it"),
}


def test_each_bad_file_has_its_sentence_and_leaves_nothing(copy_course: Copy, tmp_path: Path) -> None:
    """Refused with reason and mend; no points, no page, no line in the gradebook, and no zero."""
    course = copy_course("bad-files")
    for name, (spoil, _) in FILES.items():
        made.hand_in(tmp_path, name, "gap", {}).write_bytes(spoil(made.honest(course, "all-right")))
    made.hand_in(tmp_path, "another", "gap", made.honest(course, "words-done"))
    (tmp_path / "no-bytes__gap (1).ipynb").write_bytes(b"")
    before = everything_in(course)
    rows = {row.file: row for row in grade(Settings(tmp_path, course, course / "feedback", None))}
    assert {(row.status, row.points) for row in rows.values()} == {("refused", None)}
    for name, (_, sentence) in FILES.items():
        file = f"{name}__gap (1).ipynb" if name == "no-bytes" else f"{name}__gap.ipynb"
        assert sentence in (rows[file].reason or ""), rows[file]
    assert "it is not gap" in (rows["another__gap.ipynb"].reason or "")
    assert "no-bytes__gap (1).ipynb was taken" in (rows["no-bytes__gap.ipynb"].reason or "")
    assert len({row.reason for row in rows.values()}) >= len(FILES)
    assert {file.path.name: problem for file, problem in plan(tmp_path, course)} == {
        name: row.reason for name, row in rows.items()
    }, "a dry run says the same"
    assert everything_in(course) == before


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    """Its size is looked at, so that fifty megabytes cost no memory."""
    path = tmp_path / "huge.ipynb"
    with path.open("wb") as opened:
        opened.truncate(50 * 2**20)
    tracemalloc.start()
    with pytest.raises(Refused, match="larger than 20 MiB"):
        read_bytes(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2**20


def test_a_notebook_of_another_version_waits_for_a_person(released_course: Path, tmp_path: Path) -> None:
    """A question that it does not have is no wrong answer; that a test was mended since is only noted."""
    notebook = made.honest(released_course, "all-right")
    for name in ("q3", "q3-test"):
        made.cell_of(notebook, name)["metadata"]["nbgrader"]["grade_id"] += "-2025"
    test = nbformat.from_dict(made.cell_of(notebook, "q1-test"))
    test.source = "assert poverty_gap is not None"
    test.metadata.nbgrader.checksum = compute_checksum(test)
    made.cell_of(notebook, "q1-test").update(test)
    file = File(made.hand_in(tmp_path, "a", "gap", notebook), "a", "gap")
    with courses.open_gradebook(released_course) as gradebook:
        gap = courses.load_exercise(released_course, gradebook, "gap")
    submission, ran = read_submission(file, gap, b"salt"), Ran({})
    row = row_of(submission, executed(submission, ran), ran)
    assert row.status == "needs review" and row.reason
    assert row.reason.startswith(
        "the notebook is of another version of the exercise: it has no cell q3. Look"
    )
    assert "the cell 'q1-test' is of an earlier release: today's was used" in row.reason


def everything_in(course: Path) -> dict[str, bytes]:
    """Return every file of a course but the grader's own notes."""
    files = [path for path in course.rglob("*") if path.is_file() and path.parent.name != "grading"]
    return {str(path.relative_to(course)): path.read_bytes() for path in files}


def set_version(course: Path, version: str) -> None:
    """Write another version into the gradebook."""
    with closing(sqlite3.connect(course / "gradebook.db")) as opened, opened:
        opened.execute("UPDATE alembic_version SET version_num = ?", (version,))


def spoil_page(course: Path) -> None:
    """Overwrite a page in the middle of the gradebook, as a broken disk does."""
    with (course / "gradebook.db").open("r+b") as opened:
        opened.seek(4096 * 3)
        opened.write(b"\xff" * 4096)


def other_database(course: Path) -> None:
    """Put a database of another program in the gradebook's place."""
    (course / "gradebook.db").unlink()
    with closing(sqlite3.connect(course / "gradebook.db")) as opened, opened:
        opened.execute("CREATE TABLE places (name)")


# What is wrong with a course, and the sentence that the command ends with, code 3.
COURSES: dict[str, tuple[Callable[[Path], object], str]] = {
    "newer": (lambda course: set_version(course, "abc123"), "nbgrader 0.9.6 does not know ('abc123')"),
    "older": (lambda course: set_version(course, "50a4d84c131a"), "run `nbgrader db upgrade`"),
    "no-database": (lambda course: (course / "gradebook.db").write_text("x" * 5000), "gradebook is damaged"),
    "damaged": (spoil_page, "gradebook is damaged: put a copy of it back"),
    "other": (other_database, "is no gradebook of nbgrader: move it away"),
    "source": (lambda course: (course / "source/gap/gap.ipynb").write_text("{"), "build the exercises again"),
    "feedback": (lambda course: (course / "feedback").write_text(""), "is a file, and a folder is needed"),
    "settings": (lambda course: (course / "nbgrader_config.py").write_text("1 / 0"), "ZeroDivisionError"),
    "penalty": (
        lambda course: (course / "nbgrader_config.py").write_text(
            "c = get_config()\nc.AssignLatePenalties.plugin_class = 'no_such.Plugin'"
        ),
        "nbgrader_config.py can't be used",
    ),
}


@pytest.mark.parametrize("name", COURSES)
def test_each_bad_course_has_its_sentence(
    copy_course: Copy, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Nothing is graded and nothing is written; one line says what is wrong and what to do."""
    course = copy_course(name)
    # Its name does not say the exercise, so that the sources are looked into.
    unnamed = tmp_path / "Sita Rai_47_assignsubmission_file_" / "final.ipynb"
    unnamed.parent.mkdir()
    unnamed.write_bytes(text_of(made.honest(course, "all-right")))
    spoil, sentence = COURSES[name]
    spoil(course)
    before = everything_in(course)
    assert main(["grade", str(tmp_path), "--course", str(course)]) == 3
    told = capsys.readouterr().err
    assert sentence in told and told.count("\n") == 1 and "Traceback" not in told
    assert everything_in(course) == before


HOLD = """
import sqlite3, sys
opened = sqlite3.connect(sys.argv[1])
opened.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_gradebook_that_another_program_holds_is_told(
    copy_course: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """While formgrader or another command writes, the grader waits a little, then says so."""
    course = copy_course("held")
    made.hand_in(tmp_path, "a", "gap", made.honest(course, "all-right"))
    monkeypatch.setattr(soundness, "PATIENCE_SECONDS", 0.1)
    command = [sys.executable, "-S", "-c", HOLD, str(course / "gradebook.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline() == b"held\n"
        assert main(["grade", str(tmp_path), "--course", str(course)]) == 3
    assert "another program is writing into the gradebook: wait for it" in capsys.readouterr().err


def test_two_runs_in_one_course_do_not_mix(
    copy_course: Copy, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second is told to wait: each would else write over the other's points."""
    course = copy_course("twice")
    made.hand_in(tmp_path, "a", "gap", made.honest(course, "all-right"))
    first = Journal(course / JOURNAL)
    try:
        assert main(["grade", str(tmp_path), "--course", str(course)]) == 3
    finally:
        first.close()
    assert "another run is grading into this course" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["EMPTY"], "holds no notebook. Put LEARNER__EXERCISE.ipynb files in it"),
        (["EMPTY/none"], "does not exist: name the folder or the ZIP"),
        (["EMPTY", "--resume"], "no run has begun in"),
        (["EMPTY", "--report", "FILE/marks.jsonl"], "is a file, and a folder is needed there"),
        (["FILE"], "is neither a folder nor a ZIP file"),
    ],
)
def test_arguments_that_cannot_be_meant_are_told(
    released_course: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    sentence: str,
) -> None:
    """No submissions, no folder, nothing to go on with: code 3 and a sentence."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("no folder", "utf-8")
    places = {"EMPTY": str(tmp_path / "empty"), "FILE": str(tmp_path / "file")}
    given = [text.replace("EMPTY", places["EMPTY"]).replace("FILE", places["FILE"]) for text in arguments]
    assert main(["grade", *given, "--course", str(released_course)]) == 3
    assert sentence in capsys.readouterr().err


def test_a_learner_who_is_not_on_the_class_list_is_told(copy_course: Copy, tmp_path: Path) -> None:
    """Where a trainer has entered a list, a misspelt name is noted, or refused if nobody may be added."""
    file = File(tmp_path / "stia__gap.ipynb", "stia", "gap")
    with Gradebook(f"sqlite:///{copy_course('listed') / 'gradebook.db'}") as gradebook:
        assert class_list.ClassList(gradebook, True).checked(file) == file, "there is no list yet"
        gradebook.add_student("sita", first_name="Sita")
        (note,) = class_list.ClassList(gradebook, True).checked(file).notes
        assert "has no learner 'stia', only 'sita': they were added; if the name is wrong" in note
        with pytest.raises(Refused, match="run `nbgrader db student add stia`"):
            class_list.ClassList(gradebook, False).checked(file)
        known = File(tmp_path / "sita__gap.ipynb", "sita", "gap")
        assert class_list.ClassList(gradebook, False).checked(known) == known
