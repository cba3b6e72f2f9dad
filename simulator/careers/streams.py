"""Money over time: what is paid in grows, what is paid out is discounted. Rates are shares a year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import floor

from simulator.careers.records import Flows

LOWEST_RETURN, HIGHEST_RETURN = -0.9, 10.0
HALVINGS = 100


def accumulated(payments: Sequence[float], rate: float) -> float:
    """Return what payments at the end of each year have grown to when the last is made.

    Source: Kellison, The Theory of Interest (1991), chapter 3.

    >>> accumulated([100.0, 100.0], 0.1)
    210.0
    """
    total = 0.0
    for payment in payments:
        total = total * (1 + rate) + payment
    return total


def annuity_factor(years: float, rate: float) -> float:
    """Return the price of 1 paid at the start of each year, for `years` years; a part of a year pays a part.

    Without interest it is the number of years. Source: Kellison (1991), chapter 3, annuity-due.

    >>> annuity_factor(18, 0.0), round(annuity_factor(2.5, 0.25), 4)
    (18.0, 2.12)
    """
    return present_value(yearly(1.0, years, 0.0), rate)


def yearly(first: float, years: float, growth: float, start: float = 0.0) -> Flows:
    """Return payments at the start of each of `years` years, which grow by `growth` from one to the next.

    >>> yearly(100.0, 2.5, 0.0, start=40.0)
    ((40.0, 100.0), (41.0, 100.0), (42.0, 50.0))
    """
    whole = floor(years)
    parts = [1.0] * whole + ([years - whole] if years > whole else [])
    return tuple((start + k, first * part * (1 + growth) ** k) for k, part in enumerate(parts))


def at_year_ends(amounts: Iterable[float]) -> Flows:
    """Return amounts a year with the times of their years' ends.

    >>> at_year_ends([5.0, 7.0])
    ((1.0, 5.0), (2.0, 7.0))
    """
    return tuple((float(t), amount) for t, amount in enumerate(amounts, start=1))


def present_value(flows: Flows, rate: float) -> float:
    """Return what the money is worth at time 0. Source: Kellison (1991), chapter 1.

    >>> round(present_value(((1.0, 110.0),), 0.1), 10)
    100.0
    """
    return sum((amount / float(1 + rate) ** time for time, amount in flows), 0.0)


def internal_rate_of_return(paid: Flows, received: Flows) -> float | None:
    """Return the rate at which what is received is worth what is paid, or None where there is none.

    One rate at most exists where all is paid before anything is received, as for a pension;
    otherwise, and where the rate is below -90 % or above 1,000 % a year, the answer is None.
    Source: Kellison (1991), chapter 5, yield rates.

    >>> internal_rate_of_return(((0.0, 100.0),), ((1.0, 105.0),))
    0.05
    """
    spent = [(time, amount) for time, amount in paid if amount]
    gained = [(time, amount) for time, amount in received if amount]
    if not spent or not gained or max(spent)[0] > min(gained)[0]:
        return None

    def gain(rate: float) -> float:
        # Counted from the last payment, so that a low rate over a long life stays a small number.
        return _value_at(max(spent)[0], gained, rate) - _value_at(max(spent)[0], spent, rate)

    low, high = LOWEST_RETURN, HIGHEST_RETURN
    if gain(low) <= 0 or gain(high) >= 0:
        return None
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if gain(middle) > 0 else (low, middle)
    return round((low + high) / 2, 12)


def _value_at(moment: float, flows: Iterable[tuple[float, float]], rate: float) -> float:
    return sum((amount * float(1 + rate) ** (moment - time) for time, amount in flows), 0.0)
