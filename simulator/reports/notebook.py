"""What a notebook shows of a result: a small table with what the data are, and the notes below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from simulator.engine import Outcome
from simulator.errors import expect
from simulator.reports.layout import ABSENT, number_text
from simulator.reports.tables import SUMMARISE, all_names, rows
from simulator.scenario import Comparison, Summary, summarise

RESULT = "Result"
NUMBER = "text-align: right; font-variant-numeric: tabular-nums"
TEXT = "text-align: left; font-weight: normal"


def summary_html(summary: Summary) -> str:
    """Return a summary as an accessible table: its caption says what the data are; notes stand below.

    >>> from simulator import Policy, example_population, simulate, summarise
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> "six households" in summary_html(summarise(simulate(example_population(), policy)))
    True
    """
    expect("summary", summary, Summary, SUMMARISE)
    return comparison_html({RESULT: summary})


def outcome_html(outcome: Outcome) -> str:
    """Return the summary of an outcome, at the country's reference line, as a table."""
    expect("outcome", outcome, Outcome, "Use simulator.simulate(population, policy).")
    return summary_html(summarise(outcome))


def comparison_html(summaries: Mapping[str, Summary]) -> str:
    """Return policies side by side as a table: a row a measure, a column a policy; all texts escaped."""
    expect("summaries", summaries, Mapping, "Use simulator.compare(population, policies).")
    for name, each in summaries.items():
        expect(f"summaries.{name}", each, Summary, SUMMARISE)
    if not summaries:
        return "<p>No policy was compared.</p>"
    columns = [rows(each) for each in summaries.values()]
    head = "".join(_head(str(name)) for name in ("Measure", *summaries))
    body = "".join(_line(name, columns) for name in all_names(columns))
    caption = escape(_caption(next(iter(summaries.values()))))
    return (
        f'<table><caption style="text-align: left">{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{_notes(summaries)}"
    )


def _caption(summary: Summary) -> str:
    line = f"{summary.line.label}, {summary.line.month:,.0f} {summary.currency} a month"
    return f"{summary.data_label}. Poverty line: {line}. Seed {summary.seed}."


def _head(name: str) -> str:
    return f'<th scope="col" style="text-align: left">{escape(name)}</th>'


def _line(name: str, columns: Sequence[Mapping[str, float | None]]) -> str:
    cells = "".join(
        f'<td style="{NUMBER}">{escape(number_text(column[name]) if name in column else ABSENT)}</td>'
        for column in columns
    )
    return f'<tr><th scope="row" style="{TEXT}">{escape(name)}</th>{cells}</tr>'


def _notes(summaries: Mapping[str, Summary]) -> str:
    """Return the notes as a list: once what holds for all policies, else with the policy's name."""
    told: dict[str, list[str]] = {}
    for name, summary in summaries.items():
        for note in summary.notes:
            told.setdefault(note, []).append(str(name))
    lines = [
        note if len(names) == len(summaries) else f"{', '.join(names)}: {note}"
        for note, names in told.items()
    ]
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def show_in_notebooks() -> None:
    """Give the records of a result the method that notebooks ask for: they know nothing of pages."""
    pages = {Summary: summary_html, Outcome: outcome_html, Comparison: comparison_html}
    for record, page in pages.items():
        type.__setattr__(record, "_repr_html_", page)
