"""An assignment of several notebooks is graded as nbgrader has it, also where one was not handed in."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from exercises.grading.command import main
from exercises.grading.inbox import find_files
from exercises.grading.records import File
from tests.exercises.grading import made

# Stock nbgrader, its kernels and its database give warnings of their own.
pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.usefixtures("walls")]
NAMES = ["week/gap", "week/words"]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with one assignment of two notebooks, and a learner who has handed in the second only."""
    course = made.make_assignment(tmp_path_factory.mktemp("several") / "course", "week", ("gap", "words"))
    blank = json.loads((course / "release" / "week" / "words.ipynb").read_text("utf-8"))
    answered = made.answered(blank, **made.HONEST["words-done"][1])
    folder = course / "submitted" / "one" / "week"
    folder.mkdir(parents=True)
    (folder / "words.ipynb").write_text(json.dumps(answered), "utf-8")
    return course


def test_a_notebook_that_is_missing_counts_as_in_stock(course: Path, tmp_path: Path) -> None:
    """Every row of the gradebook is stock's; the report says in a line of its own what was not handed in."""
    stock = tmp_path / "stock"
    shutil.copytree(course, stock)
    assert made.api(stock).autograde("week", "one")["success"]
    report = tmp_path / "report.jsonl"
    for _ in range(2):
        assert main(["grade", str(course), "--course", str(course), "--report", str(report)]) == 1
        lines = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
        assert [(line["exercise"], line["status"], line["points"], line["max"]) for line in lines] == [
            ("week/words", "needs review", 2, 6),
            ("week/gap", "graded", 0, 6),
        ]
        assert "not handed in with the assignment's other notebooks" in lines[1]["reason"]
    assert made.gradebook_rows(course) == made.gradebook_rows(stock)
    assert (course / "feedback" / "one" / "week" / "words.html").exists()
    assert (course / "autograded" / "one" / "week" / "words.ipynb").exists()


def test_the_notebooks_are_found_under_each_habit(course: Path, tmp_path: Path) -> None:
    """A flat name says assignment and notebook; a platform's file needs to say the notebook only."""
    for name in (
        "a__week__gap.ipynb",
        "b__week__words (1).ipynb",
        "Ram Rai_48_assignsubmission_file_gap.ipynb",
    ):
        (tmp_path / name).write_text("{}", "utf-8")
    found = [item for item in find_files(tmp_path, NAMES) if isinstance(item, File)]
    assert [(item.learner, item.exercise) for item in found] == [
        ("Ram-Rai.48", "week/gap"),
        ("a", "week/gap"),
        ("b", "week/words"),
    ]
    (taken,) = find_files(course, NAMES)
    assert isinstance(taken, File) and (taken.exercise, taken.notes) == ("week/words", ())
