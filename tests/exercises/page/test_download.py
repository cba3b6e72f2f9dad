"""The file that the page gives is the very release, with the answers in it and nothing else changed."""

from __future__ import annotations

import json

import nbformat
import pytest

from exercises.authoring import secret_lines
from exercises.builder import release, release_text
from exercises.notebooks import answer_cell_id, filled
from tests.conftest import SITE
from tests.exercises.conftest import REFERENCES, grade
from tests.exercises.page.conftest import FIRST, RIGHT, OpenPage, answer_all, downloaded, question

pytestmark = pytest.mark.browser
NAME = FIRST.sheet.id
ODD = 'Quotes " \' \\ and """,\r\na tab\t, नेपाल, 🌍, line\u2028end\x0b, ### END SOLUTION, <b>&amp;</b>'
ODD_CLEAN = ODD.replace("\r\n", "\n").replace("\u2028", "\n").replace("\x0b", "\n")


@pytest.mark.parametrize("text", ["The score is a guess.", ODD], ids=["plain", "odd"])
def test_the_file_is_the_release_with_the_answers(open_exercise: OpenPage, text: str) -> None:
    """Byte by byte what Python writes when it fills the same answers into the release."""
    page = open_exercise()
    answer_all(page, "57,2 %", text)
    name, made = downloaded(page)
    wanted = filled(
        release(NAME), FIRST.sheet, {"q1": RIGHT, "q2": 57.2, "q3": ODD_CLEAN if text == ODD else text}
    )
    ending = "\n" if release_text(NAME).endswith("\n") else ""
    assert made.decode("utf-8") == nbformat.writes(wanted).rstrip("\n") + ending
    assert name == f"{NAME}.ipynb"


def test_only_the_answers_differ_from_the_release(open_exercise: OpenPage) -> None:
    """Same cells, ids, metadata, checksums: only the source of three cells is another one."""
    page = open_exercise()
    answer_all(page)
    made, blank = json.loads(downloaded(page)[1]), json.loads(release_text(NAME))
    for cell in made["cells"]:
        if cell["id"] in {answer_cell_id(FIRST.sheet, each.id) for each in FIRST.sheet.questions}:
            (before,) = [each for each in blank["cells"] if each["id"] == cell["id"]]
            assert cell["source"] != before["source"]
            cell["source"] = before["source"]
    assert made == blank


def test_without_answers_the_file_is_the_release(open_exercise: OpenPage) -> None:
    """Nothing filled in, nothing changed, and the page says what is missing."""
    page = open_exercise()
    assert downloaded(page)[1] == release_text(NAME).encode("utf-8")
    assert "Not answered yet: question 1, 2, 3." in page.locator(".exercise-end").inner_text()


def test_the_file_earns_what_it_should(open_exercise: OpenPage) -> None:
    """Stock nbgrader gives a right download all automatic points, and a wrong number loses its own only."""
    page = open_exercise()
    answer_all(page)
    good = nbformat.reads(downloaded(page)[1].decode("utf-8"), as_version=4)
    question(page, "q2").locator("input").fill("13.7")
    wrong = nbformat.reads(downloaded(page)[1].decode("utf-8"), as_version=4)
    results = grade({NAME: {"good": good, "wrong": wrong}})[NAME]
    assert results["good"].points == {"q1": 4, "q2": 2, "q3": None}
    assert results["wrong"].points == {"q1": 4, "q2": 0, "q3": None}


@pytest.mark.parametrize(
    ("learner", "name"),
    [
        ("", f"{NAME}.ipynb"),
        ("a01", f"a01__{NAME}.ipynb"),
        ("  Asha B. / 2 ", f"Asha-B.-2__{NAME}.ipynb"),
        ("../../etc/passwd", f"etc-passwd__{NAME}.ipynb"),
        ("मीना श्रेष्ठ", f"मीना-श्रेष्ठ__{NAME}.ipynb"),
        ("a__b", f"a-b__{NAME}.ipynb"),
        ("???", f"{NAME}.ipynb"),
    ],
)
def test_the_name_of_the_file_tells_the_learner(open_exercise: OpenPage, learner: str, name: str) -> None:
    """LEARNER__EXERCISE.ipynb, of letters and digits; without a name, the exercise alone."""
    page = open_exercise()
    page.get_by_label("Your name or number").fill(learner)
    assert downloaded(page)[0] == name


def test_the_site_leaks_nothing() -> None:
    """No file of the site holds a line of a solution, a hidden test, a rubric or a stored answer."""
    texts = {
        path: path.read_text("utf-8")
        for path in SITE.rglob("*")
        if path.suffix in {".html", ".js", ".json", ".ipynb", ".txt", ".py", ".css", ".yml", ".yaml"}
    }
    for reference in REFERENCES:
        for line in (each for each in secret_lines(reference) if len(each) > 12):
            assert [path.name for path, text in texts.items() if line in text] == [], line
    assert {path.name for path in (SITE / "exercises").iterdir()} == {
        f"{each.sheet.id}.ipynb" for each in REFERENCES
    }
    assert not [path for path in SITE.rglob("*") if path.name == FIRST.path.name]


def test_the_site_ships_the_release(site_url: str) -> None:
    """The notebook beside the pages is the release, byte by byte."""
    for each in REFERENCES:
        shipped = (SITE / "exercises" / f"{each.sheet.id}.ipynb").read_bytes()
        assert shipped == release_text(each.sheet.id).encode("utf-8")
