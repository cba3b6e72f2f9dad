"""Redistribution: closed forms, identities that theory gives, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, EmptyGroup, SimulatorError
from simulator.measures import gini, kakwani, reranking, reynolds_smolensky
from simulator.normal import mid_ranks
from tests.strategies import WEIGHTS, amounts, welfare_and_weights

TEN_PERSONS = np.array([6, 8, 11, 15, 21, 25, 30, 40, 50, 100], dtype=float)
PAIRS = st.lists(st.tuples(amounts(0.25), amounts(0.25), WEIGHTS), min_size=1, max_size=20)
People = tuple[np.ndarray, np.ndarray]
EACH = pytest.mark.parametrize("measure", [reynolds_smolensky, reranking, kakwani])


def columns(rows: list[tuple[float, float, float]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the rows as three arrays."""
    first, second, weights = (np.array(column) for column in zip(*rows, strict=True))
    return first, second, weights


def test_ten_person_economy() -> None:
    """Grosh et al. (2022), chapter 7, 15 each to the two poorest: the Gini falls from .435948 to .348214.

    They overtake two others. In the order of before the shares after are 21, 23, 11, 15, 21, … of 336.
    """
    after = TEN_PERSONS + np.pad([15, 15], (0, 8))
    in_old_order = np.append(0, np.cumsum(after)) / after.sum()
    index = 1 - (in_old_order[1:] + in_old_order[:-1]).sum() / 10
    assert reynolds_smolensky(TEN_PERSONS, after, np.ones(10)) == pytest.approx(
        gini(TEN_PERSONS, np.ones(10)) - index
    )
    assert reranking(TEN_PERSONS, after, np.ones(10)) == pytest.approx(0.348214 - index, abs=5e-7)


def test_two_persons_change_places() -> None:
    """10 and 20 become 20 and 10: nothing is redistributed but the persons; both are a third."""
    assert reynolds_smolensky([10, 20], [20, 10], [1, 1]) == pytest.approx(1 / 3)
    assert reranking([10, 20], [20, 10], [1, 1]) == pytest.approx(1 / 3)


@given(PAIRS)
def test_the_fall_of_the_gini_is_the_difference(rows: list[tuple[float, float, float]]) -> None:
    """Gini before - Gini after = Reynolds-Smolensky - re-ranking, exactly."""
    before, after, weights = columns(rows)
    fall = gini(before, weights) - gini(after, weights)
    difference = reynolds_smolensky(before, after, weights) - reranking(before, after, weights)
    assert difference == pytest.approx(fall, abs=1e-12)


@given(PAIRS)
def test_concentration_by_covariance(rows: list[tuple[float, float, float]]) -> None:
    """The index under it is twice the covariance of amount and rank over the mean, equals sharing a rank."""
    before, after, weights = columns(rows)
    ranks = mid_ranks(before, weights)
    index = 2 * np.average(after * ranks, weights=weights) / np.average(after, weights=weights) - 1
    expected = gini(before, weights) - index
    assert reynolds_smolensky(before, after, weights) == pytest.approx(expected, abs=1e-9)


@given(welfare_and_weights(), amounts(0.25, 100_000))
def test_the_same_for_all(people: People, transfer: float) -> None:
    """A uniform transfer: the Gini times transfer / (mean + transfer), and nobody is overtaken."""
    before, weights = people
    after, mean = before + transfer, np.average(before, weights=weights)
    expected = gini(before, weights) * transfer / (mean + transfer)
    assert reynolds_smolensky(before, after, weights) == pytest.approx(expected, abs=1e-9)
    assert reranking(before, after, weights) == pytest.approx(0, abs=1e-12)


@given(welfare_and_weights(), st.floats(0.01, 0.99))
def test_a_proportional_tax(people: People, rate: float) -> None:
    """The same rate for all is neither progressive nor regressive, and changes no share."""
    before, weights = people
    assert kakwani(before, before * rate, weights) == pytest.approx(0, abs=1e-12)
    assert reynolds_smolensky(before, before * (1 - rate), weights) == pytest.approx(0, abs=1e-12)


