"""Notebooks of an assignment that a learner did not hand in with the others: they count as nothing, told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from exercises.grading.records import Exercise, Mark, Row, assignment_of, kept_notebook

REASON = "not handed in with the assignment's other notebooks: it counts as nothing, as in nbgrader"
Load = Callable[[str], Exercise]


def write_missing(
    course: Path, gradebook: Gradebook, rows: Iterable[Row], names: Iterable[str], load: Load
) -> Iterator[Row]:
    """Write nought for what is missing, as `nbgrader autograde` does, and yield a line for each.

    `rows` are those of this run, `names` the course's exercises; what was handed in before is not missing.
    """
    handed_in = {(row.learner, row.exercise) for row in rows if row.learner}
    notebooks = _by_assignment(names)
    for learner, assignment in sorted({(learner, assignment_of(name)) for learner, name in handed_in}):
        others = [name for name in notebooks.get(assignment, []) if (learner, name) not in handed_in]
        for name in others if _is_recorded(gradebook, learner, assignment) else []:
            if not kept_notebook(course, learner, name).exists():
                exercise = load(name)
                _write_nought(gradebook, exercise, learner)
                marks = tuple(
                    Mark(cell.name, 0.0, cell.points) for cell in exercise.cells.values() if cell.points
                )
                yield Row(learner, name, "graded", REASON, 0.0, exercise.points, cells=marks)


def _by_assignment(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the notebooks of each assignment that has several."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(assignment_of(name), []).append(name)
    return {assignment: each for assignment, each in found.items() if len(each) > 1}


def _is_recorded(gradebook: Gradebook, learner: str, assignment: str) -> bool:
    try:
        gradebook.find_submission(assignment, learner)
    except MissingEntry:
        return False
    return True


def _write_nought(gradebook: Gradebook, exercise: Exercise, learner: str) -> None:
    recorded = gradebook.find_submission_notebook(exercise.notebook, exercise.assignment, learner)
    for grade in recorded.grades:
        grade.auto_score, grade.needs_manual_grade = 0.0, False
    gradebook.db.commit()
