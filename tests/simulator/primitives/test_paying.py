"""Primitives that pay: each by hand on the village, at its edges, one amount for all or one for each."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, Population, SimulatorError, example_population
from simulator.primitives import PAYING, Setting, in_currency, paying
from simulator.primitives.setting import per_recipient
from tests.simulator.making import observed_village
from tests.strategies import populations

VILLAGE = observed_village()
SETTING = Setting(VILLAGE, 1)
MEANS = {"column": "consumption_month"}
TAPER = {**MEANS, "full_below": 50, "ends_at": 90, "unit": "currency"}
# One call of each primitive.
CALLS: dict[str, dict[str, Any]] = {
    "scale": {"value": 5, "unit": "currency"},
    "prorate": {"part": 14, "whole": 52},
    "multiply": {"column": "disability", "within": (2, 2), "factor": 1.5},
    "replace_earnings": {"column": "earnings_month", "rate": 0.6},
    "accrue": {"column": "contribution_years", "rate": 0.02, "most": 0.5},
    "share": {"per": "household"},
    "withdraw": {**MEANS, "rate": 0.5},
    "taper": TAPER,
    "cap": {"value": 8, "unit": "currency"},
    "at_least": {"value": 8, "unit": "currency"},
}


def rows(*persons: int) -> np.ndarray:
    """Return a true for each of some of the village's persons."""
    reached = np.zeros(20, bool)
    reached[list(persons)] = True
    return reached


# One person of each household, who consume 40 50 70 90 150 100.
ONE_EACH = rows(0, 5, 9, 13, 16, 19)


def test_every_primitive_has_a_call() -> None:
    """A new primitive that pays needs a call above."""
    assert set(CALLS) == set(PAYING)


@pytest.mark.parametrize("name", CALLS)
def test_nobody_is_paid_nothing(name: str) -> None:
    """With nobody reached each primitive returns one number for all, or none at all."""
    paid = PAYING[name].function(SETTING, rows(), 10.0, **CALLS[name])
    assert np.shape(paid) in ((), (0,))
    assert PAYING[name].function(SETTING, rows(), np.zeros(0), **CALLS[name]).shape == (0,)


@pytest.mark.parametrize("name", CALLS)
@given(population=populations(), amount=st.floats(0, 1000))
def test_one_amount_for_all_is_the_same_for_each(name: str, population: Population, amount: float) -> None:
    """An amount given once pays what the same amount given to each recipient pays, and never below 0."""
    setting, reached = Setting(population, 1), population.persons.age > 20
    once = PAYING[name].function(setting, reached, amount, **CALLS[name])
    each = PAYING[name].function(setting, reached, np.full(reached.sum(), amount), **CALLS[name])
    shared = np.broadcast_to(per_recipient(population, reached, once), reached.sum())
    assert np.array_equal(shared, each) and (each >= 0).all()


@pytest.mark.parametrize(("part", "paid"), [(14, 14), (0, 0), (52, 52), (104, 104)])
def test_prorate(part: float, paid: float) -> None:
    """14 of 52 weeks pay 14 parts of 52; no week pays nothing."""
    assert paying.prorate(SETTING, rows(5), 52.0, part=part, whole=52) == pytest.approx(paid)


@pytest.mark.parametrize(("rate", "paid"), [(0.6, [70, 130, 250]), (0, [10, 10, 10]), (1, [110, 210, 410])])
def test_replace_earnings(rate: float, paid: list[float]) -> None:
    """A share of 100, 200 and 400 a month comes on top of what is paid already."""
    arguments = {"column": "earnings_month", "rate": rate}
    found = paying.replace_earnings(SETTING, rows(7, 14, 17), 10.0, **arguments)
    assert found.tolist() == pytest.approx(paid)


def test_replace_earnings_of_the_job_before() -> None:
    """A share of 90, 200 and 300 a month, whatever these persons earn now."""
    arguments = {"column": "previous_earnings_month", "rate": 0.5}
    assert paying.replace_earnings(SETTING, rows(8, 12, 19), 10.0, **arguments).tolist() == [55, 110, 160]


@pytest.mark.parametrize(
    ("rate", "most", "paid"),
    [
        (0.02, 1, [0, 60, 20, 28]),  # 0, 30, 10 and 14 years
        (0.02, 0.25, [0, 25, 20, 25]),
        (0.02, 0.2, [0, 20, 20, 20]),  # 10 years earn the highest share exactly
        (0.05, 1, [0, 100, 50, 70]),
        (0, 1, [0, 0, 0, 0]),
        (0.02, 0, [0, 0, 0, 0]),
    ],
)
def test_accrue(rate: float, most: float, paid: list[float]) -> None:
    """Each year earns a share of 100, up to the highest share; no year earns nothing."""
    arguments = {"column": "contribution_years", "rate": rate, "most": most}
    for amount in (100.0, np.full(4, 100.0)):
        found = paying.accrue(SETTING, rows(0, 8, 12, 19), amount, **arguments)
        assert found.tolist() == pytest.approx(paid)


def test_multiply() -> None:
    """Only the person with a severe disability gets more, or nothing with a factor of 0."""
    arguments = {"column": "disability", "within": (2, 2)}
    more, nothing, same = (
        paying.multiply(SETTING, rows(2, 4, 8), 10.0, factor=factor, **arguments) for factor in (1.5, 0, 1)
    )
    assert (more.tolist(), nothing.tolist(), same) == ([10, 15, 10], [10, 0, 10], 10)


