"""What learning platforms pack is understood: whose each file is, which exercise, and what is no notebook."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.grading.inbox import find_files
from exercises.grading.limits import SUBMISSION_BYTES
from exercises.grading.naming import is_name, named
from exercises.grading.records import File, GradingError
from exercises.grading.unpacking import unpacked
from tests.conftest import ROOT
from tests.exercises.grading import made
from tests.exercises.grading.conftest import Copy

pytestmark = pytest.mark.filterwarnings("ignore")
EXERCISES = ["gap", "words-1"]


@pytest.mark.parametrize(
    ("path", "learner", "exercise", "copy", "habit"),
    [
        ("Sita Rai_47_assignsubmission_file_/gap.ipynb", "Sita-Rai.47", "gap", 0, "Moodle"),
        ("Sita Rai_47_assignsubmission_file/gap (2).ipynb", "Sita-Rai.47", "gap", 2, "Moodle"),
        ("Sita Rai_47_assignsubmission_file_sita__gap.ipynb", "Sita-Rai.47", "gap", 0, "Moodle"),
        ("assignment/O'Neil, Áine_8_assignsubmission_file_/gap.ipynb", "O-Neil-Áine.8", "gap", 0, "Moodle"),
        ("सीता राई_9_assignsubmission_file_/gap.ipynb", "सीता-राई.9", "gap", 0, "Moodle"),
        ("raisita_52_900_gap.ipynb", "raisita.52", "gap", 0, "Canvas"),
        ("raisita_LATE_52_900_gap-1.ipynb", "raisita.52", "gap", 1, "Canvas"),
        ("raisita_52_900_words-1.ipynb", "raisita.52", "words-1", 0, "Canvas"),
        ("raisita_52_900_sita__words-1-3.ipynb", "raisita.52", "words-1", 3, "Canvas"),
        ("gap - Sita Rai.ipynb", "Sita-Rai", "gap", 0, "Google Drive"),
        ("Copy of gap (1) - Sita Rai.ipynb", "Sita-Rai", "gap", 1, "Google Drive"),
        ("Sita Rai – gap.ipynb", "Sita-Rai", "gap", 0, "Google Drive"),
        ("sita__gap(3).ipynb", "sita", "gap", 3, "LEARNER__EXERCISE"),
        ("sita__words-1.ipynb", "sita", "words-1", 0, "LEARNER__EXERCISE"),
    ],
)
def test_habits(path: str, learner: str, exercise: str, copy: int, habit: str) -> None:
    """Each platform's way to name a file tells learner, exercise and copy."""
    found = named(PurePosixPath(path), EXERCISES)
    assert found is not None
    assert (found.learner, found.exercise, found.copy, found.habit) == (learner, exercise, copy, habit)


@given(st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1, max_size=300))
def test_a_platform_name_is_always_a_learner(name: str) -> None:
    """Whatever people call themselves, the id may name a folder, and keeps the platform's number."""
    found = named(PurePosixPath(f"{name}_47_assignsubmission_file_") / "gap.ipynb", EXERCISES)
    if found is not None and found.habit == "Moodle":
        assert is_name(found.learner) and found.learner.endswith(".47")


def test_what_was_renamed_is_known_by_its_cells(released_course: Path, tmp_path: Path) -> None:
    """A learner called the notebook 'final.ipynb': title or cells tell which exercise it is."""
    from exercises.grading.course import recogniser

    folder = tmp_path / "Sita Rai_47_assignsubmission_file_"
    folder.mkdir()
    (folder / "final.ipynb").write_text(json.dumps(made.released(released_course, "gap")), "utf-8")
    other = tmp_path / "Ram Rai_48_assignsubmission_file_"
    other.mkdir()
    (other / "final.ipynb").write_text('{"cells": [], "nbformat": 4}', "utf-8")
    taken, refused = find_files(tmp_path, ["gap", "words"], recogniser(released_course))[::-1]
    assert isinstance(taken, File) and taken.exercise == "gap" and "its cells do" in taken.notes[0]
    assert not isinstance(refused, File) and "no exercise of these cells" in refused[1]


