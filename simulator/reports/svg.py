"""A chart as SVG, for paper, light and dark pages: told apart by pattern and dash too, its text inside."""

from __future__ import annotations

from html import escape

from simulator.errors import expect
from simulator.reports.charts import Chart
from simulator.reports.svg_kinds import KINDS
from simulator.reports.svg_scale import LETTERS, WIDTH, Scale, round_step

__all__ = ["Scale", "chart_svg", "round_step"]


def chart_svg(chart: Chart) -> str:
    """Return a chart as one SVG element, readable in grey; its text stands in `title` and `desc`.

    It is drawn in the colour of the text around it, on no ground of its own.

    >>> from simulator import Policy, example_population, simulate, summarise
    >>> from simulator.reports.charts import gains_by_tenth
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> chart_svg(gains_by_tenth(summarise(simulate(example_population(), policy))))[:13]
    '<svg viewBox='
    """
    expect("chart", chart, Chart, "Use simulator.reports.charts.charts(summary).")
    parts, height = KINDS[chart.kind](chart)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" font-size="{LETTERS}" fill="currentColor" '
        f'aria-labelledby="{chart.id}-title {chart.id}-text">'
        f'<title id="{chart.id}-title">{escape(chart.title)}</title>'
        f'<desc id="{chart.id}-text">{escape(chart.alt_text)}</desc>{_pattern(chart)}{"".join(parts)}</svg>'
    )


def _pattern(chart: Chart) -> str:
    """Return thin lines across: in grey they are told apart from dark and from light."""
    return (
        f'<defs><pattern id="{chart.id}-lines" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="5" stroke="currentColor" '
        'stroke-width="1.4"/></pattern></defs>'
    )
