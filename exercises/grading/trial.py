"""Before learners are graded, the exercise's own solution is: a broken test would cost everybody points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from exercises.grading.crew import Crew
from exercises.grading.intake import read_submission
from exercises.grading.marking import executed, row_of
from exercises.grading.records import Exercise, File, Ran, Submission, place_of

SOLUTION = "the-solution"


def tried(
    course: Path, exercises: Iterable[Exercise], crew: Crew
) -> tuple[dict[str, Exercise], dict[str, str]]:
    """Return the exercises by name, with what their solutions showed, and what is wrong with the broken."""
    solutions = [_solution(course, exercise) for exercise in exercises]
    known, broken = {}, {}
    for solution, ran in crew.run(solutions):
        name = solution.exercise.name
        known[name] = replace(solution.exercise, uses_objects=ran.used_objects)
        if problem := _problem(solution, ran):
            broken[name] = problem
    return known, broken


def _solution(course: Path, exercise: Exercise) -> Submission:
    path = course / "source" / place_of(exercise.name)
    return read_submission(File(path, SOLUTION, exercise.name), exercise, salt=b"")


def _problem(solution: Submission, ran: Ran) -> str | None:
    row = row_of(solution, executed(solution, ran), ran)
    tests = {cell.name for cell in solution.cells if cell.kind == "test"}
    for mark in row.cells:
        if mark.id in tests and mark.points != mark.most:
            given = "no point that counts" if mark.points is None else f"{mark.points:g} of {mark.most:g}"
            why = mark.message or row.reason or "nothing was said"
            return f"the exercise is broken: its own solution gets {given} in {mark.id} ({why})"
    return None
