"""Numbers and tables for the eye."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from textwrap import fill
from typing import Any

ABSENT = "–"
# How a text begins that stands in the place of numbers, and the mark of numbers that hang on assumptions.
HIDDEN, ASSUMPTION_DRIVEN = "hidden", "assumption-driven"

WIDTH = 100


def number_text(value: float | None) -> str:
    """Return a number for people: four digits behind the point below 1, two above.

    >>> number_text(0.30021), number_text(None)
    ('0.3002', 'nobody')
    """
    return "nobody" if value is None else f"{value:,.4f}" if abs(value) < 1 else f"{value:,.2f}"


def cell(value: float | None) -> str:
    """Return a number for a table, where a dash stands for what does not exist.

    >>> cell(2.512), cell(None)
    ('2.51', '–')
    """
    return ABSENT if value is None else number_text(value)


def amount_cell(value: float | None) -> str:
    """Return an amount of money or a percentage for a table: two digits behind the point, nothing is 0.00.

    >>> amount_cell(0.0), amount_cell(0.5), amount_cell(-0.001), amount_cell(None)
    ('0.00', '0.50', '0.00', '–')
    """
    return ABSENT if value is None else f"{round(value, 2) + 0.0:,.2f}"


def as_json(data: Any) -> str:
    """Return plain data as the text of a JSON file.

    >>> as_json({"years": []})
    '{\\n  "years": []\\n}\\n'
    """
    return json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Return a table of texts: the first column to the left, the others to the right.

    >>> print(table(["Poverty", "before"], [["headcount, %", "19.74"], ["gap, %", "4.32"]]))
    Poverty       before
    headcount, %   19.74
    gap, %          4.32
    """
    widths = [max(map(len, column)) for column in zip(head, *lines, strict=True)]

    def line(cells: Sequence[str]) -> str:
        rest = (f"{each:>{width}}" for each, width in zip(cells[1:], widths[1:], strict=True))
        return "  ".join([f"{cells[0]:<{widths[0]}}", *rest]).rstrip()

    return "\n".join(map(line, [head, *lines]))


def wrapped_notes(notes: Iterable[str], kind: str = "Note") -> str:
    """Return notes, or warnings, as paragraphs for the terminal.

    >>> wrapped_notes(["This policy has no scheme."])
    'Note: This policy has no scheme.'
    """
    return "\n".join(fill(f"{kind}: {note}", WIDTH, subsequent_indent="  ") for note in notes)
