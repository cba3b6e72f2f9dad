"""A summary as plain data, as rows of numbers, and as a table for pandas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, astuple
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from simulator.errors import expect
from simulator.scenario import Change, Payment, Poverty, SchemeSummary, Summary
from simulator.sentences import Sentences, read_sentences

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

SUMMARISE = "Use simulator.summarise(outcome)."
STATES = ("without", "before", "after")
POVERTY = {"headcount": "headcount_percent", "poverty gap": "gap_percent", "severity": "severity_percent"}
MILLION, MONTHS = 1e6, 12
NAMES_FILE = "row_names.yaml"
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
    return named_rows(summary, row_names())


@cache
def row_names() -> Sentences:
    """Return what rows are called in English.

    >>> row_names().say("cost.of_gdp")
    'Cost, % of GDP'
    """
    return Sentences(read_sentences(files(__package__).joinpath(NAMES_FILE).read_text("utf-8"), NAMES_FILE))


def named_rows(summary: Summary, names: Sentences) -> dict[str, float | None]:
    """Return the numbers of `rows` by their names in a language, whose keys are those of `row_names`."""
    expect("summary", summary, Summary, SUMMARISE)
    balance = summary.balance
    return {
        **reach_rows(summary, names),
        **_poverty_rows(names.say("everyone"), summary.everyone, names),
        **_poverty_rows(names.say("group"), summary.group, names),
        **dict(zip(ginis(names), (summary.gini_before, summary.gini_after), strict=True)),
        **dict(_scheme_rows(summary, names)),
        **dict(_cost_rows(summary, names)),
        **dict(_payment_rows(summary.financing, names)),
        names.say("mean_consumption"): summary.cost.survey_mean_percent_of_gdp_per_person,
        names.say("winners"): balance.winners_percent,
        names.say("losers"): balance.losers_percent,
    }


def reach_rows(summary: Summary, names: Sentences) -> dict[str, float | None]:
    """Return who is reached and who is missed, by the names of a language."""
    reach = summary.reach
    return {
        names.say("reach.group"): reach.group_percent,
        names.say("reach.direct"): reach.direct_percent,
        names.say("reach.households"): reach.households_percent,
        names.say("reach.exclusion"): reach.exclusion_error_percent,
        names.say("reach.inclusion"): reach.inclusion_error_percent,
    }


def ginis(names: Sentences) -> tuple[str, str]:
    """Return what both Gini indices are called.

    >>> ginis(row_names())
    ('Gini before', 'Gini after')
    """
    return names.say("gini.before"), names.say("gini.after")


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


def _poverty_rows(who: str, change: Change, names: Sentences) -> dict[str, float | None]:
    """Return each measure in each state; `without` transfers only where it is known."""
    states: dict[str, Poverty | None] = {name: getattr(change, name) for name in STATES}
    if change.without is None:
        del states["without"]
    return {
        names.say(f"{field}.{when}", who=who): getattr(state, field) if state else None
        for field in POVERTY.values()
        for when, state in states.items()
    }


def _scheme_rows(summary: Summary, names: Sentences) -> Iterator[Row]:
    """Yield what a recipient is paid, in its three units; of several schemes persons, cost and errors too."""
    units, schemes = ("paid", "paid_of_gdp", "paid_of_consumption"), summary.schemes
    for label, each in zip(numbered(names.name(each.label) for each in schemes), schemes, strict=True):
        if len(schemes) > 1:
            yield from ((names.say(f"scheme.{name}", scheme=label), number) for name, number in _alone(each))
        paid = astuple(each.paid_per_recipient) if each.paid_per_recipient else (None, None, None)
        for unit, value in zip(units, paid, strict=True):
            yield names.say(f"scheme.{unit}", scheme=label, **_prices(summary)), value


def _alone(scheme: SchemeSummary) -> Iterator[Row]:
    """Yield what is said of one of several schemes."""
    yield "reached", scheme.reached_persons
    yield "cost", scheme.percent_of_gdp
    yield "exclusion", scheme.exclusion_error_percent
    yield "inclusion", scheme.inclusion_error_percent


def _prices(summary: Summary) -> dict[str, str]:
    return {"currency": summary.currency, "year": str(summary.price_year)}


def _cost_rows(summary: Summary, names: Sentences) -> Iterator[Row]:
    cost, prices = summary.cost, _prices(summary)
    yield names.say("cost.year", **prices), cost.total_year / MILLION
    yield names.say("cost.of_gdp"), cost.percent_of_gdp
    yield names.say("cost.of_consumption"), cost.percent_of_mean_consumption
    if cost.saved_month:
        yield names.say("cost.saved", **prices), MONTHS * cost.saved_month / MILLION
        yield names.say("cost.left", **prices), MONTHS * cost.needed_month / MILLION


def _payment_rows(financing: tuple[Payment, ...], names: Sentences) -> Iterator[Row]:
    labels = numbered(names.name(each.label) for each in financing)
    for label, each in zip(labels, financing, strict=True):
        if len(financing) > 1:
            yield names.say("source.share", source=label), 100 * each.share
        if each.rate_percent is not None:
            yield names.say("source.rate", source=label), each.rate_percent
        if each.higher_rate_percent is not None:
            yield names.say("source.higher_rate", source=label), each.higher_rate_percent
