"""A poverty line that nobody published: an amount, the money, a period and the year of its prices."""

from __future__ import annotations

import pytest

from simulator import BadInput, Policy, country, simulate, summarise

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
        ("6000 NPR a month of 2010", "2022"),
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
