"""A course in a temporary folder, and stock nbgrader to grade in it: on our own notebooks only."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from json import loads
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from exercises.builder import generate, release
from exercises.grading.limits import Limits
from exercises.grading.records import GradingError
from exercises.grading.sandbox import Walls, find_walls
from exercises.grading.worker import Worker
from exercises.reference import Reference, references
from exercises.trying import solutions, with_answers
from tests.conftest import ROOT

REFERENCES = tuple(references().values())
FIRST_SHEET = REFERENCES[0].sheet
MISCONCEPTIONS = [(reference, each) for reference in REFERENCES for each in reference.misconceptions]

# In a process of its own: nbgrader changes the working folder and warns of old calls, which tests refuse.
GRADE = """
import json, logging, sys
from pathlib import Path
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment
from exercises.conversion import convert
course, names = Path(sys.argv[1]), sys.argv[2:]
for name in names:
    convert(GenerateAssignment, course, name)
    convert(Autograde, course, name)
with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
    print(json.dumps([
        {"learner": each.student.id, "exercise": name, "cells": {
            grade.cell.name: [grade.auto_score, grade.needs_manual_grade]
            for notebook in each.notebooks for grade in notebook.grades}}
        for name in names for each in gradebook.find_assignment(name).submissions
    ]))
"""
Submissions = Mapping[str, Mapping[str, NotebookNode]]


@pytest.fixture(scope="session")
def walls(tmp_path_factory: pytest.TempPathFactory) -> Walls:
    """This machine's walls, tried; where it has none, what needs them is skipped (in CI, that fails)."""
    try:
        found = find_walls()
        worker = Worker(tmp_path_factory.mktemp("no-course"), found, 0, Limits())
        try:
            worker.start()
        finally:
            worker.close()
    except GradingError as error:
        pytest.skip(f"no sandbox on this machine: {error}")
    return found


@dataclass(frozen=True)
class Grading:
    """What stock nbgrader gave to one submission, by question: points, errors, and what `check` had said."""

    points: Mapping[str, float | None]
    needs_trainer: tuple[str, ...]
    errors: Mapping[str, str]
    said: Mapping[str, str]
    rubrics: Mapping[str, str]


def grade(submissions: Submissions) -> dict[str, dict[str, Grading]]:
    """Grade submissions by exercise and learner with stock nbgrader, in one new course."""
    with TemporaryDirectory() as folder:
        return _graded(Path(folder), submissions)


def _graded(course: Path, submissions: Submissions) -> dict[str, dict[str, Grading]]:
    for name, given in submissions.items():
        generate(course, references()[name])
        for learner, notebook in given.items():
            path = course / "submitted" / learner / name / f"{name}.ipynb"
            path.parent.mkdir(parents=True)
            nbformat.write(notebook, path)
    command = [sys.executable, "-c", GRADE, str(course), *submissions]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, Grading]] = {name: {} for name in submissions}
    for row in loads(done.stdout.splitlines()[-1]):
        found[row["exercise"]][row["learner"]] = _grading(course, references()[row["exercise"]], row)
    return found


def _grading(course: Path, reference: Reference, row: Mapping[str, Any]) -> Grading:
    name = reference.sheet.id
    autograded = nbformat.read(course / "autograded" / row["learner"] / name / f"{name}.ipynb", as_version=4)
    marks = {cell: mark for cell, mark in row["cells"].items() if not cell.endswith("-rubric")}
    short = {cell: cell.removeprefix(f"{name}-").rsplit("-", 1)[0] for cell in marks}
    return Grading(
        points={short[cell]: points for cell, (points, _) in marks.items()},
        needs_trainer=tuple(short[cell] for cell, (_, needs) in marks.items() if needs),
        errors={
            short[cell.id]: " ".join(f"{output.ename}: {output.evalue}".split())
            for cell in autograded.cells
            if cell.id in short and cell.cell_type == "code"
            for output in cell.outputs
            if output.output_type == "error"
        },
        rubrics={
            cell.id.removeprefix(f"{name}-").removesuffix("-rubric"): cell.source
            for cell in autograded.cells
            if cell.id.endswith("-rubric")
        },
        said={
            cell.id.removeprefix(f"{name}-").removesuffix("-check"): " ".join(cell.outputs[0].text.split())
            for cell in autograded.cells
            if cell.id.endswith("-check") and cell.outputs and cell.outputs[0].output_type == "stream"
        },
    )


def reference_answers(reference: Reference) -> dict[str, Any]:
    """Return the reference's own answers by question, as a learner would give them."""
    found: dict[str, Any] = {}
    for question in reference.sheet.questions:
        (source,) = reference.texts("answer", question.id)
        if question.kind == "text":
            found[question.id] = (
                source.replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "").strip()
            )
        else:
            names: dict[str, Any] = {}
            exec(source, names)
            found[question.id] = names[question.variable]
    return found


@cache
def solved(name: str) -> NotebookNode:
    """Return the release with the reference's answers."""
    reference = references()[name]
    return with_answers(release(name), reference, solutions(reference))
