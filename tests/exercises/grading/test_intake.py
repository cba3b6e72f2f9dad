"""Whatever is handed in is read, or refused with a reason; nothing stops the batch."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from exercises.grading import course as courses
from exercises.grading.inbox import find_files
from exercises.grading.intake import read_submission
from exercises.grading.limits import SUBMISSION_BYTES
from exercises.grading.naming import is_name
from exercises.grading.records import Exercise, File, GradingError, Refused, Submission
from tests.conftest import ROOT
from tests.exercises.grading import made
from tests.exercises.grading.conftest import Copy

pytestmark = pytest.mark.filterwarnings("ignore")
SALT = b"salt"


@pytest.fixture(scope="module")
def gap(released_course: Path) -> Exercise:
    """What the course says about the exercise `gap`."""
    with courses.open_gradebook(released_course) as gradebook:
        return courses.load_exercise(released_course, gradebook, "gap")


def read(path: Path, gap: Exercise) -> Submission:
    """Read a file as a submission."""
    return read_submission(File(path, "a", "gap"), gap, SALT)


def test_the_course_says_what_tests_may_rely_on(gap: Exercise) -> None:
    """Setup and imports are the judge's; what the solution binds is the learner's; hidden tests are known."""
    assert gap.answers == ("answer", "poverty_gap", "table")
    assert "import numpy as np" in gap.prelude[0]
    assert "BEGIN HIDDEN TESTS" in gap.cells["q1-test"].source
    assert gap.points == 6


def test_a_source_that_was_built_again_is_what_counts(copy_course: Copy) -> None:
    """A mended test and other points reach the gradebook by themselves."""
    course = copy_course("mended")
    path = course / "source" / "gap" / "gap.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    test = made.cell_of(notebook, "q3-test")
    test["source"] += "\nassert answer > 0"
    test["metadata"]["nbgrader"]["points"] = 5
    path.write_text(json.dumps(notebook), "utf-8")
    with courses.open_gradebook(course) as gradebook:
        before = gradebook.find_notebook("gap", "gap").max_score
        mended = courses.load_exercise(course, gradebook, "gap")
        assert mended.cells["q3-test"].source.endswith("assert answer > 0")
        assert mended.points == before + 5 - 1


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """Return a notebook file with something wrong in it."""
    way = chance.randrange(6)
    if way == 0:
        return raw[: chance.randrange(len(raw))]
    if way == 1:
        place = chance.randrange(len(raw))
        return (
            raw[:place]
            + bytes(chance.randrange(256) for _ in range(chance.randrange(1, 9)))
            + raw[place + 3 :]
        )
    notebook = json.loads(raw)
    _mutate(notebook, chance, 1 + way)
    return json.dumps(notebook).encode()


def _mutate(data: Any, chance: random.Random, times: int) -> None:
    odd: list[Any] = [
        None,
        True,
        -1,
        1e308,
        "",
        "\ud800",
        "q1-test",
        [],
        {},
        [[]],
        {"grade_id": ["q1"]},
        "x" * 5000,
    ]
    for _ in range(times):
        place = chance.choice(data["cells"]) if isinstance(data.get("cells"), list) else data
        while isinstance(place, dict | list) and place:
            key = chance.choice(list(place) if isinstance(place, dict) else range(len(place)))
            if not isinstance(place[key], dict | list) or not place[key] or chance.random() < 0.05:
                place[key] = chance.choice(odd)
                break
            place = place[key]


def test_a_hundred_mutated_notebooks_are_read_or_refused(
    gap: Exercise, released_course: Path, tmp_path: Path
) -> None:
    """No mutation raises anything but a refusal, and none changes a test, its points or their number."""
    chance = random.Random(4)
    raw = json.dumps(made.honest(released_course, "all-right")).encode()
    refused = 0
    for number in range(100):
        path = tmp_path / f"{number}.ipynb"
        path.write_bytes(mutated(raw, chance))
        try:
            submission = read(path, gap)
        except Refused as refusal:
            refused += 1
            assert str(refusal)
            continue
        tests = {cell.name: (cell.source, cell.points) for cell in submission.cells if cell.kind == "test"}
        expected = {
            name: (cell.source, cell.points) for name, cell in gap.cells.items() if cell.kind == "test"
        }
        assert tests == expected
        assert len({cell.name for cell in submission.cells}) == len(submission.cells)
    assert 10 < refused < 90


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b'{"cells": [', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"cells": {}}', "no list of cells"),
        (b'{"cells": [], "nbformat": 3}', "format 3"),
        (b'{"cells": [7], "nbformat": 4}', "cell 1 is not a cell"),
        (b'{"cells": [{"cell_type": "code", "source": "\\ud800"}], "nbformat": 4}', "no text"),
        (b"\xff\xfe", "not UTF-8"),
        (b" " * (SUBMISSION_BYTES + 1), "larger than 20 MiB"),
        (b'{"cells": [' + b",".join([b"{}"] * 1001) + b'], "nbformat": 4}', "more than 1000 cells"),
    ],
)
def test_what_is_no_notebook_is_refused(gap: Exercise, tmp_path: Path, content: bytes, reason: str) -> None:
    """Each kind of bad file has a reason of its own."""
    path = tmp_path / "a__gap.ipynb"
    path.write_bytes(content)
    with pytest.raises(Refused, match=reason):
        read(path, gap)


def test_links_pipes_and_folders_are_refused(gap: Exercise, released_course: Path, tmp_path: Path) -> None:
    """A link could show the grader a file of the trainer's; a pipe would make it wait for ever."""
    good = made.hand_in(tmp_path, "good", "gap", made.honest(released_course, "blank"))
    linked = tmp_path / "linked__gap.ipynb"
    linked.symlink_to(good)
    pipe = tmp_path / "pipe__gap.ipynb"
    os.mkfifo(pipe)
    folder = tmp_path / "folder__gap.ipynb"
    folder.mkdir()
    hard = tmp_path / "hard__gap.ipynb"
    os.link(good, hard)
    for path in (linked, pipe, folder, hard):
        with pytest.raises(Refused):
            read(path, gap)


