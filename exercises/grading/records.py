"""The plain records that pass between the parts of the grader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Status = Literal["graded", "needs review", "failed", "refused"]
Kind = Literal["test", "answer", "manual", "task", "given", "learner"]
Outputs = list[dict[str, Any]]


def assignment_of(name: str) -> str:
    """Return nbgrader's assignment of an exercise: its name, or what stands before the notebook's.

    >>> assignment_of("m2-e1"), assignment_of("week-1/problem-2")
    ('m2-e1', 'week-1')
    """
    return name.partition("/")[0]


def notebook_of(name: str) -> str:
    """Return the notebook of an exercise, which has the assignment's name where none other is said.

    >>> notebook_of("m2-e1"), notebook_of("week-1/problem-2")
    ('m2-e1', 'problem-2')
    """
    return name.rpartition("/")[2]


def place_of(name: str, ending: str = ".ipynb") -> Path:
    """Return where an exercise's notebook lies in nbgrader's folders, and with another ending its page.

    >>> place_of("week-1/problem-2").as_posix()
    'week-1/problem-2.ipynb'
    """
    return Path(assignment_of(name), f"{notebook_of(name)}{ending}")


def kept_notebook(course: Path, learner: str, name: str) -> Path:
    """Return where the graded notebook of a learner is kept for marking by hand."""
    return course / "autograded" / learner / place_of(name)


class GradingError(Exception):
    """Something that the trainer must mend before anything can be graded; the message says how."""


class Refused(Exception):
    """A submission that can't be read as one; the message says why."""


@dataclass(frozen=True)
class File:
    """A file that was handed in: whose it is, for which exercise, when it came, whose habit its name is."""

    path: Path
    learner: str
    exercise: str
    timestamp: str | None = None
    notes: tuple[str, ...] = ()
    habit: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of the graded notebook: what it is comes from the release, only an answer from the learner."""

    name: str
    kind: Kind
    cell_type: str
    source: str
    points: float = 0
    checksum: str | None = None
    label: str = ""
    released: str | None = None

    @property
    def runs(self) -> bool:
        """Say whether the cell is code that runs in the learner's process."""
        return self.cell_type == "code" and self.kind != "test"


@dataclass(frozen=True)
class Exercise:
    """What the trainer's course says about an exercise; `labels` are what learners call its cells.

    Its name is the assignment's, or ASSIGNMENT/NOTEBOOK for a notebook that is called otherwise.

    `uses_objects` says whether tests look into objects of the solution that do not cross as plain data.
    """

    name: str
    cells: dict[str, Cell]
    order: tuple[str, ...]
    prelude: tuple[str, ...]
    answers: tuple[str, ...]
    version: str
    title: str
    labels: Mapping[str, str]
    given: frozenset[str]
    uses_objects: bool = True

    @property
    def assignment(self) -> str:
        """What nbgrader calls an assignment."""
        return assignment_of(self.name)

    @property
    def notebook(self) -> str:
        """The notebook's own name: the assignment's, where that has one notebook."""
        return notebook_of(self.name)

    @property
    def points(self) -> float:
        """The most that can be earned."""
        return sum(cell.points for cell in self.cells.values())


@dataclass(frozen=True)
class Submission:
    """A submission that was read and put in order, ready to run; a doubt is for a person to look into."""

    file: File
    exercise: Exercise
    cells: tuple[Cell, ...]
    digest: str
    seed: int
    notes: tuple[str, ...] = ()
    doubt: str | None = None

    @property
    def labels(self) -> dict[str, str]:
        """What learners call each cell, by its name."""
        return {cell.name: cell.label for cell in self.cells}


@dataclass(frozen=True)
class Ran:
    """What came out of a run: outputs by cell, why it ended early if it did, whether anything was stopped."""

    outputs: dict[str, Outputs]
    notes: tuple[str, ...] = ()
    ended: str | None = None
    stopped: bool = False
    used_objects: bool = False


@dataclass(frozen=True)
class Mark:
    """The points of one cell; None means that a person must mark it. The comment is a person's."""

    id: str
    points: float | None
    most: float
    message: str | None = None
    comment: str | None = None

    def to_data(self) -> dict[str, Any]:
        """Return the mark as a line of the report holds it."""
        told = {"message": self.message, "comment": self.comment}
        return {"id": self.id, "points": self.points, "max": self.most, **told}


@dataclass(frozen=True)
class Row:
    """One line of the report."""

    learner: str
    exercise: str
    status: Status
    reason: str | None = None
    points: float | None = None
    most: float | None = None
    late_days: float = 0
    seed: int | None = None
    cells: tuple[Mark, ...] = ()
    file: str = ""
    digest: str = field(default="", compare=False)

    def to_data(self) -> dict[str, Any]:
        """Return the line as plain data, in the report's order."""
        return {
            "learner": self.learner,
            "exercise": self.exercise,
            "status": self.status,
            "reason": self.reason,
            "points": self.points,
            "max": self.most,
            "late_days": self.late_days,
            "seed": self.seed,
            "cells": [mark.to_data() for mark in self.cells],
            "file": self.file,
        }
