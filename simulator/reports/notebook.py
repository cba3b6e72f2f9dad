"""What a notebook shows of a result: a small table with what the data are, and the notes below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple
from html import escape
from typing import Any

from simulator.engine import Outcome
from simulator.errors import expect
from simulator.escap import SpotResult
from simulator.reports.compared import compared_notes
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
    lines = [
        [name, *(number_text(column[name]) if name in column else ABSENT for column in columns)]
        for name in all_names(columns)
    ]
    caption = _caption(next(iter(summaries.values())))
    return table_html(caption, ["Measure", *map(str, summaries)], lines, compared_notes(summaries))


def table_html(
    caption: str, head: Sequence[str], lines: Sequence[Sequence[str]], notes: Iterable[str] = ()
) -> str:
    """Return texts as an accessible table, each line with its first text as its heading; notes below.

    >>> table_html("Poor", ["State", "%"], [["before", "45"]]).count("scope=")
    3
    """
    heads = "".join(f'<th scope="col" style="text-align: left">{escape(name)}</th>' for name in head)
    body = "".join(map(_line, lines))
    items = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return (
        f'<table><caption style="text-align: left">{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{f'<ul>{items}</ul>' if items else ''}"
    )


def spot_html(result: SpotResult) -> str:
    """Return a policy in both arithmetics as a table, and each convention in which they differ below it."""
    expect("result", result, SpotResult, "Use simulator.spot(population, policy).")
    pairs = zip(astuple(result.ours), astuple(result.spot), strict=True)
    names = ("Cost, % of GDP", "Poor after, % of persons", "Gain, % of what all consume")
    lines = [[name, *map(number_text, pair)] for name, pair in zip(names, pairs, strict=True)]
    words = [f"{each.convention}. Ours: {each.ours} SPOT: {each.spot}" for each in result.differences]
    return table_html(result.data_label, ["One policy", "ours", "SPOT's"], lines, [*words, *result.notes])


def _caption(summary: Summary) -> str:
    line = f"{summary.line.label}, {summary.line.month:,.0f} {summary.currency} a month"
    return f"{summary.data_label}. Poverty line: {line}. Seed {summary.seed}."


def _line(line: Sequence[str]) -> str:
    cells = "".join(f'<td style="{NUMBER}">{escape(each)}</td>' for each in line[1:])
    return f'<tr><th scope="row" style="{TEXT}">{escape(line[0])}</th>{cells}</tr>'


def show_in_notebooks() -> None:
    """Give the records of a result the method that notebooks ask for: they know nothing of pages."""
    for record, page in PAGES.items():
        show_as(record, page)


def show_as(record: type, page: Callable[[Any], str]) -> None:
    """Give a record the page that notebooks show of it."""
    type.__setattr__(record, "_repr_html_", page)


PAGES: Mapping[type, Callable[[Any], str]] = {
    Summary: summary_html,
    Outcome: outcome_html,
    Comparison: comparison_html,
    SpotResult: spot_html,
}
