"""Answers that give a test's verdict for it: each passes where tests share the process, and fails here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from exercises.grading.limits import Limits
from exercises.grading.sandbox import Walls
from exercises.grading.stem import Stems
from exercises.grading.worker import Worker

pytestmark = pytest.mark.filterwarnings("ignore")
TWO_FACES = """
import exercises.grading.shell as shell
faces = iter([{"ages": [1, 2]}, {"ages": [1, 2]}, {"ages": [9, 3]}, {"ages": [9, 3]}])
shell.Shell.names = property(lambda self: next(faces))
"""
# The learner's cell, the test, and what the test ends with.
CHEATS = {
    "equals": ("class T:\n    def equals(self, _): return True\nt = T()", "assert t.equals(1)", "TypeError"),
    "stops": (
        "def double(x): raise StopIteration",
        "for got, want in zip(map(double, [1, 2]), [2, 4]):\n    assert got == want",
        "LearnerError",
    ),
    "overflow": (
        "import numpy as np\nx = np.int64(-(2**63) + 42)",
        "assert abs(x - 42) < 1",
        "AssertionError",
    ),
    "narrow": ("import numpy as np\nx = np.int8(-86)", "assert abs(x - 42) < 1", "AssertionError"),
    "narrow-array": (
        "import numpy as np\nx = np.full(3, -86, dtype='i1')",
        "assert (abs(x - 42) < 1).all()",
        "AssertionError",
    ),
}


@pytest.fixture(scope="module")
def worker(released_course: Path, walls: Walls) -> Iterator[Worker]:
    """A worker within the walls."""
    with Stems(released_course, walls) as stems:
        made = Worker(stems, 0, Limits(cell_seconds=10, notebook_seconds=60))
        made.start()
        yield made
        made.close()


def ends_with(worker: Worker, cell: str, test: str, objects: bool = False) -> str | None:
    """Run a learner's cell and a test; returns the error that the test ends with, if any."""
    steps = [
        {"id": "cell", "kind": "run", "label": "cell", "source": cell},
        {"id": "test", "kind": "test", "label": "test", "source": test},
    ]
    job = {"steps": steps, "prelude": [], "answers": [], "objects": objects, "seed": 1}
    ran = worker._run("gap", job)
    assert ran.ended is None, ran.ended
    errors = [part["ename"] for part in ran.outputs["test"] if part["output_type"] == "error"]
    return errors[0] if errors else None


@pytest.mark.parametrize("name", CHEATS)
def test_an_answer_cannot_give_the_verdict(worker: Worker, name: str) -> None:
    """The test fails, and with the error that says why."""
    cell, test, error = CHEATS[name]
    assert ends_with(worker, cell, test) == error


@pytest.mark.parametrize("name", CHEATS)
@pytest.mark.filterwarnings("ignore:overflow")
def test_canary_in_one_process_it_can(name: str) -> None:
    """The same cell and test, run one after the other as stock nbgrader does: the test passes."""
    cell, test, _ = CHEATS[name]
    names: dict[str, object] = {}
    exec(cell, names)
    exec(test, names)


def test_two_lines_of_a_test_see_one_answer(worker: Worker) -> None:
    """A process that answers otherwise the second time is not asked a second time."""
    test = "assert ages == sorted(ages)\nassert set(ages) == {9, 3}"
    assert ends_with(worker, TWO_FACES, test) == "AssertionError"


def test_what_a_call_has_changed_is_seen(worker: Worker) -> None:
    """Honest work may change a variable when it is called: the test then sees the new one."""
    cell = "count = 0\ndef add():\n    global count\n    count += 1"
    assert ends_with(worker, cell, "before = count\nadd()\nassert count == before + 1") is None


def test_objects_can_be_looked_into_where_the_solution_s_are(worker: Worker) -> None:
    """An exercise about classes is tested through their attributes and methods."""
    cell = "class Account:\n    balance = 5\n    def add(self, x): return self.balance + x\nmine = Account()"
    test = "assert mine.balance == 5 and mine.add(2) == 7"
    assert ends_with(worker, cell, test, objects=True) is None
    assert ends_with(worker, cell, test, objects=False) == "TypeError"
