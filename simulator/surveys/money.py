"""Money of a survey: from any period, household total and price year to local currency a month per person."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from simulator.builders.arrays import Numbers
from simulator.columns import typed
from simulator.economy import DAYS_A_MONTH, PERIODS_A_MONTH
from simulator.errors import SimulatorError, unknown
from simulator.measures.weighting import as_number, read_only

AMOUNTS = (0, 1e15)
SIZES = (1, 255)
FACTORS = (1e-9, 1e9)
ABOVE_0 = "a number above 0"


def month_per_person(amount: ArrayLike, period: str, size: ArrayLike | None = None) -> Numbers:
    """Return amounts a period as amounts a month per person, read-only, in the currency they came in.

    `size` counts the members of each household when the amounts are totals of households; without it they
    are per person already. `period` is one of `economy.PERIODS_A_MONTH`; a week is 7 of 365 days. A negative
    or missing amount is `BadInput` with its row.
    Source: Deaton and Zaidi, Guidelines for Constructing Consumption Aggregates (World Bank, LSMS Working
    Paper 135, 2002), on a common reference period and consumption per person.

    >>> month_per_person([2400.0, 600.0], "year", size=[4, 1]).tolist()
    [50.0, 50.0]
    >>> month_per_person([7.0], "week").round(2).tolist()
    [30.42]
    """
    if not isinstance(period, str) or period not in PERIODS_A_MONTH:
        raise unknown("period", period, PERIODS_A_MONTH)
    month = typed("amount", amount, "f8", AMOUNTS) * PERIODS_A_MONTH[period]
    return read_only(month if size is None else month / _sizes(size, len(month)))


def day_per_person(month: ArrayLike) -> Numbers:
    """Return amounts a month as amounts a day, read-only: month × 12 / 365.

    Source: a year of 365 days, as the World Bank's Poverty and Inequality Platform counts.

    >>> day_per_person([365.0]).tolist()
    [12.0]
    """
    return read_only(typed("amount", month, "f8", AMOUNTS) / DAYS_A_MONTH)


def lcu_month_per_ppp_day(ppp_factor: float, price_index: float) -> float:
    """Return the local currency a month that one PPP dollar a day is worth: factor × index × 365 / 12.

    `ppp_factor` is local currency a PPP dollar in the round's year, for private consumption; `price_index`
    is consumer prices of the survey over those of that year, 1 when they are equal. Both are above 0.
    Source: World Bank, Poverty and Inequality Platform Methodology Handbook, on converting welfare.

    >>> round(lcu_month_per_ppp_day(ppp_factor=30.0, price_index=1.25), 3)
    1140.625
    """
    factor = as_number("ppp_factor", ppp_factor, FACTORS, ABOVE_0, "Write local currency a PPP dollar.")
    index = as_number("price_index", price_index, FACTORS, ABOVE_0, "Write 1.25 where prices rose by 25 %.")
    return factor * index * DAYS_A_MONTH


def ppp_dollars_a_day(month: ArrayLike, lcu_month_per_ppp_day: float) -> Numbers:
    """Return local currency a month as PPP dollars a day, read-only.

    The second argument is `Economy.lcu_month_per_ppp_day`, of the same price year as the amounts.
    Source: as `lcu_month_per_ppp_day`.

    >>> ppp_dollars_a_day([2281.25], lcu_month_per_ppp_day=1140.625).tolist()
    [2.0]
    """
    worth = as_number("lcu_month_per_ppp_day", lcu_month_per_ppp_day, FACTORS, ABOVE_0, "Use the economy's.")
    return read_only(typed("amount", month, "f8", AMOUNTS) / worth)


def at_prices_of(amount: ArrayLike, index_then: float, index_now: float) -> Numbers:
    """Return amounts at other prices, read-only: amount × index now / index then.

    `index_then` belongs to the prices that the amounts are in, `index_now` to those wanted; both come from
    one series with one base year and are above 0.
    Source: Consumer Price Index Manual: Concepts and Methods (IMF, ILO and others 2020), chapter 2.

    >>> at_prices_of([80.0], index_then=120.0, index_now=150.0).tolist()
    [100.0]
    """
    return read_only(typed("amount", amount, "f8", AMOUNTS) * price_ratio(index_then, index_now))


def price_ratio(index_then: float, index_now: float) -> float:
    """Return index now / index then: by how much prices rose, 1 when they did not.

    Source: as `at_prices_of`.

    >>> price_ratio(index_then=120.0, index_now=150.0)
    1.25
    """
    mend = "Take both from one series with one base year."
    then = as_number("index_then", index_then, FACTORS, ABOVE_0, mend)
    return as_number("index_now", index_now, FACTORS, ABOVE_0, mend) / then


def _sizes(given: ArrayLike, households: int) -> Numbers:
    size: Numbers = typed("size", given, "f8", SIZES)
    if len(size) != households:
        raise SimulatorError(f"amount and size must have one length; here: {households} and {len(size)}.")
    if (size != np.trunc(size)).any():
        raise SimulatorError("size must be whole numbers: it counts the members of a household.")
    return size
