"""Incentives: hand-worked rates, arrays, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, SimulatorError
from simulator.measures import marginal_effective_tax_rate, replacement_rate


@pytest.mark.parametrize(
    ("now", "more", "extra", "expected"),
    [(100, 200, 100, 0), (100, 100, 50, 1), (100, 90, 20, 1.5), (100, 230, 100, -0.3), (0, 0.25, 1, 0.75)],
)
def test_rates_by_hand(now: float, more: float, extra: float, expected: float) -> None:
    """Nothing lost, all lost, a step down at a benefit's limit, a subsidy on earnings, and a taper."""
    found = marginal_effective_tax_rate(now, more, extra)
    assert type(found) is float and found == pytest.approx(expected)


@given(st.floats(0, 1), st.floats(0, 1e6), st.floats(0.01, 1e6))
def test_one_rate_for_all(rate: float, gross: float, extra: float) -> None:
    """Under one rate on all earnings, the marginal rate is that rate, wherever one stands."""
    now, more = gross * (1 - rate), (gross + extra) * (1 - rate)
    found = marginal_effective_tax_rate(now, more, extra)
    assert found == pytest.approx(rate, abs=1e-9 + 1e-15 * gross / extra)


def test_tax_and_withdrawal_add_up() -> None:
    """A 20 % tax on 100 more, and a benefit that falls by half of what is left: 1 - .8 x .5 = .6."""
    now, more = 300 + 200, 300 + 80 + 200 - 40
    assert marginal_effective_tax_rate(now, more, 100) == pytest.approx(0.6)


def test_arrays_come_back_read_only() -> None:
    """Arrays give one rate each, and nobody can write into them."""
    rates = marginal_effective_tax_rate([100, 200], [150, 210], 100)
    shares = replacement_rate([[30], [60]], [100, 200])
    assert rates.tolist() == [0.5, 0.9]
    assert shares.tolist() == [[0.3, 0.15], [0.6, 0.3]]
    for result in (rates, shares):
        with pytest.raises(ValueError, match="read-only"):
            result[0] = 0


def test_replacement_by_hand() -> None:
    """A pension of 22 for a wage of 100 replaces 22 %; a flat benefit may replace more than all."""
    assert replacement_rate(22, 100) == 0.22
    assert replacement_rate(120, 100) == 1.2
    assert type(replacement_rate(np.float64(0), np.int64(5))) is float


@pytest.mark.parametrize("extra", [0, -1, [1, 0], np.nan, "x", None, []])
def test_more_is_above_0(extra: object) -> None:
    """Nothing more earned has no marginal rate."""
    with pytest.raises(BadInput, match=r"^extra_gross: "):
        marginal_effective_tax_rate([1, 2], [2, 3], extra)


@pytest.mark.parametrize("earnings", [0, -5, np.inf, "x", None])
def test_earnings_are_above_0(earnings: object) -> None:
    """Nothing earned cannot be replaced."""
    with pytest.raises(BadInput, match=r"^earnings: "):
        replacement_rate(5, earnings)


def test_a_benefit_is_no_debt() -> None:
    """A benefit below 0 is refused, and named."""
    with pytest.raises(BadInput, match=r"^benefit: "):
        replacement_rate([1, -1], 5)


def test_what_does_not_fit_or_overflows() -> None:
    """Lists of different lengths, and results beyond a number, are refused in words."""
    with pytest.raises(SimulatorError, match="one length"):
        marginal_effective_tax_rate([1, 2], [1, 2, 3], 1)
    with pytest.raises(SimulatorError, match="one length"):
        replacement_rate([1, 2], [1, 2, 3])
    with pytest.raises(BadInput, match=r"^net_income_now: "):
        marginal_effective_tax_rate(-1e308, 1e308, 1)
    with pytest.raises(BadInput, match=r"^earnings: "):
        replacement_rate(1e308, 1e-300)
