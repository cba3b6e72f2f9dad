"""The kinds of charts: upright bars, beside or on each other, bars in rows, lines, and steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType

from simulator.reports.charts import Chart, Values
from simulator.reports.layout import cell
from simulator.reports.svg_scale import (
    BOTTOM,
    HEIGHT,
    LEFT,
    LETTER,
    LINE,
    TOP,
    WIDTH,
    Scale,
    name_lines,
    short,
    shorts,
    spread,
    ticks_between,
)

FILLS = (
    'fill="currentColor" fill-opacity=".75"',
    'fill="url(#{id}-lines)"',
    'fill="currentColor" fill-opacity=".25"',
    'fill="none"',
)
# Of a middle shade, so that they stand out on white and on black; in grey their dashes tell them apart.
COLOURS = ("currentColor", "#2a7fb8", "#c4622d", "#7d6bb5", "#2f8a5b")
DASHES = ("", "7 3", "2 3", "9 3 2 3")
# The most letters of a name on a line, where names stand to the left of rows or to the right of lines.
LETTERS_OF_ROW, LETTERS_OF_LINE = 18, 15
TICKS_ALONG, BAR, BEFORE_NAME = 7, 12, 14
# The legend: room for a name, what stands before it, and how many fit beside the unit.
WIDEST_NAME, BESIDE_NAME, BESIDE_UNIT = 90, 18, 2
GRID = {True: 'stroke="currentColor"', False: 'stroke="currentColor" stroke-opacity=".22"'}


def bars(chart: Chart) -> tuple[list[str], float]:
    """Draw upright bars, beside each other or, of the kind 'stacked', on each other."""
    scale = Scale(*_ends(chart))
    unit = len(chart.series) <= BESIDE_UNIT  # else the names of the series need its place
    along = chart.along if unit else f"{chart.along}; {chart.unit}"
    words = [*_legend(chart), text((WIDTH + LEFT) / 2, HEIGHT - 6, along, "middle")]
    if unit:
        words.append(text(WIDTH, 14, chart.unit, "end"))
    return [*_axis(scale, WIDTH), *_columns(chart, scale), *words], HEIGHT


def rows(chart: Chart) -> tuple[list[str], float]:
    """Draw lying bars, each with its number at its end: for names that need room."""
    names = [name_lines(each, LETTERS_OF_ROW) for each in chart.labels]
    left = LETTER * max(len(line) for each in names for line in each) + 8
    high = max(BAR * len(chart.series), LINE * max(map(len, names))) + 8
    parts = [*_legend(chart), text(WIDTH, 14, chart.unit, "end")]
    for place, name in enumerate(names):
        middle = TOP + high * (place + 0.5)
        parts += _stack(left - 6, middle, name, "end")
        parts += _row(chart, place, (left, middle - BAR * len(chart.series) / 2))
    bottom = TOP + high * len(names)
    zero = _across(_ends(chart), left)(0.0)
    parts.append(f'<line x1="{zero:.1f}" x2="{zero:.1f}" y1="{TOP}" y2="{bottom:.1f}" {GRID[True]}/>')
    return parts, bottom + 6


def lines(chart: Chart) -> tuple[list[str], float]:
    """Draw a line for each series over the numbers in `places`, its name at its end.

    Of the kind 'steps' a value holds from its place to the next one.
    """
    names = [name_lines(each, LETTERS_OF_LINE) for each in chart.series if len(chart.series) > 1]
    widest = max((len(line) for each in names for line in each), default=0)
    right = WIDTH - (LETTER * widest + BEFORE_NAME + 8 if names else 14)
    apart = LINE * max(map(len, names), default=0) + 2
    scale = Scale(*_ends(chart), inside=max(HEIGHT - TOP - BOTTOM, apart * len(names)))
    floor = TOP + scale.inside
    parts = [*_axis(scale, right), *_along(chart, floor, right), text(0, 14, chart.unit)]
    for number, values in enumerate(chart.series.values()):
        points = _points(chart, values, scale, right)
        parts.append(f'<path d="{_path(points, chart.kind == "steps")}" fill="none" {_stroke(number)}/>')
    ends = [_last(each, scale) for each in chart.series.values()]
    heights = spread(ends, apart, floor - apart / 2)
    for number, name in enumerate(names):
        parts += _named(name, right, (ends[number], heights[number]), number)
    return [*parts, text((LEFT + right) / 2, floor + 28, chart.along, "middle")], floor + BOTTOM


# Each returns the elements of a drawing, and how high it is.
KINDS: Mapping[str, Callable[[Chart], tuple[list[str], float]]] = MappingProxyType(
    {"bars": bars, "stacked": bars, "rows": rows, "lines": lines, "steps": lines}
)


def text(x: float, y: float, words: str, anchor: str = "start") -> str:
    """Return words at a place."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def fill_of(chart: Chart, number: int) -> str:
    """Return how the bars of a series are filled."""
    return FILLS[number % len(FILLS)].format(id=chart.id)


def _ends(chart: Chart) -> tuple[float, float]:
    """Return the lowest and the highest value that is drawn, 0 among them."""
    ends = [0.0]
    for column in zip(*chart.series.values(), strict=True):
        known = [value for value in column if value is not None]
        ends += [sum(known)] if chart.kind == "stacked" else known
    return min(ends), max(ends)


def _axis(scale: Scale, right: float) -> Iterator[str]:
    for value in scale.ticks():
        y = scale.height(value)
        yield f'<line x1="{LEFT}" x2="{right:.1f}" y1="{y:.1f}" y2="{y:.1f}" {GRID[value == 0]}/>'
        yield text(LEFT - 4, y + 4, short(value), "end")


