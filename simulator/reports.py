"""Results as tables: for pandas, for the terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd

from simulator.errors import expect
from simulator.scenario import Change, Summary

SUMMARISE = "Use simulator.summarise(outcome)."


def to_data(summary: Summary) -> dict[str, Any]:
    """Return a summary as plain data, ready for JSON."""
    expect("summary", summary, Summary, SUMMARISE)
    return asdict(summary)


def to_frame(summaries: Mapping[str, Summary]) -> pd.DataFrame:
    """Return one row a measure, one column a policy: the numbers that a ministry compares.

    >>> from simulator import Policy, compare, example_population
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> table = to_frame(compare(example_population(), {"universal": policy}))
    >>> round(float(table.loc["Cost, % of GDP", "universal"]), 2)
    1.89
    """
    expect("summaries", summaries, Mapping, "Use simulator.compare(population, policies).")
    return pd.DataFrame({name: pd.Series(rows(each)) for name, each in summaries.items()})


def rows(summary: Summary) -> dict[str, float | None]:
    """Return a summary's headline numbers by their printed names."""
    expect("summary", summary, Summary, SUMMARISE)
    reach, cost = summary.reach, summary.cost
    return {
        "Group reached, %": reach.group_percent,
        "Direct recipients, % of all persons": reach.direct_percent,
        "Persons in recipient households, % of all persons": reach.households_percent,
        "Exclusion error (poor of the group missed), %": reach.exclusion_error_percent,
        "Inclusion error (recipients who are not poor), %": reach.inclusion_error_percent,
        **_change_rows("All persons", summary.everyone),
        **_change_rows("The group", summary.group),
        "Gini before": summary.gini_before,
        "Gini after": summary.gini_after,
        f"Cost, million {summary.currency} a year": cost.total_year / 1e6,
        "Cost, % of GDP": cost.percent_of_gdp,
        "Cost, % of mean consumption": cost.percent_of_mean_consumption,
    }


def to_text(summary: Summary) -> str:
    """Return a summary as lines for the terminal, with what the data are and what must be known."""
    numbers = rows(summary)
    width = max(map(len, numbers))
    line = summary.line
    head = [
        summary.data_label,
        f"Poverty line: {line.label}, {line.month:,.0f} {summary.currency} a month per person.",
        f"Prices of {summary.price_year}. Seed {summary.seed}.",
        "",
    ]
    body = [f"{name:<{width}}  {number_text(value):>12}" for name, value in numbers.items()]
    notes = [f"Note: {note}" for note in summary.notes]
    return "\n".join([*head, *body, *([""] if notes else []), *notes])


def _change_rows(who: str, change: Change) -> dict[str, float | None]:
    named = {"headcount": "headcount_percent", "poverty gap": "gap_percent", "severity": "severity_percent"}
    return {
        f"{who}: {name} {when}, %": getattr(state, field) if state else None
        for name, field in named.items()
        for when, state in (("before", change.before), ("after", change.after))
    }


def number_text(value: float | None) -> str:
    """Return a number for people: four digits behind the point below 1, two above.

    >>> number_text(0.30021), number_text(None)
    ('0.3002', 'nobody')
    """
    return "nobody" if value is None else f"{value:,.4f}" if abs(value) < 1 else f"{value:,.2f}"
