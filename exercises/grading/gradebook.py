"""The one writer to nbgrader's gradebook. All points of a submission are written in one transaction."""

from __future__ import annotations

import os
import re
import warnings
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.plugins import BasePlugin
from sqlalchemy.exc import SAWarning

from exercises.grading.files import write_whole
from exercises.grading.marking import clean, is_untouched, write_notebook
from exercises.grading.records import Row, Submission, kept_notebook

SECONDS_A_DAY = 86_400
BACKTICKS = re.compile("`+")
MOST_TEXT = 100_000


class Writer:
    """Writes what was earned as `nbgrader autograde` does; a person's marks are left alone.

    `penalty` is a plugin of nbgrader's that says how many points a late submission loses.
    """

    def __init__(self, course: Path, gradebook: Gradebook, penalty: BasePlugin) -> None:
        self._course = course
        self._gradebook = gradebook
        self._penalty = penalty

    def write(self, submission: Submission, notebook: Any, row: Row) -> float:
        """Write one submission; returns how many days late it came."""
        file, exercise, book = submission.file, submission.exercise, self._gradebook
        book.update_or_create_student(file.learner)
        when = {"timestamp": file.timestamp} if file.timestamp else {}
        with warnings.catch_warnings():
            # SQLAlchemy 2.1 warns of the order in which nbgrader builds a submission's rows; they are right.
            warnings.simplefilter("ignore", SAWarning)
            recorded = book.update_or_create_submission(exercise.assignment, file.learner, **when)
        recorded_notebook = book.find_submission_notebook(
            exercise.notebook, exercise.assignment, file.learner
        )
        self._write_marks(recorded_notebook, row)
        _write_comments(recorded_notebook, notebook)
        book.db.flush()
        self._write_lateness(recorded, recorded_notebook, file.learner)
        self._keep_notebook(submission, notebook)
        book.db.commit()
        return float(round(recorded.total_seconds_late / SECONDS_A_DAY, 3))

    def _write_marks(self, recorded: Any, row: Row) -> None:
        marks = {mark.id: mark for mark in row.cells}
        for grade in recorded.grades:
            if grade.cell.type == "TaskCell":
                # Nobody but a person marks a task: nbgrader leaves it as it is.
                continue
            grade.auto_score = marks[grade.name].points
            grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None

    def _write_lateness(self, recorded: Any, notebook: Any, learner: str) -> None:
        notebook.late_submission_penalty = None
        late = recorded.total_seconds_late
        if late > 0:
            self._gradebook.db.refresh(notebook)
            penalty = self._penalty.late_submission_penalty(learner, notebook.score, late)
            if penalty is not None:
                notebook.late_submission_penalty = min(max(penalty, 0), notebook.score)

    def _keep_notebook(self, submission: Submission, notebook: Any) -> None:
        """Keep the graded notebook where nbgrader's tools for marking by hand look for it."""
        file = submission.file
        place = kept_notebook(self._course, file.learner, file.exercise)
        write_whole(place, write_notebook(harmless(notebook)))
        if file.timestamp:
            write_whole(place.parent / "timestamp.txt", clean(file.timestamp, 100))
        os.chmod(place.parent, 0o755)


def _write_comments(recorded: Any, notebook: Any) -> None:
    cells = {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}
    for comment in recorded.comments:
        cell = cells[comment.name]
        is_task = cell.metadata.nbgrader.get("task", False)
        comment.auto_comment = "No response." if is_untouched(cell) and not is_task else None


def harmless(notebook: Any) -> Any:
    """Show the learner's texts letter by letter: links and HTML would run in a trainer's browser."""
    for cell in notebook.cells:
        form = cell.metadata.get("nbgrader", {})
        if cell.cell_type != "code" and not form.get("locked"):
            fence = "`" * max(3, 1 + max(map(len, BACKTICKS.findall(cell.source)), default=0))
            cell.source = f"{fence}text\n{cell.source[:MOST_TEXT]}\n{fence}"
    return notebook
