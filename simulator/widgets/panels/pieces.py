"""Pieces of HTML that panels show: every text is escaped, and nothing is said by colour alone."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

from simulator.errors import BadInput, SimulatorError, harmless, shown
from simulator.reports.charts import Chart
from simulator.reports.svg import chart_svg

CHART = "max-width: 36rem; font-family: system-ui, sans-serif; break-inside: avoid"
# A longer table scrolls in a frame of its own below its heads, which stay.
MOST_ROWS, FRAME = 12, "; max-height: 26rem"
HEADS = "position: sticky; top: 0; background: var(--paper, var(--jp-layout-color0, Canvas))"
CELL = "padding: 0.15rem 0.6rem; text-align: {}; vertical-align: top"


@dataclass(frozen=True)
class Download:
    """A file to take along: its name, its kind (such as text/csv), and its text."""

    name: str
    kind: str
    text: str


def problem(error: SimulatorError) -> str:
    """Return what is wrong in words; beside a field its own name is not said again.

    >>> problem(BadInput("take_up", 7.0, "a number from 0 to 1", "Choose another."))
    '7.0 is not allowed. Allowed: a number from 0 to 1. Choose another.'
    """
    if isinstance(error, BadInput):
        return f"{shown(error.value)} is not allowed. Allowed: {error.allowed}. {error.mend}"
    return str(error)


def alert(text: str) -> str:
    """Return an error that a screen reader says at once; of no error, nothing.

    >>> alert("<b>"), alert("")
    ('<p role="alert" style="margin: 0"><strong>Error:</strong> &lt;b&gt;</p>', '')
    """
    told = escape(harmless(text))
    return f'<p role="alert" style="margin: 0"><strong>Error:</strong> {told}</p>' if text else ""


def paragraph(text: str) -> str:
    """Return a text as a paragraph.

    >>> paragraph("1 < 2")
    '<p>1 &lt; 2</p>'
    """
    return f"<p>{escape(harmless(text))}</p>"


def heading(text: str, level: int = 3) -> str:
    """Return a heading.

    >>> heading("The result")
    '<h3>The result</h3>'
    """
    return f"<h{level}>{escape(text)}</h{level}>"


def listed(texts: Iterable[str], kind: str = "ul") -> str:
    """Return texts as a list, `ol` or `ul`; of none, nothing.

    >>> listed(["one"])
    '<ul><li>one</li></ul>'
    """
    items = "".join(f"<li>{escape(harmless(each))}</li>" for each in texts)
    return f"<{kind}>{items}</{kind}>" if items else ""


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of texts: the first column names the row, the others stand to the right.

    >>> "<caption" in table("Cost", ["Year", "% of GDP"], [["2025", "1.04"]])
    True
    """
    left, right = CELL.format("left"), CELL.format("right")
    head = "".join(
        f'<th scope="col" style="{right if place else left}">{escape(each)}</th>'
        for place, each in enumerate(heads)
    )
    lines = [_row(each, left, right) for each in rows]
    frame = FRAME if len(lines) > MOST_ROWS else ""
    return (
        f'<div style="overflow: auto{frame}" tabindex="0" role="region" '
        f'aria-label="{escape(caption)}"><table><caption style="text-align: left">{escape(caption)}</caption>'
        f'<thead style="{HEADS}"><tr>{head}</tr></thead><tbody>{"".join(lines)}</tbody></table></div>'
    )


def chart(drawn: Chart, owner: str) -> str:
    """Return a chart with its text, in the colours of the page; `owner` keeps its id apart from others'."""
    apart = replace(drawn, id=f"{owner}-{drawn.id}")
    return f"<div style='{CHART}'><h4>{escape(drawn.title)}</h4>{chart_svg(apart)}</div>"


def downloads(files: Iterable[Download]) -> str:
    """Return links that hold the files themselves: no server is asked for them.

    >>> downloads([Download("a.csv", "text/csv", "x")])[:43]
    '<ul><li><a download="a.csv" href="data:text'
    """
    items = "".join(
        f'<li><a download="{escape(each.name)}" '
        f'href="data:{each.kind};charset=utf-8;base64,{b64encode(each.text.encode()).decode()}">'
        f"Download {escape(each.name)}</a></li>"
        for each in files
    )
    return f"<ul>{items}</ul>" if items else ""


def _row(cells: Sequence[str], left: str, right: str) -> str:
    first, *rest = (escape(harmless(each)) for each in cells)
    numbers = "".join(f'<td style="{right}; font-variant-numeric: tabular-nums">{each}</td>' for each in rest)
    return f'<tr><th scope="row" style="{left}; font-weight: normal">{first}</th>{numbers}</tr>'
