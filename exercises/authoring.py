"""What a reference still lacks, in sentences: `python -m exercises check FILE`, for authors of exercises.

It runs the file's solution, hidden tests and wrong answers in this process: only for files that you wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbformat import NotebookNode

from exercises.builder import ROOT, generate
from exercises.claims import holds
from exercises.notebooks import SOLUTION_BEGINS, SOLUTION_ENDS, source_notebook
from exercises.questions import (
    ChoiceQuestion,
    FunctionQuestion,
    NumberQuestion,
    PolicyQuestion,
    Question,
)
from exercises.records import ExerciseError
from exercises.reference import Misconception, Reference, read_reference
from exercises.sheet import is_marked_by_program
from exercises.trying import blanks, points, solutions, tried, wrong_answers

HIDDEN_BEGINS, HIDDEN_ENDS = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
LONGEST_MINUTES = 15
MODULES = ROOT / "modules"
# What any notebook may hold: it tells nobody the solution.
SHORTEST_SECRET = 4
COMMON = (
    *("import simulator", "import numpy as np"),
    *("version: 1", "schemes:", "- id: child_benefit", "financing: external"),
)
COMMON_START = "who: {age: [0, 17]}"


def lacks(path: Path) -> list[str]:
    """Return what the reference in a file lacks, a sentence each; none where it is ready.

    A file that cannot be read gets one sentence, on the first thing that is wrong.

    >>> lacks(Path("no_such_file.py"))
    ['There is no file no_such_file.py.']
    """
    if not path.is_file():
        return [f"There is no file {path}."]
    try:
        reference = read_reference(path)
        found = [*_missing_parts(reference), *_missing_wrong_answers(reference), *_missing_page(reference)]
        return found or list(_broken_promises(reference))
    except ExerciseError as error:
        return [str(error)]
    except (SyntaxError, UnicodeDecodeError) as error:
        return [f"{path.name} can't be read: {error}"]


def _missing_parts(reference: Reference) -> Iterator[str]:
    sheet = reference.sheet
    if not sheet.aims:
        yield "The sheet needs aims: what a learner can do after the exercise."
    if sheet.minutes > LONGEST_MINUTES:
        yield f"It takes {sheet.minutes} minutes: make it {LONGEST_MINUTES} or less, or two exercises."
    for question in sheet.questions:
        (answer,) = reference.texts("answer", question.id)
        if not 0 <= answer.find(SOLUTION_BEGINS) < answer.find(SOLUTION_ENDS):
            yield (
                f"{question.id}: the answer's cell needs the solution between {SOLUTION_BEGINS} and "
                f"{SOLUTION_ENDS}, or learners are given it."
            )
        if is_marked_by_program(question):
            yield from _missing_in_test(question, *reference.texts("test", question.id))


def _missing_in_test(question: Question, test: str) -> Iterator[str]:
    visible, _, hidden = test.partition(HIDDEN_BEGINS)
    if f'exercise.assert_right("{question.id}"' not in "".join(visible.split("\n    ")):
        yield f'{question.id}: the test\'s cell must begin with exercise.assert_right("{question.id}", …).'
    if not hidden:
        yield f"{question.id}: the test's cell needs hidden tests, between {HIDDEN_BEGINS} and {HIDDEN_ENDS}."
    elif isinstance(question, FunctionQuestion) and "exercise.assert_agrees(" not in hidden:
        yield (
            f"{question.id}: the hidden tests must draw inputs anew: call exercise.assert_agrees with the "
            "function, the solution, and a function that draws."
        )


def _missing_wrong_answers(reference: Reference) -> Iterator[str]:
    """Yield each message of the sheet that no stored misconception meets."""
    for question in reference.sheet.questions:
        met = [each.message for each in reference.misconceptions if each.question == question.id]
        for message in _messages(reference, question):
            if not any(each in message for each in met):
                yield f"{question.id}: no misconception meets “{message[:60].strip()} …”. Store one."


def _messages(reference: Reference, question: Question) -> list[str]:
    match question:
        case PolicyQuestion():
            return [each.message for each in question.tests]
        case NumberQuestion():
            return [each.message for each in question.mistakes]
        case FunctionQuestion():
            return [each.message for case in question.tests for each in case.mistakes]
        case ChoiceQuestion():
            return [each.message for each in question.options if not holds(reference.sheet, each)]
    return []


def _missing_page(reference: Reference) -> Iterator[str]:
    name = reference.sheet.id
    shown = [path for path in MODULES.rglob("*.md") if f"{{exercise}} {name}\n" in path.read_text("utf-8")]
    if not shown:
        yield f"No page in modules/ shows it. Make one, with the directive ```{{exercise}} {name}```."


def _broken_promises(reference: Reference) -> Iterator[str]:
    """Yield what goes wrong when the exercise is built, and run with right, blank and wrong answers."""
    release = _released(reference)
    yield from _wrong_choices(reference)
    yield from _leaks(reference, release)
    source = source_notebook(reference)
    right = tried(reference, source, solutions(reference))
    for question, error in right.errors.items():
        yield f"{question}: the solution does not earn its points. {error}"
    if right.errors:
        return  # wrong answers tell nothing until the right ones are right
    blank = tried(reference, source, blanks(release, reference))
    for question, earned in points(reference, blank).items():
        if earned:
            yield f"{question}: the blank earns {earned} points. Let the tests ask for what is right."
    for each in reference.misconceptions:
        yield from _wrong_misconception(reference, source, each, points(reference, right))


def _released(reference: Reference) -> NotebookNode:
    name = reference.sheet.id
    with TemporaryDirectory() as course:
        generate(Path(course), reference)
        release: NotebookNode = nbformat.read(Path(course, "release", name, f"{name}.ipynb"), as_version=4)
    return release


def _wrong_choices(reference: Reference) -> Iterator[str]:
    for question in reference.sheet.questions:
        if isinstance(question, ChoiceQuestion):
            right = [each.id for each in question.options if holds(reference.sheet, each)]
            if len(right) != 1:
                yield f"{question.id}: one option must be right, not {', '.join(right) or 'none'}."


def _leaks(reference: Reference, release: NotebookNode) -> Iterator[str]:
    everything = "\n".join(cell.source for cell in release.cells)
    for line in secret_lines(reference):
        if line in everything:
            yield f"Learners would see the line “{line[:80]}”: in a hint, or outside a solution's marks?"


def _wrong_misconception(
    reference: Reference, source: NotebookNode, misconception: Misconception, most: dict[str, int]
) -> Iterator[str]:
    result = tried(reference, source, wrong_answers(reference, misconception))
    expected = most | {misconception.question: most[misconception.question] - misconception.loses}
    given = points(reference, result)
    if given != expected:
        yield f"The misconception {misconception.id} gets {given}, and should get {expected}."
    said = result.errors.get(misconception.question, "nothing")
    if misconception.message not in said:
        yield f"The misconception {misconception.id} should meet “{misconception.message}”. It meets: {said}"


def secret_lines(reference: Reference) -> list[str]:
    """Return every line that learners must not see: solutions, hidden tests, rubric, stored answers.

    What stands in a cell that learners get as it is, too, such as an import, is no secret.
    """
    hidden: list[str] = []
    given: set[str] = set()
    for cell in reference.cells:
        inside = False
        for line in map(str.strip, cell.source.splitlines()):
            inside = (inside or "### BEGIN" in line) and "### END" not in line
            if inside and "### BEGIN" not in line:
                hidden.append(line)
            elif not inside:
                given.add(line)
    hidden += [each.what for rubric in reference.rubric.values() for each in rubric.criteria]
    for each in reference.misconceptions:
        answers = (str(given) for given in each.answers.values() if given is not None)
        hidden += [each.id, *re.split(r"\n\s*", "\n".join(answers))]
    return [line for line in hidden if line not in given and _is_telling(line)]


def _is_telling(line: str) -> bool:
    return line not in COMMON and len(line) >= SHORTEST_SECRET and not line.startswith(COMMON_START)


def check_files(paths: list[Path]) -> bool:
    """Print what each reference lacks; returns whether all are ready."""
    ready = True
    for path in paths:
        found = lacks(path)
        ready = ready and not found
        to_do = "1 thing to do" if len(found) == 1 else f"{len(found)} things to do"
        print(f"{path.name}: {to_do if found else 'ready'}.")
        for sentence in found:
            print(f"- {sentence}")
    return ready
