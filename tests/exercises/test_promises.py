"""The four promises, for every reference: it earns all, the blank none, nothing leaks, mistakes are met."""

from __future__ import annotations

import json
from functools import cache
from itertools import cycle
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from exercises.builder import build, release, release_text
from exercises.checks import problem
from exercises.grading.batch import Settings
from exercises.grading.batch import grade as grade_folder
from exercises.grading.sandbox import Walls
from exercises.notebooks import filled
from exercises.reference import Misconception, Reference, references
from exercises.sheet import NumberQuestion, PolicyQuestion, Sheet, TextQuestion
from tests.exercises.conftest import (
    MISCONCEPTIONS,
    REFERENCES,
    Grading,
    grade,
    reference_answers,
    secrets,
    solved,
    with_source,
)

each_reference = pytest.mark.parametrize("reference", REFERENCES, ids=lambda each: each.sheet.id)
each_misconception = pytest.mark.parametrize(
    ("reference", "misconception"), MISCONCEPTIONS, ids=[each.id for _, each in MISCONCEPTIONS]
)
ALWAYS_EQUAL = """class Any:
    __eq__ = __le__ = __ge__ = __lt__ = __gt__ = lambda self, other: True
    __sub__ = __rsub__ = __abs__ = lambda self, *other: self
    __float__ = lambda self: 0.0
{name} = Any()"""
# What the cells that carry points end with.
ENDS = ("test", "answer")
# For each cheat, the code for the answers in turn.
CHEATS = {
    "always-equal": (ALWAYS_EQUAL, ALWAYS_EQUAL),
    "nan-and-subclass": ("{name} = float('nan')", "class Text(str): pass\n{name} = Text('57.2')"),
}


@cache
def submissions_of(name: str) -> dict[str, NotebookNode]:
    """Return notebooks by learner: the reference, the blank, each misconception and each cheat."""
    reference = references()[name]
    answers, sheet = reference_answers(reference), reference.sheet
    submissions = {"reference": solved(name), "blank": release(name)}
    for each in reference.misconceptions:
        submissions[each.id] = filled(release(name), sheet, answers | dict(each.answers))
    for label, codes in CHEATS.items():
        cheat = solved(name)
        questions = (each for each in sheet.questions if not isinstance(each, TextQuestion))
        for question, code in zip(questions, cycle(codes), strict=False):
            cheat = with_source(cheat, reference, question.id, code.format(name=question.variable))
        submissions[f"cheat-{label}"] = cheat
    return submissions


@cache
def graded(name: str) -> dict[str, Grading]:
    """Return what stock nbgrader gives to each of them."""
    return grade(references()[name], submissions_of(name))


def automatic(sheet: Sheet) -> dict[str, int]:
    """Return the points of the questions that a program marks."""
    return {each.id: each.points for each in sheet.questions if not isinstance(each, TextQuestion)}


@each_reference
def test_the_reference_earns_all(reference: Reference) -> None:
    """Every automatic point; what is written waits for the trainer."""
    result = graded(reference.sheet.id)["reference"]
    assert result.errors == {}
    for name in automatic(reference.sheet):
        assert result.said[name] == f"Right. {reference.sheet.question(name).right}"
    assert {name: result.points[name] for name in automatic(reference.sheet)} == automatic(reference.sheet)
    written = [each.id for each in reference.sheet.questions if isinstance(each, TextQuestion)]
    assert list(result.needs_trainer) == written


@each_reference
def test_the_blank_earns_none(reference: Reference) -> None:
    """The release as it is earns nothing, and nobody has to read it."""
    result = graded(reference.sheet.id)["blank"]
    assert set(result.points.values()) == {0}
    assert result.needs_trainer == ()


@each_misconception
def test_a_misconception_loses_its_points_and_meets_its_message(
    reference: Reference, misconception: Misconception
) -> None:
    """Exactly the points that it should lose, with the message that teaches."""
    result = graded(reference.sheet.id)[misconception.id]
    expected = automatic(reference.sheet)
    expected[misconception.question] -= misconception.loses
    assert {name: result.points[name] for name in expected} == expected
    assert misconception.message in result.errors[misconception.question]
    # The cell above the test has told the learner the same, word by word.
    message = result.said[misconception.question].removeprefix("Not right yet. ")
    assert result.errors[misconception.question] == f"NotRight: {message}"


@each_misconception
def test_a_misconception_is_met_before_grading(reference: Reference, misconception: Misconception) -> None:
    """The visible tests alone tell it, so that a learner hears it at once."""
    answers = reference_answers(reference) | dict(misconception.answers)
    variables = {
        each.variable: answers[each.id]
        for each in reference.sheet.questions
        if isinstance(each, PolicyQuestion | NumberQuestion)
    }
    found = problem(reference.sheet, misconception.question, variables)
    assert found is not None and misconception.message in found


@each_reference
@pytest.mark.parametrize("label", CHEATS)
def test_a_cheat_earns_nothing(reference: Reference, label: str) -> None:
    """Objects that equal everything, nan, and texts that look like numbers fail (more in test_checks)."""
    result = graded(reference.sheet.id)[f"cheat-{label}"]
    assert {result.points[name] for name in automatic(reference.sheet)} == {0}


@each_reference
@pytest.mark.filterwarnings("ignore")  # nbgrader's database warns of its own
def test_the_course_s_grader_gives_what_stock_nbgrader_gives(
    reference: Reference, walls: Walls, tmp_path: Path
) -> None:
    """The same points for each question of each submission, and to learners the same words."""
    name, course, inbox = reference.sheet.id, tmp_path / "course", tmp_path / "inbox"
    build(course)
    inbox.mkdir()
    for learner, notebook in submissions_of(name).items():
        nbformat.write(notebook, inbox / f"{learner}__{name}.ipynb")
    rows = grade_folder(Settings(inbox, course, tmp_path / "feedback", walls))
    short = {f"{name}-{each.id}-{part}": each.id for each in reference.sheet.questions for part in ENDS}
    ours = {row.learner: {short[mark.id]: mark.points for mark in row.cells} for row in rows}
    stock = graded(name)
    assert ours == {learner: dict(each.points) for learner, each in stock.items()}
    for row in rows:
        if row.learner in {each.id for each in reference.misconceptions}:
            told = {f"NotRight: {mark.message}" for mark in row.cells if mark.message}
            assert told == set(stock[row.learner].errors.values())


@each_reference
def test_the_release_leaks_nothing(reference: Reference) -> None:
    """No line of a solution, a hidden test, the rubric or a stored answer; no output; no marker."""
    text = release_text(reference.sheet.id)
    spoken = json.loads(text)
    everything = text + "\n" + "\n".join("".join(cell["source"]) for cell in spoken["cells"])
    assert [line for line in secrets(reference) if line in everything] == []
    assert "### BEGIN" not in everything and "HIDDEN" not in everything
    assert [cell["id"] for cell in spoken["cells"] if cell.get("outputs")] == []
    assert set(spoken["metadata"]) == {"exercise", "kernelspec", "language_info"}


@each_reference
def test_secrets_are_found_where_they_are(reference: Reference, tmp_path: Path) -> None:
    """The test above can fail: in the source every one of the secret lines of the cells is found."""
    from exercises.builder import generate

    generate(tmp_path, reference)
    source = (tmp_path / "source" / reference.sheet.id / f"{reference.sheet.id}.ipynb").read_text("utf-8")
    spoken = "\n".join("".join(cell["source"]) for cell in json.loads(source)["cells"])
    found = [line for line in secrets(reference) if line in spoken]
    assert len(found) > 20
