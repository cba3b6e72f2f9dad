"""The economy that people live in: its money, and its poverty lines."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from numbers import Integral, Real
from types import MappingProxyType

from simulator.errors import BadInput, SimulatorError, unknown

YEARS = (1900, 2200)
PPP = "PPP"
# How many of each period a month has: a month is a twelfth of 365 days.
DAYS_A_MONTH = 365 / 12
PERIODS_A_MONTH: Mapping[str, float] = MappingProxyType(
    {
        "day": DAYS_A_MONTH,
        "week": DAYS_A_MONTH / 7,
        "fortnight": DAYS_A_MONTH / 14,
        "month": 1.0,
        "quarter": 1 / 3,
        "half year": 1 / 6,
        "year": 1 / 12,
    }
)
TYPED_LINE = re.compile(r"([0-9]+(?:\.[0-9]+)?) (\S+) a (day|week|month|year)(?: of ([0-9]{4}))?")
HOW_TO_TYPE = "Write it as: 200 NPR a day of 2022, or 3.65 PPP a day."


@dataclass(frozen=True)
class PovertyLine:
    """A poverty line in local currency a month per person, with where it comes from."""

    id: str
    label: str
    month: float
    source: str

    def __post_init__(self) -> None:
        check_text("id of a poverty line", self.id)
        for name in ("label", "source"):
            check_text(f"poverty line {self.id}: {name}", getattr(self, name))
        object.__setattr__(self, "month", _amount(f"poverty line {self.id}", self.month))


@dataclass(frozen=True)
class PriceIndex:
    """The consumer price index of a year, with where it comes from: only the ratio of two has a meaning."""

    year: int
    value: float
    source: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "year", _year("year of a price index", self.year))
        object.__setattr__(self, "value", _amount(f"price index of {self.year}", self.value))
        check_text(f"price index of {self.year}: source", self.source)


@dataclass(frozen=True)
class Economy:
    """What a country's money is worth: all amounts in local currency at `price_year` prices.

    `gdp_per_person_month` and the lines are local currency a month per person;
    `lcu_month_per_ppp_day` turns one PPP dollar a day into local currency a month.
    The first poverty line is the one used when none is named. `consumer_prices` are the index of some years,
    each once, to carry a line that was typed in prices of another year; without them none can be.
    """

    currency: str
    price_year: int
    gdp_per_person_month: float
    lcu_month_per_ppp_day: float
    poverty_lines: tuple[PovertyLine, ...]
    average_wage_month: float | None = None
    consumer_prices: tuple[PriceIndex, ...] = ()

    def __post_init__(self) -> None:
        check_text("currency", self.currency)
        object.__setattr__(self, "price_year", _year("price_year", self.price_year))
        for name in ("gdp_per_person_month", "lcu_month_per_ppp_day", "average_wage_month"):
            if name != "average_wage_month" or self.average_wage_month is not None:
                object.__setattr__(self, name, _amount(name, getattr(self, name)))
        object.__setattr__(self, "poverty_lines", _lines(self.poverty_lines))
        object.__setattr__(self, "consumer_prices", _prices(self.consumer_prices))

    def line(self, name: str | None = None) -> PovertyLine:
        """Return the poverty line called `name`, or the reference line when `name` is None.

        Any other line may be typed: an amount, the currency or PPP, a period, and the year of its prices.
        An amount in currency of another year is multiplied by price index now ÷ then, where both are known.
        Source of the days of a month, 365 / 12: World Bank, Poverty and Inequality Platform.

        >>> from simulator import example_population
        >>> money = example_population().economy
        >>> round(money.line(f"2 {money.currency} a day of 2024").month, 2)
        60.83
        """
        if name is None:
            return self.poverty_lines[0]
        by_name = {line.id: line for line in self.poverty_lines}
        if not isinstance(name, str):
            raise unknown("line", name, by_name)
        if name in by_name:
            return by_name[name]
        typed = TYPED_LINE.fullmatch(name)
        if typed is None:
            raise unknown("line", name, by_name)
        return self._typed_line(name, *typed.groups())

    def _typed_line(self, text: str, amount: str, money: str, period: str, year: str | None) -> PovertyLine:
        """Return the line that was typed, or refuse another money than this economy's, of another year."""
        if money not in (self.currency, PPP):
            raise BadInput("line", text, f"an amount in {self.currency} or in PPP dollars", HOW_TO_TYPE)
        month, source = float(amount) * PERIODS_A_MONTH[period], "typed by whoever asked"
        if year is not None and int(year) != self.price_year:
            then, now = self._indices(text, int(year), money)
            month *= now.value / then.value
            source += f"; prices of {then.year} carried to {now.year} by the index of: {now.source}"
        if money == PPP:
            month *= self.lcu_month_per_ppp_day / DAYS_A_MONTH
        return PovertyLine(text, f"Line of {text}", month, source)

    def _indices(self, text: str, year: int, money: str) -> tuple[PriceIndex, PriceIndex]:
        """Return the price indices of a year and of this economy's; a PPP dollar is of this year alone."""
        known = {} if money == PPP else {each.year: each for each in self.consumer_prices}
        if self.price_year in known and year in known:
            return known[year], known[self.price_year]
        years = sorted(known) if self.price_year in known else [self.price_year]
        mend = f"Multiply it by the rise in prices from {year} to {self.price_year}."
        raise BadInput("line", text, f"a line at prices of {' or '.join(map(str, years))}", mend)


def _amount(name: str, given: object) -> float:
    """Return an amount above 0 as a plain number: JSON knows no number of numpy."""
    if isinstance(given, Real) and not isinstance(given, bool):
        with suppress(OverflowError):  # a whole number above every float
            amount = float(given)
            if math.isfinite(amount) and amount > 0:
                return amount
    raise BadInput(name, given, "an amount above 0", "Write a number, without quotes.")


def _year(name: str, given: object) -> int:
    first, last = YEARS
    if isinstance(given, bool) or not isinstance(given, Integral) or not first <= int(given) <= last:
        raise BadInput(name, given, f"a whole number from {first} to {last}", "Write it as 2022.")
    return int(given)


def check_text(name: str, given: object) -> None:
    """Refuse what is no text, and a text without a letter.

    >>> check_text("currency", "NPR")
    """
    if not isinstance(given, str) or not given.strip():
        raise BadInput(name, given, "a text that is not empty", "Write it in quotes.")


def _lines(given: object) -> tuple[PovertyLine, ...]:
    """Return the poverty lines, one at least, each with an id of its own."""
    mend = "Write (PovertyLine(…), PovertyLine(…))."
    if not isinstance(given, tuple | list) or not all(isinstance(line, PovertyLine) for line in given):
        raise BadInput("poverty_lines", given, "a tuple of PovertyLine", mend)
    if not given:
        raise SimulatorError("poverty_lines is empty: an economy needs at least one poverty line.")
    names = [line.id for line in given]
    for name in names:
        if names.count(name) > 1:
            raise BadInput("poverty_lines", name, "each id once", "Rename one of the two lines.")
    return tuple(given)


def _prices(given: object) -> tuple[PriceIndex, ...]:
    """Return the price indices, each year once; there may be none."""
    mend = "Write (PriceIndex(2017, 100.0, source), PriceIndex(2022, 130.0, source))."
    if not isinstance(given, tuple | list) or not all(isinstance(each, PriceIndex) for each in given):
        raise BadInput("consumer_prices", given, "a tuple of PriceIndex", mend)
    years = [each.year for each in given]
    for year in years:
        if years.count(year) > 1:
            raise BadInput("consumer_prices", year, "each year once", "Keep one of the two.")
    return tuple(given)
