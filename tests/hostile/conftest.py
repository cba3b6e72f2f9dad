"""The grader's own fixtures serve here too."""

from tests.exercises.conftest import walls
from tests.exercises.grading.conftest import copy_course, released_course

__all__ = ["copy_course", "released_course", "walls"]