def _columns(chart: Chart, scale: Scale) -> Iterator[str]:
    is_stacked = chart.kind == "stacked"
    slot = (WIDTH - LEFT) / len(chart.labels)
    width = 0.72 * slot / (1 if is_stacked else len(chart.series))
    for place, label in enumerate(chart.labels):
        left = LEFT + slot * place
        middle = left + slot / 2
        yield text(middle, HEIGHT - BOTTOM + 13, label, "middle")
        base = 0.0
        for number, values in enumerate(chart.series.values()):
            value = values[place]
            if value is None:
                yield text(middle, scale.height(0) - 3, "–", "middle")
                continue
            x = left + 0.14 * slot + (0 if is_stacked else number * width)
            top, bottom = sorted((scale.height(base), scale.height(base + value)))
            yield _bar((x, top), (width, bottom - top), fill_of(chart, number))
            base += value if is_stacked else 0.0


def _bar(corner: tuple[float, float], size: tuple[float, float], fill: str) -> str:
    place = f'x="{corner[0]:.1f}" y="{corner[1]:.2f}"'
    sides = f'width="{size[0]:.2f}" height="{size[1]:.2f}"'
    return f'<rect {place} {sides} {fill} stroke="currentColor" stroke-width=".6"/>'


def _legend(chart: Chart) -> Iterator[str]:
    apart = min(WIDEST_NAME, (WIDTH - LEFT) / len(chart.series))
    letters = int((apart - BESIDE_NAME) / LETTER)
    for number, full in enumerate(chart.series if len(chart.series) > 1 else ()):
        name = full if len(full) <= letters else f"{full[: letters - 1]}…"
        x = LEFT + apart * number
        yield _bar((x, 5), (10, 10), fill_of(chart, number))
        yield text(x + 14, 14, name)


def _across(ends: tuple[float, float], left: float) -> Callable[[float], float]:
    """Return where across the drawing of rows a value stands."""
    low, high = ends
    inside = WIDTH - left - 8 * LETTER  # the rest is room for the longest number
    return lambda value: left + inside * (value - low) / ((high - low) or 1.0)


def _row(chart: Chart, place: int, corner: tuple[float, float]) -> Iterator[str]:
    """Yield the bars of one name, their numbers behind them; a dash stands for no number."""
    left, top = corner
    across = _across(_ends(chart), left)
    for number, values in enumerate(chart.series.values()):
        value, y = values[place], top + BAR * number
        first, last = sorted((across(0.0), across(value or 0.0)))
        if value is not None:
            yield _bar((first, y), (last - first, BAR), fill_of(chart, number))
        yield text(last + 4, y + 10, cell(value) if value is None or abs(value) < 1e4 else short(value))


def _stack(x: float, middle: float, told: Sequence[str], anchor: str) -> Iterator[str]:
    """Yield lines of words around a height."""
    first = middle + 4 - LINE * (len(told) - 1) / 2
    return (text(x, first + LINE * place, line, anchor) for place, line in enumerate(told))


def _along(chart: Chart, floor: float, right: float) -> Iterator[str]:
    """Yield the ticks below lines, at round numbers."""
    values = ticks_between(chart.places[0], chart.places[-1], TICKS_ALONG)
    for value, told in zip(values, shorts(values), strict=True):
        x = _place(chart, value, right)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{floor:.1f}" y2="{floor + 3:.1f}" {GRID[True]}/>'
        yield text(x, floor + 14, told, "middle")


def _place(chart: Chart, value: float, right: float) -> float:
    first, last = chart.places[0], chart.places[-1]
    return LEFT + (right - LEFT) * (value - first) / ((last - first) or 1.0)


def _points(chart: Chart, values: Values, scale: Scale, right: float) -> list[tuple[float, float | None]]:
    return [
        (_place(chart, at, right), None if value is None else scale.height(value))
        for at, value in zip(chart.places, values, strict=True)
    ]


def _path(points: Sequence[tuple[float, float | None]], is_stepped: bool) -> str:
    """Return the path through the points; where there is no value it ends, and begins anew behind it."""
    path, before = [], None
    for x, y in points:
        if is_stepped and before is not None:
            path.append(f"H{x:.1f}")
        if y is not None:
            path.append(f"M{x:.1f} {y:.1f}h0" if before is None else f"L{x:.1f} {y:.1f}")
        before = y
    return "".join(path)


def _stroke(number: int) -> str:
    colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
    dashed = f' stroke-dasharray="{dash}"' if dash else ' stroke-linecap="round"'
    return f'stroke="{colour}" stroke-width="2" stroke-linejoin="round"{dashed}'


def _last(values: Values, scale: Scale) -> float:
    """Return the height at which a line ends; one without any value is named at 0."""
    known = [value for value in values if value is not None]
    return scale.height(known[-1] if known else 0.0)


def _named(name: Sequence[str], right: float, heights: tuple[float, float], number: int) -> Iterator[str]:
    """Yield the name of a line, and what leads to it from where the line ends."""
    end, middle = heights
    led = f"M{right + 1:.1f} {end:.1f}L{right + BEFORE_NAME - 4:.1f} {middle:.1f}"
    yield f'<path d="{led}" fill="none" stroke="{COLOURS[number % len(COLOURS)]}"/>'
    yield from _stack(right + BEFORE_NAME, middle, name, "start")
