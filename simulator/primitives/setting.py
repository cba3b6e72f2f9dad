"""What every primitive may look at, and money in its units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from simulator.errors import SimulatorError, unknown
from simulator.population import Population

Chosen = NDArray[np.bool_]
Amount = NDArray[np.float64]
UNITS = (
    "currency",
    "percent_gdp_per_person",
    "percent_poverty_line",
    "percent_mean_consumption",
    "percent_average_wage",
)
# Welfare that equals a threshold but for rounding is not below it.
AT_THE_THRESHOLD = 1 - 1e-9


@dataclass(frozen=True, eq=False)
class Setting:
    """The people, the seed of their luck, what each person already gets of each benefit a month.

    `removed_month` is what the policy takes away of that: local currency a month, one number a household.
    `luck_of` comes before the purpose of each draw: empty, luck is the same for all schemes.
    """

    population: Population
    seed: int
    existing_month: Mapping[str, Amount] = field(default_factory=lambda: MappingProxyType({}))
    removed_month: Amount | None = None
    luck_of: str = ""

    @cached_property
    def everyone(self) -> Chosen:
        """All persons, closed to writing: each scheme chooses among them."""
        everyone = np.ones(len(self.population.persons.age), dtype=bool)
        everyone.flags.writeable = False
        return everyone

    def means(self, column: str) -> tuple[str, Amount]:
        """Return the table that a column of means lies in, and the column.

        Consumption is without what the policy takes away: a benefit that ends is nobody's means.
        """
        table, values = self.population.column(column)
        if column != "consumption_month" or self.removed_month is None:
            return table, values
        return table, np.maximum(0.0, values - self.removed_month / self.population.households.size)


@dataclass(frozen=True)
class Shared:
    """One amount a month for each household, divided equally among its recipients."""

    amount: float


# What is paid: one number for all recipients, or one for each; or what the recipients of a household share.
Each = float | Amount
Paid = Each | Shared


@dataclass(frozen=True, eq=False)
class Recipients:
    """Who is paid: the row numbers of the persons, and of the household of each."""

    persons: NDArray[np.intp]
    household: NDArray[np.int32]


def recipients(population: Population, reached: Chosen) -> Recipients:
    """Return the persons who are reached, in the order of their rows.

    >>> from simulator import example_population
    >>> village = example_population()
    >>> recipients(village, village.persons.age > 60).household.tolist()
    [1, 5]
    """
    persons = np.flatnonzero(reached)
    return Recipients(persons, population.persons.household[persons])


def per_recipient(population: Population, reached: Chosen, paid: Paid) -> Each:
    """Return what is paid with what a household shares divided: one number for all recipients, or one each.

    >>> from simulator import example_population
    >>> village = example_population()
    >>> per_recipient(village, village.persons.age > 40, Shared(6.0)).tolist()
    [6.0, 6.0, 3.0, 3.0, 6.0]
    """
    if not isinstance(paid, Shared):
        return paid
    shared: Amount = (
        paid.amount / population.household_sum(reached)[recipients(population, reached).household]
    )
    return shared


def in_currency(population: Population, value: float, unit: str) -> float:
    """Return an amount in local currency a month.

    >>> from simulator import example_population
    >>> in_currency(example_population(), 4, "percent_gdp_per_person")
    8.0
    """
    if unit not in UNITS:
        raise unknown("unit", unit, UNITS)
    if unit == "currency" or value == 0:  # nothing is nothing in every unit, even one that is not known here
        return float(value)
    return value * _whole_month(population, unit) / 100


def _whole_month(population: Population, unit: str) -> float:
    """Return what a percentage is taken of: local currency a month."""
    economy = population.economy
    if unit == "percent_mean_consumption":
        return _above_0(population)
    if unit == "percent_average_wage":
        if economy.average_wage_month is None:
            name = population.name
            raise SimulatorError(
                f"unit: the average wage of {name} is not known, so no amount can be a share of it. "
                "Choose another unit, or give the economy its average_wage_month."
            )
        return economy.average_wage_month
    return economy.gdp_per_person_month if unit == "percent_gdp_per_person" else economy.line().month


def _above_0(population: Population) -> float:
    """Return mean consumption; a share of nothing would silently be nothing."""
    mean = population.mean_consumption_month
    if not mean > 0:
        raise SimulatorError(
            f"unit: nobody in {population.name} consumes anything, so no amount can be a share of the mean. "
            "Choose another unit, or mend the column consumption_month."
        )
    return mean


def in_households(population: Population, marked: Chosen) -> Chosen:
    """Return for each person whether the household is marked."""
    return np.take(marked, population.persons.household)


def is_below(setting: Setting, column: str, value: float, unit: str) -> Chosen:
    """Return for each person whether the means in a column, in currency a month, lie below the value."""
    threshold = in_currency(setting.population, value, unit) * AT_THE_THRESHOLD
    table, values = setting.means(column)
    below: Chosen = values < threshold
    return below if table == "persons" else in_households(setting.population, below)