def test_names_are_understood_or_refused(tmp_path: Path) -> None:
    """Flat names and nbgrader's tree; what has no learner, no known exercise or comes twice is told."""
    for name in ("a__gap.ipynb", "b__other.ipynb", "nobody.ipynb", "we ird__gap.ipynb", ".hidden__gap.ipynb"):
        (tmp_path / name).write_text("{}", "utf-8")
    for path in ("a/gap/gap.ipynb", "c/gap/gap.ipynb", "c/gap/numpy.py", "c/gap/more.ipynb"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("{}", "utf-8")
    found = find_files(tmp_path, ["gap"])
    taken = {item.learner: item for item in found if isinstance(item, File)}
    told = "\n".join(item[1] for item in found if not isinstance(item, File))
    assert set(taken) == {"a", "c"}
    assert "left out: more.ipynb, numpy.py" in taken["c"].notes[0]
    for part in ("no exercise 'other'", "LEARNER__EXERCISE", "'we ird'", "second file of the same learner"):
        assert part in told


def test_a_name_may_be_in_any_script(tmp_path: Path) -> None:
    """The page's form lets a learner write their own name; two codings of it are one learner."""
    for name in ("सीता-राई", "Nguyễn", "ລູກສາວ", "سارا", "9"):
        (tmp_path / f"{name}__gap.ipynb").write_text("{}", "utf-8")
    (tmp_path / "Nguye\u0302\u0303n__gap (1).ipynb").write_text("{}", "utf-8")
    found = find_files(tmp_path, ["gap"])
    taken = sorted(item.learner for item in found if isinstance(item, File))
    assert taken == sorted(["सीता-राई", "Nguyễn", "ລູກສາວ", "سارا", "9"])
    assert len(found) == 6


@pytest.mark.parametrize("name", ["..", "-a", "a\u202eb", "a\u200bb", "a:b", "a" * 128, "ก" * 81, "\u0301a"])
def test_a_name_that_could_deceive_is_refused(name: str) -> None:
    """Names become folders and are read by people: no dots in front, no unseen character, no excess."""
    assert not is_name(name)


def test_of_copies_that_a_browser_numbered_the_last_is_taken(tmp_path: Path) -> None:
    """A learner downloads again after a change; the earlier files are named and not graded."""
    for name in (
        "a__gap.ipynb",
        "a__gap (1).ipynb",
        "a__gap(2).ipynb",
        "b__gap (10).ipynb",
        "b__gap (9).ipynb",
    ):
        (tmp_path / name).write_text("{}", "utf-8")
    found = find_files(tmp_path, ["gap"])
    assert [item.path.name for item in found if isinstance(item, File)] == [
        "a__gap(2).ipynb",
        "b__gap (10).ipynb",
    ]
    refused = [item for item in found if not isinstance(item, File)]
    assert len(refused) == 3 and all("second file" in reason for _, reason in refused)


def test_odd_files_and_times_are_told_and_stop_nobody(copy_course: Copy, tmp_path: Path) -> None:
    """Names that are no text, a time that is none, folders within folders without end: the rest is graded."""
    course, inbox, report = copy_course("odd"), tmp_path / "inbox", tmp_path / "report.jsonl"
    made.hand_in(inbox, "good", "gap", made.honest(course, "all-right"))
    made.hand_in(inbox / "class-a", "far", "gap", made.honest(course, "all-right"))
    (inbox / os.fsdecode(b"caf\xe9__gap.ipynb")).write_text("{}", "utf-8")
    (inbox / "good gap: graded 6 of 6\nevil__gap.ipynb").write_text("{}", "utf-8")
    late = made.hand_in_tree(inbox, "late", "gap", made.honest(course, "blank"))
    late.parents[2].rename(inbox / "tree")
    (inbox / "tree" / "late" / "gap" / "timestamp.txt").write_text("yesterday or so", "utf-8")
    deep = inbox
    for _ in range(100):
        deep = deep / "d"
    deep.mkdir(parents=True)
    command = [sys.executable, "-m", "exercises", "grade", str(inbox), "--course", str(course)]
    lines = {**os.environ, "PYTHONIOENCODING": "ascii:strict"}
    command += ["--report", str(report)]
    done = subprocess.run(command, cwd=ROOT, env=lines, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr
    rows = {row["file"]: row for row in map(json.loads, report.read_text("utf-8").splitlines())}
    assert rows["good__gap.ipynb"]["points"] == 6
    assert "a folder of its own" in rows["far__gap.ipynb"]["reason"]
    assert {row["status"] for name, row in rows.items() if not name.startswith("good__")} == {"refused"}
    told = [line for line in done.stdout.splitlines() if line.startswith(b"good gap: graded")]
    assert len([line for line in told if b"refused" not in line]) == 1


def test_a_time_that_is_none_is_noted(tmp_path: Path) -> None:
    """The submission is taken, and the trainer hears that its time is not known."""
    folder = made.hand_in_tree(tmp_path, "late", "gap", {}).parent
    (folder / "timestamp.txt").write_text("yesterday or so", "utf-8")
    (found,) = find_files(tmp_path, ["gap"])
    assert isinstance(found, File)
    assert found.timestamp is None and "holds no time" in found.notes[0]


def test_a_folder_without_exercises_is_no_course(tmp_path: Path) -> None:
    """The sentence says what is missing."""
    with pytest.raises(GradingError, match="no folder `source`"):
        courses.exercise_names(tmp_path)


def test_the_seed_is_the_same_for_the_same_file_and_secret(
    gap: Exercise, released_course: Path, tmp_path: Path
) -> None:
    """A second run draws the same inputs; without the trainer's salt nobody can tell which."""
    path = made.hand_in(tmp_path, "a", "gap", made.honest(released_course, "blank"))
    file = File(path, "a", "gap")
    assert read_submission(file, gap, SALT).seed == read_submission(file, gap, SALT).seed
    assert read_submission(file, gap, SALT).seed != read_submission(file, gap, b"other").seed
