"""Courses and submissions for the grader's tests, each made of a few lines."""

from __future__ import annotations

import copy
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from exercises.grading.stock_settings import settings_of

CASES = Path(__file__).parent / "cases"
Notebook = dict[str, Any]


def make_course(course: Path, names: tuple[str, ...] = ("gap", "words")) -> Path:
    """Make the source and release of the test exercises with nbgrader, and its gradebook."""
    for name in names:
        make_assignment(course, name, (name,))
    return course


def make_assignment(course: Path, name: str, cases: tuple[str, ...]) -> Path:
    """Make one assignment of a course, with a notebook for each case."""
    source = course / "source" / name
    source.mkdir(parents=True)
    for case in cases:
        notebook = jupytext.read(CASES / f"{case}.py")
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook.metadata["kernelspec"] = kernel
        nbformat.write(notebook, source / f"{case}.ipynb")
    result = api(course).generate_assignment(name, force=True, create=True)
    assert result["success"], result
    return course


def programs_on_path() -> None:
    """Let `nbgrader`, and `alembic` which it calls, be found beside this Python."""
    folder = str(Path(sys.executable).parent)
    if folder not in os.environ["PATH"].split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([folder, os.environ["PATH"]])


def api(course: Path) -> NbGraderAPI:
    """Return nbgrader's own interface to a course."""
    programs_on_path()
    config = Config()
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.db_url = f"sqlite:///{course / 'gradebook.db'}"
    config.merge(settings_of(course))
    return NbGraderAPI(CourseDirectory(config=config), config=config)


def released(course: Path, name: str) -> Notebook:
    """Return the notebook that learners get."""
    notebook: Notebook = json.loads((course / "release" / name / f"{name}.ipynb").read_text("utf-8"))
    return copy.deepcopy(notebook)


def answered(notebook: Notebook, **answers: str) -> Notebook:
    """Return the notebook with answers filled in, by grade id."""
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name in answers:
            cell["source"] = answers[name]
    return notebook


def cell_of(notebook: Notebook, name: str) -> dict[str, Any]:
    """Return the cell with a grade id."""
    found: dict[str, Any] = next(
        cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == name
    )
    return found


def code_cell(source: str) -> dict[str, Any]:
    """Return a cell that the learner added."""
    return {
        "cell_type": "code",
        "id": "added",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


GAP = """
import numpy as np
def poverty_gap(welfare, line):
    return np.clip(line - np.asarray(welfare), 0, None).mean() / line
"""
TABLE = "table = pd.DataFrame({'age': [0, 1, 2], 'amount': [4, 4, 2]})"
RIGHT = {"q1": GAP, "q2": TABLE, "q3": "answer = 42"}
SHARE = "def share(part, whole):\n    return 100 * part / whole\n"

# Honest work of eight kinds: what stock nbgrader gives it, we must give it too.
HONEST: dict[str, tuple[str, dict[str, str]]] = {
    "all-right": ("gap", RIGHT),
    "blank": ("gap", {}),
    "no-clip": (
        "gap",
        {
            **RIGHT,
            "q1": GAP.replace("np.clip(line - np.asarray(welfare), 0, None)", "(line - np.asarray(welfare))"),
        },
    ),
    "part-credit": (
        "gap",
        {**RIGHT, "q2": "table = pd.DataFrame({'age': [0, 1, 2], 'amount': [1, 1, 1]})\nprint(table)"},
    ),
    "stumbles": (
        "gap",
        {**RIGHT, "q2": "%%time\ntable = undefined", "q3": "print('thinking ...')\nanswer = 6 * 7\nanswer"},
    ),
    "syntax-error": ("gap", {**RIGHT, "q1": "def poverty_gap(:\n    pass"}),
    "words-done": ("words", {"share": SHARE, "why": "Because *averages* hide who is poor. So we look."}),
    "words-blank": ("words", {"share": SHARE.replace("100 * ", "")}),
}


DUE = "2026-03-01 12:00:00 UTC"
# When some of it came: in time, two days late, and later than all its points are worth.
CAME = {
    "all-right": "2026-02-28 12:00:00 UTC",
    "part-credit": "2026-03-03 12:00:00 UTC",
    "words-done": "2026-03-02 00:00:00 UTC",
    "stumbles": "2026-03-31 12:00:00 UTC",
    "blank": "2026-03-02 12:00:00 UTC",
}
PENALTY = """
from nbgrader.plugins import BasePlugin
class OnePointADay(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return total_seconds_late / 86400
"""


def with_deadline(course: Path) -> Path:
    """Give both exercises a day when they are due, and the course a penalty of its trainer's own."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        for name in ("gap", "words"):
            gradebook.update_or_create_assignment(name, duedate=DUE)
    (course / "penalty_of_the_course.py").write_text(PENALTY, "utf-8")
    rule = "c.AssignLatePenalties.plugin_class = 'penalty_of_the_course.OnePointADay'"
    (course / "nbgrader_config.py").write_text(f"c = get_config()\n{rule}\n", "utf-8")
    return course


def honest(course: Path, kind: str) -> Notebook:
    """Return an honest submission of a kind."""
    exercise, answers = HONEST[kind]
    return answered(released(course, exercise), **answers)


def hand_in(folder: Path, learner: str, exercise: str, notebook: Notebook) -> Path:
    """Write a submission as a flat file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{learner}__{exercise}.ipynb"
    path.write_text(json.dumps(notebook), "utf-8")
    return path


def hand_in_tree(
    folder: Path, learner: str, exercise: str, notebook: Notebook, came: str | None = None
) -> Path:
    """Write a submission into nbgrader's tree, and when it came."""
    place = folder / "submitted" / learner / exercise
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"{exercise}.ipynb"
    path.write_text(json.dumps(notebook), "utf-8")
    if came:
        (place / "timestamp.txt").write_text(came, "utf-8")
    return path


def gradebook_rows(course: Path) -> dict[tuple[str, ...], tuple[Any, ...]]:
    """Return every grade and comment of a gradebook, in a form that can be compared."""
    rows: dict[tuple[str, ...], tuple[Any, ...]] = {}
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        for assignment in gradebook.assignments:
            for submission in gradebook.assignment_submissions(assignment.name):
                for notebook in submission.notebooks:
                    name = exercise_of(assignment.name, notebook.name)
                    key = (submission.student.id, name)
                    rows |= _rows_of(notebook, key, gradebook)
    return rows


def exercise_of(assignment: str, notebook: str) -> str:
    """Return what we call a notebook of nbgrader's."""
    return notebook if notebook == assignment else f"{assignment}/{notebook}"


def _rows_of(
    notebook: Any, key: tuple[str, str], gradebook: Gradebook
) -> dict[tuple[str, ...], tuple[Any, ...]]:
    grades = {
        (*key, "grade", grade.name): (
            grade.auto_score,
            grade.manual_score,
            grade.needs_manual_grade,
            grade.extra_credit,
            grade.score,
        )
        for grade in notebook.grades
    }
    comments = {(*key, "comment", comment.name): (comment.auto_comment,) for comment in notebook.comments}
    assert len(grades) == len(notebook.grades) and len(comments) == len(notebook.comments), (
        "nothing is there twice"
    )
    came = notebook.assignment
    late = (came.timestamp, came.total_seconds_late, notebook.late_submission_penalty, notebook.score)
    return grades | comments | {(*key, "late"): late}


Maker = Callable[[Notebook], Notebook]
