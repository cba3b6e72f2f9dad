"""Exercises of the course: how they are built, checked and graded."""