def test_what_is_no_notebook_is_told(tmp_path: Path) -> None:
    """A document, a ZIP within, a typed text: each is a refusal of its learner, not silence."""
    for name in ("file_/essay.docx", "file_/all.zip", "onlinetext_/onlinetext.html"):
        path = tmp_path / f"Learner {len(name)}_{len(name)}_assignsubmission_{name}"
        path.parent.mkdir()
        path.write_text("x", "utf-8")
    found = find_files(tmp_path, EXERCISES)
    assert len(found) == 3 and all(not isinstance(item, File) and "no notebook" in item[1] for item in found)


def packed(path: Path, members: dict[str, bytes]) -> Path:
    """Write a ZIP."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_zip_stays_in_its_folder_and_keeps_all(tmp_path: Path) -> None:
    """Paths that leave, absolute ones and two of one name each end inside, and none is lost."""
    names = ["../a__gap.ipynb", "/etc/b__gap.ipynb", "c__gap.ipynb", "sub\\..\\c__gap.ipynb"]
    with unpacked(packed(tmp_path / "x.zip", {name: name.encode() for name in names})) as folder:
        inside = sorted(path for path in folder.rglob("*") if path.is_file())
        assert sorted(path.read_text("utf-8") for path in inside) == sorted(names)
    assert not folder.exists() and sorted(tmp_path.iterdir()) == [tmp_path / "x.zip"]


def test_a_bomb_is_cut_and_a_damaged_zip_is_told(tmp_path: Path) -> None:
    """A member larger than a submission stays just too large to be read; a broken file has a sentence."""
    bomb = packed(tmp_path / "bomb.zip", {"a__gap.ipynb": b"0" * (3 * SUBMISSION_BYTES)})
    with unpacked(bomb) as folder:
        assert (folder / "a__gap.ipynb").stat().st_size == SUBMISSION_BYTES + 1
    raw = bytearray(packed(tmp_path / "good.zip", {"a__gap.ipynb": b"word " * 1000}).read_bytes())
    raw[60:70] = b"\0" * 10
    (tmp_path / "bad.zip").write_bytes(raw)
    with pytest.raises(GradingError, match=r"damaged|unpacked"), unpacked(tmp_path / "bad.zip"):
        pass
    (tmp_path / "none.zip").write_text("no zip", "utf-8")
    with pytest.raises(GradingError, match="neither a folder nor a ZIP"), unpacked(tmp_path / "none.zip"):
        pass


def test_a_class_from_moodle_to_its_table(copy_course: Copy, tmp_path: Path) -> None:
    """Moodle's ZIP is looked at, graded, and its worksheet filled: nothing else in it changes."""
    course, report = copy_course("moodle"), tmp_path / "marks.jsonl"
    right = json.dumps(made.honest(course, "all-right")).encode()
    packed(
        tmp_path / "class.zip",
        {
            "Sita Rai_47_assignsubmission_file_/gap.ipynb": right,
            "Ram Rai_48_assignsubmission_file_/essay.docx": b"x",
        },
    )
    grading = ["grade", str(tmp_path / "class.zip"), "--course", str(course)]
    looked = run(*grading, "--dry-run")
    assert looked.returncode == 1 and "1 would be graded, 1 refused" in looked.stdout
    assert not (course / "feedback").exists() and not (course / "grading").exists()
    assert run(*grading, "--report", str(report)).returncode == 1
    worksheet = tmp_path / "worksheet.csv"
    worksheet.write_text(
        "\ufeffIdentifier,Full name,Grade,Maximum Grade,Note\n"
        'Participant 47,"Rai, Sita",,100.00,"=a ""b"""\nParticipant 48,Ram Rai,,100.00,\n',
        "utf-8",
    )
    filling = ["--report", str(report), "--exercise", "gap", "--out", str(tmp_path / "filled.csv")]
    filled = run("fill", str(worksheet), *filling)
    assert filled.returncode == 1 and "Ram-Rai.48" in filled.stdout and "scaled" in filled.stdout
    assert (tmp_path / "filled.csv").read_text("utf-8").splitlines()[1:] == [
        'Participant 47,"Rai, Sita",100,100.00,"=a ""b"""',
        "Participant 48,Ram Rai,,100.00,",
    ]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a trainer does."""
    command = [sys.executable, "-m", "exercises", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
