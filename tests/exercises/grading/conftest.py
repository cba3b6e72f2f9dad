"""A small course for the grader's tests, made once, and copies of it to grade in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exercises.grading import made

Copy = Callable[[str], Path]


@pytest.fixture(scope="session")
def released_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course as its trainer released it: not to be graded in."""
    return made.make_course(tmp_path_factory.mktemp("released") / "course")


@pytest.fixture(scope="session")
def copy_course(released_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Make a copy of the course in a folder of its own."""

    def copy(name: str) -> Path:
        course = tmp_path_factory.mktemp(name) / "course"
        shutil.copytree(released_course, course)
        return course

    return copy
