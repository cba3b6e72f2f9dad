"""A learner's progress lasts from one session to the next, and nothing breaks where it can't."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exercises.progress import GRADING
from exercises.reference import references
from exercises.self_check import Exercise
from tests.exercises.conftest import FIRST_SHEET

PREDICT = references()["m2-e3"].sheet
FILE = ".m2-e3.progress.json"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a notebook."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(GRADING, raising=False)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what was printed, in one line."""
    return " ".join(capsys.readouterr().out.split())


def test_progress_lasts_to_the_next_session(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was done, the first prediction and the hints opened are known, and where they are kept."""
    first = Exercise(PREDICT, {"predicted_missed_percent": 12})
    first.check("q1")
    first.check("q5")
    first.hint("q3")
    again = Exercise(PREDICT, {"predicted_missed_percent": 26})
    again.check("q1")
    capsys.readouterr()
    again.hint("q3")
    assert said(capsys).startswith("Hint 2 of 3")
    again.progress()
    told = said(capsys)
    assert "q1: done, first prediction 12. q2: not checked. q3: not checked, 2 of its hints opened." in told
    assert "q5: not yet." in told and f"Kept for the next session in {folder / FILE}" in told
    again.start_again()
    capsys.readouterr()
    Exercise(PREDICT, {}).hint("q3")
    assert said(capsys).startswith("Hint 1 of 3")


def test_where_nothing_can_be_written_it_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is read-only costs the memory of the session's end, and nothing else."""

    def refuse(self: Path, *_: object, **__: object) -> int:
        raise PermissionError(f"{self} is read-only")

    monkeypatch.setattr(Path, "write_text", refuse)
    exercise = Exercise(PREDICT, {"predicted_missed_percent": 12})
    exercise.check("q1")
    exercise.hint("q3")
    capsys.readouterr()
    exercise.hint("q3")
    exercise.check_all()
    told = said(capsys)
    assert told.startswith("Hint 2 of 3") and "q1: done." in told
    assert told.endswith("your progress is kept until you close it.")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 1, "questions": []}',
        '{"version": 1, "questions": {"q3": 3}}',
        '{"version": 1, "questions": {"q3": {"hints": -1}}}',
        '{"version": 1, "questions": {"q3": {"done": "yes"}}}',
        '{"version": 2, "questions": {"q3": {"hints": 2}}}',
        "\x00" * 40,
    ],
)
def test_a_damaged_file_counts_for_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    """What is not whole, or of another version of the exercise, is begun anew and written whole."""
    (folder / FILE).write_text(text, "utf-8")
    Exercise(PREDICT, {}).hint("q3")
    assert said(capsys).startswith("Hint 1 of 3")
    assert json.loads((folder / FILE).read_text("utf-8"))["questions"]["q3"]["hints"] == 1


def test_a_grader_s_folder_stays_clean(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nbgrader runs the notebook, nothing is written beside it."""
    monkeypatch.setenv(GRADING, "autograde")
    exercise = Exercise(PREDICT, {})
    exercise.check("q1")
    exercise.check_all()
    assert list(folder.iterdir()) == []


def test_a_prediction_is_needed_kept_and_measured(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without it nothing counts; any guess in bounds counts alike; the distance is told in words."""
    value = Exercise(PREDICT, {}).summary("tested").reach.exclusion_error_percent
    names = {"missed_percent": value}
    Exercise(PREDICT, names).check("q3")
    assert said(capsys).startswith(
        "Not right yet. Predict first: write your guess as predicted_missed_percent"
    )
    for guess, words in ((0, "too low"), (100, "too high"), (value, "that is what it is")):
        Exercise(PREDICT, names | {"predicted_missed_percent": guess}).check("q3")
        told = said(capsys)
        assert told.startswith(f"Right. You predicted {guess:g} %") and words in told
    for guess in (-1, 101, "10", True, None):
        Exercise(PREDICT, {"predicted_missed_percent": guess}).check("q1")
        assert "Write a number from 0 to 100" in said(capsys)


def test_a_prediction_has_no_hint(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who asks for one is told why."""
    Exercise(PREDICT, {}).hint("q1")
    assert said(capsys) == "This is a prediction: there is no hint. Say what you think now."


def test_an_exercise_says_which_policies_it_gives(folder: Path) -> None:
    """A wrong name gets the list; two policies for the same money cost the same."""
    exercise = Exercise(PREDICT, {})
    with pytest.raises(ValueError, match="There are: universal, tested, perfect, generous"):
        exercise.policy("testd")
    costs = [exercise.summary(name).cost.total_month for name in ("universal", "tested", "perfect")]
    assert costs == pytest.approx([costs[0]] * 3, rel=1e-12)
    with pytest.raises(ValueError, match="m2-e3 has no lab"):
        exercise.lab()
    assert Exercise(FIRST_SHEET, {}).lab().policy.schemes
