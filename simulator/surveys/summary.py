"""What a survey says as a whole, in figures that may be shown: never a row, never a small cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.builders.check import published_versus_synthetic
from simulator.countries import country_facts
from simulator.errors import SimulatorError
from simulator.measures import fgt, gini
from simulator.population import HOUSEHOLD_TYPES, Population

FEWEST_HOUSEHOLDS = 10
FIVE_YEARS, OLDEST_GROUP, LARGEST_SIZE, BARS = 5, 80, 10, 20


@dataclass(frozen=True)
class Figure:
    """One figure of a survey, with its unit; `published` is the country's own where there is one."""

    name: str
    unit: str
    value: float
    published: float | None = None


@dataclass(frozen=True)
class Histogram:
    """Shares of persons or households by group; None where a group has fewer than ten households."""

    title: str
    labels: tuple[str, ...]
    percents: tuple[float | None, ...]


@dataclass(frozen=True, eq=False)
class Rows:
    """What is counted: the weight and the household of each row."""

    weight: NDArray[np.float64]
    household: NDArray[np.int64]


def figures(population: Population) -> tuple[Figure, ...]:
    """Return the main figures of a survey, money in local currency a month per person.

    >>> from simulator import example_population
    >>> [(each.name, each.value) for each in figures(example_population())][:3]
    [('households in the file', 6.0), ('persons in the file', 20.0), ('households', 600.0)]
    """
    homes, members = population.households, population.members_weight
    welfare, currency = homes.consumption_month, population.economy.currency
    month = f"{currency} a month per person"
    found = [
        Figure("households in the file", "rows", float(len(homes.size))),
        Figure("persons in the file", "rows", float(len(population.persons.age))),
        Figure("households", "households", float(homes.weight.sum())),
        Figure("persons", "persons", float(members.sum())),
        Figure("mean household size", "persons", float(members.sum() / homes.weight.sum())),
        Figure("urban", "% of persons", float(100 * members[homes.urban].sum() / members.sum())),
        Figure("mean consumption", month, population.mean_consumption_month),
    ]
    if population.mean_consumption_month > 0:
        found.append(Figure("Gini index", "0 to 1", gini(welfare, members)))
    for line in population.economy.poverty_lines:
        poor = 100 * fgt(welfare, members, line.month, 0)
        found.append(Figure(f"poor by {line.label} ({line.month:,.0f})", "% of persons", poor))
    return tuple(found)


def beside_country(population: Population, name: str | None) -> tuple[Figure, ...]:
    """Return the published figures of a country beside the survey's own; none where none are published.

    >>> from simulator import country
    >>> beside_country(country("nepal"), "nepal")[0].name
    'mean consumption'
    """
    if name is None:
        return ()
    try:
        table = published_versus_synthetic(population, country_facts(name))
    except SimulatorError:  # an invented country has no published figures
        return ()
    return tuple(
        Figure(str(name), str(unit), float(own), float(published))
        for name, unit, own, published in zip(
            table["figure"], table["unit"], table["synthetic"], table["published"], strict=True
        )
    )


def histograms(population: Population) -> tuple[Histogram, ...]:
    """Return how persons are spread over ages and consumption, and households over sizes, types and weights.

    >>> from simulator import example_population
    >>> histograms(example_population())[0].percents[0] is None  # fewer than ten households
    True
    """
    homes, persons = population.households, population.persons
    rows = np.arange(len(homes.size))
    by_household = Rows(homes.weight, rows)
    by_members = Rows(population.members_weight, rows)
    sizes = np.minimum(homes.size.astype(np.int64), LARGEST_SIZE) - 1
    size_labels = (*map(str, range(1, LARGEST_SIZE)), f"{LARGEST_SIZE}+")
    ages = np.minimum(persons.age.astype(np.int64) // FIVE_YEARS, OLDEST_GROUP // FIVE_YEARS)
    age_labels = (*(f"{low}–{low + 4}" for low in range(0, OLDEST_GROUP, FIVE_YEARS)), f"{OLDEST_GROUP}+")
    by_person = Rows(population.person_weight, persons.household.astype(np.int64))
    amount = f"Consumption, {population.economy.currency} a month per person"
    types = homes.type.astype(np.int64)
    return (
        _histogram("Ages, % of persons", age_labels, ages, by_person),
        _histogram("Household sizes, % of households", size_labels, sizes, by_household),
        _histogram("Household types, % of households", HOUSEHOLD_TYPES, types, by_household),
        _histogram(f"{amount}, % of persons", *_bars(homes.consumption_month), by_members),
        _histogram("Weights, % of rows", *_bars(homes.weight), Rows(np.ones(len(rows)), rows)),
    )


def _histogram(title: str, labels: Sequence[str], group: NDArray[np.int64], rows: Rows) -> Histogram:
    """Return the share of each group, hidden where fewer than ten households are in it."""
    weight, household = rows.weight, rows.household
    shares = 100 * np.bincount(group, weights=weight, minlength=len(labels)) / weight.sum()
    pairs = np.unique(np.column_stack([group, household]), axis=0)[:, 0]
    number = np.bincount(pairs, minlength=len(labels))
    hidden = (number > 0) & (number < FEWEST_HOUSEHOLDS)
    if hidden.sum() == 1 and (number >= FEWEST_HOUSEHOLDS).any():
        # One hidden share alone is what the others lack of 100: the smallest of them is hidden too.
        hidden[np.argmin(np.where(number >= FEWEST_HOUSEHOLDS, shares, np.inf))] = True
    shown = [None if gone else float(share) for share, gone in zip(shares, hidden, strict=True)]
    return Histogram(title, tuple(labels), tuple(shown))


def _bars(values: NDArray[np.float64]) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """Return the names of twenty equal steps, the last open, and which of them each value lies in."""
    top = float(np.quantile(values, 0.99)) or 1.0
    step = _round_up(top / BARS)
    places = np.minimum((values / step).astype(np.int64), BARS - 1)
    return (*(f"{step * place:,.4g}" for place in range(BARS - 1)), f"{step * (BARS - 1):,.4g}+"), places


def _round_up(value: float) -> float:
    """Return the next of 1, 2, 2.5 and 5 times a power of ten."""
    power = float(10.0 ** np.floor(np.log10(value)))
    return next(power * each for each in (1.0, 2.0, 2.5, 5.0, 10.0) if power * each >= value)
