"""From a reference to the source notebook that nbgrader reads; and answers into a release.

Ids of cells are fixed, so that the same reference gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from textwrap import fill
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from exercises.questions import (
    ChoiceQuestion,
    FunctionQuestion,
    NumberQuestion,
    PolicyQuestion,
    PredictionQuestion,
    TextQuestion,
)
from exercises.records import ExerciseError
from exercises.reference import Cell, Reference
from exercises.sheet import Sheet

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
HEAD = """# {title}

**Time:** {minutes} minutes. **Points:** {points}. After this exercise you can

{aims}

Run the cells from the top, one after the other. `check("q1")` tells at once whether an answer is right.
`hint("q1")` gives a hint, and a larger one each time. `check_all()` goes through the whole notebook.
All of it works without a network."""
SETUP = """# What the cells below need: run this cell first.
from exercises.self_check import open_exercise

exercise = open_exercise(
    r\"\"\"
{sheet}
\"\"\",
    globals(),
)
check, check_all, hint = exercise.check, exercise.check_all, exercise.hint"""
CHECK = 'check("{name}")'
TEST_NOTE = "# Your trainer's program runs this cell: leave it as it is.\n"
SOLUTION_BEGINS, SOLUTION_ENDS = "### BEGIN SOLUTION", "### END SOLUTION"
RUBRIC_LABEL = "a person marks it, by a rubric that the trainer sees"
# A test without points, which graders put back whole: so whoever marks the text sees the rubric beside it.
RUBRIC = """# Your trainer marks the text above. Leave this cell as it is.
### BEGIN HIDDEN TESTS
# {how}
{lines}
### END HIDDEN TESTS"""
# Formgrader does not break lines of code.
AS_WIDE_AS_FORMGRADER = 98


def source_notebook(reference: Reference) -> NotebookNode:
    """Return the notebook with solutions and all tests, which learners never see."""
    sheet = reference.sheet
    aims = "\n".join(f"- {each}" for each in sheet.aims)
    head = HEAD.format(title=sheet.title, minutes=sheet.minutes, points=sheet.points, aims=aims)
    cells = [new_markdown_cell(head, id=f"{sheet.id}-head"), _setup(reference)]
    for number, cell in enumerate(reference.cells, start=1):
        cells += _cells(reference, cell, number)
    exercise = {"id": sheet.id, "version": sheet.version, "title": sheet.title, "labels": _labels(sheet)}
    metadata = {"exercise": exercise, "kernelspec": KERNEL, "language_info": {"name": "python"}}
    notebook: NotebookNode = new_notebook(cells=cells, metadata=metadata)
    nbformat.validate(notebook)
    return notebook


def _labels(sheet: Sheet) -> dict[str, str]:
    """Return what learners call the cells of an answer and of its test: feedback shows no ids."""
    labels = {}
    for number, question in enumerate(sheet.questions, start=1):
        for part, label in (("answer", question.label), ("test", question.label), ("rubric", RUBRIC_LABEL)):
            labels[f"{sheet.id}-{question.id}-{part}"] = f"Question {number}: {label}"
    return labels


def filled(release: NotebookNode, sheet: Sheet, answers: Mapping[str, str | float]) -> NotebookNode:
    """Return a release with answers, by the id of their question: what the page's download gives.

    A policy is its link or YAML text, a number is a number, an option is its letter, a sentence is a text.
    A function, and a number that is computed, are the code of their cell.
    """
    notebook: NotebookNode = nbformat.from_dict(json.loads(json.dumps(release)))
    by_id = {cell.id: cell for cell in notebook.cells}
    for name, answer in answers.items():
        by_id[answer_cell_id(sheet, name)].source = answer_source(sheet, name, answer)
    return notebook


def answer_cell_id(sheet: Sheet, question: str) -> str:
    """Return the id of the cell that holds the answer to a question."""
    return f"{sheet.id}-{question}-answer"


def answer_source(sheet: Sheet, name: str, answer: str | float) -> str:
    """Return what stands in the answer's cell. `exercise-notebook.js` is its twin."""
    question = sheet.question(name)
    if isinstance(question, TextQuestion | FunctionQuestion):
        return str(answer)
    if isinstance(question, PolicyQuestion):
        if '"""' in str(answer) or "\\" in str(answer):
            raise ExerciseError("A policy holds no three quotes in a row and no backslash.")
        return f'{question.variable} = """\n{str(answer).strip()}\n"""'
    if isinstance(question, NumberQuestion) and isinstance(answer, str):
        return answer  # the lines that compute it
    return f"{question.variable} = {answer!r}"


