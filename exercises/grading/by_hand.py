"""What a person has marked since: points and comments from the gradebook, for the report and the feedback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from exercises.grading.marking import WAITING
from exercises.grading.records import Mark, Ran, Row, Submission


@dataclass(frozen=True)
class ByHand:
    """A person's marks and comments on one submission, by the grade id of the cell."""

    points: Mapping[str, float]
    comments: Mapping[str, str]


def marked_by_hand(gradebook: Gradebook, submission: Submission) -> ByHand | None:
    """Return what a person has given to the submission, or None where nobody has."""
    name, learner = submission.exercise.name, submission.file.learner
    recorded = gradebook.find_submission_notebook(name, name, learner)
    points = {
        grade.name: float(grade.score)
        for grade in recorded.grades
        if (grade.manual_score is not None or grade.extra_credit) and not grade.needs_manual_grade
    }
    comments = {each.name: str(each.manual_comment) for each in recorded.comments if each.manual_comment}
    return ByHand(points, comments) if points or comments else None


def revised(row: Row, by_hand: ByHand) -> Row:
    """Return the line of the report with the person's marks in it; what they decided no longer waits."""
    cells = tuple(_revised(mark, by_hand.points) for mark in row.cells)
    waited = [mark.id for mark in row.cells if mark.points is None]
    waits = [mark.id for mark in cells if mark.points is None]
    status, reason = row.status, row.reason
    if waited and not waits:
        status = "graded"
        reason = (reason or "").removeprefix(WAITING + ", ".join(waited)).removeprefix("; ") or None
    points = sum(mark.points or 0 for mark in cells)
    return replace(row, cells=cells, points=points, status=status, reason=reason)


def _revised(mark: Mark, points: Mapping[str, float]) -> Mark:
    return replace(mark, points=points[mark.id], message=None) if mark.id in points else mark


def kept_run(course: Path, submission: Submission) -> Ran:
    """Return what the submission's cells put out when they ran, from the notebook that was kept."""
    name = submission.exercise.name
    path = course / "autograded" / submission.file.learner / name / f"{name}.ipynb"
    kept = nbformat.read(path, as_version=4).cells
    cells = zip(submission.cells, kept, strict=True)
    return Ran({cell.name: list(form.get("outputs", [])) for cell, form in cells})
