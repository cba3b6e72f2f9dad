"""nbgrader's converter as a library: with a course's gradebook, or without one."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearSolutions, SaveCells
from traitlets.config import Config

from exercises.records import ExerciseError

CODE_STUB = "# YOUR ANSWER HERE"  # no error: without an answer, the tests say what is missing


class Release(GenerateAssignment):  # type: ignore[misc]
    """From `source` to `release`: solutions and hidden tests go, no gradebook is touched."""

    no_database = True
    preprocessors: ClassVar = [
        each for each in GenerateAssignment.preprocessors.default_args[0] if each is not SaveCells
    ]


class Solution(Release):
    """From `source` to `solution`, for after the attempt: hidden tests go, solutions stay."""

    preprocessors: ClassVar = [each for each in Release.preprocessors if each is not ClearSolutions]

    @property
    def _output_directory(self) -> str:
        return str(self.coursedir.solution_directory)


def convert(converter: Any, course: Path, exercise: str, release: Path | None = None) -> None:
    """Run a converter on an exercise of a course, or raise what it says went wrong.

    `release` is another folder for what learners get, where the course's own must stay as it is.
    """
    config = settings(course)
    if release is not None:
        config.CourseDirectory.release_directory = str(release)
    heard = _Heard()
    folder = CourseDirectory(config=config, assignment_id=exercise)
    made = converter(coursedir=folder, config=config, log=heard.logger)
    made.force = True
    try:
        with migrations_on_path():
            made.start()
    except Exception as error:
        raise ExerciseError(f"{exercise}: {'; '.join(heard.lines) or error}") from error


def settings(course: Path) -> Config:
    """Return what nbgrader is told: where the course is, and what stands in the place of code.

    Written answers keep nbgrader's own stub, so that whoever records the exercise knows a blank one.
    """
    config = Config()
    config.CourseDirectory.root = str(course)
    config.ClearSolutions.code_stub = {"python": CODE_STUB}
    return config


@contextmanager
def migrations_on_path() -> Iterator[None]:
    """Let nbgrader find `alembic`, which it calls by name to make a gradebook, beside this Python."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before


class _Heard(logging.Handler):
    """Keeps nbgrader's errors for the one sentence that is shown, and lets nothing else through."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []
        self.logger = logging.Logger("nbgrader")
        self.logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the last line of an error."""
        self.lines.append(record.getMessage().strip().splitlines()[-1])