@pytest.mark.parametrize(
    ("rate", "paid"), [(0, [100] * 6), (1, [60, 50, 30, 10, 0, 0]), (0.5, [80, 75, 65, 55, 25, 50])]
)
def test_withdraw(rate: float, paid: list[float]) -> None:
    """A share of what is consumed is taken off 100, down to nothing and never below."""
    assert paying.withdraw(SETTING, ONE_EACH, 100.0, rate=rate, **MEANS).tolist() == pytest.approx(paid)


def test_withdraw_for_own_earnings() -> None:
    """A person's column takes off the person's own: 60 and 0 in one household."""
    arguments = {"column": "earnings_month", "rate": 0.5}
    assert paying.withdraw(SETTING, rows(3, 4), 50.0, **arguments).tolist() == [20, 50]


def test_taper() -> None:
    """All at 40 and at 50, half at 70, nothing at 90 and above."""
    assert paying.taper(SETTING, ONE_EACH, 8.0, **TAPER).tolist() == [8, 8, 4, 0, 0, 0]


@pytest.mark.parametrize(("first", "last", "full"), [(70, 70, 2), (90, 70, 2), (0, 0, 0), (0, 1000, None)])
def test_a_taper_without_a_slope(first: float, last: float, full: int | None) -> None:
    """Where the end is not above the beginning all of it is paid below the end, and nothing at it."""
    arguments = {**TAPER, "full_below": first, "ends_at": last}
    paid = paying.taper(SETTING, ONE_EACH, 8.0, **arguments)
    if full is None:
        assert paid.tolist() == pytest.approx([8 * (1 - each / 1000) for each in (40, 50, 70, 90, 150, 100)])
    else:
        assert paid.tolist() == [8.0] * full + [0.0] * (6 - full)


def test_cap() -> None:
    """Nobody gets more than 8; one amount for all stays one plain number."""
    assert paying.cap(SETTING, ONE_EACH, np.arange(5.0, 11.0), **CALLS["cap"]).tolist() == [5, 6, 7, 8, 8, 8]
    assert type(paying.cap(SETTING, ONE_EACH, 10.0, **CALLS["cap"])) is float
    assert paying.cap(SETTING, ONE_EACH, 10.0, value=0, unit="currency") == 0


def test_at_least() -> None:
    """Nobody gets less than 8; one amount for all stays one plain number, and 0 lifts nobody."""
    lifted = paying.at_least(SETTING, ONE_EACH, np.arange(5.0, 11.0), **CALLS["at_least"])
    assert lifted.tolist() == [8, 8, 8, 8, 9, 10]
    assert type(paying.at_least(SETTING, ONE_EACH, 3.0, **CALLS["at_least"])) is float
    assert paying.at_least(SETTING, ONE_EACH, 3.0, value=0, unit="currency") == 3


def test_share_among_the_reached() -> None:
    """One amount a household is divided among those reached, not among all members: 3, 1 and 1 here."""
    reached = rows(0, 1, 2, 5, 19)
    shared = paying.share(SETTING, reached, 12.0, per="household")
    assert per_recipient(SETTING.population, reached, shared).tolist() == [4, 4, 4, 12, 12]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("currency", 10),
        ("percent_gdp_per_person", 20),
        ("percent_poverty_line", 6),
        ("percent_mean_consumption", 7.5),
        ("percent_average_wage", 15),
    ],
)
def test_ten_in_each_unit(unit: str, expected: float) -> None:
    """GDP per person is 200 a month, the line 60, mean consumption 75, the average wage 150."""
    assert in_currency(VILLAGE, 10, unit) == pytest.approx(expected)
    assert paying.scale(SETTING, ONE_EACH, 1.0, value=10, unit=unit) == pytest.approx(1 + expected)


def test_a_wage_that_is_not_known() -> None:
    """An amount in % of the average wage is refused where the economy has none, naming the people."""
    with pytest.raises(SimulatorError, match="the average wage of Example is not known"):
        paying.scale(Setting(example_population(), 1), ONE_EACH, 0.0, value=1, unit="percent_average_wage")


@pytest.mark.parametrize("column", ["earnings_month", "previous_earnings_month"])
def test_earnings_that_were_not_observed(column: str) -> None:
    """Earnings cannot be replaced where they were not observed."""
    with pytest.raises(SimulatorError, match=f"Example: column {column} was not observed"):
        paying.replace_earnings(Setting(example_population(), 1), ONE_EACH, 0.0, column=column, rate=0.5)


def test_years_that_were_not_observed() -> None:
    """No year earns anything where years of contributions were not observed."""
    with pytest.raises(SimulatorError, match="Example: column contribution_years was not observed"):
        paying.accrue(Setting(example_population(), 1), ONE_EACH, 1.0, **CALLS["accrue"])


@pytest.mark.parametrize(
    ("name", "wrong", "near"),
    [
        ("cap", {"unit": "curency"}, "currency"),
        ("taper", {"unit": "curency"}, "currency"),
        ("multiply", {"column": "disabilty"}, "disability"),
        ("withdraw", {"column": "earning_month"}, "earnings_month"),
        ("replace_earnings", {"column": "previous_earning_month"}, "previous_earnings_month"),
        ("accrue", {"column": "contributions_years"}, "contribution_years"),
        ("at_least", {"unit": "curency"}, "currency"),
    ],
)
def test_a_wrong_name(name: str, wrong: dict[str, str], near: str) -> None:
    """A name that a primitive does not know is refused with the nearest that it knows."""
    with pytest.raises(BadInput, match=f"Did you mean '{near}'"):
        PAYING[name].function(SETTING, ONE_EACH, 10.0, **{**CALLS[name], **wrong})
