"""Equivalence scales: families worked by hand, laws of the scales and of the pivoted line."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, EmptyGroup, SimulatorError
from simulator.measures import (
    EQUIVALENCE_SCALES,
    is_poor,
    oecd_modified,
    own_column,
    per_person,
    pivoted_line,
    square_root,
)
from tests.strategies import LINES, WEIGHTS, amounts

AGES = st.integers(0, 120)
HOMES = st.lists(st.lists(AGES, min_size=1, max_size=8), min_size=1, max_size=8)
EACH = pytest.mark.parametrize("scale", [each.equivalent_sizes for each in EQUIVALENCE_SCALES.values()])
Scale = Callable[..., np.ndarray]


def persons(homes: list[list[int]]) -> tuple[np.ndarray, np.ndarray, int]:
    """Return household row and age of each person, and the number of households."""
    rows = np.repeat(np.arange(len(homes)), [len(home) for home in homes])
    return rows, np.array([age for home in homes for age in home]), len(homes)


@pytest.mark.parametrize(
    ("home", "modified"),
    [
        ([30], 1),
        ([30, 28], 1.5),
        ([30, 28, 13], 1.8),
        ([30, 28, 14], 2.0),
        ([30, 5, 3], 1.6),
        ([70, 68, 40, 38, 14, 13, 0], 3.6),
        ([13], 1),
        ([12, 10, 8], 1.6),
        ([14, 10], 1.3),
    ],
)
def test_families_by_hand(home: list[int], modified: float) -> None:
    """Adults from 14, children to 13, and children alone, of whom the first counts 1."""
    assert oecd_modified(*persons([home])).tolist() == [pytest.approx(modified)]
    assert per_person(*persons([home])).tolist() == [len(home)]
    assert square_root(*persons([home])).tolist() == [pytest.approx(len(home) ** 0.5)]


@EACH
@given(HOMES)
def test_each_household_for_itself(scale: Scale, homes: list[list[int]]) -> None:
    """A household's size is from 1 to its members, whoever lives in the others, in any order at home."""
    together = scale(*persons([home[::-1] for home in homes]))
    assert together.tolist() == [scale(*persons([home])).item() for home in homes]
    members = np.array([len(home) for home in homes])
    assert (together >= 1).all() and (together <= members + 1e-12).all()


@EACH
@given(st.lists(AGES, min_size=1, max_size=8), AGES)
def test_one_more_member(scale: Scale, home: list[int], age: int) -> None:
    """One more person never makes a household's needs smaller, but adds no more than one person alone."""
    before, after = scale(*persons([home])).item(), scale(*persons([[*home, age]])).item()
    assert 0 < after - before <= 1 + 1e-12


def test_an_adult_who_joins_children_adds_0_3() -> None:
    """The counter-example to 'a further adult adds 0.5': till then the first child counted as the adult."""
    children, joined = oecd_modified(*persons([[5, 3], [5, 3, 30]]))
    assert joined - children == pytest.approx(0.3)


def test_the_registry_tells_what_each_is() -> None:
    """Each scale has words for a menu and a source, cannot be changed, and is read-only in its result."""
    assert list(EQUIVALENCE_SCALES) == ["per_person", "oecd_modified", "square_root"]
    for scale in EQUIVALENCE_SCALES.values():
        assert scale.label and scale.help.endswith(".") and scale.source
        with pytest.raises(ValueError, match="read-only"):
            scale.equivalent_sizes([0], [30], 1)[0] = 2
    with pytest.raises(TypeError):
        EQUIVALENCE_SCALES["mine"] = scale  # type: ignore[index]


@EACH
@pytest.mark.parametrize(
    ("given", "message"),
    [
        (([0, 0], [30, 130], 1), "^ages: "),
        (([0, 0], [30, -1], 1), "^ages: "),
        (([0, 0], [30, np.nan], 1), "^ages: "),
        (([0, 0], ["a", "b"], 1), "^ages: "),
        (([1, 0], [30, 5], 2), "^household: .* sorted"),
        (([0, 2], [30, 5], 2), "^household: "),
        (([-1, 0], [30, 5], 1), "^household: "),
        (([0, 0.5], [30, 5], 1), "^household: "),
        (([0], [30], 0), "^number_of_households: "),
        (([0], [30], 1.5), "^number_of_households: "),
        (([0], [30], None), "^number_of_households: "),
    ],
)
def test_bad_input_is_named(scale: Scale, given: tuple[object, ...], message: str) -> None:
    """Ages that nobody has, rows that are not sorted or not there, and numbers that are none."""
    with pytest.raises(BadInput, match=message):
        scale(*given)


