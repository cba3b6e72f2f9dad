"""A dry run: how each file was understood, with nothing run and nothing written."""

from __future__ import annotations

from pathlib import Path

from exercises.grading.batch import understood
from exercises.grading.course import grade_ids
from exercises.grading.intake import check
from exercises.grading.records import File, Refused


def plan(given: Path, course: Path) -> list[tuple[File, str | None]]:
    """Return each file with the reason why it would be refused, or None; refused ones come first."""
    with understood(given, course) as found:
        told = [_looked_at(item, course) for item in found]
    return sorted(told, key=lambda each: (each[1] is None, each[0].learner, each[0].exercise))


def _looked_at(item: File | tuple[File, str], course: Path) -> tuple[File, str | None]:
    if not isinstance(item, File):
        return item
    try:
        check(item, grade_ids(course, item.exercise))
    except Refused as refusal:
        return item, str(refusal)
    return item, None


def line(file: File, problem: str | None) -> str:
    """Return a line on one file: whose it is and for what, or why it is not taken.

    >>> line(File(Path("sita__m2-e1.ipynb"), "sita", "m2-e1", habit="LEARNER__EXERCISE"), None)
    'sita__m2-e1.ipynb: sita, m2-e1 (named as LEARNER__EXERCISE)'
    """
    if problem is not None:
        return f"{file.path.name}: refused ({problem})"
    notes = "".join(f"; {note}" for note in file.notes)
    return f"{_place(file)}: {file.learner}, {file.exercise} (named as {file.habit}{notes})"


def _place(file: File) -> str:
    return "/".join(file.path.parts[-3:]) if file.habit == "nbgrader" else file.path.name
