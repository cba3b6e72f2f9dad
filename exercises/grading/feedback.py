"""A page of feedback for one submission: one file, no script, no request, each text escaped."""

from __future__ import annotations

import base64
import binascii
import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from exercises.grading.marking import WAITING, clean
from exercises.grading.records import Cell, Exercise, Ran, Row, Submission

TEMPLATE = Path(__file__).with_name("feedback.html.j2")
PICTURE = b"\x89PNG\r\n\x1a\n"
MOST_TEXT, MOST_PICTURE = 20_000, 2_000_000


@functools.cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(TEMPLATE.read_text("utf-8"))


def page_of(submission: Submission, ran: Ran, row: Row, comments: Mapping[str, str] | None = None) -> str:
    """Return the page. Of tests it shows the message only: their text would give answers away.

    `comments` are a person's, by the grade id of the cell.
    """
    # A cell without points, such as a rubric, would be "0 of 0": unless something is said of it.
    exercise, marks = submission.exercise, {each.id: each for each in row.cells if each.most or each.message}
    parts = []
    for cell in submission.cells:
        part = _part(cell, ran, exercise) | {"mark": marks.get(cell.name)}
        parts.append(part | {"comment": clean((comments or {}).get(cell.name, ""), MOST_TEXT)})
    told = _told(row, exercise)
    return _template().render(row=row, marks=marks.values(), parts=parts, exercise=exercise, told=told)


def _told(row: Row, exercise: Exercise) -> str:
    """Return the row's reason in the learner's words: labels for ids."""
    reason = (row.reason or "").replace(WAITING, "your trainer still has to mark: ")
    for name in sorted(exercise.labels, key=len, reverse=True):
        reason = reason.replace(name, exercise.labels[name])
    return reason[:1].upper() + reason[1:]


def _part(cell: Cell, ran: Ran, exercise: Exercise) -> dict[str, Any]:
    shown = ran.outputs.get(cell.name, []) if cell.kind != "test" else []
    is_given = cell.kind == "given" or (cell.kind == "learner" and cell.source.strip() in exercise.given)
    if is_given:
        # A page of the release's own cells would hide what the learner wrote: unless one went wrong.
        shown = [output for output in shown if output["output_type"] == "error"]
    return {
        "label": cell.label or "text",
        "is_code": cell.cell_type == "code",
        "source": "" if is_given or cell.kind == "test" else clean(cell.source, MOST_TEXT),
        "texts": [text for text in map(_text, shown) if text],
        "pictures": [picture for picture in map(_picture, shown) if picture],
    }


def _text(output: dict[str, Any]) -> str:
    if output["output_type"] == "stream":
        return clean(output["text"], MOST_TEXT)
    if output["output_type"] == "error":
        return clean(f"{output['ename']}: {output['evalue']}")
    return clean(output["data"].get("text/plain", ""), MOST_TEXT)


def _picture(output: dict[str, Any]) -> str | None:
    """Return a picture as text, if it is one: decoded and coded again, so that nothing hides in it."""
    text = output.get("data", {}).get("image/png", "")
    try:
        raw = base64.b64decode(text[:MOST_PICTURE])
    except (binascii.Error, ValueError):
        return None
    return base64.b64encode(raw).decode("ascii") if raw.startswith(PICTURE) else None
