"""Authors are told in sentences what a half-made reference lacks, and finished ones lack nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exercises.authoring import lacks
from exercises.grading.command import main
from exercises.reference import FOLDER
from tests.conftest import ROOT
from tests.exercises.conftest import REFERENCES

FIVE_LINES = (FOLDER / "children_five_lines.py").read_text("utf-8")
READING = (FOLDER / "children_read_a_result.py").read_text("utf-8")
SECRET = "lacking = np.where(consumption_month < line, line - consumption_month, 0)"
PREDICTION = (FOLDER / "children_predict_then_check.py").read_text("utf-8")


def told(tmp_path: Path, text: str) -> str:
    """Return what is said of a reference with this text."""
    path = tmp_path / "half_made.py"
    path.write_text(text, "utf-8")
    return "\n".join(lacks(path))


def changed(text: str, old: str, new: str) -> str:
    """Return the text with its first match of a pattern replaced."""
    found, count = re.subn(old, lambda _: new, text, count=1, flags=re.DOTALL | re.MULTILINE)
    assert count, old
    return found


@pytest.mark.parametrize(
    ("text", "old", "new", "said"),
    [
        (FIVE_LINES, r"^# aims:.*?(?=# policies)", "# aims: []\n", "The sheet needs aims"),
        (FIVE_LINES, r"minutes: 15", "minutes: 40", "It takes 40 minutes: make it 15 or less"),
        (FIVE_LINES, r"    ### BEGIN SOLUTION\n", "", "q1: the answer's cell needs the solution"),
        (FIVE_LINES, r"^### BEGIN HIDDEN.*?### END HIDDEN TESTS\n", "", "q1: the test's cell needs hidden"),
        (FIVE_LINES, r"^exercise.assert_agrees\(poverty.*?$", "", "q1: the hidden tests must draw inputs"),
        (FIVE_LINES, r'exercise.assert_right\("q2".*?$', "pass", "q2: the test's cell must begin with"),
        (FIVE_LINES, r"^# - id: a-gap-in-rupees.*?(?=# - id)", "", "no misconception meets “That is the"),
        (FIVE_LINES, r"# id: m2-e2", "# id: m2-e9", "No page in modules/ shows it"),
        (READING, r"claims: \[benefit.tenths.0.missed_persons < 1\]", "claims: []", "one option must be"),
        (READING, r"points: 3, what", "points: 4, what", "the rubric of q4 must add up to 3"),
        (READING, r"< 0.5 \* benefit.group", "is half of benefit.group", "must have the form"),
        (READING, r"claims: \[benefit.tenths.5.reached", "claims: [benefit.tenths.50.reached", "no measure"),
        (PREDICTION, r"points: 0", "points: 2", "is a prediction, so its points must be 0"),
        (PREDICTION, r"question: q5", "question: q7", "names q7, which is no question"),
        (PREDICTION, r"^# rubric: \{\}", "# rubric: none", "rubric is given by question"),
    ],
)  # fmt: skip
def test_what_is_missing_is_told(tmp_path: Path, text: str, old: str, new: str, said: str) -> None:
    """One thing taken out of a finished reference, one sentence that names it."""
    assert said in told(tmp_path, changed(text, old, new))


@pytest.mark.parametrize(
    ("text", "old", "new", "said"),
    [
        (FIVE_LINES, r"return np.average\(shortfall.*?$", "return 0.1", "q1: the solution does"),
        (FIVE_LINES, r"loses: 3", "loses: 2", "gets {'q1': 0, 'q2': 3, 'q3': 2}, and should get {'q1': 1"),
        (FIVE_LINES, r"return np.mean\(np.clip", "return np.sum(np.clip", "should meet “use the weights”"),
        (FIVE_LINES, r"Two lines are enough\.", SECRET, f"Learners would see the line “{SECRET}"),
    ],
)  # fmt: skip
def test_a_broken_promise_is_told(tmp_path: Path, text: str, old: str, new: str, said: str) -> None:
    """A file with all its parts is built and run: what does not hold is named with what came out."""
    assert said in told(tmp_path, changed(text, old, new))


def test_a_blank_that_earns_points_is_told(tmp_path: Path) -> None:
    """A test that asks for too little is found by the blank."""
    text = changed(
        READING,
        r'exercise.assert_right\("q3", chart_reading=chart_reading\)',
        'if False: exercise.assert_right("q3")',
    )
    text = changed(text, r"assert type\(chart_reading\) is str.*?$", "pass")
    assert "q3: the blank earns 2 points" in told(tmp_path, text)


@pytest.mark.parametrize(
    "text", ["", "# %% [markdown]\n# Hello", '# %% [raw] part="sheet"\n# id: x\n', "\x00"]
)
def test_a_file_that_is_hardly_begun_gets_a_sentence(tmp_path: Path, text: str) -> None:
    """Whatever is in the file, its author reads a sentence and no traceback."""
    assert "needs two raw cells" in told(tmp_path, text)


def test_the_command_tells_each_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0 where all are ready, 1 where something is to be done; a missing file is named."""
    assert main(["check", str(FOLDER / "children_read_a_result.py")]) == 0
    assert capsys.readouterr().out == "children_read_a_result.py: ready.\n"
    assert main(["check", str(tmp_path / "none.py")]) == 1
    assert capsys.readouterr().out == f"none.py: 1 thing to do.\n- There is no file {tmp_path / 'none.py'}.\n"


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda each: each.sheet.id)
def test_a_page_promises_the_aims_of_the_sheet(reference) -> None:
    """What the notebook's head says that a learner can do is what the page says."""
    pages = [path.read_text("utf-8") for path in (ROOT / "modules").rglob("*.md")]
    (page,) = (text for text in pages if f"{{exercise}} {reference.sheet.id}\n" in text)
    assert "\n".join(f"- {aim}" for aim in reference.sheet.aims) in page


def test_the_authors_page_walks_through_a_file_that_exists() -> None:
    """Each kind of question is explained, and the code that it shows is that of the reference."""
    page = (ROOT / "exercises" / "AUTHORS.md").read_text("utf-8")
    (shown,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert shown in FIVE_LINES
    for kind in ("policy", "number", "function", "choice", "prediction", "text"):
        assert f"| `{kind}` |" in page
    for link in re.findall(r"\]\(([^)]+)\)", page):
        assert (ROOT / "exercises" / link).exists(), link
