"""What a trainer has told nbgrader in the course's `nbgrader_config.py`, as far as it is about marks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from exercises.grading.records import GradingError

NAME = "nbgrader_config.py"


def settings_of(course: Path) -> Config:
    """Return what the file says; nothing where there is none. It is the trainer's own, so it is run."""
    if not (course / NAME).exists():
        return Config()
    with _beside(course), _in_words(course):
        return PyFileConfigLoader(NAME, path=str(course)).load_config()


def may_add_learners(settings: Config) -> bool:
    """Say whether somebody whom the gradebook does not know is added to it: nbgrader's `create_student`."""
    return bool(settings.Autograde.get("create_student", True))


def penalty_plugin(course: Path, settings: Config) -> Any:
    """Return what decides how many points a late submission loses: nbgrader's plugin, or the trainer's."""
    with _beside(course), _in_words(course):
        stock = AssignLatePenalties(config=settings)
        stock.init_plugin()
        return stock.plugin_inst


@contextmanager
def _beside(course: Path) -> Iterator[None]:
    """Let modules in the course's folder be found, as nbgrader does."""
    sys.path.insert(0, str(course.resolve()))
    try:
        yield
    finally:
        sys.path.remove(str(course.resolve()))


@contextmanager
def _in_words(course: Path) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        raise GradingError(
            f"{course / NAME} can't be used ({type(error).__name__}: {error}): mend it, or take it away"
        ) from None
