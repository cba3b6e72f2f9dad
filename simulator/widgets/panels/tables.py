"""Records of results as tables in a panel: a breakdown by groups, intervals, a projection, a proxy score."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.projection import ProjectedYear
from simulator.reports.layout import ABSENT, cell
from simulator.scenario import Group
from simulator.surveys import ProxyMeansModel
from simulator.uncertainty import Estimated
from simulator.widgets.panels.pieces import paragraph, table


def groups_table(groups: Sequence[Group]) -> str:
    """Return a breakdown as a table, a row a group; a hidden group says why.

    >>> from simulator import Policy, breakdown, example_population, simulate
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> "rural" in groups_table(breakdown(simulate(example_population(), policy), "area"))
    True
    """
    heads = ("Group", "Persons", "Poor before, %", "Poor after, %", "Reached, %", "Gain, % of consumption")
    by = groups[0].by.replace("_", " ")
    told = paragraph("How such groups differ was assumed.") if groups[0].assumption_driven else ""
    return table(f"The result by {by}", heads, [_group_row(each) for each in groups]) + told


def intervals_table(found: Sequence[Estimated]) -> str:
    """Return numbers with their sampling intervals as a table.

    >>> from simulator.uncertainty import Interval
    >>> place = ("summary.cost", "percent_of_gdp", "", None, "Cost, % of GDP", "percent of GDP")
    >>> one = Estimated(*place, Interval(0.8, 0.1, 0.6, 1.0, 0.95, "linearised, normal", None), 1.5, None)
    >>> "95 % intervals, linearised, normal" in intervals_table([one])
    True
    """
    first = next((each.interval for each in found if each.interval is not None), None)
    how = "Intervals" if first is None else f"{100 * first.level:g} % intervals, {first.method}"
    drawn = "" if first is None or first.replicates is None else f", {first.replicates:,} replicates"
    heads = ("Number", "Estimate", "Low", "High", "Standard error")
    return table(f"{how}{drawn}", heads, [_interval_row(each) for each in found])


def years_table(years: Sequence[ProjectedYear], currency: str) -> str:
    """Return a projection as a table, a row a year."""
    heads = (
        *("Year", "Persons", "Recipients", "% of persons", "Cost, % of GDP"),
        *(f"Cost, million {currency} a year", f"The same in money of the year, million {currency}"),
    )
    rows = [
        (
            str(each.year),
            f"{each.persons:,.0f}",
            f"{each.recipients:,.0f}",
            cell(each.coverage_percent),
            cell(each.cost_percent_of_gdp),
            cell(each.cost_year / 1e6),
            cell(each.cost_current_year / 1e6),
        )
        for each in years
    ]
    return table("Cost and recipients of all schemes, each year", heads, rows)


def score_tables(model: ProxyMeansModel) -> str:
    """Return a proxy score's errors by quota, and its coefficients, as two tables."""
    heads = ("Quota, % of persons", "Exclusion error, %", "Inclusion error, %", "Either in theory, %")
    rows = [
        (f"{each.quota_percent:g}", *(cell(getattr(each, f"{name}_percent")) for name in ERRORS))
        for each in model.errors
    ]
    terms = [(each.term, f"{each.value:.4f}", f"{each.standard_error:.4f}") for each in model.coefficients]
    errors = table("Errors of a quota by the score, on households left out", heads, rows)
    named = ("Term", "Coefficient, log consumption", "Standard error")
    return errors + table("What the score is made of", named, terms)


ERRORS = ("exclusion", "inclusion", "theory")


def _group_row(group: Group) -> tuple[str, ...]:
    if group.hidden is not None:
        return group.label, group.hidden, *([ABSENT] * 4)
    states = (group.poverty.before, group.poverty.after)
    poor = (cell(state.headcount_percent if state else None) for state in states)
    persons = "" if group.persons is None else f"{group.persons:,.0f}"
    return group.label, persons, *poor, cell(group.reached_percent), cell(group.gain_percent)


def _interval_row(each: Estimated) -> tuple[str, ...]:
    if each.interval is None:
        return each.label, *([ABSENT] * 4)
    found = each.interval
    return each.label, *map(cell, (found.estimate, found.low, found.high, found.standard_error))