@EACH
def test_a_household_without_members(scale: Scale) -> None:
    """Nobody's needs are no number; lists of different lengths do not belong together."""
    with pytest.raises(EmptyGroup, match="1 of 3 households have no member"):
        scale([0, 2], [30, 5], 3)
    with pytest.raises(SimulatorError, match="one length"):
        scale([0, 0], [30], 1)


def test_a_column_that_was_given_stays_open_to_writing() -> None:
    """An own column comes back read-only, and the array that it was made from is not closed."""
    sizes = np.array([1.7, 1.0])
    assert not own_column(sizes, 2).flags.writeable
    assert sizes.flags.writeable


def test_own_column() -> None:
    """A survey's own sizes are taken as they are, if there is one above 0 for each household."""
    assert own_column([1, 2.3], 2).tolist() == [1, 2.3]
    for wrong in ([0, 1], [-1, 1], [np.nan, 1], ["a", "b"]):
        with pytest.raises(BadInput, match=r"^equivalent_sizes: "):
            own_column(wrong, 2)
    with pytest.raises(SimulatorError, match="one entry a household: 3"):
        own_column([1, 2], 3)


@given(HOMES, LINES)
def test_per_person_keeps_the_line(homes: list[list[int]], line: float) -> None:
    """Where each counts 1, the line stays what it is."""
    sizes = per_person(*persons(homes))
    assert pivoted_line(line, sizes, sizes, sizes) == pytest.approx(line)


@EACH
@given(st.lists(AGES, min_size=1, max_size=8), st.lists(amounts(0.25), min_size=1, max_size=8), LINES)
def test_where_all_households_are_alike(
    scale: Scale, home: list[int], consumption: list[float], line: float
) -> None:
    """With one kind of household the scale changes nobody's poverty: the pivot is everybody's."""
    homes = [home] * len(consumption)
    sizes, needs = per_person(*persons(homes)), scale(*persons(homes))
    pivoted = pivoted_line(line, sizes, needs, sizes)
    equivalised = np.array(consumption) * sizes / needs
    assert is_poor(equivalised, pivoted).tolist() == is_poor(consumption, line).tolist()


@given(HOMES, LINES, st.floats(0.1, 10))
def test_the_unit_of_the_scale_is_nothing(homes: list[list[int]], line: float, unit: float) -> None:
    """Sizes in other units move the line by the same factor, so that the poor are the same persons."""
    sizes, needs = per_person(*persons(homes)), oecd_modified(*persons(homes))
    expected = pivoted_line(line, sizes, needs, sizes) / unit
    assert pivoted_line(line, sizes, needs * unit, sizes) == pytest.approx(expected)


@given(st.lists(st.tuples(st.integers(1, 9), WEIGHTS), min_size=1, max_size=9), LINES)
def test_the_line_lies_between_the_households(rows: list[tuple[int, float]], line: float) -> None:
    """The pivoted line is a mean: no lower than the least line of a household, no higher than the highest."""
    sizes, weights = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    each = line * np.sqrt(sizes)
    assert each.min() * (1 - 1e-9) <= pivoted_line(line, sizes, np.sqrt(sizes), weights)
    assert pivoted_line(line, sizes, np.sqrt(sizes), weights) <= each.max() * (1 + 1e-9)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"line": 0}, "^line: "),
        ({"sizes": [0, 1]}, "^sizes: "),
        ({"equivalent_sizes": [0, 1]}, "^equivalent_sizes: "),
        ({"equivalent_sizes": None}, "^equivalent_sizes: "),
        ({"line": 1e308, "equivalent_sizes": [1e-9, 1]}, "^line: "),
    ],
)
def test_a_bad_line_is_named(changed: dict[str, object], message: str) -> None:
    """Lines and sizes of 0, texts and results beyond a number are refused by name."""
    columns = {"line": 10, "sizes": [4, 1], "equivalent_sizes": [2, 1], "weights": [1, 1]}
    with pytest.raises(BadInput, match=message):
        pivoted_line(**columns | changed)


def test_the_line_of_nobody() -> None:
    """Weights that count nobody give no mean."""
    with pytest.raises(EmptyGroup):
        pivoted_line(10, [4], [2], [0])
