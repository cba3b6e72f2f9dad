"""From a reference to the source notebook that nbgrader reads; and answers into a release.

Ids of cells are fixed, so that the same reference gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from exercises.records import ExerciseError
from exercises.reference import Cell, Reference
from exercises.sheet import PolicyQuestion, Sheet, TextQuestion

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
HEAD = """# {title}

**Time:** {minutes} minutes. **Points:** {points}.

Run the cells from the top, one after the other. `check("q1")` tells at once whether an answer is right.
`hint("q1")` gives a hint, and a larger one each time. Both work without a network."""
SETUP = """# What the cells below need: run this cell first.
from exercises.self_check import open_exercise

exercise = open_exercise(
    r\"\"\"
{sheet}
\"\"\",
    globals(),
)
check, hint = exercise.check, exercise.hint"""
CHECK = 'check("{name}")'
TEST_NOTE = "# Your trainer's program runs this cell: leave it as it is.\n"
SOLUTION_ENDS = "### END SOLUTION"


def source_notebook(reference: Reference) -> NotebookNode:
    """Return the notebook with solutions and all tests, which learners never see."""
    sheet = reference.sheet
    head = HEAD.format(title=sheet.title, minutes=sheet.minutes, points=_points(sheet))
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
    return {
        f"{sheet.id}-{question.id}-{part}": f"Question {number}: {question.label}"
        for number, question in enumerate(sheet.questions, start=1)
        for part in ("answer", "test")
    }


def filled(release: NotebookNode, sheet: Sheet, answers: Mapping[str, str | float]) -> NotebookNode:
    """Return a release with answers, by the id of their question: what the page's download gives.

    A policy is its link or YAML text, a number is a number, a sentence is a text.
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
    if isinstance(question, TextQuestion):
        return str(answer)
    if isinstance(question, PolicyQuestion):
        if '"""' in str(answer) or "\\" in str(answer):
            raise ExerciseError("A policy holds no three quotes in a row and no backslash.")
        return f'{question.variable} = """\n{str(answer).strip()}\n"""'
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
    sheet = reference.sheet
    make: Any = new_code_cell if cell.kind == "code" else new_markdown_cell
    name = f"{sheet.id}-{cell.question}-{cell.part}" if cell.question else f"{sheet.id}-{cell.part}-{number}"
    made = make(_with_rubric(reference, cell), id=name)
    if cell.part == "answer":
        made.metadata["nbgrader"] = _answer(sheet, cell)
    elif cell.part == "test":
        points = sheet.question(cell.question).points
        made.metadata["nbgrader"] = _locked(name) | {"grade": True, "points": points}
        # JupyterLab then runs the cells that follow, too, when an answer is wrong.
        made.metadata["tags"] = ["raises-exception"]
        made.source = TEST_NOTE + made.source
        called = new_code_cell(CHECK.format(name=cell.question), id=f"{sheet.id}-{cell.question}-check")
        return [called, made]
    return [made]


def _with_rubric(reference: Reference, cell: Cell) -> str:
    """Return the cell's source; a written answer gets its rubric, inside the solution."""
    rubric = reference.rubric.get(cell.question, ())
    if cell.part != "answer" or not rubric:
        return cell.source
    lines = [f"- {each.points} point: {each.what}." for each in rubric]
    return cell.source.replace(
        SOLUTION_ENDS, "\n".join(["", "**Rubric for the trainer:**", "", *lines, SOLUTION_ENDS])
    )


def _answer(sheet: Sheet, cell: Cell) -> dict[str, Any]:
    """Return nbgrader's metadata of an answer; a written one carries its points itself."""
    written = isinstance(sheet.question(cell.question), TextQuestion)
    made = _locked(answer_cell_id(sheet, cell.question)) | {"locked": False, "solution": True}
    return made | ({"grade": True, "points": sheet.question(cell.question).points} if written else {})


def _locked(name: str) -> dict[str, Any]:
    """Return nbgrader's metadata of a cell that learners leave as it is."""
    flags = {"grade": False, "locked": True, "solution": False, "task": False}
    return flags | {"grade_id": name, "schema_version": 3}


def _points(sheet: Sheet) -> int:
    return sum(each.points for each in sheet.questions)
