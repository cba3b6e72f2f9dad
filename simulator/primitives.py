"""The building blocks of schemes. A scheme is data that composes them; see `schemes/`.

A choosing primitive narrows who is chosen: `f(setting, chosen, …) -> chosen`.
A paying primitive sets what each chosen person is paid: `f(setting, chosen, amount, …) -> amount`.
`chosen` is one boolean a person; `amount` is local currency a month, one number a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.errors import unknown
from simulator.luck import draw as luck
from simulator.population import HOUSEHOLD_DTYPES, Population, observed

Chosen = NDArray[np.bool_]
Amount = NDArray[np.float64]
# Quotas that fall exactly between two households must not turn on the last bit of a sum.
SLACK = 1e-12


@dataclass(frozen=True)
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
    raise unknown("of", of, ["persons", "households", "eligible_persons"])


def draw(setting: Setting, chosen: Chosen, *, chance: float, by: str, purpose: str) -> Chosen:
    """Keep those whose luck is below the chance; `by: household` keeps or drops a household together."""
    if by not in ("household", "person"):
        raise unknown("by", by, ["household", "person"])
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
    one = {
        "currency": 1.0,
        "percent_gdp_per_person": economy.gdp_per_person_month / 100,
        "percent_poverty_line": economy.line().month / 100,
    }
    if unit not in one:
        raise unknown("unit", unit, one)
    return value * one[unit]


def share(setting: Setting, chosen: Chosen, amount: Amount, *, per: str) -> Amount:
    """Leave the amount to each person, or divide one amount among the household's chosen persons."""
    if per == "person":
        return amount
    if per != "household":
        raise unknown("per", per, ["person", "household"])
    sharing = setting.population.household_sum(chosen)[setting.population.persons.household]
    return np.where(chosen, amount / np.maximum(sharing, 1), amount)


@dataclass(frozen=True)
class Primitive:
    """A primitive with its arguments: those taken as written, and those that may name a parameter."""

    function: Callable[..., Any]
    literal: tuple[str, ...]
    settable: tuple[str, ...]


CHOOSING: Mapping[str, Primitive] = MappingProxyType(
    {
        "filter": Primitive(filter_between, ("column",), ("within",)),
        "rank_cut": Primitive(rank_cut, ("score",), ("share", "of")),
        "draw": Primitive(draw, ("by", "purpose"), ("chance",)),
    }
)
PAYING: Mapping[str, Primitive] = MappingProxyType(
    {
        "scale": Primitive(scale, (), ("value", "unit")),
        "share": Primitive(share, (), ("per",)),
    }
)
