"""The checks can fail: with no walls, or in stock nbgrader, the same attacks get what they came for."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from exercises.grading.batch import Settings, grade
from exercises.grading.limits import MIB
from exercises.grading.records import Row
from exercises.grading.sandbox import find_walls
from tests.exercises.grading import made
from tests.exercises.grading.conftest import Copy
from tests.hostile.inbox import TIGHT, hand_in_all, secret_processes
from tests.hostile.reading import hand_in_attack, read_all

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.usefixtures("walls")]
ATTACKS = read_all()
# With no walls, these get or do what they came for.
NEED_WALLS = [
    "reads-the-hidden-tests",
    "writes-the-gradebook",
    "reads-another-submission",
    "symbolic-link-out",
    "memory-bomb",
    "background-process",
    "calls-a-server",
    "disk-bomb",
]
# In stock nbgrader, these earn points or stop the grading.
NEED_A_JUDGE = {"always-equal": 4, "patched-builtins": 4, "input-transformer": 6}


@pytest.fixture(scope="module")
def let_out(copy_course: Copy) -> Iterator[tuple[Path, dict[str, Row], int]]:
    """A course in a throw-away folder after the attacks were graded with no walls; calls to a server."""
    course = copy_course("open")
    folder, calls = course.parent / "inbox", 0
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        hand_in_all(course, folder, [ATTACKS[name] for name in NEED_WALLS], server.getsockname()[1])
        rows = grade(Settings(folder, course, course / "feedback", None, 2, replace(TIGHT, cell_seconds=8)))
        try:
            while server.accept():
                calls += 1
        except BlockingIOError:
            pass
    yield course, {row.learner: row for row in rows}, calls
    for process in secret_processes():
        os.kill(process, signal.SIGKILL)


@pytest.mark.parametrize("name", NEED_WALLS)
def test_with_no_walls_the_attack_succeeds(let_out: tuple[Path, dict[str, Row], int], name: str) -> None:
    """Had the same submission no success here, the tests of the walls could not fail."""
    course, rows, calls = let_out
    if name == "writes-the-gradebook":
        assert any(row[1] == 99 for key, row in made.gradebook_rows(course).items() if key[2:3] == ("grade",))
    elif name == "background-process":
        assert secret_processes()
    elif name == "calls-a-server":
        assert calls == 1
    elif name in ("symbolic-link-out", "disk-bomb"):
        assert rows[name].reason is None
    else:
        assert rows[name].points == 6


@pytest.mark.prove
@pytest.mark.parametrize("name", [*NEED_A_JUDGE, "flood-of-output", "duplicate-cell-ids", "corrupt-json"])
def test_stock_nbgrader_is_fooled_or_stopped(copy_course: Copy, tmp_path: Path, name: str) -> None:
    """Stock autograding, where tests share the learner's process, gives in: the attack is a real one."""
    course = copy_course("stock")
    hand_in_attack(ATTACKS[name], course, tmp_path, 1)
    path = made.hand_in_tree(course, name, "gap", {})
    (tmp_path / f"{name}__gap.ipynb").replace(path)
    succeeded = made.api(course).autograde("gap", name)["success"]
    rows = made.gradebook_rows(course)
    points = sum(row[0] or 0 for key, row in rows.items() if key[0] == name and key[2] == "grade")
    if name in NEED_A_JUDGE:
        assert points == NEED_A_JUDGE[name]
    elif name == "flood-of-output":
        kept = course / "autograded" / name / "gap" / "gap.ipynb"
        assert not succeeded or kept.stat().st_size > 10 * MIB
    else:
        assert not succeeded


@pytest.mark.prove
def test_endless_loops_are_endless(copy_course: Copy) -> None:
    """With more time, the loop takes more time: it is the limit that ends it."""
    course = copy_course("endless")
    folder = course.parent / "inbox"
    folder.mkdir()
    hand_in_attack(ATTACKS["endless-loop"], course, folder, 1)
    limits = replace(TIGHT, cell_seconds=4)
    (row,) = grade(Settings(folder, course, course / "feedback", find_walls(), 1, limits))
    assert row.reason and "longer than 4 seconds" in row.reason
