"""Charts: the numbers that they show are the summary's, and each says in words what one sees."""

from __future__ import annotations

import math
import re
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import Policy, SimulatorError, country, example_population, figures, simulate, summarise
from simulator.reports.charts import charts, gains_by_tenth
from simulator.reports.svg import Scale, chart_svg, round_step
from simulator.scenario import Tenth
from tests.simulator.making import child_benefit

BASELINE = Policy.from_yaml("{version: 1, schemes: [{id: pension}]}")
SUMMARY = summarise(simulate(country("nepal"), child_benefit(take_up=0.5), 1, BASELINE))
DRAWN = figures(SUMMARY)


def test_tables_are_the_summarys_numbers() -> None:
    """Reach and gains by tenth, the headcounts, and cost and financing, with units in the columns' names."""
    assert list(DRAWN) == ["reach_by_tenth", "gains_by_tenth", "poverty", "cost_and_financing"]
    reach = DRAWN["reach_by_tenth"].table
    assert reach["reached, persons"].tolist() == [each.reached_persons for each in SUMMARY.tenths]
    assert reach["missed, persons"].tolist() == [each.missed_persons for each in SUMMARY.tenths]
    gains = DRAWN["gains_by_tenth"].table["net gain, % of consumption"]
    assert gains.tolist() == [each.gain_percent for each in SUMMARY.tenths]
    poverty = DRAWN["poverty"].table
    assert list(poverty.index) == ["without transfers", "before", "after"]
    assert SUMMARY.everyone.after and SUMMARY.group.before
    everyone = poverty.loc["after", "all persons, % of persons"]
    assert everyone == SUMMARY.everyone.after.headcount_percent
    assert poverty.loc["before", "the group, % of persons"] == SUMMARY.group.before.headcount_percent
    cost = DRAWN["cost_and_financing"].table.iloc[:, 0]
    assert cost["benefits"] + cost["administration"] == pytest.approx(SUMMARY.cost.total_year / 1e6)
    assert cost["from: From outside"] == pytest.approx(SUMMARY.cost.total_year / 1e6)


@pytest.mark.parametrize("name", list(DRAWN))
def test_plotly_shows_the_table(name: str) -> None:
    """Each series of the figure is a column of the table; title, axes and the text are there."""
    figure, table = DRAWN[name].figure, DRAWN[name].table
    assert [list(each.y) for each in figure.data] == [table[column].tolist() for column in table]
    assert all(list(each.x) == list(table.index) for each in figure.data)
    layout = figure.layout
    assert layout.title.text and layout.xaxis.title.text and layout.yaxis.title.text
    assert layout.meta["alt_text"] == DRAWN[name].alt_text and len(DRAWN[name].alt_text) > 40


def test_the_text_names_the_numbers() -> None:
    """What one sees is said with the first and the last number, a loss as a loss."""
    gains = summarise(simulate(country("nepal"), child_benefit().paid_by("levy_on_consumption")))
    text = gains_by_tenth(gains).alt_text
    first, last = gains.tenths[0].gain_percent, gains.tenths[-1].gain_percent
    assert first and last and last < 0 < first
    assert f"poorest tenth gains {first:.2f} %; the richest loses {-last:.2f} %" in text


def test_hidden_tenths_have_no_bar() -> None:
    """A tenth that is hidden has no number in the table, a dash in the drawing, and a reason in the text."""
    reason = "hidden: fewer than 10 households"
    tenths = (Tenth(1, reason, None, None, None, None, None), *SUMMARY.tenths[1:])
    drawn = charts(replace(SUMMARY, tenths=tenths))
    assert all(reason in each.alt_text for each in drawn[:2])
    svg = chart_svg(drawn[1])
    assert svg.count("–") == 1 and svg.count("<rect") == 9
    assert math.isnan(figures(replace(SUMMARY, tenths=tenths))["gains_by_tenth"].table.iloc[0, 0])


def test_bars_are_as_high_as_their_values() -> None:
    """In the SVG each bar of gains is in proportion to its number, and a loss hangs below the axis."""
    chart = gains_by_tenth(
        summarise(simulate(country("nepal"), child_benefit().paid_by("levy_on_consumption")))
    )
    svg = chart_svg(chart)
    bars = re.findall(r'<rect x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)" fill=', svg)
    (values,) = chart.series.values()
    assert len(bars) == len(values) == 10
    known = [value for value in values if value is not None]
    scale = Scale(min(*known, 0.0), max(*known, 0.0))
    for (top, height), value in zip(bars, known, strict=True):
        length = abs(scale.height(0) - scale.height(value))
        assert float(height) == pytest.approx(length, abs=0.01)
        assert float(top) == pytest.approx(min(scale.height(0), scale.height(value)), abs=0.01)


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9))
def test_the_axis_holds_every_value(low: float, span: float) -> None:
    """All values between the ends, and 0, lie on the page; the ticks are few and round."""
    ends = min(low, 0.0), max(low + span, 0.0)
    scale = Scale(*ends)
    slack = 1e-6 * max(map(abs, (*ends, 1.0)))
    assert scale.low <= ends[0] + slack and scale.high >= ends[1] - slack
    assert 2 <= len(scale.ticks()) <= 8
    assert 0 <= scale.height(ends[1]) <= scale.height(ends[0]) <= 190
    mantissa = f"{scale.step:.3e}".split("e")[0]
    assert mantissa in ("1.000", "2.000", "2.500", "5.000")


def test_nothing_to_show_is_an_axis() -> None:
    """A policy without schemes has charts too: nobody is reached, and nothing is gained."""
    drawn = charts(summarise(simulate(example_population(), Policy(()))))
    assert all("<svg" in chart_svg(each) for each in drawn) and round_step(0) == 1
    assert "nobody is of the group" in drawn[0].alt_text


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without plotly the error says what to install."""
    monkeypatch.setitem(sys.modules, "plotly.graph_objects", None)
    with pytest.raises(SimulatorError, match=r"^A figure needs the package plotly\."):
        figures(SUMMARY)
