"""What the charts of a comparison show: the same policies side by side, whatever draws them."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.errors import EmptyGroup, expect
from simulator.reports.charts import Chart, gains_by_tenth
from simulator.reports.layout import number_text
from simulator.reports.tables import SUMMARISE
from simulator.scenario import Summary

BEFORE = "before"


def compared_charts(summaries: Mapping[str, Summary]) -> tuple[Chart, ...]:
    """Return the charts of several policies: poverty, cost, and gains by tenth.

    >>> from simulator import Policy, compare, example_population
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> [each.id for each in compared_charts(compare(example_population(), {"all": policy}))]
    ['compared_poverty', 'compared_cost', 'compared_gains']
    """
    expect("summaries", summaries, Mapping, "Use simulator.compare(population, policies).")
    if not summaries:
        raise EmptyGroup("summaries: no policy was compared. Give one at least, by name.")
    for name, each in summaries.items():
        expect(f"summaries.{name}", each, Summary, SUMMARISE)
    return compared_poverty(summaries), compared_cost(summaries), compared_gains(summaries)


def compared_poverty(summaries: Mapping[str, Summary]) -> Chart:
    """Return the headcount before, and after each policy."""
    first = next(iter(summaries.values()))
    before = first.everyone.before
    shares = {BEFORE: None if before is None else before.headcount_percent}
    shares |= {
        name: each.everyone.after.headcount_percent if each.everyone.after else None
        for name, each in summaries.items()
    }
    return Chart(
        id="compared_poverty",
        title=f"Poor before and after each policy, at the line: {first.line.label}",
        unit="% of persons",
        along="Policy",
        labels=tuple(shares),
        series={"all persons": tuple(shares.values())},
        alt_text=f"Poor in percent of all persons: {_told(shares)}.",
        kind="rows",
    )


def compared_cost(summaries: Mapping[str, Summary]) -> Chart:
    """Return what each policy costs in percent of GDP."""
    costs: dict[str, float | None] = {name: each.cost.percent_of_gdp for name, each in summaries.items()}
    return Chart(
        id="compared_cost",
        title="What each policy costs, with administration",
        unit="% of GDP",
        along="Policy",
        labels=tuple(costs),
        series={"cost": tuple(costs.values())},
        alt_text=f"Cost in percent of GDP: {_told(costs)}.",
        kind="rows",
    )


def compared_gains(summaries: Mapping[str, Summary]) -> Chart:
    """Return what each tenth gains from each policy, net of what it pays."""
    every = {name: gains_by_tenth(each) for name, each in summaries.items()}
    first = next(iter(every.values()))
    told = " ".join(f"{name}: {chart.alt_text}" for name, chart in every.items())
    return Chart(
        id="compared_gains",
        title=first.title,
        unit=first.unit,
        along=first.along,
        labels=first.labels,
        series={name: next(iter(chart.series.values())) for name, chart in every.items()},
        alt_text=told,
    )


def _told(values: Mapping[str, float | None]) -> str:
    return ", ".join(f"{name} {number_text(value)}" for name, value in values.items())
