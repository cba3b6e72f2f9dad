"""Measures of many groups at once: the same numbers as one group at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, EmptyGroup, SimulatorError
from simulator.measures import Groups, fgt, fgt_by_group, gini, gini_by_group
from tests.strategies import LINES, amounts

ALPHAS = [0, 1, 2, 1.5]
# Weights of 0 too, so that a group may have rows and nobody in them.
ROWS = st.lists(
    st.tuples(amounts(0.25, 1000), st.sampled_from([0.0, 0.5, 1.0, 300.0]), st.integers(0, 5)),
    min_size=1,
    max_size=40,
).filter(lambda rows: any(weight for _, weight, _ in rows))


def near(value: object) -> object:
    """Return what a number equal but for rounding compares equal to."""
    return pytest.approx(value, rel=1e-12, abs=1e-13)


def columns(rows: list[tuple[float, float, int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return values, weights and codes."""
    values, weights, codes = zip(*rows, strict=True)
    return np.array(values), np.array(weights), np.array(codes)


@given(ROWS, st.lists(LINES, min_size=1, max_size=3))
def test_poverty_of_each_group(rows: list[tuple[float, float, int]], lines: list[float]) -> None:
    """Each group has the measures of its own rows at each line; a group without people has none."""
    values, weights, codes = columns(rows)
    found = fgt_by_group(values, weights, lines, ALPHAS, Groups(codes, 7)).tolist()
    for group in range(7):
        own = codes == group
        if weights[own].sum() == 0:
            assert found[group] == [[None] * len(ALPHAS)] * len(lines)
            continue
        expected = [[fgt(values[own], weights[own], line, alpha) for alpha in ALPHAS] for line in lines]
        assert found[group] == [near(row) for row in expected]


@given(ROWS, st.booleans())
def test_inequality_of_each_group(rows: list[tuple[float, float, int]], sorted_before: bool) -> None:
    """Each group has the Gini coefficient of its own rows, with and without a known order."""
    values, weights, codes = columns(rows)
    order = np.argsort(values) if sorted_before else None
    found = gini_by_group(values, weights, Groups(codes, 7), order).tolist()
    for group in range(7):
        own = codes == group
        expected = gini(values[own], weights[own]) if weights[own].sum() else None
        assert found[group] == (expected if expected is None else near(expected))


@given(ROWS, LINES)
def test_groups_add_up(rows: list[tuple[float, float, int]], line: float) -> None:
    """The poverty of all is the mean of the groups', weighted by how many each holds."""
    values, weights, codes = columns(rows)
    found = fgt_by_group(values, weights, [line], [0, 1, 2], Groups(codes, 6))
    people = np.bincount(codes, weights, 6)
    together = (found[:, 0] * people[:, None]).sum(axis=0) / people.sum()
    assert together.tolist() == near([fgt(values, weights, line, alpha) for alpha in (0, 1, 2)])


@pytest.mark.parametrize("number", [1, 256, 257, 65_536])
def test_few_groups_and_many(number: int) -> None:
    """Codes of one byte and of two: the last group is found, and the empty ones are masked."""
    values, weights = np.array([1.0, 3.0, 2.0]), np.ones(3)
    groups = Groups(np.full(3, number - 1), number)
    assert groups.codes.dtype.itemsize == (1 if number <= 256 else 2)  # type: ignore[union-attr]
    found = gini_by_group(values, weights, groups)
    assert found[-1] == near(gini(values, weights)) and found.count() == 1
    assert fgt_by_group(values, weights, [2.5], [0], groups)[-1, 0, 0] == near(2 / 3)


def test_scales_that_differ_between_groups() -> None:
    """A group of tiny amounts loses no digit beside one of huge amounts."""
    poor, rich = np.array([1e-9, 2e-9, 4e-9]), np.array([1e9, 3e9, 5e9])
    found = gini_by_group([*poor, *rich], [1] * 6, Groups([0, 0, 0, 1, 1, 1], 2)).tolist()
    assert found == near([gini(poor, [1] * 3), gini(rich, [1] * 3)])


def test_an_empty_group_cannot_be_read_as_0() -> None:
    """What is empty stays masked in any sum, and when all are empty there is nothing to return."""
    found = gini_by_group([1.0, 3.0], [1, 1], Groups([1, 1], 2))
    assert found.mask.tolist() == [True, False] and (found + 1).tolist() == [None, 1.25]
    assert not found.flags.writeable
    for nobody in (
        lambda: gini_by_group([], [], Groups([], 2)),
        lambda: gini_by_group([1], [0], Groups([0], 2)),
    ):
        with pytest.raises(EmptyGroup):
            nobody()


@pytest.mark.parametrize("codes", [[0.0, 1.0], [0, 2], [-1, 0], ["a", "b"], [[0, 1]], [True, False], None, 3])
def test_codes_are_whole_numbers(codes: object) -> None:
    """A code that is no whole number below the number of groups is refused by name."""
    with pytest.raises(BadInput, match=r"^codes: .* Number the groups from 0"):
        Groups(codes, 2)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [0, -1, 65_537, 1.5, "2", None, True])
def test_number_of_groups(number: object) -> None:
    """The number of groups is a whole number that two bytes can hold."""
    with pytest.raises(BadInput, match=r"^number: "):
        Groups([0, 0], number)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "order", [[0, 1, 2], [2, 0], [1, 0, 0], [1, 0, 3], [1, 0, -1], [1.0, 0.0, 2.0], "102"]
)
def test_an_order_that_is_none(order: object) -> None:
    """An order that leaves a row out, names one twice, or does not rise is refused: no wrong number."""
    values, ones, groups = [5.0, 1.0, 9.0], [1, 1, 1], Groups([0, 0, 0], 1)
    with pytest.raises(BadInput, match=r"^order: .* numpy\.argsort"):
        gini_by_group(values, ones, groups, order)  # type: ignore[arg-type]
    assert gini_by_group(values, ones, groups, [1, 0, 2])[0] == near(gini(values, ones))


def test_refusals() -> None:
    """Bad rows, lines, alphas and groups of another length are refused as by the measure of one group."""
    two = Groups([0, 1], 2)
    with pytest.raises(BadInput, match=r"^line: "):
        fgt_by_group([1, 2], [1, 1], [0], [0], two)
    with pytest.raises(BadInput, match=r"^alpha: "):
        fgt_by_group([1, 2], [1, 1], [1], [-1], two)
    with pytest.raises(BadInput, match=r"^welfare: "):
        fgt_by_group([-1e308, 2], [1, 1], [1e-5], [2], two)
    with pytest.raises(BadInput, match=r"^values: -1\.0"):
        gini_by_group([-1, 2], [1, 1], two)
    with pytest.raises(SimulatorError, match=r"^group 1: values: 0\.0 .* total above 0"):
        gini_by_group([1, 0], [1, 1], two)
    for measure in (
        lambda groups: gini_by_group([1], [1], groups),
        lambda groups: fgt_by_group([1], [1], [1], [0], groups),
    ):
        with pytest.raises(SimulatorError, match="one code for each row"):
            measure(two)
        with pytest.raises(BadInput, match=r"^groups: .* Use Groups\(codes, number\)"):
            measure([0])
