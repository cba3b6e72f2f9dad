"""Kinds of charts: lines go through their values, names find room, and grey tells one series from another."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from simulator import country, simulate, summarise
from simulator.countries import country_names
from simulator.reports.charts import Chart, Kind, charts
from simulator.reports.figures import figure_of
from simulator.reports.svg import Scale, chart_svg
from simulator.reports.svg_scale import spread, ticks_between
from simulator.schemes import all_schemes
from tests.simulator.making import child_benefit

Series = dict[str, tuple[float | None, ...]]
PATH = re.compile(r'<path d="([^"]*)" fill="none" stroke="[^"]*" stroke-width="2"')
POINT = re.compile(r"[ML]([\d.]+) ([\d.]+)")
AMOUNTS = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=12)


def chart_of(series: Series, kind: Kind = "lines", first: float = 2022) -> Chart:
    """Return a chart of some values over years."""
    number = len(next(iter(series.values())))
    places = tuple(first + place for place in range(number))
    labels = tuple(f"{each:g}" for each in places)
    return Chart("one", "A title", "% of GDP", "Year", labels, series, "A text.", kind, places)


@given(AMOUNTS)
def test_a_line_goes_through_its_values(values: list[float]) -> None:
    """Each point stands at the height of its value, and the points stand equally far apart."""
    (path,) = PATH.findall(chart_svg(chart_of({"cost": tuple(values)})))
    points = [(float(x), float(y)) for x, y in POINT.findall(path)]
    scale = Scale(min(*values, 0.0), max(*values, 0.0))
    assert [y for _, y in points] == pytest.approx([scale.height(each) for each in values], abs=0.06)
    gaps = [right[0] - left[0] for left, right in pairwise(points)]
    assert gaps == pytest.approx([gaps[0]] * len(gaps), abs=0.11)


def test_a_step_holds_up_to_the_next_place() -> None:
    """Of steps the path goes across before it goes up or down, and the last value has a place to hold to."""
    (path,) = PATH.findall(chart_svg(chart_of({"rate": (10.0, 100.0, None)}, "steps")))
    assert re.fullmatch(r"M46\.0 [\d.]+h0H196\.0L196\.0 [\d.]+H346\.0", path)


def test_a_line_ends_where_there_is_nobody() -> None:
    """Between the values of other years a missing one is not drawn, and a lonely value is a dot."""
    (path,) = PATH.findall(chart_svg(chart_of({"benefit": (4.0, None, 2.0, 1.0)})))
    assert re.fullmatch(r"M[\d.]+ [\d.]+h0M[\d.]+ [\d.]+h0L[\d.]+ [\d.]+", path)
    assert 'stroke-linecap="round"' in chart_svg(chart_of({"benefit": (None, 2.0)}))


def test_no_two_lines_look_alike_in_grey_or_in_colour() -> None:
    """Neighbours have another dash and another colour, and each is named where it ends."""
    schemes = list(all_schemes())[:4]
    svg = chart_svg(chart_of({name: (float(place), 1.0) for place, name in enumerate(schemes)}))
    strokes = re.findall(r'stroke="([^"]*)" stroke-width="2" stroke-linejoin="round"([^/]*)', svg)
    assert len({colour for colour, _ in strokes}) == len({dash for _, dash in strokes}) == 4
    assert all(name.partition("_")[0] in svg for name in schemes)


@given(st.lists(st.floats(0, 130), min_size=1, max_size=8))
def test_names_are_spread_and_keep_their_order(wanted: list[float]) -> None:
    """No two are nearer than a line, none lies below the lowest, and higher lines have higher names."""
    placed = spread(wanted, 14, 200)
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    assert all(placed[below] - placed[above] >= 14 - 1e-9 for above, below in pairwise(order))
    assert max(placed) <= 200


@given(st.floats(-1e7, 1e7), st.floats(1, 1e7))
def test_ticks_along_are_few_and_inside(low: float, span: float) -> None:
    """At most seven, at least one, none outside what is drawn."""
    ticks = ticks_between(low, low + span, 7)
    slack = 1e-6 * max(abs(low), span)
    assert 1 <= len(ticks) <= 7
    assert low - slack <= ticks[0] and ticks[-1] <= low + span + slack


def test_plotly_draws_lines_as_lines() -> None:
    """A chart over places has a line for each series, in steps where it is of steps."""
    values: Series = {"before": (1.0, None), "after": (2.0, 3.0)}
    for kind, shape in (("lines", "linear"), ("steps", "hv")):
        figure = figure_of(chart_of(values, kind)).figure  # type: ignore[arg-type]
        assert [list(each.y) for each in figure.data] == [list(each) for each in values.values()]
        assert [each.line.shape for each in figure.data] == [shape, shape]
        assert len({each.line.dash for each in figure.data}) == 2


MISPLACED = """() => {
  const words = (svg) => [...svg.querySelectorAll("text")].filter((each) => each.textContent);
  const isOutside = ({ x, y, width }) => x < 0 || y < 0 || x + width > 360.5;
  const meets = (one, two) => one.x < two.x + two.width && two.x < one.x + one.width
    && one.y + 2 < two.y + two.height - 2 && two.y + 2 < one.y + one.height - 2;
  return [...document.querySelectorAll("svg")].flatMap((svg) => {
    const boxes = words(svg).map((each) => ({ told: each.textContent, box: each.getBBox() }));
    const others = (at) => boxes.slice(at + 1).filter(({ box }) => meets(box, boxes[at].box));
    return boxes.filter(({ box }, at) => isOutside(box) || others(at).length).map(({ told }) => told);
  });
}"""
SVG = '<svg width="360" style="font-family: system-ui, sans-serif" '


@pytest.mark.browser
def test_every_word_has_room(browser: Browser) -> None:
    """As a browser sets them, no word of a chart is cut off or lies on another."""
    names = tuple(each.replace("_", " ").title() for each in country_names())
    poor: Series = {"before": (20.0,) * len(names), "after": (0.01,) * len(names)}
    schemes = [f"{place}. {name.replace('_', ' ')}" for place, name in enumerate(all_schemes())]
    drawn = [
        *charts(summarise(simulate(country("nepal"), child_benefit(take_up=0.5)))),
        Chart("two", "Poor", "% of persons", "Country", names, poor, "A text.", "rows"),
        chart_of({name: (9.0, 1.0 + place / 9) for place, name in enumerate(schemes)}),
        chart_of({"before": (0.0, 12_345_678.0), "after": (0.0, 12_345_000.0)}, "steps"),
        chart_of({"left": tuple(float(each) for each in range(40))}, first=27_000),
    ]
    page = browser.new_page()
    page.set_content("".join(chart_svg(each).replace("<svg ", SVG) for each in drawn))
    assert page.evaluate(MISPLACED) == []
    page.close()
