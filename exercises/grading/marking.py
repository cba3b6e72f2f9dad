"""From outputs to points, by nbgrader's own rule, and from points to a status with its reason."""

from __future__ import annotations

import logging
import re
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from nbgrader.utils import compute_checksum, determine_grade

from exercises.grading.records import Cell, Mark, Outputs, Ran, Row, Submission

ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
NO_BASE64 = re.compile(r"[^A-Za-z0-9+/=]")
# Besides controls and halves of letters: what turns the direction of all that follows.
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
WAITING = "a person must mark: "
# Errors whose message was written for learners.
SENTENCES = ("AssertionError", "NotRight")
UNNAMED_CHECK = "A check in this cell did not hold."
logging.getLogger("exercises.grading").addHandler(logging.NullHandler())


def clean(text: str, most: int = 2_000) -> str:
    """Return a text without control characters, cut to a length."""
    return UNREADABLE.sub("", ANSI.sub("", text))[:most]


def executed(submission: Submission, ran: Ran) -> Any:
    """Return the graded notebook in nbgrader's form, with what its cells put out: texts and pictures only."""
    cells = [_form(cell, ran.outputs.get(cell.name, [])) for cell in submission.cells]
    for place, cell in enumerate(cells):
        cell["id"] = f"cell-{place}"
    language = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return new_notebook(cells=cells, metadata=language)


def _form(cell: Cell, outputs: Outputs) -> Any:
    form = _plain_form(cell, outputs)
    if cell.released is not None and cell.source.strip() == cell.released.strip():
        # What is as it was released is no answer, and nbgrader sees that by the sum.
        form.metadata.nbgrader["checksum"] = compute_checksum(form)
    return form


def _plain_form(cell: Cell, outputs: Outputs) -> Any:
    metadata = {"nbgrader": _metadata(cell)} if cell.kind != "learner" else {}
    if cell.cell_type == "code":
        return new_code_cell(cell.source, metadata=metadata, outputs=[_output(part) for part in outputs])
    if cell.cell_type == "raw":
        return new_raw_cell(cell.source, metadata=metadata)
    return new_markdown_cell(cell.source, metadata=metadata)


def _metadata(cell: Cell) -> dict[str, Any]:
    form = {
        "grade_id": cell.name,
        "grade": cell.kind in ("test", "manual"),
        "solution": cell.kind in ("answer", "manual"),
        "task": cell.kind == "task",
        "locked": cell.kind in ("test", "given", "task"),
        "schema_version": 3,
        "cell_type": cell.cell_type,
        "checksum": cell.checksum,
    }
    return {**form, "points": cell.points} if cell.kind in ("test", "manual", "task") else form


def _output(part: dict[str, Any]) -> Any:
    kind = part["output_type"]
    if kind == "stream":
        return new_output("stream", name=part["name"], text=clean(part["text"], 2**20))
    if kind == "error":
        name, value = clean(part["ename"], 200), clean(part["evalue"])
        return new_output("error", ename=name, evalue=value, traceback=[f"{name}: {value}"])
    data = {name: _shown(name, text) for name, text in part["data"].items()}
    return new_output(
        kind, data=data, metadata={}, **({"execution_count": 1} if kind == "execute_result" else {})
    )


def _shown(kind: str, text: str) -> str:
    return NO_BASE64.sub("", text) if kind == "image/png" else clean(text, 2**20)


def marks_of(submission: Submission, notebook: Any, ended: bool) -> tuple[Mark, ...]:
    """Return the points of each graded cell, as nbgrader counts them."""
    return tuple(
        _mark(cell, form, ended)
        for cell, form in zip(submission.cells, notebook.cells, strict=True)
        if cell.kind in ("test", "manual", "task")
    )


def _mark(cell: Cell, form: Any, ended: bool) -> Mark:
    if ended and cell.kind == "test":
        return Mark(cell.name, None, cell.points, "This test was not run to its end.")
    if cell.kind == "task":
        return Mark(cell.name, None, cell.points)
    try:
        points, _ = determine_grade(form, logging.getLogger("exercises.grading"))
    except (ValueError, KeyError, TypeError) as error:
        return Mark(
            cell.name, None, cell.points, f"The test's result can't be counted: {clean(str(error), 200)}"
        )
    if cell.kind == "test" and _is_no_score(form, cell.points):
        return Mark(cell.name, None, cell.points, "The test's result is no number of points.")
    if cell.kind == "manual" and is_untouched(form):
        return Mark(cell.name, points, cell.points, "Nothing was written here.")
    return Mark(cell.name, points, cell.points, _message(form))


def _is_no_score(form: Any, most: float) -> bool:
    """Say whether a test ended with a number that is none of its points: nbgrader would give all of them."""
    texts = [part.data["text/plain"] for part in form.outputs if part.output_type == "execute_result"]
    try:
        scores = [float(text) for text in texts]
    except ValueError:
        return False
    return not all(0 <= score <= most for score in scores)


def _message(form: Any) -> str | None:
    for part in form.get("outputs", []):
        if part.output_type == "error":
            if part.ename in SENTENCES:
                return part.evalue or UNNAMED_CHECK
            return f"{part.ename}: {part.evalue}"
    return None


def waiting_labels(submission: Submission, marks: tuple[Mark, ...]) -> list[str]:
    """Return what learners call the cells that a person must mark."""
    labels = submission.labels
    return [labels[mark.id] for mark in marks if mark.points is None]


def is_untouched(cell: Any) -> bool:
    """Say whether an answer is still as it was released."""
    return bool(cell.metadata.nbgrader.get("checksum") == compute_checksum(cell))


def row_of(submission: Submission, notebook: Any, ran: Ran) -> Row:
    """Return the report's line: the status, its reason, the points by cell."""
    marks = marks_of(submission, notebook, ran.ended is not None)
    doubts = [submission.doubt] if submission.doubt else []
    notes = [*doubts, *submission.notes, *ran.notes, *_errors(submission, ran)]
    waiting = waiting_labels(submission, marks)
    if ran.ended:
        status, reason = "failed", "; ".join([ran.ended, *notes])
    elif waiting:
        status, reason = "needs review", "; ".join([WAITING + ", ".join(waiting), *notes])
    elif ran.stopped or doubts:
        status, reason = "needs review", "; ".join(notes)
    else:
        status, reason = "graded", "; ".join(notes)
    return Row(
        submission.file.learner,
        submission.file.exercise,
        status,  # type: ignore[arg-type]
        clean(reason) or None,
        sum(mark.points or 0 for mark in marks),
        submission.exercise.points,
        0,
        submission.seed,
        marks,
        submission.file.path.name,
        submission.digest,
    )


def _errors(submission: Submission, ran: Ran) -> list[str]:
    """Return a note for each of the learner's cells that ended with an error."""
    notes = []
    for cell in submission.cells:
        for part in ran.outputs.get(cell.name, []) if cell.runs else []:
            if part["output_type"] == "error" and part["ename"] != "KeyboardInterrupt":
                told = f"{clean(part['ename'], 80)}: {clean(part['evalue'], 200)}".removesuffix(": ")
                notes.append(f"{cell.label} ended with {told}")
    return notes[:5]


def write_notebook(notebook: Any) -> str:
    """Return the notebook's file."""
    text: str = nbformat.writes(notebook)
    return text
