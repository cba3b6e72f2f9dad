"""Where errors come from and where the money goes: hand-worked cases, and what each measure refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, EmptyGroup, SimulatorError
from simulator.measures import (
    coady_grosh_hoddinott,
    error_components,
    exclusion_error,
    inclusion_error,
    is_poor,
    leakage,
    targeting_differential,
)
from tests.strategies import WEIGHTS, welfare_and_weights

TEN_PERSONS = np.array([6, 8, 11, 15, 21, 25, 30, 40, 50, 100], dtype=float)
ONES = np.ones(10)
FLAGS = st.lists(st.tuples(*[st.booleans()] * 3, WEIGHTS), min_size=1, max_size=20)
# Every combination of intended, eligible and reached, each with a weight that is a power of 2.
INTENDED, ELIGIBLE, REACHED = np.array(list(np.ndindex(2, 2, 2)), dtype=bool).T
POWERS = 2 ** np.arange(8)


def test_components_by_hand() -> None:
    """Of 240 intended, 16 are missed by the rule and 64 by its implementation; of 170 reached, 8 and 2."""
    parts = error_components(INTENDED, ELIGIBLE, REACHED, POWERS)
    expected = (80 / 240, 16 / 240, 64 / 240, 10 / 170, 8 / 170, 2 / 170)
    assert astuple(parts) == pytest.approx(expected)


def test_components_are_a_frozen_record_of_plain_numbers() -> None:
    """Nothing can be written into the record, and it holds no array's scalars."""
    parts = error_components(INTENDED, ELIGIBLE, REACHED, POWERS)
    assert {type(part) for part in astuple(parts)} == {float}
    with pytest.raises(FrozenInstanceError):
        parts.exclusion = 0.0  # type: ignore[misc]


@given(FLAGS)
def test_components_add_up(rows: list[tuple[bool, bool, bool, float]]) -> None:
    """The parts make the two errors; if only the eligible are reached, the rule's part is its own."""
    intended, eligible, reached, weights = (np.array(column) for column in zip(*rows, strict=True))
    if not intended.any() or not reached.any():
        with pytest.raises(EmptyGroup):
            error_components(intended, eligible, reached, weights)
        return
    parts = error_components(intended, eligible, reached, weights)
    assert parts.exclusion == exclusion_error(intended, reached, weights)
    assert parts.inclusion == inclusion_error(intended, reached, weights)
    assert parts.exclusion_by_rule + parts.exclusion_by_implementation == pytest.approx(parts.exclusion)
    assert parts.inclusion_by_rule + parts.inclusion_by_implementation == pytest.approx(parts.inclusion)
    if not (reached & ~eligible).any():
        built_in = exclusion_error(intended, eligible, weights)
        assert parts.exclusion_by_rule == pytest.approx(built_in)
        assert parts.inclusion_by_implementation == 0


def test_a_perfect_rule_well_done_has_no_components() -> None:
    """Whoever is intended is eligible and reached: each part is 0."""
    assert set(astuple(error_components(INTENDED, INTENDED, INTENDED, POWERS))) == {0.0}


@pytest.mark.parametrize(
    ("paid", "leaked", "poorest_fifth", "differential"),
    [([15, 15], 0, 5, 0.5), ([0, 15, 15], 0, 2.5, 0.5), ([0, 0, 15, 15], 0, 0, 0.5), ([3] * 10, 0.6, 1, 0)],
)
def test_ten_person_economy(
    paid: list[float], leaked: float, poorest_fifth: float, differential: float
) -> None:
    """Grosh et al. (2022), chapter 7, scenarios 1 to 4, line 20: where each 30 goes."""
    poor, benefits = is_poor(TEN_PERSONS, 20), np.pad(paid, (0, 10 - len(paid)))
    assert leakage(poor, benefits, ONES) == pytest.approx(leaked)
    assert coady_grosh_hoddinott(benefits, TEN_PERSONS, ONES, share=0.2) == pytest.approx(poorest_fifth)
    assert targeting_differential(poor, benefits > 0, ONES) == pytest.approx(differential)


def test_the_person_at_the_cut_is_split() -> None:
    """A cut within one person takes the same part of what that person gets; equals are one step."""
    assert coady_grosh_hoddinott([10, 0], [1, 2], [1, 1], share=0.25) == 2
    assert coady_grosh_hoddinott([10, 0], [1, 2], [1, 1], share=0.75) == pytest.approx(4 / 3)
    for benefits in ([12, 0, 0, 0], [0, 12, 0, 0], [4, 4, 4, 0]):
        assert coady_grosh_hoddinott(benefits, [1, 1, 1, 2], np.ones(4), share=0.25) == pytest.approx(4 / 3)


@given(welfare_and_weights(), st.floats(0.01, 1))
def test_a_transfer_to_all_is_1(people: tuple[np.ndarray, np.ndarray], share: float) -> None:
    """The same for everybody gives each part of the population its part; so does a share of 1."""
    welfare, weights = people
    assert coady_grosh_hoddinott(np.full(len(welfare), 3.0), welfare, weights, share) == pytest.approx(1)
    assert coady_grosh_hoddinott(welfare, welfare, weights, 1) == pytest.approx(1)
    assert coady_grosh_hoddinott(welfare, welfare, weights, share) <= 1 + 1e-9


@pytest.mark.parametrize(
    "measure",
    [
        lambda benefits: leakage([True, False], benefits, [1, 1]),
        lambda benefits: coady_grosh_hoddinott(benefits, [1, 2], [1, 1], 0.5),
    ],
)
def test_benefits_are_amounts(measure: Callable[[object], float]) -> None:
    """Nothing paid has no shares; amounts below 0, gaps, texts and sums without end are named."""
    with pytest.raises(EmptyGroup, match="nothing is paid"):
        measure([0, 0])
    for wrong in ([-1, 2], ["a", "b"], [1e308, 1e308]):
        with pytest.raises(BadInput, match=r"^benefits: "):
            measure(wrong)
    for wrong in ([np.nan, 1], [1], [[1, 2]], None):
        with pytest.raises(SimulatorError):
            measure(wrong)


@pytest.mark.parametrize("share", [0, -0.1, 1.1, np.nan, None, True])
def test_a_share_is_above_0(share: float) -> None:
    """The poorest 0 % are nobody, and there is no poorest 110 %."""
    with pytest.raises(BadInput, match=r"^share: "):
        coady_grosh_hoddinott([1, 2], [1, 2], [1, 1], share)


def test_differential_needs_both_groups() -> None:
    """Where all are intended, or nobody is, there is nothing to compare."""
    for intended in ([1, 1], [0, 0]):
        with pytest.raises(EmptyGroup):
            targeting_differential(intended, [1, 0], [1, 1])


@pytest.mark.parametrize("lengths", [(2, 3, 3), (3, 2, 3), (3, 3, 2)])
def test_lists_belong_together(lengths: tuple[int, int, int]) -> None:
    """Lists of different lengths are refused in words."""
    first, second, weights = ([1] * length for length in lengths)
    for call in (targeting_differential, leakage, lambda a, b, w: coady_grosh_hoddinott(a, b, w, 0.5)):
        with pytest.raises(SimulatorError, match="one length"):
            call(first, second, weights)
    with pytest.raises(SimulatorError, match="one length"):
        error_components(first, second, first, weights)
