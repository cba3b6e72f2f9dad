"""Money of a survey: each conversion against the formula written out, its inverse, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, SimulatorError
from simulator.countries import country_facts
from simulator.economy import PERIODS_A_MONTH
from simulator.surveys.money import (
    at_prices_of,
    day_per_person,
    lcu_month_per_ppp_day,
    month_per_person,
    ppp_dollars_a_day,
    price_ratio,
)
from tests.strategies import amounts

indices = st.floats(0.01, 1000)


@pytest.mark.parametrize(
    ("period", "a_year"),
    [
        ("day", 365),
        ("week", 365 / 7),
        ("fortnight", 365 / 14),
        ("month", 12),
        ("quarter", 4),
        ("half year", 2),
        ("year", 1),
    ],
)
def test_every_period_gives_the_same_year(period: str, a_year: float) -> None:
    """What is spent in a year does not hang on how long the survey looked back."""
    assert month_per_person([5.0], period)[0] * 12 == pytest.approx(5 * a_year, rel=1e-12)


def test_every_period_is_tested() -> None:
    """No period is added without its length being checked above."""
    assert list(PERIODS_A_MONTH) == ["day", "week", "fortnight", "month", "quarter", "half year", "year"]


@given(st.lists(st.tuples(amounts(), st.integers(1, 20)), min_size=1), st.sampled_from(list(PERIODS_A_MONTH)))
def test_members_together_spend_what_the_household_spends(
    homes: list[tuple[float, int]], period: str
) -> None:
    """Per person times members is the household's month."""
    total, size = np.array(homes).T
    per_person = month_per_person(total, period, size)
    np.testing.assert_allclose(per_person * size, month_per_person(total, period), rtol=1e-12)


@given(st.lists(amounts(), min_size=1), indices, indices)
def test_a_month_and_a_day_of_dollars_say_the_same(month: list[float], factor: float, index: float) -> None:
    """Dollars a day are the day's local currency over the price of a dollar."""
    dollars = ppp_dollars_a_day(month, lcu_month_per_ppp_day(factor, index))
    np.testing.assert_allclose(dollars, day_per_person(month) / (factor * index), rtol=1e-12)


@given(st.lists(amounts(), min_size=1), indices, indices)
def test_prices_there_and_back(month: list[float], then: float, now: float) -> None:
    """Amounts at other prices come back unchanged."""
    np.testing.assert_allclose(at_prices_of(at_prices_of(month, then, now), now, then), month, rtol=1e-12)


def test_a_country_converts_as_its_facts_say() -> None:
    """The survey's conversion is the one that synthetic countries use."""
    money = country_facts("nepal").money
    worth = lcu_month_per_ppp_day(money.ppp_factor.value, money.price_index.value)
    assert worth == pytest.approx(money.lcu_month_per_ppp_day, rel=1e-15)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: month_per_person([10.0], "yearly"), "Did you mean 'year'"),
        (lambda: month_per_person([10.0], None), "period: None"),
        (lambda: month_per_person([10.0, -1.0], "month"), "amount in row 1: -1.0"),
        (lambda: month_per_person([float("nan")], "month"), "amount in row 0: nan"),
        (lambda: month_per_person([10.0], "month", [0]), "size in row 0: 0"),
        (lambda: ppp_dollars_a_day([10.0], 0.0), "lcu_month_per_ppp_day: 0.0"),
        (lambda: lcu_month_per_ppp_day(30.0, -1.0), "price_index: -1.0"),
        (lambda: price_ratio(0.0, 100.0), "index_then: 0.0"),
        (lambda: price_ratio(100.0, float("inf")), "index_now: inf"),
    ],
)
def test_impossible_money_is_refused(wrong, message: str) -> None:
    """Unknown periods, amounts below 0 or missing, empty households, indices of 0: each is named."""
    with pytest.raises(BadInput, match=message):
        wrong()


@pytest.mark.parametrize("size", [[1], [1.5, 2.0]])
def test_sizes_that_count_nobody_are_refused(size: list[float]) -> None:
    """One whole number a household."""
    with pytest.raises(SimulatorError, match="size"):
        month_per_person([10.0, 10.0], "month", size)
