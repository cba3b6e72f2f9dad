"""What a notebook shows of a projection: a table of its years, and charts with a text in their place."""

from __future__ import annotations

from simulator.errors import expect
from simulator.projection.records import Projection
from simulator.projection.reports import PROJECT, years_shown
from simulator.reports.charts import Chart
from simulator.reports.figures import Figure, figure_of
from simulator.reports.layout import cell, number_text
from simulator.reports.notebook import show_as, table_html


def projection_html(projection: Projection) -> str:
    """Return a projection as an accessible table, its warnings and notes below."""
    expect("projection", projection, Projection, PROJECT)
    head = ["Year", "persons", "recipients", "% of persons", "cost, % of GDP", "rate of each source, %"]
    lines = [
        [
            str(each.year),
            f"{each.persons:,.0f}",
            f"{each.recipients:,.0f}",
            cell(each.coverage_percent),
            cell(each.cost_percent_of_gdp),
            ", ".join(cell(paid.rate_percent) for paid in each.financing),
        ]
        for each in years_shown(projection.years)
    ]
    warnings = [f"Warning: {each}" for each in projection.warnings]
    return table_html(projection.data_label, head, lines, [*warnings, *projection.notes])


def projection_figures(projection: Projection) -> dict[str, Figure]:
    """Return cost and coverage over the years as plotly figures, each with a text and a table. Needs plotly.

    >>> from simulator import Policy, example_population
    >>> from simulator.projection import held_constant, project
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> drawn = projection_figures(project(held_constant(example_population()), policy, to=2025))
    >>> drawn["coverage_by_year"].alt_text
    'Recipients in percent of all persons: 45.00 in 2024, 45.00 in 2025.'
    """
    expect("projection", projection, Projection, PROJECT)
    costs = [each.cost_percent_of_gdp for each in projection.years]
    shares = [each.coverage_percent for each in projection.years]
    cost = _chart(projection, "cost_by_year", ("Cost, with administration", "% of GDP"), costs)
    reach = _chart(projection, "coverage_by_year", ("Recipients", "% of all persons"), shares)
    return {chart.id: figure_of(chart) for chart in (cost, reach)}


def _chart(projection: Projection, name: str, told: tuple[str, str], values: list[float]) -> Chart:
    title, unit = told
    labels = tuple(str(each.year) for each in projection.years)
    ends = dict.fromkeys((0, len(values) - 1))
    words = ", ".join(f"{number_text(values[place])} in {labels[place]}" for place in ends)
    return Chart(
        id=name,
        title=f"{title}, {projection.data_label}",
        unit=unit,
        along="Year",
        labels=labels,
        series={title: tuple(values)},
        alt_text=f"{title.partition(',')[0]} in {unit.replace('% of', 'percent of')}: {words}.",
        kind="lines",
        places=tuple(float(each.year) for each in projection.years),
    )


show_as(Projection, projection_html)