def _setup(reference: Reference) -> NotebookNode:
    """Return the cell that brings the sheet along; JupyterLab shows it folded."""
    if '"""' in reference.sheet_text:
        raise ExerciseError(f"{reference.path.name}: the sheet must not hold three quotes in a row.")
    public = "\n".join(line for line in reference.sheet_text.splitlines() if not line.startswith("#"))
    cell: NotebookNode = new_code_cell(SETUP.format(sheet=public), id=f"{reference.sheet.id}-setup")
    cell.metadata.update({"jupyter": {"source_hidden": True}, "nbgrader": _locked(cell.id)})
    return cell


def _cells(reference: Reference, cell: Cell, number: int) -> list[NotebookNode]:
    """Return the notebook's cells for one cell of the reference."""
    sheet, question = reference.sheet, cell.question
    make: Any = new_code_cell if cell.kind == "code" else new_markdown_cell
    name = f"{sheet.id}-{question}-{cell.part}" if question else f"{sheet.id}-{cell.part}-{number}"
    made = make(_source(reference, cell), id=name)
    if cell.part == "answer":
        made.metadata["nbgrader"] = _answer(sheet, cell)
        return [made, *_after_answer(reference, question)]
    if cell.part == "test":
        _make_test(made, sheet.question(question).points)
        made.source = TEST_NOTE + made.source
        return [_check(sheet, question), made]
    return [made]


def _make_test(cell: NotebookNode, points: int) -> None:
    cell.metadata["nbgrader"] = _locked(cell.id) | {"grade": True, "points": points}
    # JupyterLab then runs the cells that follow, too, when an answer is wrong.
    cell.metadata["tags"] = ["raises-exception"]


def _check(sheet: Sheet, question: str) -> NotebookNode:
    cell: NotebookNode = new_code_cell(CHECK.format(name=question), id=f"{sheet.id}-{question}-check")
    return cell


def _after_answer(reference: Reference, question: str) -> list[NotebookNode]:
    """Return what follows an answer that has no test of its own: a prediction's check, a text's rubric."""
    sheet = reference.sheet
    if isinstance(sheet.question(question), PredictionQuestion):
        return [_check(sheet, question)]
    if question not in reference.rubric:
        return []
    rubric = reference.rubric[question]
    how = "The trainer's rubric: " + ("one of these levels." if rubric.levels else "add up the points.")
    lines = "\n".join(
        fill(line, AS_WIDE_AS_FORMGRADER, initial_indent="# - ", subsequent_indent="#   ")
        for line in rubric.lines()
    )
    cell = new_code_cell(RUBRIC.format(how=how, lines=lines), id=f"{sheet.id}-{question}-rubric")
    _make_test(cell, points=0)
    return [cell]


def _source(reference: Reference, cell: Cell) -> str:
    """Return the cell's source: a choice lists its options, a written answer its rubric in the solution."""
    if cell.part == "question":
        return question_text(reference, cell.question)
    if cell.part != "answer" or cell.question not in reference.rubric:
        return cell.source
    lines = [f"- {line}" for line in reference.rubric[cell.question].lines()]
    return cell.source.replace(
        SOLUTION_ENDS, "\n".join(["", "**Rubric for the trainer:**", "", *lines, SOLUTION_ENDS])
    )


def question_text(reference: Reference, name: str) -> str:
    """Return the text of a question in Markdown; a choice lists its options."""
    (text,) = reference.texts("question", name)
    question = reference.sheet.question(name)
    if not isinstance(question, ChoiceQuestion):
        return text
    return "\n".join([text, "", *(f"- **{each.id}**: {each.text}" for each in question.options)])


def solution_source(reference: Reference, question: str) -> str:
    """Return the solution of a question as a learner would write it: without nbgrader's marks."""
    (source,) = reference.texts("answer", question)
    kept = [line for line in source.splitlines() if line.strip() not in (SOLUTION_BEGINS, SOLUTION_ENDS)]
    return "\n".join(kept).strip()


def _answer(sheet: Sheet, cell: Cell) -> dict[str, Any]:
    """Return nbgrader's metadata of an answer; a written one carries its points itself."""
    written = isinstance(sheet.question(cell.question), TextQuestion)
    made = _locked(answer_cell_id(sheet, cell.question)) | {"locked": False, "solution": True}
    return made | ({"grade": True, "points": sheet.question(cell.question).points} if written else {})


def _locked(name: str) -> dict[str, Any]:
    """Return nbgrader's metadata of a cell that learners leave as it is."""
    flags = {"grade": False, "locked": True, "solution": False, "task": False}
    return flags | {"grade_id": name, "schema_version": 3}
