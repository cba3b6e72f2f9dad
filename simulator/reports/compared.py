"""Policies side by side as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from simulator.errors import expect
from simulator.reports.layout import ABSENT, number_text, table, wrapped_notes
from simulator.reports.tables import all_names, ginis, row_names, rows
from simulator.scenario import Summary


def compared_text(summaries: Mapping[str, Summary]) -> str:
    """Return policies side by side: a row a measure, a column a policy; a dash where a policy lacks a row.

    >>> from simulator import Policy, compare, example_population
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> print(compared_text(compare(example_population(), {"all": policy})).splitlines()[1].split())
    ['Group', 'reached,', '%', '100.00']
    """
    expect("summaries", summaries, Mapping, "Use simulator.compare(population, policies).")
    columns = [rows(each) for each in summaries.values()]
    return table(
        ["", *summaries],
        [[name, *_cells(name, columns)] for name in all_names(columns)],
    )


def compared_notes_text(summaries: Mapping[str, Summary]) -> str:
    """Return what must be known beside the numbers: once what holds for all, else with the policy's name.

    >>> from simulator import Policy, compare, example_population
    >>> policy = Policy.from_yaml("{version: 1, schemes: []}")
    >>> print(compared_notes_text(compare(example_population(), {"none": policy})).splitlines()[-1])
    Note: This policy has no scheme.
    """
    expect("summaries", summaries, Mapping, "Use simulator.compare(population, policies).")
    return wrapped_notes(compared_notes(summaries))


def compared_notes(summaries: Mapping[str, Summary]) -> list[str]:
    """Return the notes of several policies: once what holds for all, else with the policy's name."""
    told: dict[str, list[str]] = {}
    for name, summary in summaries.items():
        for note in summary.notes:
            told.setdefault(note, []).append(str(name))
    return [
        note if len(names) == len(summaries) else f"{', '.join(names)}: {note}"
        for note, names in told.items()
    ]


def _cells(name: str, columns: Sequence[Mapping[str, float | None]]) -> Iterator[str]:
    """Yield a row's text in each column; a Gini that does not exist is not one of nobody."""
    for column in columns:
        is_absent = name not in column or (name in ginis(row_names()) and column[name] is None)
        yield ABSENT if is_absent else number_text(column[name])
