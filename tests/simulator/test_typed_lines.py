"""A poverty line that nobody published: an amount, the money, a period and the year of its prices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator import BadInput, Policy, country, simulate, summarise
from simulator.economy import PriceIndex

NEPAL = country("nepal")
MONEY = NEPAL.economy
POLICY = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("6000 NPR a month", 6000),
        ("72000 NPR a year of 2022", 6000),
        ("200 NPR a day of 2022", 200 * 365 / 12),
        ("1400 NPR a week", 200 * 365 / 12),
        ("3.65 PPP a day", 3.65 * MONEY.lcu_month_per_ppp_day),
        ("200 NPR a day of 2017", 200 * 365 / 12 * 146.238 / 114.835),
        ("72000 NPR a year of 2023", 6000 * 146.238 / 157.667),
    ],
)
def test_the_month_of_a_typed_line(text: str, month: float) -> None:
    """Twelve months and 365 days make a year; a PPP dollar a day is what the economy says."""
    line = MONEY.line(text)
    assert line.month == pytest.approx(month, rel=1e-12) and line.id == text and text in line.label


def test_results_are_at_the_typed_line() -> None:
    """The published line of 3.65 dollars, typed, gives the headcount of that line."""
    outcome = simulate(NEPAL, POLICY)
    typed, known = (summarise(outcome, line) for line in ("3.65 PPP a day", "international_3_65"))
    assert typed.everyone.after.headcount_percent == known.everyone.after.headcount_percent
    assert typed.line.id == "3.65 PPP a day"


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("6000 USD a month", "NPR"),
        ("6000 NPR a month of 2010", "a line at prices of 2017 or 2022 or 2023"),
        ("3.65 PPP a day of 2017", "a line at prices of 2022"),
        ("0 NPR a day", "above 0"),
        ("200", "societal"),
        ("-5 NPR a day", "societal"),
        ("9" * 400 + " NPR a day", "above 0"),
    ],
)
def test_other_lines_are_refused(text: str, allowed: str) -> None:
    """Another money, another year, nothing, and what is no line at all: each says what is allowed."""
    with pytest.raises(BadInput) as refused:
        MONEY.line(text)
    assert allowed in refused.value.allowed


def test_a_line_carried_to_other_prices_says_by_what() -> None:
    """The published index, and both years, stand in the line's source; one of the same year says neither."""
    carried, same = MONEY.line("200 NPR a day of 2017"), MONEY.line("200 NPR a day of 2022")
    assert "prices of 2017 carried to 2022" in carried.source and "PCPI" in carried.source
    assert same.source == "typed by whoever asked"


@pytest.mark.parametrize("years", [(), (2017,), (2017, 2023)])
def test_without_both_indices_only_the_own_year_is_allowed(years: tuple[int, ...]) -> None:
    """No index, or none of the economy's own year: the refusal names no year that would be refused too."""
    known = tuple(each for each in MONEY.consumer_prices if each.year in years)
    with pytest.raises(BadInput) as refused:
        replace(MONEY, consumer_prices=known).line("200 NPR a day of 2017")
    assert refused.value.allowed == "a line at prices of 2022"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ((2017, 0.0, "made up"), "price index of 2017"),
        ((2017.5, 100.0, "made up"), "year of a price index"),
        ((2017, 100.0, ""), "price index of 2017: source"),
    ],
)
def test_a_price_index_that_cannot_be_is_refused(given: tuple[int, float, str], field: str) -> None:
    """An index of 0, half a year, and a figure without a source: each names its field."""
    with pytest.raises(BadInput) as refused:
        PriceIndex(*given)
    assert refused.value.field == field


def test_two_indices_of_one_year_are_refused() -> None:
    """Nobody could say which of the two holds."""
    twice = (MONEY.consumer_prices[0],) * 2
    with pytest.raises(BadInput, match="each year once"):
        replace(MONEY, consumer_prices=twice)
