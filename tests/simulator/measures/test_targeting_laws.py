"""Laws that targeting, efficiency and redistribution share: rows, copies, units and bounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import EmptyGroup, SimulatorError
from simulator import measures as m
from tests.strategies import amounts

Columns = Mapping[str, np.ndarray]
Measure = Callable[[Columns, float, float], object]
LINE, SHARE = 50.0, 0.4


def component(number: int) -> Measure:
    """Return the measure that is one entry of the error components."""
    return lambda c, money, weight: astuple(
        m.error_components(c["intended"], c["eligible"], c["reached"], c["weights"] * weight)
    )[number]


def beckerman(measure: Callable[..., float]) -> Measure:
    """Return an efficiency of the benefits, in another unit of money and of weights."""
    return lambda c, money, weight: measure(
        c["before"] * money, c["benefits"] * money, c["weights"] * weight, LINE * money
    )


def ranked(measure: Callable[..., float], other: str) -> Measure:
    """Return a measure of one more column against welfare before, in other units."""
    return lambda c, money, weight: measure(c["before"] * money, c[other] * money, c["weights"] * weight)


# Each with its bounds.
MEASURES: dict[str, tuple[Measure, float, float]] = {
    "leakage": (lambda c, x, w: m.leakage(c["intended"], c["benefits"] * x, c["weights"] * w), 0, 1),
    "coady_grosh_hoddinott": (
        lambda c, x, w: m.coady_grosh_hoddinott(c["benefits"] * x, c["before"], c["weights"] * w, SHARE),
        0,
        1 / SHARE,
    ),
    "targeting_differential": (
        lambda c, x, w: m.targeting_differential(c["intended"], c["reached"], c["weights"] * w),
        -1,
        1,
    ),
    **{f"component {number}": (component(number), 0, 1) for number in range(6)},
    "vertical_expenditure_efficiency": (beckerman(m.vertical_expenditure_efficiency), 0, 1),
    "spill_over": (beckerman(m.spill_over), 0, 1),
    "poverty_reduction_efficiency": (beckerman(m.poverty_reduction_efficiency), 0, 1),
    "poverty_gap_efficiency": (beckerman(m.poverty_gap_efficiency), 0, 1),
    "reynolds_smolensky": (ranked(m.reynolds_smolensky, "after"), -1, 2),
    "reranking": (ranked(m.reranking, "after"), 0, 2),
    "kakwani": (ranked(m.kakwani, "benefits"), -2, 1),
}
EACH = pytest.mark.parametrize("name", MEASURES)


@st.composite
def people(draw: st.DrawFn) -> Columns:
    """Return rows of persons with few different amounts, so that many are equal."""
    few = st.sampled_from([0.0, 10.0, 20.0, 50.0, 80.0])
    amount = st.one_of(few, amounts(0, 100))
    row = st.tuples(amount, amount, amount, *[st.booleans()] * 3, st.integers(1, 4))
    rows = draw(st.lists(row, min_size=1, max_size=12))
    names = ("before", "after", "benefits", "intended", "eligible", "reached", "weights")
    return dict(zip(names, map(np.array, zip(*rows, strict=True)), strict=True))


def found(name: str, columns: Columns, money: float = 1, weight: float = 1) -> object:
    """Return what a measure says, or the kind of its refusal."""
    try:
        return pytest.approx(MEASURES[name][0](columns, money, weight), rel=1e-9, abs=1e-12)
    except SimulatorError as error:
        return type(error)


def value(name: str, columns: Columns, money: float = 1, weight: float = 1) -> object:
    """Return what a measure says as it is, or the kind of its refusal."""
    try:
        return MEASURES[name][0](columns, money, weight)
    except SimulatorError as error:
        return type(error)


@EACH
@given(people(), st.randoms(use_true_random=False))
def test_order_of_rows_is_nothing(name: str, columns: Columns, random: object) -> None:
    """The rows in another order give the same, ties included."""
    order = list(range(len(columns["weights"])))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = {key: column[order] for key, column in columns.items()}
    assert value(name, shuffled) == found(name, columns)


@EACH
@given(people())
def test_weights_are_repetition(name: str, columns: Columns) -> None:
    """A row with a weight of three says what three equal rows say."""
    times = columns["weights"]
    written_out = {key: np.repeat(column, times) for key, column in columns.items()}
    assert value(name, written_out | {"weights": np.ones(times.sum())}) == found(name, columns)


@EACH
@given(people(), st.floats(1e-3, 1e3), st.floats(1e-3, 1e3))
def test_units_are_nothing(name: str, columns: Columns, money: float, weight: float) -> None:
    """Another currency, or weights in thousands, leave each measure as it is."""
    assert value(name, columns, money, weight) == found(name, columns)


@EACH
@given(people())
def test_rows_without_weight_are_nobody(name: str, columns: Columns) -> None:
    """A row whose weight is 0 changes nothing, whatever it holds."""
    more = {key: np.append(column, column[-1]) for key, column in columns.items()}
    more["weights"] = np.append(columns["weights"], 0)
    more["before"][-1], more["benefits"][-1] = 15.0, 90.0
    assert value(name, more) == found(name, columns)


@EACH
@given(people())
def test_bounds(name: str, columns: Columns) -> None:
    """Each measure is a plain number within its bounds, or refuses."""
    result = value(name, columns)
    if isinstance(result, type):
        assert issubclass(result, SimulatorError)
    else:
        _, low, high = MEASURES[name]
        assert type(result) is float and low - 1e-12 <= result <= high + 1e-12


@EACH
def test_nobody_to_measure(name: str) -> None:
    """Weights that add up to 0 leave nobody: a named error."""
    column = np.array([10.0, 60.0])
    flags = np.array([True, False])
    columns = {"before": column, "after": column, "benefits": column, "weights": np.zeros(2)}
    assert value(name, columns | {"intended": flags, "eligible": flags, "reached": flags}) is EmptyGroup
