"""`python -m exercises grade`: read the arguments, grade, say in words what was not graded."""

from __future__ import annotations

import argparse
import io
import json
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exercises.grading.mends import in_words
from exercises.grading.records import GradingError, Row

if TYPE_CHECKING:
    from exercises.grading.batch import Settings

COURSE = Path("build/exercises")
FINE, SOME_NOT_GRADED, BAD_DATA, INTERRUPTED = 0, 1, 3, 130
FOLDER = (
    "LEARNER__EXERCISE.ipynb files, submitted/LEARNER/EXERCISE/EXERCISE.ipynb, or what Moodle, Canvas or "
    "Google Drive packs: the ZIP as it is, or unpacked"
)
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
    except GradingError as error:
        print(f"exercises: {one_line(str(error))}", file=sys.stderr)
        return BAD_DATA
    except OSError as error:
        print(f"exercises: {one_line(in_words(error))}", file=sys.stderr)
        return BAD_DATA
    return code


def grade_folder(given: argparse.Namespace) -> int:
    """Grade what learners handed in. Their code runs in a sandbox, and the tests run outside it."""
    # Imported here: nbgrader takes seconds, and a wrong argument should be told at once.
    from exercises.grading.batch import Settings
    from exercises.grading.files import write_whole
    from exercises.grading.sandbox import find_walls
    from exercises.grading.soundness import check_folders

    _check(given)
    if given.dry_run:
        return _show_plan(given)
    if given.report:
        check_folders([given.report.parent])
    walls = None if given.open else find_walls()
    target = given.feedback or given.course / "feedback"
    try:
        rows = _graded(Settings(given.folder, given.course, target, walls, given.jobs))
    except KeyboardInterrupt:
        print("\nInterrupted. What is told above is kept: run the same command again to go on.")
        return INTERRUPTED
    if given.report:
        lines = [json.dumps(row.to_data(), ensure_ascii=False) for row in rows]
        write_whole(given.report, "\n".join(lines) + "\n")
    print(summary(rows, target))
    return FINE if all(row.status == "graded" for row in rows) else SOME_NOT_GRADED


def _check(given: argparse.Namespace) -> None:
    """Refuse arguments that can't be meant; build the course's own exercises where they are not yet."""
    from exercises.grading.files import JOURNAL

    if not given.folder.exists():
        raise GradingError(
            f"{given.folder} does not exist: name the folder or the ZIP with what was handed in"
        )
    if given.resume and not (given.course / JOURNAL).exists():
        raise GradingError(f"no run has begun in {given.course}: name its course, or leave out --resume")
    if given.course == COURSE and not (COURSE / "source").is_dir():
        _build_course()


def _graded(settings: Settings) -> list[Row]:
    """Grade, and say in words what the gradebook refuses."""
    from sqlalchemy.exc import SQLAlchemyError

    from exercises.grading.batch import grade

    try:
        return grade(settings, _tell)
    except SQLAlchemyError as error:
        raise GradingError(in_words(error)) from None


def _show_plan(given: argparse.Namespace) -> int:
    from exercises.grading.planning import line, plan

    planned = plan(given.folder, given.course)
    for file, problem in planned:
        print(one_line(line(file, problem)))
    refused = sum(problem is not None for _, problem in planned)
    print(f"{len(planned) - refused} would be graded, {refused} refused. Nothing was run or written.")
    return SOME_NOT_GRADED if refused else FINE


def fill_table(given: argparse.Namespace) -> int:
    """Put the points of one exercise into the table that Moodle or Canvas exported, to be imported again."""
    from exercises.grading.files import write_whole
    from exercises.grading.filling import fill, read_report, read_table

    filled = fill(read_table(given.table), read_report(given.report), given.exercise, given.column)
    write_whole(given.out, filled.text)
    for note in filled.notes:
        print(one_line(note))
    print(f"{filled.count} rows of {given.out} have their points.")
    return SOME_NOT_GRADED if any("row" in note for note in filled.notes) else FINE


def check(given: argparse.Namespace) -> int:
    """Tell in sentences what the reference of an exercise lacks. Its code is run: only for your own files."""
    from exercises.authoring import check_files

    return FINE if check_files(given.files) else SOME_NOT_GRADED


def _build_course() -> None:
    from exercises.builder import build

    print(f"The exercises are not built yet: building them in {COURSE} ...", file=sys.stderr)
    build(COURSE)


def _tell(row: Row) -> None:
    # Nought of six would say more of what failed than anybody knows.
    points = "" if row.points is None or row.status == "failed" else f" {row.points:g} of {row.most:g}"
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
    if any(row.status in ("failed", "refused") for row in rows):
        lines.append(
            "What failed or was refused has no points: see the reasons, then run the same command again."
        )
    return "\n".join(lines)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 16:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to 16")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m exercises", description="The course's exercises.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    checking = commands.add_parser("check", help="what a reference lacks", description=check.__doc__)
    checking.add_argument("files", type=Path, nargs="+", metavar="FILE.py", help="in exercises/references/")
    checking.set_defaults(command=check)
    _add_grading(
        commands.add_parser("grade", help="grade what was handed in", description=grade_folder.__doc__)
    )
    _add_filling(
        commands.add_parser("fill", help="points into a platform's table", description=fill_table.__doc__)
    )
    return parser


def _add_grading(grading: argparse.ArgumentParser) -> None:
    grading.add_argument("folder", type=Path, metavar="FOLDER", help=FOLDER)
    grading.add_argument(
        "--report", type=Path, metavar="OUT.jsonl", help="also write a line of JSON for each file"
    )
    grading.add_argument(
        "--course", type=Path, default=COURSE, metavar="DIR", help="the built exercises and gradebook"
    )
    grading.add_argument(
        "--feedback", type=Path, metavar="DIR", help="where pages go (default: feedback in the course)"
    )
    grading.add_argument(
        "--jobs", type=_count, default=2, metavar="N", help="submissions at once (default 2)"
    )
    grading.add_argument(
        "--resume",
        action="store_true",
        help="only go on with an earlier run: refused where the course has none. Any run goes on by itself",
    )
    grading.add_argument(
        "--dry-run", action="store_true", help="only tell how each file is understood; nothing is run"
    )
    grading.add_argument(
        OPEN,
        action="store_true",
        dest="open",
        help="run the files as yourself, with no sandbox: only for files that you wrote",
    )
    grading.set_defaults(command=grade_folder)


def _add_filling(filling: argparse.ArgumentParser) -> None:
    filling.add_argument(
        "table", type=Path, metavar="TABLE.csv", help="Moodle's worksheet, Canvas's gradebook"
    )
    filling.add_argument("--exercise", required=True, metavar="NAME", help="whose points, such as m2-e1")
    filling.add_argument(
        "--report", type=Path, required=True, metavar="IN.jsonl", help="what `grade --report` wrote"
    )
    filling.add_argument("--out", type=Path, required=True, metavar="OUT.csv", help="the table with points")
    filling.add_argument(
        "--column", metavar="TITLE", help="the column to fill (default: 'Grade', or the exercise's)"
    )
    filling.set_defaults(command=fill_table)
