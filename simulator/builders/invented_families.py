"""Who lives in each household of an invented country: ages and sexes, drawn by hashed luck."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.builders.ages import FEMALE, MALE
from simulator.builders.arrays import Counts, Flags
from simulator.builders.invented_facts import InventedFacts, Region, percents
from simulator.luck import draw
from simulator.population import HOUSEHOLD_TYPES

Luck = Callable[[str], float]
Family = list[tuple[int, int]]  # age and sex of each member
OLDEST = 98


@dataclass(frozen=True, eq=False)
class Homes:
    """Households before anyone has money: where each is, its type, and the family that lives there."""

    region: Counts
    urban: Flags
    type: Counts
    families: Sequence[Family]

    @property
    def size(self) -> Counts:
        """The number of members of each household."""
        return np.array([len(family) for family in self.families])


def draw_homes(facts: InventedFacts) -> Homes:
    """Return the drawn households of an invented country, by region, its towns before its villages."""
    places = [(number, urban) for number, region in enumerate(facts.regions) for urban in _areas(region)]
    shares, types, families = percents(facts.household_types), [], []
    for household, (_, urban) in enumerate(places):
        luck = luck_of(facts.seed, household)
        types.append(chosen(shares, luck("household type")))
        children = facts.children.urban if urban else facts.children.rural
        families.append(family_of(HOUSEHOLD_TYPES[types[-1]], children, luck))
    region, in_town = np.array(places).T
    return Homes(region, in_town.astype(bool), np.array(types), families)


def _areas(region: Region) -> Iterator[bool]:
    """Yield for each household of a region whether it is in a town."""
    yield from [True] * region.urban_households
    yield from [False] * region.rural_households


def family_of(kind: str, children: Sequence[float], luck: Luck) -> Family:
    """Return age and sex of each member of a household of a type; `children` are percents by their number.

    `luck` gives a number in (0, 1) for each purpose.

    >>> family_of("couple with children", [100.0], lambda purpose: 0.5)
    [(9, 1), (35, 0), (38, 1)]
    """
    return FAMILIES[kind](children, luck)


def luck_of(seed: int, household: int) -> Luck:
    """Return the luck of a household: a number in (0, 1) for each purpose, always the same.

    >>> round(luck_of(1, 0)("take_up"), 3)
    0.509
    """
    return lambda purpose: float(draw(seed, np.array([household]), purpose)[0])


def chosen(percents: Sequence[float], luck: float) -> int:
    """Return the place of the share in which a number from 0 to 1 lies.

    >>> chosen([20.0, 30.0, 50.0], 0.2), chosen([20.0, 30.0, 50.0], 0.99)
    (1, 2)
    """
    below = np.cumsum(percents) / sum(percents)
    return int(np.searchsorted(below[:-1], luck, side="right"))


def _couple_with_children(children: Sequence[float], luck: Luck) -> Family:
    young = _children(children, luck)
    return [*young, *_parents(young, luck)]


def _couple(children: Sequence[float], luck: Luck) -> Family:
    woman = _between(20, 78, luck("age of the woman"))
    return [(woman, FEMALE), (_husband(woman, luck), MALE)]


def _single_caregiver(children: Sequence[float], luck: Luck) -> Family:
    young = _children(children, luck)
    mother, father = _parents(young, luck)
    return [*young, mother if luck("who cares") < 0.8 else father]


def _one_older(children: Sequence[float], luck: Luck) -> Family:
    return [(_between(60, 92, luck("age") ** 1.5), FEMALE if luck("sex") < 0.65 else MALE)]


def _one_younger(children: Sequence[float], luck: Luck) -> Family:
    return [(_between(18, 59, luck("age")), FEMALE if luck("sex") < 0.4 else MALE)]


def _three_generations(children: Sequence[float], luck: Luck) -> Family:
    young = _children(children, luck)
    parents = _parents(young, luck)
    at_home = parents[:1] if luck("parents at home") < 0.2 else parents
    return [*young, *at_home, *_grandparents(parents[0][0], luck)]


def _skipped_generation(children: Sequence[float], luck: Luck) -> Family:
    young = _children(children[:3], luck)
    mother, _ = _parents(young, luck)
    return [*young, *_grandparents(mother[0], luck)]


def _other(children: Sequence[float], luck: Luck) -> Family:
    """Return two to five adults: brothers and sisters, friends, lodgers."""
    number = 2 + chosen([45, 30, 15, 10], luck("number of adults"))
    return [
        (_between(18, 70, luck(f"age of adult {one}")), FEMALE if luck(f"sex of adult {one}") < 0.5 else MALE)
        for one in range(number)
    ]


def _children(percents: Sequence[float], luck: Luck) -> Family:
    number = 1 + chosen(percents, luck("number of children"))
    youngest, apart = _between(0, 17, luck("age of the youngest")), _between(2, 4, luck("years apart"))
    return [
        (youngest + apart * place, FEMALE if luck(f"sex of child {place}") < 0.49 else MALE)
        for place in range(number)
    ]


def _parents(children: Family, luck: Luck) -> Family:
    mother = max(age for age, _ in children) + _between(19, 33, luck("age at the first birth"))
    return [(mother, FEMALE), (_husband(mother, luck), MALE)]


def _grandparents(parent: int, luck: Luck) -> Family:
    woman = parent + _between(19, 30, luck("age of the grandmother at the birth"))
    both = [(min(woman, OLDEST), FEMALE), (min(_husband(woman, luck), OLDEST), MALE)]
    return both[: 1 if luck("grandparents alive") < 0.6 else 2]


def _husband(woman: int, luck: Luck) -> int:
    return woman + _between(-1, 6, luck("years between spouses"))


def _between(low: int, high: int, luck: float) -> int:
    """Return a whole number from low to high, both included."""
    return low + int((high - low + 1) * luck)


FAMILIES: dict[str, Callable[[Sequence[float], Luck], Family]] = dict(
    zip(
        HOUSEHOLD_TYPES,
        (
            *(_couple_with_children, _couple, _single_caregiver, _one_older),
            *(_one_younger, _three_generations, _skipped_generation, _other),
        ),
        strict=True,
    )
)
