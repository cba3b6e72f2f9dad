"""The promises, for every reference: it earns all, the blank none, nothing leaks, mistakes are met.

Every misconception is tried in this process. Then both graders take the same notebooks: stock nbgrader some
in one course, the course's own grader all of them in one batch.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import cycle
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum

from exercises.authoring import secret_lines
from exercises.builder import build, release, release_text
from exercises.grading.batch import Settings
from exercises.grading.batch import grade as grade_folder
from exercises.grading.records import Row
from exercises.grading.sandbox import Walls
from exercises.notebooks import source_notebook
from exercises.reference import Misconception, Reference, references
from exercises.sheet import is_marked_by_program
from exercises.trying import Tried, blanks, points, solutions, tried, with_answers, wrong_answers
from tests.exercises.conftest import MISCONCEPTIONS, REFERENCES, grade, solved

each_reference = pytest.mark.parametrize("reference", REFERENCES, ids=lambda each: each.sheet.id)
each_misconception = pytest.mark.parametrize(
    ("reference", "misconception"), MISCONCEPTIONS, ids=[each.id for _, each in MISCONCEPTIONS]
)
ALWAYS_EQUAL = """class Any:
    __eq__ = __le__ = __ge__ = __lt__ = __gt__ = lambda self, other: True
    __sub__ = __rsub__ = __abs__ = lambda self, *other: self
    __float__ = lambda self: 0.0
    __call__ = lambda self, *given: self
    strip = lower = lambda self: self
    __hash__ = lambda self: 0
{name} = Any()"""
# For each cheat, the code for the answers in turn.
CHEATS = {
    "always-equal": (ALWAYS_EQUAL,),
    "nan-and-subclass": ("{name} = float('nan')", "class Text(str): pass\n{name} = Text('57.2')"),
}
# Each misconception is tried in this process; what the graders add is seen on a few of them.
MOST_MISLED = 2
TWICE = ("reference-again", "reference-once-more")


def answers_of(reference: Reference) -> dict[str, dict[str, str]]:
    """Return answers by learner: the reference thrice, the blank, the misconceptions and each cheat."""
    found = {"reference": solutions(reference), "blank": blanks(release(reference.sheet.id), reference)}
    found |= {name: found["reference"] for name in TWICE}
    for number, wrong in enumerate(packed(reference), start=1):
        found[f"misled-{number}"] = wrong
    for label, codes in CHEATS.items():
        asked = (each for each in reference.sheet.questions if is_marked_by_program(each))
        cheat = {each.id: code.format(name=each.variable) for each, code in zip(asked, cycle(codes))}
        found[f"cheat-{label}"] = found["reference"] | cheat
    return found


def packed(reference: Reference) -> list[dict[str, str]]:
    """Return the answers of misconceptions in few notebooks: each holds one for a question, where it can."""
    right, packs = solutions(reference), [({}, set()) for _ in range(MOST_MISLED)]
    for each in reference.misconceptions:
        wrong = {name: wrong_answers(reference, each)[name] for name in each.answers}
        for pack, questions in packs:
            fits = all(pack.get(name, source) == source for name, source in wrong.items())
            if fits and each.question not in questions:
                pack |= wrong
                questions.add(each.question)
                break
    return [right | pack for pack, questions in packs if questions]


@cache
def run_here(name: str, learner: str) -> Tried:
    """Run what a learner handed in, with the hidden tests, in this process."""
    reference = references()[name]
    return tried(reference, source_notebook(reference), answers_of(reference)[learner])


def run_misled(reference: Reference, misconception: Misconception) -> Tried:
    """Run the reference's answers with one misconception."""
    return tried(reference, source_notebook(reference), wrong_answers(reference, misconception))


def automatic(reference: Reference) -> dict[str, int]:
    """Return the points of the questions that a program marks."""
    return {each.id: each.points for each in reference.sheet.questions if is_marked_by_program(each)}


def notebooks(reference: Reference, *learners: str) -> Mapping[str, NotebookNode]:
    """Return what learners hand in: all of them, or those who are named."""
    name, answers = reference.sheet.id, answers_of(reference)
    return {
        learner: with_answers(release(name), reference, answers[learner]) for learner in learners or answers
    }


