"""Run an exercise's notebook in this process, quickly: only for notebooks that we wrote ourselves."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import nbformat
from nbformat import NotebookNode

from exercises.notebooks import answer_cell_id, answer_source, filled, solution_source
from exercises.progress import GRADING
from exercises.reference import Misconception, Reference
from exercises.sheet import is_marked_by_program


@dataclass(frozen=True)
class Tried:
    """What came out, by question: what the check said, and the error of the test where it had one."""

    said: Mapping[str, str]
    errors: Mapping[str, str]


def tried(reference: Reference, tests_of: NotebookNode, answers: Mapping[str, str]) -> Tried:
    """Run a notebook's cells with other sources in the cells of answers, by question.

    `tests_of` is the source with its hidden tests, or a release with the visible ones.
    """
    name = reference.sheet.id
    sources = {answer_cell_id(reference.sheet, question): source for question, source in answers.items()}
    said, errors, names = {}, {}, {"__name__": "__main__"}
    with _as_a_grader_does():
        for cell in tests_of.cells:
            if cell.cell_type != "code" or cell.id.startswith(f"{name}-lab"):
                continue
            question, _, part = cell.id.removeprefix(f"{name}-").rpartition("-")
            printed, error = _run(sources.get(cell.id, cell.source), names)
            if part == "check":
                said[question] = printed
            elif part == "test" and error:
                errors[question] = error
    return Tried(said, errors)


def _run(source: str, names: dict[str, Any]) -> tuple[str, str]:
    """Run a cell; returns what it printed, and its error in one line."""
    printed = io.StringIO()
    error = ""
    with contextlib.redirect_stdout(printed):
        try:
            exec(compile(source, "<cell>", "exec"), names)
        except Exception as raised:
            error = f"{type(raised).__name__}: {raised}"
    return " ".join(printed.getvalue().split()), " ".join(error.split())


@contextlib.contextmanager
def _as_a_grader_does() -> Iterator[None]:
    """Keep no learner's progress meanwhile."""
    before = os.environ.get(GRADING)
    os.environ[GRADING] = "validate"
    try:
        yield
    finally:
        if before is None:
            del os.environ[GRADING]
        else:
            os.environ[GRADING] = before


def solutions(reference: Reference) -> dict[str, str]:
    """Return the source of each solution by question, as a learner would write it."""
    return {each.id: solution_source(reference, each.id) for each in reference.sheet.questions}


def wrong_answers(reference: Reference, misconception: Misconception) -> dict[str, str]:
    """Return the sources of all answers of somebody with a misconception, and with the rest right."""
    sheet = reference.sheet
    wrong = {name: answer_source(sheet, name, given) for name, given in misconception.answers.items()}
    return solutions(reference) | wrong


def with_answers(release: NotebookNode, reference: Reference, answers: Mapping[str, str]) -> NotebookNode:
    """Return a release with these sources in the cells of its answers."""
    notebook = filled(release, reference.sheet, {})
    for cell in notebook.cells:
        for question, source in answers.items():
            if cell.id == answer_cell_id(reference.sheet, question):
                cell.source = source
    return notebook


def points(reference: Reference, result: Tried) -> dict[str, int]:
    """Return the points of the questions that a program marks."""
    marked = [each for each in reference.sheet.questions if is_marked_by_program(each)]
    return {each.id: 0 if each.id in result.errors else each.points for each in marked}


def blanks(release: NotebookNode, reference: Reference) -> dict[str, str]:
    """Return the sources of the answers in a release, as learners find them."""
    by_id = {cell.id: cell.source for cell in nbformat.from_dict(release).cells}
    return {each.id: by_id[answer_cell_id(reference.sheet, each.id)] for each in reference.sheet.questions}
