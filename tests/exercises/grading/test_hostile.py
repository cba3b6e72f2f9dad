"""Twelve hostile submissions among honest ones, and canaries which show that each attack works elsewhere."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from exercises.grading.batch import Settings, grade
from exercises.grading.limits import MIB, Limits
from exercises.grading.records import Row
from exercises.grading.sandbox import Walls, find_walls
from tests.exercises.grading import made
from tests.exercises.grading.conftest import Copy
from tests.exercises.grading.hostile import HOSTILE, SECRET, endless_loop

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.usefixtures("walls")]
TIGHT = Limits(cell_seconds=2, notebook_seconds=20, memory=300 * MIB)
HONEST = {"all-right": 6, "part-credit": 5, "blank": 0}
# With no walls, these get or do what they came for.
NEED_WALLS = [
    "reads-the-hidden-tests",
    "writes-the-gradebook",
    "reads-another-submission",
    "memory-bomb",
    "background-process",
]
# In stock nbgrader, these earn points or stop the grading.
NEED_A_JUDGE = {"always-equal": 4, "patched-builtins": 4, "input-transformer": 6}


def hand_in(course: Path, folder: Path, names: list[str]) -> None:
    """Hand in the named attacks, and honest work before, between and after them."""
    for learner, kind in {"neighbour": "all-right", **{kind: kind for kind in HONEST}}.items():
        made.hand_in(folder, learner, "gap", made.honest(course, kind))
    for name in names:
        content = HOSTILE[name].make(course, folder)
        if isinstance(content, str):
            (folder / f"{name}__gap.ipynb").write_text(content, "utf-8")
        else:
            made.hand_in(folder, name, "gap", content)


def graded(course: Path, names: list[str], walls: Walls | None) -> dict[str, Row]:
    """Grade the named attacks in the course; returns the line of each learner."""
    folder = course.parent / "inbox"
    hand_in(course, folder, names)
    rows = grade(Settings(folder, course, course / "feedback", walls, 2, TIGHT))
    return {row.learner: row for row in rows}


def secret_processes() -> list[int]:
    """Return the processes of this machine that the background attack has started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().split(b"\0")
        except OSError:
            continue
        if words[:2] == [part.encode() for part in SECRET.split()]:
            found.append(int(path.parent.name))
    return found


@pytest.fixture(scope="module")
def shut_in(copy_course: Copy) -> tuple[Path, dict[str, Row]]:
    """The course after all attacks were graded within the walls."""
    course = copy_course("hostile")
    return course, graded(course, list(HOSTILE), find_walls())


@pytest.fixture(scope="module")
def let_out(copy_course: Copy) -> Iterator[tuple[Path, dict[str, Row]]]:
    """A course in a throw-away folder after the attacks were graded with no walls."""
    course = copy_course("open")
    yield course, graded(course, NEED_WALLS, None)
    for process in secret_processes():
        os.kill(process, signal.SIGKILL)


@pytest.mark.parametrize("name", HOSTILE)
def test_an_attack_ends_in_its_status_with_its_reason(
    shut_in: tuple[Path, dict[str, Row]], name: str
) -> None:
    """It earns what it has earned, and the line says what happened."""
    row, expected = shut_in[1][name], HOSTILE[name]
    told = " ".join([row.reason or "", *(mark.message or "" for mark in row.cells)])
    assert row.status == expected.status, told
    assert row.points == expected.points, told
    assert re.search(expected.reason, told), told


def test_the_honest_beside_them_are_unharmed(shut_in: tuple[Path, dict[str, Row]]) -> None:
    """They have their points in the report and in the gradebook, and nobody has a mark by hand."""
    course, rows = shut_in
    assert {kind: rows[kind].points for kind in HONEST} == HONEST
    assert all(rows[kind].status == "graded" for kind in HONEST)
    written = made.gradebook_rows(course)
    for kind, points in HONEST.items():
        assert sum(row[3] for key, row in written.items() if key[0] == kind and key[2] == "grade") == points
    assert not any(row[1] for key, row in written.items() if key[2:3] == ("grade",)), (
        "a mark by hand from nowhere"
    )


def test_what_failed_is_pending_and_never_a_silent_zero(shut_in: tuple[Path, dict[str, Row]]) -> None:
    """A submission that was stopped waits in the gradebook for a person; a refused one is not in it."""
    written = made.gradebook_rows(shut_in[0])
    for name in ("memory-bomb", "stubborn-loop"):
        assert written[name, "gap", "grade", "q1-test"] == (None, None, True, 0)
    assert not any(key[0] == "corrupt-json" for key in written)


def test_nothing_is_left_of_them(shut_in: tuple[Path, dict[str, Row]]) -> None:
    """No process outlives the grading, no page is large, and scratch folders are gone."""
    course, _ = shut_in
    assert not secret_processes()
    pages = list((course / "feedback").rglob("*.html"))
    assert len(pages) == len(HOSTILE) - 1 + len(HONEST) + 1
    assert max(page.stat().st_size for page in pages) < 100_000


@pytest.mark.parametrize("name", NEED_WALLS)
def test_canary_with_no_walls_the_attack_succeeds(let_out: tuple[Path, dict[str, Row]], name: str) -> None:
    """The same submission, without the sandbox: had it no success here, the tests above could not fail."""
    course, rows = let_out
    if name == "writes-the-gradebook":
        assert any(row[1] == 99 for key, row in made.gradebook_rows(course).items() if key[2:3] == ("grade",))
    elif name == "background-process":
        assert secret_processes()
    else:
        assert rows[name].points == 6


@pytest.mark.parametrize("name", [*NEED_A_JUDGE, "flood-of-output", "duplicate-cell-ids", "corrupt-json"])
def test_canary_stock_nbgrader_is_fooled_or_stopped(copy_course: Copy, name: str) -> None:
    """Stock autograding, where tests share the learner's process, gives in: the attack is a real one."""
    course = copy_course("stock")
    content = HOSTILE[name].make(course, course)
    path = made.hand_in_tree(course, name, "gap", content if isinstance(content, dict) else {})
    if isinstance(content, str):
        path.write_text(content, "utf-8")
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


def test_canary_endless_loops_are_endless(copy_course: Copy) -> None:
    """With more time, the loop takes more time: it is the limit that ends it."""
    course = copy_course("endless")
    folder = course.parent / "inbox"
    made.hand_in(folder, "loop", "gap", endless_loop(course, folder))
    limits = Limits(cell_seconds=5, notebook_seconds=20, memory=300 * MIB)
    (row,) = grade(Settings(folder, course, course / "feedback", find_walls(), 1, limits))
    assert row.reason and "longer than 5 seconds" in row.reason
