"""Points go into the row of their learner, or a sentence says why not."""

from __future__ import annotations

from typing import Any

import pytest

from exercises.grading.filling import fill
from exercises.grading.records import GradingError

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,gap (900),words (901)\n"
    "    Points Possible,,,,,6.00,4.00\n"
    '"Rai, Sita",52,u1,sita@example.org,A,,1\n"Rai, Ram",53,52,ram@example.org,A,,2\n'
)


def line(learner: str, points: float | None = 3.0, status: str = "graded") -> dict[str, Any]:
    """Return a line of the grader's report."""
    return {"learner": learner, "exercise": "gap", "status": status, "points": points, "max": 6.0}


@pytest.mark.parametrize("learner", ["raisita.52", "sita@example.org", "u1"])
def test_canvas_finds_a_learner_by_number_or_name(learner: str) -> None:
    """The number in the file's name, the login or the school's id lead to one row; other columns stay."""
    filled = fill(CANVAS, [line(learner)], "gap")
    assert filled.text.splitlines()[2:] == [
        '"Rai, Sita",52,u1,sita@example.org,A,3,1',
        CANVAS.splitlines()[3],
    ]
    assert filled.count == 1 and not filled.notes


@pytest.mark.parametrize("learner", ["Rai", "sita", "somebody.u1", "raisita.99", "x.1"])
def test_nobody_gets_the_points_of_another(learner: str) -> None:
    """A name that is only part of a cell, or a number of another kind, is told and filled nowhere."""
    filled = fill(CANVAS, [line(learner)], "gap")
    assert filled.text == CANVAS and filled.count == 0 and learner in filled.notes[0]


def test_who_is_not_graded_keeps_the_row() -> None:
    """Missing marks are never a zero."""
    filled = fill(CANVAS, [line("raisita.52", None, "needs review")], "gap")
    assert filled.text == CANVAS and "needs review" in filled.notes[0]


@pytest.mark.parametrize(
    ("table", "chosen", "told"),
    [
        ("Student,ID\n", None, "no rows"),
        ("Student,ID,Mark\na,1,\n", None, "name one by --column"),
        ("Student,ID,Mark\na,1,\n", "Marks", "no column 'Marks'"),
        ("Person,Grade\na,\n", None, "no column that says who"),
        ("Student,ID,Grade\na,1\n", None, "row 2 of the table has 2 cells, not 3"),
        ("Student,gap (1),gap (2)\na,,\n", None, "2 columns"),
    ],
)
def test_a_table_that_cannot_be_filled_is_told(table: str, chosen: str | None, told: str) -> None:
    """Each fault of a table has its own sentence."""
    with pytest.raises(GradingError, match=told.replace("(", r"\(")):
        fill(table, [line("a")], "gap", chosen)


def test_an_older_copy_beside_a_graded_one_is_not_told() -> None:
    """Only the file that counts decides what happens to the row."""
    filled = fill(CANVAS, [line("raisita.52", None, "refused"), line("raisita.52")], "gap")
    assert filled.count == 1 and not filled.notes


def test_the_notebooks_of_an_assignment_count_together() -> None:
    """Their points are added once all are graded; one that waits for a person keeps the row as it was."""
    first, second = ({**line("raisita.52"), "exercise": f"gap/{name}"} for name in ("one", "two"))
    assert (
        fill(CANVAS, [first, {**second, "points": 1.5, "max": 3.0}], "gap")
        .text.splitlines()[2]
        .endswith(",3,1")
    )
    waiting = fill(CANVAS, [first, {**second, "status": "needs review"}], "gap")
    assert waiting.text == CANVAS and "needs review" in waiting.notes[0]


def test_an_exercise_that_nobody_handed_in_is_told() -> None:
    """A wrong name does not end in an empty column."""
    with pytest.raises(GradingError, match="no line of the exercise 'gapp'"):
        fill(CANVAS.replace("gap", "gapp"), [line("u1")], "gapp")
