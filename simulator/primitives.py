"""The building blocks of schemes. A scheme is data that composes them; see `schemes/`.

A choosing primitive narrows who is chosen: `f(setting, chosen, …) -> chosen`.
A paying primitive sets what each chosen person is paid: `f(setting, chosen, amount, …) -> amount`.
`chosen` is one boolean a person; `amount` is local currency a month, one number a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.errors import BadInput, unknown
from simulator.luck import draw as luck
from simulator.population import HOUSEHOLD_DTYPES, PERSON_DTYPES, Population, observed

Chosen = NDArray[np.bool_]
Amount = NDArray[np.float64]
QUOTAS_OF = ("persons", "households", "eligible_persons")
LARGEST = 1e12
DRAWN_BY, PAID_PER = ("household", "person"), ("person", "household")
UNITS = ("currency", "percent_gdp_per_person", "percent_poverty_line")
# Quotas that fall exactly between two households must not turn on the last bit of a sum.
SLACK = 1e-12


@dataclass(frozen=True, eq=False)
class Setting:
    """What every primitive may look at: the people, and the seed of their luck."""

    population: Population
    seed: int


def filter_between(setting: Setting, chosen: Chosen, *, column: str, within: tuple[int, int]) -> Chosen:
    """Keep the persons whose column lies within the two ends, both included."""
    values = setting.population.persons_column(column)
    return chosen & (values >= within[0]) & (values <= within[1])


def rank_cut(setting: Setting, chosen: Chosen, *, score: str, share: float, of: str) -> Chosen:
    """Keep the persons in the households with the lowest scores, until the quota is full.

    `of` says what the quota counts: persons, households, or eligible_persons (those chosen so far).
    Ties: the lower household number first. The household that crosses the quota is taken whole.
    """
    population = setting.population
    counted = counted_by(population, chosen, of)
    if score not in HOUSEHOLD_DTYPES:
        raise unknown("score", score, HOUSEHOLD_DTYPES)
    scores = observed(f"{population.name}: column {score}", getattr(population.households, score))
    order = np.argsort(scores, kind="stable")
    running = np.cumsum(counted[order])
    before = np.concatenate(([0.0], running[:-1]))
    taken = np.zeros(len(order), dtype=bool)
    taken[order] = before < share * running[-1] * (1 - SLACK)
    return chosen & taken[population.persons.household]


def counted_by(population: Population, chosen: Chosen, of: str) -> NDArray[np.float64]:
    """Return how many of what a quota counts each household holds, weighted."""
    households = population.households
    if of == "persons":
        return population.members_weight
    if of == "households":
        return households.weight
    if of == "eligible_persons":
        return households.weight * population.household_sum(chosen)
    raise unknown("of", of, QUOTAS_OF)


def draw(setting: Setting, chosen: Chosen, *, chance: float, by: str, purpose: str) -> Chosen:
    """Keep those whose luck is below the chance; `by: household` keeps or drops a household together."""
    if by not in DRAWN_BY:
        raise unknown("by", by, DRAWN_BY)
    household = setting.population.persons.household
    numbers = household if by == "household" else np.arange(len(household))
    return chosen & (luck(setting.seed, numbers, purpose) < chance)


def scale(setting: Setting, chosen: Chosen, amount: Amount, *, value: float, unit: str) -> Amount:
    """Pay each chosen person the value, turned from its unit into local currency a month."""
    return np.where(chosen, amount + in_currency(setting.population, value, unit), amount)


def in_currency(population: Population, value: float, unit: str) -> float:
    """Return an amount in local currency a month.

    >>> from simulator import example_population
    >>> in_currency(example_population(), 4, "percent_gdp_per_person")
    8.0
    """
    economy = population.economy
    one = (1.0, economy.gdp_per_person_month / 100, economy.line().month / 100)
    if unit not in UNITS:
        raise unknown("unit", unit, UNITS)
    return value * one[UNITS.index(unit)]


def share(setting: Setting, chosen: Chosen, amount: Amount, *, per: str) -> Amount:
    """Leave the amount to each person, or divide one amount among the household's chosen persons."""
    if per == "person":
        return amount
    if per != "household":
        raise unknown("per", per, PAID_PER)
    sharing = setting.population.household_sum(chosen)[setting.population.persons.household]
    return np.where(chosen, amount / np.maximum(sharing, 1), amount)


@dataclass(frozen=True)
class Argument:
    """What an argument takes: a text, one of `choices`, or a number or two from `low` to `high`.

    `kind` is 'text' or a parameter's kind: 'choice', 'number', 'range'.
    """

    kind: str
    choices: tuple[str, ...] = ()
    low: float = -inf
    high: float = inf

    def check(self, where: str, written: object) -> None:
        """Refuse a value that a scheme's file has written out for this argument.

        >>> SHARE.check("chance", 7)
        Traceback (most recent call last):
        simulator.errors.BadInput: chance: 7 is not allowed. Allowed: a number from 0 to 1. Mend it.
        """
        if self.kind == "choice":
            if not isinstance(written, str) or written not in self.choices:
                raise unknown(where, written, self.choices)
        elif self.kind == "text":
            if not isinstance(written, str) or not written.strip():
                raise BadInput(where, written, "a text that is not empty", "Write a few words.")
        elif not self._holds(written):
            noun = "a number" if self.kind == "number" else "two numbers, the lower first,"
            raise BadInput(where, written, f"{noun} from {self.low:g} to {self.high:g}", "Mend it.")

    def _holds(self, written: object) -> bool:
        """Say whether a value is a number, or for a range two, within the ends."""
        numbers = [written] if self.kind == "number" else written
        if not isinstance(numbers, list) or len(numbers) != (1 if self.kind == "number" else 2):
            return False
        if any(isinstance(each, bool) or not isinstance(each, int | float) for each in numbers):
            return False
        first, last = float(numbers[0]), float(numbers[-1])
        return max(self.low, -LARGEST) <= first <= last <= min(self.high, LARGEST)


def one_of(*choices: str) -> Argument:
    """Return the argument that takes one of some names.

    >>> one_of("person", "household").check("per", "household")
    """
    return Argument("choice", choices)


SHARE = Argument("number", low=0, high=1)


@dataclass(frozen=True)
class Primitive:
    """A primitive with its arguments: those taken as written, and those that may name a parameter."""

    function: Callable[..., Any]
    literal: Mapping[str, Argument]
    settable: Mapping[str, Argument]


CHOOSING: Mapping[str, Primitive] = MappingProxyType(
    {
        "filter": Primitive(
            filter_between,
            {"column": one_of(*PERSON_DTYPES, *HOUSEHOLD_DTYPES)},
            {"within": Argument("range")},
        ),
        "rank_cut": Primitive(
            rank_cut, {"score": one_of(*HOUSEHOLD_DTYPES)}, {"share": SHARE, "of": one_of(*QUOTAS_OF)}
        ),
        "draw": Primitive(draw, {"by": one_of(*DRAWN_BY), "purpose": Argument("text")}, {"chance": SHARE}),
    }
)
PAYING: Mapping[str, Primitive] = MappingProxyType(
    {
        "scale": Primitive(scale, {}, {"value": Argument("number", low=0), "unit": one_of(*UNITS)}),
        "share": Primitive(share, {}, {"per": one_of(*PAID_PER)}),
    }
)
