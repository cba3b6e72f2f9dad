"""Hostile submissions and what must become of each. Every one is bounded: it ends with no sandbox too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.exercises.grading.made import GAP, RIGHT, Notebook, answered, cell_of, code_cell, released

SECRET = "sleep 91.25"
ALWAYS_EQUAL = """
class Yes:
    __eq__ = __ge__ = __le__ = __gt__ = __lt__ = lambda self, other: self
    __ne__ = lambda self, other: False
    __abs__ = lambda self: self
    __hash__ = object.__hash__
    __getitem__ = __getattr__ = __call__ = lambda self, *_, **__: self
    __add__ = __radd__ = __mul__ = __rmul__ = __sub__ = __rsub__ = __truediv__ = lambda self, other: self
    __bool__ = lambda self: True
    __iter__ = lambda self: iter(["age", "amount"])
    __float__ = lambda self: 1 / 6
"""
TAKE_SOLUTION = """
import json
for cell in json.load(open({path!r}))["cells"]:
    if cell["metadata"].get("nbgrader", {{}}).get("solution"):
        exec("".join(cell["source"]))
"""


@dataclass(frozen=True)
class Hostile:
    """One attack: how it is made, and the status, reason and points that it must end with."""

    make: Callable[[Path, Path], Notebook | str]
    status: str
    reason: str
    points: float | None


def wrong(course: Path, **answers: str) -> Notebook:
    """Return a submission that has the given answers and knows no others."""
    nothing = {"q1": "poverty_gap = None", "q2": "table = None", "q3": "answer = None"}
    return answered(released(course, "gap"), **{**nothing, **answers})


def right(course: Path, **answers: str) -> Notebook:
    """Return a submission that is right but for the given answers."""
    return answered(released(course, "gap"), **{**RIGHT, **answers})


def reads_the_hidden_tests(course: Path, folder: Path) -> Notebook:
    """Opens the source, which has solutions and hidden tests, and runs the solutions as its own."""
    path = course.resolve() / "source" / "gap" / "gap.ipynb"
    return wrong(course, q1=TAKE_SOLUTION.format(path=str(path)), q2="pass", q3="pass")


def writes_the_gradebook(course: Path, folder: Path) -> Notebook:
    """Gives everybody a mark by hand."""
    path = str(course.resolve() / "gradebook.db")
    attack = f"import sqlite3\nbook = sqlite3.connect({path!r}, timeout=1)\n"
    attack += "book.execute('update grade set manual_score = 99')\nbook.commit()"
    return wrong(course, q3=attack)


def reads_another_submission(course: Path, folder: Path) -> Notebook:
    """Copies the neighbour's answers."""
    answers = TAKE_SOLUTION.format(path=str(folder.resolve() / "neighbour__gap.ipynb"))
    return wrong(course, q1=answers, q2="pass", q3="pass")


def always_equal(course: Path, folder: Path) -> Notebook:
    """Answers with an object that equals everything."""
    return wrong(
        course,
        q1=f"{ALWAYS_EQUAL}\ndef poverty_gap(*_): return Yes()",
        q2="table = Yes()",
        q3="answer = Yes()",
    )


def patched_builtins(course: Path, folder: Path) -> Notebook:
    """Makes every comparison of numpy and Python agree. One point for the columns is earned."""
    attack = "import builtins, numpy\nnumpy.isclose = numpy.allclose = lambda *_, **__: True\n"
    attack += "builtins.abs = lambda _: 0\ndef poverty_gap(welfare, line): return 0\n"
    return wrong(
        course, q1=attack, q2="table = pd.DataFrame({'age': [9, 9, 9], 'amount': [1, 1, 1]})", q3="answer = 0"
    )


def input_transformer(course: Path, folder: Path) -> Notebook:
    """Turns the source of every later cell, tests included, into nothing."""
    return wrong(course, q1="get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'])")


def endless_loop(course: Path, folder: Path) -> Notebook:
    """Never returns from one cell; the others are right."""
    return right(course, q1="while True:\n    pass")


def stubborn_loop(course: Path, folder: Path) -> Notebook:
    """Never returns, and takes no interruption."""
    loop = "import time\nend = time.time() + 40\nwhile time.time() < end:\n"
    loop += "    try:\n        while time.time() < end: pass\n"
    return right(course, q1=f"{loop}    except BaseException: pass")


def memory_bomb(course: Path, folder: Path) -> Notebook:
    """Fills 600 MiB, in pieces, in two processes together."""
    bomb = "import os\nchild = os.fork()\nkept = [b'x' * (15 * 2**20 + place) for place in range(20)]\n"
    bomb += "import time; time.sleep(1)\nif child == 0: os._exit(0)\nos.waitpid(child, 0)"
    return right(course, q2=f"{RIGHT['q2']}\n{bomb}")


def background_process(course: Path, folder: Path) -> Notebook:
    """Leaves a process that outlives the grading."""
    attack = f"import subprocess\nsubprocess.Popen({SECRET.split()!r})"
    return right(course, q3=f"answer = 42\n{attack}")


def flood_of_output(course: Path, folder: Path) -> Notebook:
    """Prints twenty megabytes."""
    return right(course, q3="answer = 42\nfor _ in range(20):\n    print('x' * 1_000_000)")


def duplicate_cell_ids(course: Path, folder: Path) -> Notebook:
    """Has a second cell that calls itself the test of the first question, and is worth 100 points."""
    notebook = wrong(course, q3="answer = 42")
    forged = {**cell_of(notebook, "q1-test"), "source": "pass"}
    forged["metadata"] = {"nbgrader": {**forged["metadata"]["nbgrader"], "points": 100}}
    notebook["cells"] += [forged, code_cell("1 + 1"), code_cell("1 + 1")]
    return notebook


def corrupt_json(course: Path, folder: Path) -> str:
    """Is cut off in the middle."""
    return '{"cells": [{"cell_type": "code", "source": "answer = 42"'


NO_FILE = r"q1 ended with FileNotFoundError"
HOSTILE: dict[str, Hostile] = {
    "reads-the-hidden-tests": Hostile(reads_the_hidden_tests, "graded", NO_FILE, 0),
    "writes-the-gradebook": Hostile(
        writes_the_gradebook, "graded", "q3 ended with OperationalError: unable to open", 0
    ),
    "reads-another-submission": Hostile(reads_another_submission, "graded", NO_FILE, 0),
    "always-equal": Hostile(always_equal, "graded", "q1-test met an answer of the type 'Yes'", 0),
    "patched-builtins": Hostile(patched_builtins, "graded", "counts people above the line", 1),
    "input-transformer": Hostile(input_transformer, "graded", "not defined", 0),
    "endless-loop": Hostile(endless_loop, "needs review", "q1 ran longer than 2 seconds and was stopped", 4),
    "stubborn-loop": Hostile(stubborn_loop, "failed", r"did not stop when its time was up \(q1\)", 0),
    "memory-bomb": Hostile(
        memory_bomb, "failed", r"used more than 300 MiB of memory and was stopped \(q2\)", 0
    ),
    "background-process": Hostile(background_process, "needs review", "left 1 process running", 6),
    "flood-of-output": Hostile(flood_of_output, "graded", "the output of q3 was cut", 6),
    "duplicate-cell-ids": Hostile(duplicate_cell_ids, "graded", "'q1-test' was there twice", 1),
    "corrupt-json": Hostile(corrupt_json, "refused", "the file is not JSON", None),
}
assert GAP in RIGHT.values()
