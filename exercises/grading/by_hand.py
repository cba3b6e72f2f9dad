"""What a person has marked since: points and comments from the gradebook, for the report and the feedback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook

from exercises.grading.marking import WAITING, waiting_labels
from exercises.grading.records import Mark, Ran, Row, Status, Submission, kept_notebook


@dataclass(frozen=True)
class ByHand:
    """A person's marks and comments on one submission, by the grade id of the cell."""

    points: Mapping[str, float]
    comments: Mapping[str, str]


def marked_by_hand(gradebook: Gradebook, submission: Submission) -> ByHand | None:
    """Return what a person has given to the submission, or None where nobody has."""
    recorded = _recorded(gradebook, submission)
    points = {
        grade.name: float(grade.score)
        for grade in recorded.grades
        if (grade.manual_score is not None or grade.extra_credit) and not grade.needs_manual_grade
    }
    comments = {each.name: str(each.manual_comment) for each in recorded.comments if each.manual_comment}
    return ByHand(points, comments) if points or comments else None


def _recorded(gradebook: Gradebook, submission: Submission) -> Any:
    exercise = submission.exercise
    return gradebook.find_submission_notebook(exercise.notebook, exercise.assignment, submission.file.learner)


def revised(submission: Submission, row: Row, by_hand: ByHand) -> Row:
    """Return the line of the report with the person's marks in it; what they decided no longer waits."""
    cells = tuple(_revised(mark, by_hand) for mark in row.cells)
    waited, waits = waiting_labels(submission, row.cells), waiting_labels(submission, cells)
    status, reason = row.status, row.reason
    if waited and not waits:
        status = "graded"
        reason = (reason or "").removeprefix(WAITING + ", ".join(waited)).removeprefix("; ") or None
    points = sum(mark.points or 0 for mark in cells)
    return replace(row, cells=cells, points=points, status=status, reason=reason)


def _revised(mark: Mark, by_hand: ByHand) -> Mark:
    points = by_hand.points.get(mark.id, mark.points)
    # What the test said still explains what is missing.
    message = None if points is not None and points >= mark.most else mark.message
    return replace(mark, points=points, message=message, comment=by_hand.comments.get(mark.id))


def with_earlier_marks(gradebook: Gradebook, submission: Submission, row: Row) -> Row:
    """Return the line with a note of each mark that a person gave to an earlier answer and still counts."""
    labels = submission.labels
    notes = [
        f"a person gave {grade.manual_score:g} points to an earlier answer to '{labels[grade.name]}', "
        "which the gradebook counts until somebody looks again"
        for grade in _recorded(gradebook, submission).grades
        if grade.manual_score is not None and grade.needs_manual_grade
    ]
    if not notes:
        return row
    status: Status = "needs review" if row.status == "graded" else row.status
    return replace(row, status=status, reason="; ".join(filter(None, [row.reason, *notes])))


def kept_run(course: Path, submission: Submission) -> Ran:
    """Return what the submission's cells put out when they ran, from the notebook that was kept."""
    path = kept_notebook(course, submission.file.learner, submission.exercise.name)
    kept = nbformat.read(path, as_version=4).cells
    cells = zip(submission.cells, kept, strict=True)
    return Ran({cell.name: list(form.get("outputs", [])) for cell, form in cells})