@each_reference
def test_the_reference_earns_all(reference: Reference) -> None:
    """Every automatic point, and for each question the words for a right answer."""
    result = run_here(reference.sheet.id, "reference")
    assert result.errors == {}
    for name in automatic(reference):
        assert result.said[name].startswith("Right. ")
        assert result.said[name].endswith(reference.sheet.question(name).right)


@each_reference
def test_the_blank_earns_none(reference: Reference) -> None:
    """Each question of the release as it is fails, and says in a sentence what is to be done."""
    result = run_here(reference.sheet.id, "blank")
    assert set(points(reference, result).values()) == {0}
    assert all(error.startswith("NotRight: ") for error in result.errors.values()), result.errors


@each_misconception
def test_a_misconception_loses_its_points_and_meets_its_message(
    reference: Reference, misconception: Misconception
) -> None:
    """Exactly the points that it should lose, with the message that teaches, in the cell above too."""
    result = run_misled(reference, misconception)
    expected = automatic(reference)
    expected[misconception.question] -= misconception.loses
    assert points(reference, result) == expected
    error = result.errors[misconception.question]
    assert misconception.message in error
    assert error == "NotRight: " + result.said[misconception.question].removeprefix("Not right yet. ")


@each_reference
@pytest.mark.parametrize("label", CHEATS)
def test_a_cheat_earns_nothing(reference: Reference, label: str) -> None:
    """Objects that equal everything, nan, and texts that look like numbers fail (more in test_checks)."""
    assert set(points(reference, run_here(reference.sheet.id, f"cheat-{label}")).values()) == {0}


def by_nbgrader(learners: Mapping[str, Iterable[str]]) -> None:
    """Grade with stock nbgrader what these learners hand in, by exercise, and hold it against `run_here`."""
    result = grade({name: notebooks(references()[name], *chosen) for name, chosen in learners.items()})
    for name, learner in ((name, learner) for name, graded in result.items() for learner in graded):
        reference, given, here = references()[name], result[name][learner], run_here(name, learner)
        assert {each: given.points[each] for each in automatic(reference)} == points(reference, here), learner
        assert given.errors == dict(here.errors) and given.said == dict(here.said)
        written = [each.id for each in reference.sheet.questions if each.kind == "text"]
        assert list(given.needs_trainer) == ([] if learner == "blank" else written)
        for question, rubric in reference.rubric.items():
            assert [line for line in rubric.lines() if line not in unbroken(given.rubrics[question])] == []


def test_stock_nbgrader_gives_these_points() -> None:
    """On a clean kernel, with the same words; what is written waits for the trainer, with its rubric."""
    learners = dict.fromkeys(references(), ("reference",)) | {"m2-e2": ("reference", "misled-1")}
    by_nbgrader(learners | {"m2-e1": ("reference", "blank")})


@pytest.mark.prove
def test_stock_nbgrader_gives_these_points_to_everybody() -> None:
    """The same for the blank, the misled and those who cheat, in each exercise."""
    by_nbgrader({name: tuple(answers_of(reference)) for name, reference in references().items()})


@pytest.mark.filterwarnings("ignore")  # nbgrader's database warns of its own
def test_the_course_s_grader_gives_these_points(walls: Walls, tmp_path: Path) -> None:
    """The same points and words for all of them, in one batch; right work gets the same three times.

    Hidden tests draw other inputs for each learner. Whoever marks a text sees its rubric; learners do not.
    """
    course, inbox = tmp_path / "course", tmp_path / "inbox"
    build(course)
    inbox.mkdir()
    for reference in REFERENCES:
        for learner, notebook in notebooks(reference).items():
            nbformat.write(notebook, inbox / f"{learner}__{reference.sheet.id}.ipynb")
    rows = grade_folder(Settings(inbox, course, course / "feedback", walls))
    by_name = {(row.exercise, row.learner): row for row in rows}
    for reference in REFERENCES:
        for learner in answers_of(reference):
            check_row(reference, learner, by_name[reference.sheet.id, learner])
        check_thrice([by_name[reference.sheet.id, learner] for learner in ("reference", *TWICE)])
        check_rubric(reference, course)


