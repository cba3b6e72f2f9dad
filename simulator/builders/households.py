"""Households with members, ages and weights that stand for the country."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from simulator.builders.ages import (
    ADULT_FROM,
    FEMALE,
    MALE,
    People,
    age_bands,
    deal_single_years,
    draw_people,
    single_year_persons,
)
from simulator.builders.arrays import Counts, Flags, Numbers
from simulator.builders.calibration import entropy_balance, systematic_sample
from simulator.builders.facts import OLDEST, CountryFacts
from simulator.builders.families import SIZE_GROUPS, draw_homes, size_shares, type_shares
from simulator.luck import draw
from simulator.population import HOUSEHOLD_TYPES

CANDIDATES_PER_HOUSEHOLD = 4
# The published figures of members that the weights meet, and the ages that each one counts.
MEMBER_AGES = (
    ("under_15", 0, 14),
    ("under_18", 0, ADULT_FROM - 1),
    ("from_60", 60, OLDEST),
    ("from_65", 65, OLDEST),
)


@dataclass(frozen=True, eq=False)
class Sample:
    """Households with their people; `weight` is how many real households each stands for."""

    weight: Numbers
    type: Counts
    size: Counts
    urban: Flags
    people: People

    def has_member(self, low: int, high: int) -> Flags:
        """Return which households have a member aged `low` to `high`, both included."""
        return self.members(low, high) > 0

    def members(self, low: int, high: int, sex: int | None = None) -> Counts:
        """Return how many members aged `low` to `high`, of one sex or of both, each household has."""
        counted = (self.people.age >= low) & (self.people.age <= high)
        if sex is not None:
            counted &= self.people.sex == sex
        return np.bincount(self.people.household[counted], minlength=len(self.size))


@dataclass(frozen=True)
class Target:
    """A total that the weighted households must meet: an amount for each household, and the sum."""

    name: str
    column: Numbers
    total: float


def draw_sample(facts: CountryFacts, seed: int, households: int) -> Sample:
    """Return households whose weights meet the published persons, types, sizes, members and urban share.

    Four candidates a household are drawn and balanced, then households are taken in proportion to the
    balanced weights: the second balancing has little left to do, and the weights stay near equal.
    """
    candidates = balanced(_candidates(facts, seed, CANDIDATES_PER_HOUSEHOLD * households), facts)
    taken = _take(candidates, systematic_sample(candidates.weight, households))
    people = deal_single_years(taken.people, taken.weight[taken.people.household], facts.ages, seed)
    return balanced(replace(taken, people=people), facts)


def balanced(sample: Sample, facts: CountryFacts) -> Sample:
    """Return the sample with the weights nearest to its own that meet all targets."""
    goals = [goal for goal in targets(sample, facts) if goal.total > 0]
    columns = np.column_stack([goal.column for goal in goals])
    totals = np.array([goal.total for goal in goals])
    weight = entropy_balance(sample.weight, columns, totals, [goal.name for goal in goals])
    return replace(sample, weight=weight)


def targets(sample: Sample, facts: CountryFacts) -> list[Target]:
    """Return all totals that the weighted households must meet."""
    return [*_age_targets(sample, facts), *_home_targets(sample, facts), *_member_targets(sample, facts)]


def all_households(facts: CountryFacts) -> float:
    """Return how many households the country has: its persons over the published mean size."""
    return facts.ages.persons / facts.households.mean_size.value


def _candidates(facts: CountryFacts, seed: int, count: int) -> Sample:
    """Return households of equal weight, before any balancing."""
    homes = draw_homes(facts.households, facts.assumptions, seed, count)
    people = draw_people(homes, facts.ages, facts.assumptions, seed)
    urban = np.asarray(draw(seed, np.arange(count), "urban") < facts.households.urban.value / 100)
    return Sample(np.full(count, all_households(facts) / count), homes.type, homes.size, urban, people)


def _take(sample: Sample, rows: Counts) -> Sample:
    """Return the households of these rows, with their people, all with one weight."""
    size = sample.size[rows]
    starts = (np.cumsum(sample.size) - sample.size)[rows]
    household = np.repeat(np.arange(len(rows)), size)
    person = np.repeat(starts - (np.cumsum(size) - size), size) + np.arange(size.sum())
    people = People(household, sample.people.age[person], sample.people.sex[person])
    weight = np.full(len(rows), sample.weight.sum() / len(rows))
    return Sample(weight, sample.type[rows], size, sample.urban[rows], people)


def _age_targets(sample: Sample, facts: CountryFacts) -> list[Target]:
    """Persons of each age band and sex."""
    persons = single_year_persons(facts.ages)
    return [
        Target(
            f"{word} aged {low} to {high}",
            sample.members(low, high, sex).astype(float),
            float(persons[sex, low : high + 1].sum()),
        )
        for low, high in age_bands(facts.ages)
        for sex, word in ((FEMALE, "women"), (MALE, "men"))
    ]


def _home_targets(sample: Sample, facts: CountryFacts) -> list[Target]:
    """Households by type and by size, and persons in towns.

    The mean size follows from all persons and all households. One person is a type, and the largest
    sizes are what is left: neither is asked for twice.
    """
    total = all_households(facts)
    shares = type_shares(facts.households.families, facts.assumptions)
    kinds = [
        Target(name, (sample.type == kind).astype(float), total * shares[kind])
        for kind, name in enumerate(HOUSEHOLD_TYPES)
    ]
    sizes = [
        Target(f"{low} to {high} members", _between(sample.size, low, high), total * share)
        for (low, high), share in zip(SIZE_GROUPS, size_shares(facts.households.sizes), strict=True)
    ]
    urban = facts.ages.persons * facts.households.urban.value / 100
    return [
        *kinds,
        *sizes[1:-1],
        Target("persons in towns", (sample.urban * sample.size).astype(float), urban),
    ]


def _member_targets(sample: Sample, facts: CountryFacts) -> list[Target]:
    """Households with a member under 15, under 18, from 60 and from 65: those that the build is to meet."""
    members = facts.households.members
    if members is None:
        return []
    return [
        Target(
            f"households with a member {name.replace('_', ' ')}",
            sample.has_member(low, high).astype(float),
            all_households(facts) * getattr(members, name) / 100,
        )
        for name, low, high in MEMBER_AGES
        if name not in facts.households.members_not_met
    ]


def _between(values: Counts, low: int, high: int) -> Numbers:
    return ((values >= low) & (values <= high)).astype(float)
