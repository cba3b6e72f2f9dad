"""Read a reference: the one file, in py:percent, that holds all of an exercise.

Its cells say in their metadata what they are. `sheet` and `trainer` are YAML; `text`, `lab`,
`question`, `answer`, `test` and `notebook` become cells of the notebook, in their order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import jupytext

from exercises.questions import TextQuestion
from exercises.records import ExerciseError, read_yaml, record_from
from exercises.sheet import Sheet, is_marked_by_program, read_sheet

FOLDER = Path(__file__).parent / "references"
PARTS = ("text", "lab", "question", "answer", "test", "notebook")


@dataclass(frozen=True)
class Cell:
    """A cell of a reference: its part, its question where it has one, and what is written in it."""

    part: str
    kind: str
    source: str
    question: str = ""


@dataclass(frozen=True)
class Misconception:
    """A wrong answer that many give: the question it fails, the message it must meet, the points it loses."""

    id: str
    question: str
    message: str
    loses: int
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Criterion:
    """What a written answer must do for some points."""

    points: int
    what: str


@dataclass(frozen=True)
class Rubric:
    """How a trainer marks a written answer: points that add up, or levels of which one fits."""

    criteria: tuple[Criterion, ...]
    levels: bool = False

    @property
    def most(self) -> int:
        """The points of the best answer."""
        points = [each.points for each in self.criteria]
        return max(points, default=0) if self.levels else sum(points)

    def lines(self) -> list[str]:
        """Return the rubric in words, one line a criterion."""
        return [
            f"{each.points} {'point' if each.points == 1 else 'points'}: {each.what}."
            for each in self.criteria
        ]


@dataclass(frozen=True)
class Reference:
    """An exercise with its solution. Only `sheet` may be shown to learners, and the cells once cleared."""

    path: Path
    sheet: Sheet
    sheet_text: str
    cells: tuple[Cell, ...]
    rubric: Mapping[str, Rubric]
    misconceptions: tuple[Misconception, ...]

    def texts(self, part: str, question: str = "") -> list[str]:
        """Return what is written in the cells of a part, of one question where it is named."""
        return [each.source for each in self.cells if (each.part, each.question) == (part, question)]


@cache
def references(folder: Path = FOLDER) -> dict[str, Reference]:
    """Return every reference of a folder by the id of its exercise."""
    read = [read_reference(path) for path in sorted(folder.glob("*.py"))]
    found = {each.sheet.id: each for each in read}
    if len(found) < len(read):
        raise ExerciseError("Two references have the same id. Give one of them another.")
    return found


def read_reference(path: Path) -> Reference:
    """Return the reference in a file, or say what it lacks."""
    cells = jupytext.read(path, fmt="py:percent").cells
    raw = {cell.metadata.get("part"): cell.source for cell in cells if cell.cell_type == "raw"}
    if set(raw) != {"sheet", "trainer"}:
        raise ExerciseError(f"{path.name} needs two raw cells, with part='sheet' and part='trainer'.")
    sheet = read_sheet(raw["sheet"])
    trainer = read_yaml(raw["trainer"], f"{path.name}: the trainer's cell")
    shown = tuple(_cell(cell, path.name) for cell in cells if cell.cell_type != "raw")
    _check_cells(sheet, shown, path.name)
    return Reference(path, sheet, raw["sheet"], shown, *_trainer(trainer, sheet, path.name))


def _cell(cell: Any, where: str) -> Cell:
    part, question = cell.metadata.get("part"), cell.metadata.get("question", "")
    if part not in PARTS:
        raise ExerciseError(f"{where}: a cell's part is {part!r}, not one of {', '.join(PARTS)}.")
    return Cell(part, cell.cell_type, cell.source, question)


def _check_cells(sheet: Sheet, cells: tuple[Cell, ...], where: str) -> None:
    """Refuse a reference in which a question lacks its text, its answer or its test, or has two."""
    for question in sheet.questions:
        parts = [each.part for each in cells if each.question == question.id]
        wanted = ["question", "answer"] + (["test"] if is_marked_by_program(question) else [])
        if parts != wanted:
            raise ExerciseError(f"{where}: {question.id} needs the cells {', '.join(wanted)}, not {parts}.")
    known = {"", *(question.id for question in sheet.questions)}
    if strange := {each.question for each in cells} - known:
        raise ExerciseError(f"{where}: the sheet has no question {', '.join(sorted(strange))}.")


def _trainer(
    data: Mapping[str, Any], sheet: Sheet, where: str
) -> tuple[Mapping[str, Rubric], tuple[Misconception, ...]]:
    if set(data) != {"rubric", "misconceptions"}:
        raise ExerciseError(f"{where}: the trainer's cell needs the keys rubric and misconceptions.")
    if not isinstance(data["rubric"], Mapping) or not isinstance(data["misconceptions"], list):
        raise ExerciseError(
            f"{where}: rubric is given by question ({{}} for none), misconceptions as a list."
        )
    rubric = {name: _rubric(given, f"{where}: rubric") for name, given in data["rubric"].items()}
    for question in sheet.questions:
        given = rubric[question.id].most if question.id in rubric else 0
        if isinstance(question, TextQuestion) and given != question.points:
            raise ExerciseError(
                f"{where}: the rubric of {question.id} must add up to {question.points}, "
                "or have a best level of so many points."
            )
    found = [record_from(Misconception, each, f"{where}: misconceptions") for each in data["misconceptions"]]
    for each in found:
        if unknown := {each.question, *each.answers} - {question.id for question in sheet.questions}:
            raise ExerciseError(f"{where}: {each.id} names {min(unknown)}, which is no question.")
    for question in sheet.questions:
        if is_marked_by_program(question) and question.id not in {each.question for each in found}:
            raise ExerciseError(
                f"{where}: {question.id} needs a misconception: a wrong answer that many give."
            )
    return rubric, tuple(found)


def _rubric(data: Any, where: str) -> Rubric:
    levels = isinstance(data, Mapping)
    listed = data.get("levels", []) if levels else data
    return Rubric(tuple(record_from(Criterion, each, where) for each in listed), levels)
