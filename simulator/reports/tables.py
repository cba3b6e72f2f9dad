"""A summary as plain data, as rows of numbers, and as a table for pandas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, astuple
from typing import TYPE_CHECKING, Any

from simulator.errors import expect
from simulator.scenario import Change, Cost, Payment, SchemeSummary, Summary

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

SUMMARISE = "Use simulator.summarise(outcome)."
STATES = ("without", "before", "after")
POVERTY = {"headcount": "headcount_percent", "poverty gap": "gap_percent", "severity": "severity_percent"}
GINIS = ("Gini before", "Gini after")
MILLION, MONTHS = 1e6, 12
Row = tuple[str, float | None]


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
    import pandas as pd

    columns = {name: rows(each) for name, each in summaries.items()}
    return pd.DataFrame(
        {name: pd.Series(column, dtype=float) for name, column in columns.items()},
        index=all_names(columns.values()),
    )


def all_names(columns: Iterable[Mapping[str, float | None]]) -> list[str]:
    """Return the names of the rows of all columns; a row that the first lacks follows what stands above it.

    >>> all_names([{"a": 1, "c": 2}, {"a": 1, "b": 3, "c": 2}])
    ['a', 'b', 'c']
    """
    found: list[str] = []
    for column in columns:
        place = 0
        for name in column:
            if name not in found:
                found.insert(place, name)
            place = found.index(name) + 1
    return found


def rows(summary: Summary) -> dict[str, float | None]:
    """Return a summary's numbers by their printed names; None where there is nobody, or nothing, to measure.

    Money is in the prices of the year named. A row that says nothing, such as the rate of a source
    whose payers are not modelled, is left out.
    """
    expect("summary", summary, Summary, SUMMARISE)
    balance = summary.balance
    prices = f"{summary.currency} of {summary.price_year}"
    return {
        **reach_rows(summary),
        **_poverty_rows("All persons", summary.everyone),
        **_poverty_rows("The group", summary.group),
        **dict(zip(GINIS, (summary.gini_before, summary.gini_after), strict=True)),
        **dict(_scheme_rows(summary.schemes, prices)),
        **dict(_cost_rows(summary.cost, prices)),
        **dict(_payment_rows(summary.financing)),
        "Mean consumption in the data, % of GDP per person": (
            summary.cost.survey_mean_percent_of_gdp_per_person
        ),
        "Winners, % of persons": balance.winners_percent,
        "Losers, % of persons": balance.losers_percent,
    }


def reach_rows(summary: Summary) -> dict[str, float | None]:
    """Return who is reached and who is missed, by the printed names."""
    reach = summary.reach
    return {
        "Group reached, %": reach.group_percent,
        "Direct recipients, % of all persons": reach.direct_percent,
        "Persons in recipient households, % of all persons": reach.households_percent,
        "Exclusion error (poor of the group missed), %": reach.exclusion_error_percent,
        "Inclusion error (recipients who are not poor), %": reach.inclusion_error_percent,
    }


def numbered(labels: Iterable[str]) -> list[str]:
    """Return the labels, those that come more than once with a number.

    >>> numbered(["Pension", "Child benefit", "Pension"])
    ['Pension 1', 'Child benefit', 'Pension 2']
    """
    listed = list(labels)
    return [
        f"{label} {listed[: place + 1].count(label)}" if listed.count(label) > 1 else label
        for place, label in enumerate(listed)
    ]


def _poverty_rows(who: str, change: Change) -> dict[str, float | None]:
    """Return each measure in each state; `without` transfers only where it is known."""
    states = {name: getattr(change, name) for name in STATES}
    if change.without is None:
        del states["without"]
    return {
        f"{who}: {name} {when}, %": getattr(state, field) if state else None
        for name, field in POVERTY.items()
        for when, state in states.items()
    }


def _scheme_rows(schemes: tuple[SchemeSummary, ...], prices: str) -> Iterator[Row]:
    """Yield what a recipient is paid, in its three units; of several schemes persons, cost and errors too."""
    units = (f"{prices} a month", "% of GDP per person", "% of mean consumption per person")
    for label, each in zip(numbered(each.label for each in schemes), schemes, strict=True):
        if len(schemes) > 1:
            yield f"{label}: reached, persons", each.reached_persons
            yield f"{label}: cost, % of GDP", each.percent_of_gdp
            yield f"{label}: exclusion error (poor of its group missed), %", each.exclusion_error_percent
            yield f"{label}: inclusion error (its recipients not poor), %", each.inclusion_error_percent
        paid = astuple(each.paid_per_recipient) if each.paid_per_recipient else (None, None, None)
        for unit, value in zip(units, paid, strict=True):
            yield f"{label}: paid per recipient, {unit}", value


def _cost_rows(cost: Cost, prices: str) -> Iterator[Row]:
    yield f"Cost, million {prices} a year", cost.total_year / MILLION
    yield "Cost, % of GDP", cost.percent_of_gdp
    yield "Cost, % of mean consumption", cost.percent_of_mean_consumption
    if cost.saved_month:
        yield f"Saved on benefits replaced, million {prices} a year", MONTHS * cost.saved_month / MILLION
        yield f"Left to be paid for, million {prices} a year", MONTHS * cost.needed_month / MILLION


def _payment_rows(financing: tuple[Payment, ...]) -> Iterator[Row]:
    for label, each in zip(numbered(each.label for each in financing), financing, strict=True):
        if len(financing) > 1:
            yield f"{label}: part of the budget, %", 100 * each.share
        if each.rate_percent is not None:
            yield f"{label}: rate, % of what it is levied on", each.rate_percent
        if each.higher_rate_percent is not None:
            yield f"{label}: higher rate, % of what lies above the second amount", each.higher_rate_percent
