"""The five modules of the course, a folder each; what their quizzes compute is in `compute.py`."""