def check_row(reference: Reference, learner: str, row: Row) -> None:
    """Hold what the course's grader gave to one submission against `run_here`."""
    name, here = reference.sheet.id, run_here(reference.sheet.id, learner)
    marks = {mark.id.removeprefix(f"{name}-"): mark for mark in row.cells}
    tests = {question: marks[f"{question}-test"] for question in automatic(reference)}
    assert {question: mark.points for question, mark in tests.items()} == points(reference, here), learner
    if not learner.startswith("cheat"):  # objects that lie get other words where the judge can't see them
        told = {question: f"NotRight: {mark.message}" for question, mark in tests.items() if mark.message}
        assert told == here.errors, learner


def check_thrice(rows: list[Row]) -> None:
    """See that the same work gets the same marks under other seeds."""
    assert len({row.seed for row in rows}) == len(rows) == 3
    assert len({tuple((mark.id, mark.points, mark.message) for mark in row.cells) for row in rows}) == 1


def unbroken(comment: str) -> str:
    """Return the text of a cell without the breaks of its comment's long lines."""
    return comment.replace("\n#   ", " ")


def check_rubric(reference: Reference, course: Path) -> None:
    """See that what formgrader shows has the rubric below the text, and that the release has not."""
    name = reference.sheet.id
    shown = nbformat.read(course / "autograded" / "reference" / name / f"{name}.ipynb", as_version=4)
    marked = [cell for cell in shown.cells if "nbgrader" in cell.metadata]
    sources = {cell.metadata.nbgrader.grade_id: cell.source for cell in marked}
    for question, rubric in reference.rubric.items():
        (released,) = (cell.source for cell in release(name).cells if cell.id == f"{name}-{question}-rubric")
        for line in rubric.lines():
            assert line in unbroken(sources[f"{name}-{question}-rubric"]) and line not in unbroken(released)
            assert max(map(len, sources[f"{name}-{question}-rubric"].splitlines())) <= 98, (
                "formgrader cuts it"
            )


@each_reference
def test_the_release_leaks_nothing(reference: Reference) -> None:
    """No line of any exercise's solution, hidden test, rubric or stored answer; no output; no marker."""
    text = release_text(reference.sheet.id)
    spoken = json.loads(text)
    everything = text + "\n" + "\n".join("".join(cell["source"]) for cell in spoken["cells"])
    secrets = [line for each in REFERENCES for line in secret_lines(each) if len(line) > 12]
    assert [line for line in (*secrets, *secret_lines(reference)) if line in everything] == []
    assert "### BEGIN" not in everything and "HIDDEN" not in everything
    assert [cell["id"] for cell in spoken["cells"] if cell.get("outputs")] == []
    assert set(spoken["metadata"]) == {"exercise", "kernelspec", "language_info"}


@each_reference
def test_sums_in_the_release_are_of_what_is_released(reference: Reference) -> None:
    """A sum over a solution or a hidden test would let a learner try answers against it."""
    for cell in release(reference.sheet.id).cells:
        if "nbgrader" in cell.metadata:
            assert cell.metadata.nbgrader.checksum == compute_checksum(cell)


@each_reference
def test_secrets_are_found_where_they_are(reference: Reference) -> None:
    """The leak test can fail: in the source the secret lines of the cells are found."""
    spoken = "\n".join(cell.source for cell in source_notebook(reference).cells)
    assert len([line for line in secret_lines(reference) if line in spoken]) > 10


def test_a_solved_notebook_is_the_release_with_answers() -> None:
    """What the graders get differs from the release in the cells of answers only."""
    for each in REFERENCES:
        pairs = zip(release(each.sheet.id).cells, solved(each.sheet.id).cells, strict=True)
        changed = {given.id for given, done in pairs if given.source != done.source}
        assert changed == {f"{each.sheet.id}-{question.id}-answer" for question in each.sheet.questions}
