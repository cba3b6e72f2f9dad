"""`python -m exercises grade`: read the arguments, grade, say in words what was not graded."""

from __future__ import annotations

import argparse
import io
import json
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from exercises.grading.records import GradingError, Row

COURSE = Path("build/exercises")
FINE, SOME_NOT_GRADED, BAD_DATA, INTERRUPTED = 0, 1, 3, 130
OPEN = "--without-sandbox-for-my-own-files"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors go to standard error in one line."""
    given = _parser().parse_args(arguments)
    # A learner's name may be in a script that this terminal can't show: that is no reason to stop.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code: int = given.command(given)
    except (GradingError, OSError) as error:
        print(f"exercises: {error}", file=sys.stderr)
        return BAD_DATA
    return code


def grade_folder(given: argparse.Namespace) -> int:
    """Grade what learners handed in. Their code runs in a sandbox, and the tests run outside it."""
    # Imported here: nbgrader takes seconds, and a wrong argument should be told at once.
    from exercises.grading.batch import Settings, grade
    from exercises.grading.files import write_whole
    from exercises.grading.sandbox import find_walls

    if not given.folder.is_dir():
        raise GradingError(f"{given.folder} is not a folder")
    walls = None if given.open else find_walls()
    if given.course == COURSE and not (COURSE / "source").is_dir():
        _build_course()
    target = given.feedback or given.course / "feedback"
    try:
        rows = grade(Settings(given.folder, given.course, target, walls, given.workers), _tell)
    except KeyboardInterrupt:
        print("\nInterrupted. What is told above is kept: run the same command again to go on.")
        return INTERRUPTED
    if given.report:
        lines = [json.dumps(row.to_data(), ensure_ascii=False) for row in rows]
        write_whole(given.report, "\n".join(lines) + "\n")
    print(summary(rows, target))
    return FINE if all(row.status == "graded" for row in rows) else SOME_NOT_GRADED


def _build_course() -> None:
    from exercises.builder import build

    print(f"The exercises are not built yet: building them in {COURSE} ...", file=sys.stderr)
    build(COURSE)


def _tell(row: Row) -> None:
    points = "" if row.points is None else f" {row.points:g} of {row.most:g}"
    name = f"{row.learner} {row.exercise}" if row.learner else row.file
    print(one_line(f"{name}: {row.status}{points}" + (f" ({row.reason})" if row.reason else "")), flush=True)


def one_line(text: str) -> str:
    """Return a text that can only look like one line: no control or direction characters.

    >>> one_line("a\\nb\\u202ec")
    'a b?c'
    """
    plain = " ".join(text.split())
    kept = "\u200c\u200d"  # scripts of South Asia are written with them
    return "".join(
        c if c in kept or unicodedata.category(c) not in ("Cc", "Cf", "Cs") else "?" for c in plain
    )


def summary(rows: list[Row], target: Path) -> str:
    """Return the last lines: how many ended how, where the feedback lies, what is left for a person."""
    counts = {
        status: sum(row.status == status for row in rows)
        for status in ("graded", "needs review", "failed", "refused")
    }
    told = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    lines = [f"{told}. Feedback: {target}"]
    if any(mark.points is None for row in rows if row.status == "needs review" for mark in row.cells):
        lines.append("To mark by hand, see 'Marking by hand' in the README; then run the same command again.")
    return "\n".join(lines)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 16:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to 16")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m exercises", description="The course's exercises.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    grading = commands.add_parser(
        "grade", help="grade a folder of submissions", description=grade_folder.__doc__
    )
    grading.add_argument(
        "folder",
        type=Path,
        metavar="FOLDER",
        help="LEARNER__EXERCISE.ipynb files, or submitted/LEARNER/EXERCISE/EXERCISE.ipynb",
    )
    grading.add_argument(
        "--report", type=Path, metavar="OUT.jsonl", help="also write a line of JSON for each file"
    )
    grading.add_argument(
        "--course",
        type=Path,
        default=COURSE,
        metavar="DIR",
        help="the built exercises and gradebook",
    )
    grading.add_argument(
        "--feedback", type=Path, metavar="DIR", help="where pages go (default: feedback in the course)"
    )
    grading.add_argument(
        "--workers", type=_count, default=2, metavar="N", help="submissions at once (default 2)"
    )
    grading.add_argument(
        OPEN,
        action="store_true",
        dest="open",
        help="run the files as yourself, with no sandbox: only for files that you wrote",
    )
    grading.set_defaults(command=grade_folder)
    return parser