@given(PAIRS, st.floats(0.01, 0.9))
def test_progression_times_rate(rows: list[tuple[float, float, float]], most: float) -> None:
    """Reynolds-Smolensky = rate / (1 - rate) x Kakwani, rate being the mean rate (Kakwani 1977)."""
    before, rates, weights = columns(rows)
    tax = before * most * rates / rates.max()
    rate = np.average(tax, weights=weights) / np.average(before, weights=weights)
    expected = rate / (1 - rate) * kakwani(before, tax, weights)
    assert reynolds_smolensky(before, before - tax, weights) == pytest.approx(expected, abs=1e-9)


@given(welfare_and_weights())
def test_a_poll_tax_is_regressive(people: People) -> None:
    """The same amount from each: minus the Gini coefficient, the index of equal amounts being 0."""
    before, weights = people
    assert kakwani(before, np.ones(len(before)), weights) == pytest.approx(-gini(before, weights), abs=1e-9)


@given(PAIRS)
def test_reranking_is_never_negative(rows: list[tuple[float, float, float]]) -> None:
    """No order holds more concentration than its own."""
    assert reranking(*columns(rows)) >= 0


def test_equals_before_are_one_step() -> None:
    """Equals who become unequal are not overtaken by the order of their rows, but their split counts."""
    for after in ([10, 30, 60], [30, 10, 60]):
        assert reynolds_smolensky([20, 20, 60], after, [1, 1, 1]) == pytest.approx(0)
        split = gini(after, [1, 1, 1]) - gini([20, 20, 60], [1, 1, 1])
        assert reranking([20, 20, 60], after, [1, 1, 1]) == pytest.approx(split)


def test_all_equal_and_one_person() -> None:
    """Among equals, or with one person, there is nothing to redistribute: all three are 0."""
    for people in ([7.0, 7.0, 7.0], [7.0]):
        weights = np.ones(len(people))
        assert reynolds_smolensky(people, people, weights) == pytest.approx(0)
        assert reranking(people, people, weights) == pytest.approx(0)
        assert kakwani(people, people, weights) == pytest.approx(0)


@EACH
@pytest.mark.parametrize("wrong", [[-1, 2], [0, 0], ["a", "b"]])
def test_bad_amounts_are_named(measure: Callable[..., float], wrong: object) -> None:
    """Amounts below 0, texts and totals of 0 are refused by name."""
    second = "tax" if measure is kakwani else "after"
    with pytest.raises(BadInput, match=r"^before: "):
        measure(wrong, [1, 2], [1, 1])
    with pytest.raises(BadInput, match=rf"^{second}: "):
        measure([1, 2], wrong, [1, 1])


@EACH
def test_no_size_is_too_large(measure: Callable[..., float]) -> None:
    """Amounts near the largest number, or beside one that counts nobody, say what small ones say."""
    small = measure([1, 2, 4], [3, 2, 2], [1, 2, 1])
    large = measure([2e307, 4e307, 8e307], [1.2e308, 8e307, 8e307], [2e307, 4e307, 2e307])
    assert large == pytest.approx(small)
    beside = measure([1e-20, 2e-20, 4e-20, 1e308], [3e-20, 2e-20, 2e-20, 1e308], [1, 2, 1, 0])
    assert beside == pytest.approx(small)


@EACH
def test_lists_belong_together(measure: Callable[..., float]) -> None:
    """One row a person in each list; weights are asked for, and count somebody."""
    for lists in (([1, 2], [1], [1, 1]), ([1], [1, 2], [1, 1]), ([1, 2], [1, np.nan], [1, 1])):
        with pytest.raises(SimulatorError):
            measure(*lists)
    for weights in (None, [1], [1, -1]):
        with pytest.raises(SimulatorError):
            measure([1, 2], [1, 2], weights)
    with pytest.raises(EmptyGroup):
        measure([1, 2], [1, 2], [0, 0])
