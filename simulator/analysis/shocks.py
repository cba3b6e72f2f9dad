"""Shocks: prices that rise for some, jobs that are lost, a storm over a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from numbers import Real
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from simulator.analysis.question import checked_seed
from simulator.errors import BadInput, EmptyGroup, expect, unknown
from simulator.luck import draw
from simulator.population import WORK_STATUSES, Persons, Population, observed
from simulator.scenario import BREAKDOWNS, breakdowns_of

# The groups that a household as a whole belongs to.
OF_HOUSEHOLDS = ("area", "region", "decile", "household_type")
UNEMPLOYED = WORK_STATUSES.index("unemployed")
Households = NDArray[np.bool_]
Amounts = NDArray[np.float64]


@dataclass(frozen=True)
class PriceShock:
    """Prices rise: the share (0 to 1) of its consumption that each group can no longer buy, by its name.

    `by` is area, region, decile or household_type; a group that is not named loses nothing. A rise of
    prices by r takes r / (1 + r) of what the same money buys.
    """

    by: str
    lost: Mapping[str, float]

    def __post_init__(self) -> None:
        _check_by(self.by)
        expect("lost", self.lost, Mapping, 'Write {"rural": 0.1, "urban": 0.05}.')
        shares = {name: _share(f"lost, {name}", share) for name, share in self.lost.items()}
        object.__setattr__(self, "lost", MappingProxyType(shares))

    @property
    def in_words(self) -> str:
        """What happens, for the label of the data."""
        groups = ", ".join(f"{name} {100 * share:g} %" for name, share in self.lost.items())
        return f"prices take from consumption, by {self.by.replace('_', ' ')}: {groups}"


@dataclass(frozen=True)
class JobLoss:
    """A share (0 to 1) of those who earn lose all their earnings; who, is drawn person by person.

    Their households consume that much less, but never less than nothing: they neither save nor borrow.
    They become unemployed, and what they earned counts as earned before, where these were observed.
    """

    share: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "share", _share("share", self.share))

    @property
    def in_words(self) -> str:
        """What happens, for the label of the data."""
        return f"{100 * self.share:g} % of those who earn lose their earnings"


@dataclass(frozen=True)
class Storm:
    """A storm over some places: a share of the households there is hit and loses a share of consumption.

    `places` are names of areas, or of regions with `by="region"`; who is hit is drawn by household.
    """

    places: Sequence[str]
    hit: float
    lost: float
    by: str = "area"

    def __post_init__(self) -> None:
        if not isinstance(self.by, str) or self.by not in ("area", "region"):
            raise unknown("by", self.by, ("area", "region"))
        if isinstance(self.places, str) or not isinstance(self.places, Sequence) or not self.places:
            raise BadInput("places", self.places, "a list of names, one at least", 'Write ["rural"].')
        object.__setattr__(self, "places", tuple(self.places))
        object.__setattr__(self, "hit", _share("hit", self.hit))
        object.__setattr__(self, "lost", _share("lost", self.lost))

    @property
    def in_words(self) -> str:
        """What happens, for the label of the data."""
        where = ", ".join(self.places)
        return f"{100 * self.hit:g} % of households in {where} lose {100 * self.lost:g} % of consumption"


Shock = PriceShock | JobLoss | Storm


@dataclass(frozen=True, eq=False)
class Hit:
    """A population after a shock, and whom it hit: one boolean a household that consumes less than before."""

    population: Population
    households: Households


def shocked(population: Population, shock: Shock, seed: int = 1) -> Population:
    """Return the population after a shock: the same people, some of whom consume less.

    Who is hit is drawn from the seed and the household's or person's number, so it is the same in every
    policy. GDP, poverty lines and scores stay as recorded before. A shock that hits nobody, or leaves
    nobody anything, is refused as `EmptyGroup`.

    >>> from simulator import example_population
    >>> after = shocked(example_population(), PriceShock("area", {"rural": 0.1}))
    >>> after.households.consumption_month.tolist()
    [36.0, 45.0, 63.0, 90.0, 150.0, 100.0]
    """
    return hit_by(population, shock, seed).population


def hit_by(population: Population, shock: Shock, seed: int = 1) -> Hit:
    """Return the population after a shock, with which households it hit; see `shocked`.

    >>> from simulator import example_population
    >>> hit_by(example_population(), Storm(["urban"], hit=1, lost=0.5)).households.tolist()
    [False, False, False, True, True, True]
    """
    expect("population", population, Population, "Use simulator.country('nepal').")
    if not isinstance(shock, PriceShock | JobLoss | Storm):
        raise BadInput("shock", shock, "a PriceShock, JobLoss or Storm", "Write JobLoss(0.1).")
    left, persons = _left_by(population, shock, checked_seed(seed))
    hit = left < population.households.consumption_month
    name = type(shock).__name__
    if not hit.any():
        raise EmptyGroup(f"{name}: it hits nobody who consumes. Make it larger, or hit others.")
    if not left.any():
        raise EmptyGroup(f"{name}: it leaves nobody anything to measure. Make it smaller.")
    households = replace(population.households, consumption_month=left)
    label = f"{population.label}. After a shock: {shock.in_words}"
    return Hit(replace(population, label=label, households=households, persons=persons), hit)


def _left_by(population: Population, shock: Shock, seed: int) -> tuple[Amounts, Persons]:
    """Return what a shock leaves of consumption per person a month, and the persons as they are then."""
    if isinstance(shock, JobLoss):
        return _without_jobs(population, shock, seed)
    before = population.households.consumption_month
    if isinstance(shock, PriceShock):
        return before * (1 - _by_group(population, shock.by, shock.lost)), population.persons
    there = _by_group(population, shock.by, dict.fromkeys(shock.places, 1.0)) > 0
    hit = there & (draw(seed, np.arange(len(there)), "storm") < shock.hit)
    return before * np.where(hit, 1 - shock.lost, 1.0), population.persons


def _check_by(by: object) -> None:
    if not isinstance(by, str) or by not in OF_HOUSEHOLDS:
        raise unknown("by", by, OF_HOUSEHOLDS)


def _share(field: str, given: object) -> float:
    number = isinstance(given, Real) and not isinstance(given, bool)
    if not number or not 0 <= given <= 1:  # type: ignore[operator]
        raise BadInput(field, given, "a share from 0 to 1", "Write 0.1 for 10 %.")
    return float(given)  # type: ignore[arg-type]


def _groups(population: Population, by: str) -> tuple[Sequence[str], NDArray[np.integer]]:
    """Return the names of a breakdown's groups, and each household's number among them."""
    if by not in breakdowns_of(population):
        observed(f"{population.name}: {by}", None)
    labels, codes_of = BREAKDOWNS[by]
    first = np.cumsum(population.households.size, dtype=np.int64) - population.households.size
    return labels or population.regions, codes_of(population)[first]


def _by_group(population: Population, by: str, values: Mapping[str, float]) -> Amounts:
    """Return each household's value: its group's, or 0 where that is not named."""
    names, codes = _groups(population, by)
    for name in values:
        if name not in names:
            raise unknown(f"{by} of {population.name}", name, names)
    of_each: Amounts = np.array([values.get(name, 0.0) for name in names])[codes]
    return of_each


def _without_jobs(population: Population, shock: JobLoss, seed: int) -> tuple[Amounts, Persons]:
    """Return what households consume once some have lost their jobs, and the persons as they are then."""
    persons = population.persons
    earnings = observed(f"{population.name}: earnings", persons.earnings_month)
    numbers = np.arange(len(earnings))
    lost = (earnings > 0) & (draw(seed, numbers, "job_loss") < shock.share)
    size = population.households.size
    left = population.households.consumption_month - population.household_sum(earnings * lost) / size
    work, earlier = persons.work, persons.previous_earnings_month
    return np.maximum(0.0, left), replace(
        persons,
        earnings_month=np.where(lost, 0.0, earnings),
        work=None if work is None else np.where(lost, UNEMPLOYED, work),
        previous_earnings_month=None if earlier is None else np.where(lost, earnings, earlier),
    )
