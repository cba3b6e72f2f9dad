"""The charts of a result as plotly figures, each with a text in its place and a table of its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.reports.charts import Chart, charts
from simulator.reports.compared_charts import compared_charts
from simulator.reports.packages import needs
from simulator.scenario import Summary

if TYPE_CHECKING:  # both take longer to load than all the rest
    import pandas as pd
    import plotly.graph_objects as go

# Dark, middle and light: told apart in print without colour too, and by pattern.
COLOURS = ("#1f4e79", "#c9d8e8", "#7f7f7f")
PATTERNS = ("", "/", "x")
DASHES = ("solid", "dash", "dot", "dashdot")


@dataclass(frozen=True, eq=False)
class Figure:
    """A plotly figure, what it shows in words, and its numbers as a pandas frame with units in the names."""

    figure: go.Figure
    alt_text: str
    table: pd.DataFrame


def figures(summary: Summary) -> dict[str, Figure]:
    """Return the charts of a result by name, as plotly figures.

    The names are `reach_by_tenth`, `gains_by_tenth`, `poverty` and `cost_and_financing`. Each figure
    carries its text in `layout.meta` too, so that what shows it can say it. Needs plotly.

    >>> from simulator import Policy, example_population, simulate, summarise
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> drawn = figures(summarise(simulate(example_population(), policy)))
    >>> float(drawn["poverty"].table.loc["after", "all persons, % of persons"])
    45.0
    """
    return {chart.id: figure_of(chart) for chart in charts(summary)}


def comparison_figures(summaries: Mapping[str, Summary]) -> dict[str, Figure]:
    """Return the charts of several policies by name, as plotly figures: see `compared_charts`. Needs plotly.

    >>> from simulator import Policy, compare, example_population
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> comparison_figures(compare(example_population(), {"all": policy}))["compared_cost"].alt_text
    'Cost in percent of GDP: all 1.89.'
    """
    return {chart.id: figure_of(chart) for chart in compared_charts(summaries)}


def figure_of(chart: Chart) -> Figure:
    """Return a chart as a plotly figure, with its text and its table. Needs plotly."""
    return Figure(_drawn(chart), chart.alt_text, _table(chart))


def _table(chart: Chart) -> pd.DataFrame:
    import pandas as pd

    columns = {f"{name}, {chart.unit}": values for name, values in chart.series.items()}
    index = pd.Index(chart.labels, name=chart.along)
    return pd.DataFrame(columns, index=index, dtype=float)


def _drawn(chart: Chart) -> go.Figure:
    with needs("plotly", "A figure"):
        import plotly.graph_objects as go

    drawn = [_traced(chart, place, name) for place, name in enumerate(chart.series)]
    layout: dict[str, Any] = {
        "title": {"text": chart.title},
        "barmode": "stack" if chart.kind == "stacked" else "group",
        "meta": {"alt_text": chart.alt_text},
        "template": "plotly_white",
        "xaxis": {"title": {"text": chart.along}, "type": None if chart.places else "category"},
        "yaxis": {"title": {"text": chart.unit}},
    }
    return go.Figure(data=drawn, layout=layout)


def _traced(chart: Chart, place: int, name: str) -> go.Bar | go.Scatter:
    """Return one series: a line over places, otherwise bars over labels."""
    import plotly.graph_objects as go

    values = list(chart.series[name])
    if not chart.places:
        return go.Bar(x=list(chart.labels), y=values, name=name, marker=_marker(place))
    shape = {"shape": "hv" if chart.kind == "steps" else "linear", "dash": DASHES[place % len(DASHES)]}
    return go.Scatter(x=list(chart.places), y=values, name=name, mode="lines", line=shape)


def _marker(place: int) -> dict[str, Any]:
    shade = COLOURS[place % len(COLOURS)]
    pattern = {"shape": PATTERNS[place % len(PATTERNS)], "fgcolor": "#1b1b1b"}
    return {"color": shade, "line": {"color": "#1b1b1b", "width": 1}, "pattern": pattern}
