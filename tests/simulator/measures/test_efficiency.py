"""Beckerman's efficiencies: hand-worked areas, identities, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, EmptyGroup, SimulatorError
from simulator.measures import (
    fgt,
    poverty_gap_efficiency,
    poverty_reduction_efficiency,
    spill_over,
    vertical_expenditure_efficiency,
)
from tests.strategies import LINES, WEIGHTS, amounts

TEN_PERSONS = np.array([6, 8, 11, 15, 21, 25, 30, 40, 50, 100], dtype=float)
ALL = (vertical_expenditure_efficiency, spill_over, poverty_reduction_efficiency, poverty_gap_efficiency)
ROWS = st.lists(st.tuples(amounts(0, 60_000), amounts(0, 60_000), WEIGHTS), min_size=1, max_size=20)
EACH = pytest.mark.parametrize("measure", ALL)


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        ([15, 15], (1, 4 / 30, 26 / 30, 26 / 40)),
        ([0, 15, 15], (1, 9 / 30, 21 / 30, 21 / 40)),
        ([3] * 10, (12 / 30, 0, 12 / 30, 12 / 40)),
        ([0] * 9 + [30], (0, None, 0, 0)),
    ],
)
def test_ten_person_economy(paid: list[float], expected: tuple[float | None, ...]) -> None:
    """Grosh et al. (2022), chapter 7: gaps of 14, 12, 9 and 5 below the line of 20, and 30 to spend."""
    benefits = np.pad(paid, (0, 10 - len(paid)))
    for measure, value in zip(ALL, expected, strict=True):
        if value is None:
            with pytest.raises(EmptyGroup, match="nothing is paid to those poor"):
                measure(TEN_PERSONS, benefits, np.ones(10), 20)
        else:
            assert measure(TEN_PERSONS, benefits, np.ones(10), 20) == pytest.approx(value)


def test_published_gap() -> None:
    """The gap that the two poorest leave is the published .07 of .20: 65 % of it is filled."""
    benefits = np.pad([15, 15], (0, 8))
    assert poverty_gap_efficiency(TEN_PERSONS, benefits, np.ones(10), 20) == pytest.approx(1 - 0.07 / 0.20)


@given(ROWS, LINES)
def test_identities(rows: list[tuple[float, float, float]], line: float) -> None:
    """Reduction = vertical x (1 - spill-over); the part filled is the fall of the poverty gap."""
    before, benefits, weights = (np.array(column) for column in zip(*rows, strict=True))
    poor = before < line
    if not (benefits * poor).any():
        return
    columns = (before, benefits, weights, line)
    vertical, beyond, reduction, filled = (measure(*columns) for measure in ALL)
    assert reduction == pytest.approx(vertical * (1 - beyond), abs=1e-9)
    gap_before, gap_after = (fgt(welfare, weights, line, 1) for welfare in (before, before + benefits))
    assert filled == pytest.approx(1 - gap_after / gap_before, abs=1e-9)


@given(ROWS, LINES, amounts(0.25, 1000))
def test_more_for_who_is_not_poor(rows: list[tuple[float, float, float]], line: float, more: float) -> None:
    """A transfer to somebody above the line lowers vertical efficiency and fills no gap."""
    before, benefits, weights = (np.array(column) for column in zip(*rows, strict=True))
    before = np.append(before, [line + 1, line / 2])
    benefits, weights = np.append(benefits, [0, 1]), np.append(weights, [1, 1])
    wider = benefits.copy()
    wider[-2] += more
    columns, then = (before, benefits, weights, line), (before, wider, weights, line)
    assert vertical_expenditure_efficiency(*then) < vertical_expenditure_efficiency(*columns)
    assert poverty_gap_efficiency(*then) == poverty_gap_efficiency(*columns)
    assert spill_over(*then) == spill_over(*columns)


@EACH
def test_nothing_paid(measure: Callable[..., float]) -> None:
    """Where nothing is paid there is no efficiency: a named error, not 0."""
    with pytest.raises(EmptyGroup, match="nothing is paid"):
        measure([10, 30], [0, 0], [1, 1], 20)


def test_nobody_poor() -> None:
    """Without a poverty gap no share of it is filled; what others get is still paid to no poor person."""
    columns = ([30, 20], [1, 1], [1, 1], 20)
    assert vertical_expenditure_efficiency(*columns) == poverty_reduction_efficiency(*columns) == 0
    with pytest.raises(EmptyGroup, match="nobody is poor"):
        poverty_gap_efficiency(*columns)


def test_exactly_to_the_line() -> None:
    """A transfer that fills the gap and no more has no spill-over; with debts the gap is above the line."""
    assert [measure([12.5, -5], [7.5, 25], [1, 2], 20) for measure in ALL] == [1, 0, 1, 1]


@EACH
@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"benefits": [-1, 1]}, "^benefits: "),
        ({"benefits": [1e308, 1e308]}, "^benefits: .* Count in thousands"),
        ({"welfare_before": ["a", "b"]}, "^welfare_before: "),
        ({"welfare_before": [-1e308, -1e308]}, "^welfare_before: "),
        ({"line": 0}, "^line: "),
        ({"line": 1e308, "welfare_before": [-1e308, 1]}, "^welfare_before: "),
    ],
)
def test_bad_input_is_named(measure: Callable[..., float], changed: dict[str, object], message: str) -> None:
    """Amounts below 0, texts, a line of 0 and sums beyond a number are refused by name."""
    columns = {"welfare_before": [10, 30], "benefits": [1, 1], "weights": [1, 1], "line": 20}
    with pytest.raises(BadInput, match=message):
        measure(**columns | changed)


@EACH
@pytest.mark.parametrize("column", ["welfare_before", "benefits", "weights"])
def test_lists_belong_together(measure: Callable[..., float], column: str) -> None:
    """One row a person in each list, without gaps."""
    columns = {"welfare_before": [10, 30], "benefits": [1, 1], "weights": [1, 1], "line": 20}
    for wrong in ([1], [1, np.nan], None):
        with pytest.raises(SimulatorError):
            measure(**columns | {column: wrong})
