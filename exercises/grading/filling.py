"""Points into the table that Moodle or Canvas exported, so that it can be imported again as it is."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exercises.grading.records import GradingError, assignment_of

# Moodle's grading worksheet has 'Participant 4711' in one column, Canvas's gradebook 4711 in the other.
# Only these hold the number that the platform put into a file's name.
NUMBERS = ("Identifier", "ID")
NAMES = ("ID number", "Email address", "SIS User ID", "SIS Login ID", "Full name", "Student")
MOODLE_POINTS, MOODLE_MOST = "Grade", "Maximum Grade"
CANVAS_MOST = "points possible"
REPORTED = {"learner", "exercise", "status", "points", "max"}


@dataclass(frozen=True)
class Filled:
    """The table with points in it, and in sentences what a person should look at."""

    text: str
    count: int
    notes: tuple[str, ...]


def read_table(path: Path) -> str:
    """Return the text of a platform's table, refused where it is not UTF-8."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise GradingError(f"{path} is not UTF-8 text: export it again, or save it as 'CSV UTF-8'") from None


def read_report(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a report, refused where `grade --report` did not write it."""
    try:
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    except ValueError:
        lines = [None]
    if not all(isinstance(line, dict) and line.keys() >= REPORTED for line in lines):
        raise GradingError(f"{path} is not what `grade --report` wrote: run the grading command again")
    return lines


def fill(table: str, report: Sequence[dict[str, Any]], exercise: str, column: str | None = None) -> Filled:
    """Return the table with the points of one exercise in one column; nothing else in it changes.

    The report's lines are those of `grade --report`. Points are scaled where the table has another maximum.
    A learner who is not graded yet keeps the row as it was.
    """
    try:
        rows = list(csv.reader(io.StringIO(table)))
    except csv.Error as error:
        raise GradingError(f"the table can't be read ({error}): export it from the platform again") from None
    if len(rows) < 2:
        raise GradingError("the table has no rows: export it from the platform again")
    header = [name.strip().lstrip("\ufeff") for name in rows[0]]
    place = _column(header, exercise, column)
    people = _people(header, rows)
    notes: list[str] = []
    count = 0
    for line in _lines(report, exercise):
        found = _row_of(line["learner"], people)
        if line["status"] != "graded":
            notes.append(f"{line['learner']}: {line['status']}, so the row stays as it was")
        elif found is None:
            notes.append(f"{line['learner']}: no row of the table, or more than one, is theirs")
        else:
            rows[found][place] = _points(line, _most(header, rows, found, place), notes)
            count += 1
    return Filled(_written(rows), count, tuple(dict.fromkeys(notes)))


def _lines(report: Sequence[dict[str, Any]], exercise: str) -> list[dict[str, Any]]:
    """Return the exercise's lines, and those of files whose exercise nobody knows: never of a copy beside."""
    own = [line for line in report if exercise in (line["exercise"], assignment_of(line["exercise"]))]
    if not own:
        raise GradingError(f"the report has no line of the exercise {exercise!r}")
    graded = {
        (line["learner"], name)
        for line in own
        if line["status"] == "graded"
        for name in (line["exercise"], "")
    }
    others = [line for line in report if not line["exercise"] and line["learner"]]
    kept = [
        line
        for line in own + others
        if line["status"] == "graded" or (line["learner"], line["exercise"]) not in graded
    ]
    return _summed(kept)


def _summed(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a line for each learner: an assignment's notebooks count together, once all are graded."""
    by_learner: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        by_learner.setdefault(line["learner"], []).append(line)
    return [_sum(own) for own in by_learner.values()]


def _sum(lines: list[dict[str, Any]]) -> dict[str, Any]:
    waiting = [line for line in lines if line["status"] != "graded"]
    if waiting:
        return waiting[0]
    return {**lines[0], **{name: sum(line[name] for line in lines) for name in ("points", "max")}}


def _column(header: list[str], exercise: str, column: str | None) -> int:
    wanted = [
        place for place, name in enumerate(header) if name == column or _is_of(name, column or exercise)
    ]
    if not wanted and column is None and MOODLE_POINTS in header:
        return header.index(MOODLE_POINTS)
    if len(wanted) == 1:
        return wanted[0]
    told = f"{len(wanted)} columns" if wanted else "no column"
    raise GradingError(
        f"the table has {told} {column or exercise!r}; name one by --column: {', '.join(header)[:400]}"
    )


def _is_of(name: str, assignment: str) -> bool:
    """Say whether a column is an assignment's: Canvas writes its own number behind the name."""
    return re.fullmatch(rf"{re.escape(assignment)}(?: \(\d+\))?", name) is not None


def _people(header: list[str], rows: list[list[str]]) -> dict[str, set[int]]:
    """Return the rows by what names a person in them: a text, or '.' and the platform's number."""
    if not set(header) & {*NUMBERS, *NAMES}:
        raise GradingError(f"the table has no column that says who: one of {', '.join((*NUMBERS, *NAMES))}")
    people: dict[str, set[int]] = {}
    for number, row in enumerate(rows[1:], start=1):
        if len(row) != len(header):
            raise GradingError(f"row {number + 1} of the table has {len(row)} cells, not {len(header)}")
        for name, cell in zip(header, row, strict=True):
            text = cell.strip()
            if name in NUMBERS and (digits := re.search(r"\d+$", text)):
                people.setdefault(f".{digits[0]}", set()).add(number)
            if name in NAMES and text:
                people.setdefault(text, set()).add(number)
    return people


def _row_of(learner: str, people: dict[str, set[int]]) -> int | None:
    number = re.search(r"\.\d+$", learner)
    for text in (learner, number[0] if number else ""):
        found = people.get(text, set())
        if len(found) == 1:
            return next(iter(found))
    return None


def _most(header: list[str], rows: list[list[str]], row: int, place: int) -> float | None:
    """Return the most points that the platform knows of, or None where the table does not say."""
    canvas = [each[place] for each in rows[1:3] if each[0].strip().lower() == CANVAS_MOST]
    moodle = [rows[row][header.index(MOODLE_MOST)]] if MOODLE_MOST in header else []
    for text in (*moodle, *canvas):
        try:
            return float(text.replace(",", ".")) or None
        except ValueError:
            continue
    return None


def _points(line: dict[str, Any], most: float | None, notes: list[str]) -> str:
    points, own = line["points"], line["max"]
    if most is None or most == own:
        return f"{points:.6g}"
    notes.append(f"points are scaled: {own:g} of the exercise are {most:g} of the table")
    return f"{points / own * most:.6g}"


def _written(rows: list[list[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()
