"""A chart as SVG for a page that is printed: told apart by shade and pattern, with its text inside."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import zip_longest
from math import floor, log10

from simulator.errors import expect
from simulator.reports.charts import Chart

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 360, 190, 46, 24, 34
FILLS = ("#333", "url(#{id}-lines)", "#bbb", "#fff")
STEPS = (1, 2, 2.5, 5, 10)
TICKS = 4
# The legend: room for a name, what stands before it, the width of a letter, and how many fit beside the unit.
WIDEST_NAME, BESIDE_NAME, LETTER, BESIDE_UNIT = 90, 18, 5, 2


def chart_svg(chart: Chart) -> str:
    """Return a chart as one SVG element, readable in grey; its text stands in `title` and `desc`.

    >>> from simulator import Policy, example_population, simulate, summarise
    >>> from simulator.reports.charts import gains_by_tenth
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> chart_svg(gains_by_tenth(summarise(simulate(example_population(), policy))))[:13]
    '<svg viewBox='
    """
    expect("chart", chart, Chart, "Use simulator.reports.charts.charts(summary).")
    scale = Scale(*_ends(chart))
    parts = [*_axis(scale), *_bars(chart, scale), *_legend(chart), *_words(chart)]
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{chart.id}-title {chart.id}-text">'
        f'<title id="{chart.id}-title">{escape(chart.title)}</title>'
        f'<desc id="{chart.id}-text">{escape(chart.alt_text)}</desc>{_pattern(chart)}{"".join(parts)}</svg>'
    )


class Scale:
    """From values to heights on the page: round ticks from the lowest to the highest, 0 among them."""

    def __init__(self, low: float, high: float) -> None:
        self.step = round_step((high - low) / TICKS)
        self.low = floor(low / self.step) * self.step
        self.high = -floor(-high / self.step) * self.step or self.step

    def height(self, value: float) -> float:
        """Return how far from the top of the page a value stands."""
        inside = HEIGHT - TOP - BOTTOM
        return TOP + inside * (self.high - value) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """Return the values that are written beside the axis."""
        number = round((self.high - self.low) / self.step)
        return [self.low + place * self.step for place in range(number + 1)]


def round_step(rough: float) -> float:
    """Return the next round number: 1, 2, 2.5 or 5 times a power of ten; 1 for nothing.

    >>> round_step(0.3), round_step(7), round_step(0)
    (0.5, 10.0, 1.0)
    """
    if not rough > 0:
        return 1.0
    power = 10.0 ** floor(log10(rough))
    return next(step * power for step in STEPS if step * power >= rough * (1 - 1e-9))


def _ends(chart: Chart) -> tuple[float, float]:
    columns = zip_longest(*chart.series.values(), fillvalue=None)
    ends = [0.0]
    for column in columns:
        known = [value for value in column if value is not None]
        ends += [sum(known)] if chart.stacked else known
    return min(ends), max(ends)


def _axis(scale: Scale) -> Iterator[str]:
    for value in scale.ticks():
        y = scale.height(value)
        shade = "#000" if value == 0 else "#ccc"
        yield f'<line x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}" stroke="{shade}"/>'
        yield f'<text x="{LEFT - 4}" y="{y + 3:.1f}" text-anchor="end">{_short(value)}</text>'


def _bars(chart: Chart, scale: Scale) -> Iterator[str]:
    slot = (WIDTH - LEFT) / len(chart.labels)
    beside = 1 if chart.stacked else len(chart.series)
    width = 0.72 * slot / beside
    for place, label in enumerate(chart.labels):
        left = LEFT + slot * place
        middle = left + slot / 2
        yield f'<text x="{middle:.1f}" y="{HEIGHT - BOTTOM + 12}" text-anchor="middle">{escape(label)}</text>'
        base = 0.0
        for number, values in enumerate(chart.series.values()):
            value = values[place]
            if value is None:
                yield f'<text x="{middle:.1f}" y="{scale.height(0) - 3:.1f}" text-anchor="middle">–</text>'
                continue
            x = left + 0.14 * slot + (0 if chart.stacked else number * width)
            yield _bar(x, width, (scale.height(base), scale.height(base + value)), _fill(chart, number))
            base += value if chart.stacked else 0.0


def _bar(x: float, width: float, ends: tuple[float, float], fill: str) -> str:
    top, bottom = sorted(ends)
    size = f'width="{width:.1f}" height="{bottom - top:.2f}"'
    return f'<rect x="{x:.1f}" y="{top:.2f}" {size} fill="{fill}" stroke="#000" stroke-width=".6"/>'


def _legend(chart: Chart) -> Iterator[str]:
    apart = min(WIDEST_NAME, (WIDTH - LEFT) / len(chart.series))
    letters = int((apart - BESIDE_NAME) / LETTER)
    for number, full in enumerate(chart.series if len(chart.series) > 1 else ()):
        name = full if len(full) <= letters else f"{full[: letters - 1]}…"
        x = LEFT + apart * number
        yield f'<rect x="{x}" y="5" width="10" height="10" fill="{_fill(chart, number)}" stroke="#000"/>'
        yield f'<text x="{x + 14}" y="14">{escape(name)}</text>'


def _words(chart: Chart) -> Iterator[str]:
    along = chart.along
    if len(chart.series) > BESIDE_UNIT:  # the names of the series need the place of the unit
        along = f"{along}; {chart.unit}"
    else:
        yield f'<text x="{WIDTH}" y="14" text-anchor="end">{escape(chart.unit)}</text>'
    yield f'<text x="{(WIDTH + LEFT) / 2}" y="{HEIGHT - 6}" text-anchor="middle">{escape(along)}</text>'


def _fill(chart: Chart, number: int) -> str:
    return FILLS[number % len(FILLS)].format(id=chart.id)


def _pattern(chart: Chart) -> str:
    """Return white with thin lines across: in grey it is told apart from dark and from light."""
    return (
        f'<defs><pattern id="{chart.id}-lines" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/>'
        '<line x1="0" y1="0" x2="0" y2="5" stroke="#333" stroke-width="1.4"/></pattern></defs>'
    )


def _short(value: float) -> str:
    """Return a tick in few letters.

    >>> _short(2500000), _short(-0.5), _short(0.0)
    ('2.5 m', '-0.5', '0')
    """
    for size, letter in ((1e9, " bn"), (1e6, " m"), (1e3, " k")):
        if abs(value) >= size:
            return f"{value / size:g}{letter}"
    return f"{value:.3g}" if value else "0"
