"""Graded exercises: one reference file each becomes a notebook, a form in the page, and their tests.

A release notebook begins with `open_exercise`, which gives the learner `check` and `hint`, offline.
"""

from exercises.self_check import Exercise, open_exercise
from exercises.sheet import ExerciseError

__all__ = ["Exercise", "ExerciseError", "open_exercise"]
