"""An invented population: households drawn by hashed luck, and after them those written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.builders.arrays import Counts, Numbers
from simulator.builders.invented_facts import (
    AREAS,
    BENEFITS,
    DISABILITIES,
    SEXES,
    InventedFacts,
    Member,
)
from simulator.builders.invented_families import Homes, draw_homes
from simulator.builders.invented_people import People, draw_people
from simulator.builders.normal import normal_draw
from simulator.luck import draw
from simulator.population import HOUSEHOLD_TYPES, WORK_STATUSES, Households, Persons, Population

CHILD_BELOW, NEEDS_OF_A_CHILD = 15, 0.5
WORDS: dict[str, Sequence[str]] = {"sex": SEXES, "disability": DISABILITIES, "work": WORK_STATUSES}


@dataclass(frozen=True, eq=False)
class Rows:
    """Households as the population will have them, one entry each, with their members."""

    region: Counts
    urban: NDArray[np.bool_]
    type: Counts
    size: Counts
    consumption_month: Numbers
    score: Numbers
    people: People


def build_invented(facts: InventedFacts) -> Population:
    """Return the population of an invented country; the same facts give the same population.

    The households written by hand are the last.

    >>> from simulator.countries import country
    >>> len(country("arumia").households.size)
    1000
    """
    drawn, written = _drawn(facts), _written(facts)
    people = _joined(drawn.people, written.people)
    benefits = {name: getattr(people, name) for name in BENEFITS}
    size = np.concatenate([drawn.size, written.size])
    household = np.repeat(np.arange(len(size)), size)
    return Population(
        name=facts.name,
        label=facts.label,
        synthetic=True,
        economy=facts.economy.economy(),
        households=_households(facts, drawn, written, _equivalent_size(household, people.age)),
        persons=Persons(
            household=household.astype(np.int32),
            benefits_month=benefits,
            **{name: each for name, each in vars(people).items() if name not in BENEFITS},
        ),
        regions=tuple(region.name for region in facts.regions),
    )


def _households(facts: InventedFacts, drawn: Rows, written: Rows, equivalent: Numbers) -> Households:
    """Return the households, the drawn before the written ones."""

    def both(name: str) -> NDArray[Any]:
        return np.concatenate([getattr(drawn, name), getattr(written, name)])

    region = both("region")
    return Households(
        weight=np.array([each.stands_for for each in facts.regions])[region],
        urban=both("urban"),
        size=both("size"),
        type=both("type"),
        consumption_month=both("consumption_month"),
        proxy_score=both("score"),
        region=region,
        equivalent_size=equivalent,
    )


def _drawn(facts: InventedFacts) -> Rows:
    """Return the drawn households: first what they earn, then the score, the benefit, what they consume."""
    homes = draw_homes(facts)
    people = draw_people(facts, homes)
    household = np.repeat(np.arange(len(homes.size)), homes.size)
    elsewhere = _from_elsewhere(facts, homes)

    def summed(amounts: Numbers) -> NDArray[Any]:
        return np.bincount(household, weights=amounts, minlength=len(homes.size))

    earned = facts.consumption.share_of_earnings * summed(people.earnings_month)
    means = earned + summed(people.pension + people.old_age_allowance) + elsewhere
    score = _score(facts, means / homes.size)
    people = replace(people, poor_household_benefit=_poor_benefit(facts, score, household, people.age))
    consumption = (means + summed(people.poor_household_benefit)) / homes.size
    return Rows(homes.region, homes.urban, homes.type, homes.size, consumption.round(1), score, people)


def _from_elsewhere(facts: InventedFacts, homes: Homes) -> Numbers:
    """Return what each household has beside earnings and benefits: more in regions that earn more."""
    given = facts.consumption
    level = np.array([region.earnings for region in facts.regions])[homes.region]
    luck = normal_draw(facts.seed, np.arange(len(level)), "from elsewhere")
    amounts: Numbers = given.from_elsewhere_month * homes.size * level * np.exp(given.spread * luck)
    return amounts


def _score(facts: InventedFacts, means: Numbers) -> Numbers:
    """Return whole points from 0 to 100, fewer for the poor."""
    given = facts.score
    error = given.error * normal_draw(facts.seed, np.arange(len(means)), "proxy score")
    points = given.middle + given.points * (np.log(means / np.median(means)) + error)
    return np.clip(np.rint(points), 0, 100)


def _poor_benefit(facts: InventedFacts, score: Numbers, household: Counts, age: Counts) -> Numbers:
    """Return the benefit of the households with few points, paid to the eldest member."""
    rule = facts.benefits.poor_household_benefit
    luck = draw(facts.seed, np.arange(len(score)), "poor household benefit")
    paid = np.zeros(len(age))
    eldest = np.lexsort((-age, household))[np.searchsorted(household, np.arange(len(score)))]
    paid[eldest[(score <= rule.points) & (luck < rule.chance)]] = rule.month
    return paid


def _written(facts: InventedFacts) -> Rows:
    """Return the households written by hand."""
    cases = facts.cases
    names = [region.name for region in facts.regions]
    members = [member for case in cases for member in case.members]
    return Rows(
        region=np.array([names.index(case.region) for case in cases]),
        urban=np.array([AREAS.index(case.area) == 1 for case in cases]),
        type=np.array([HOUSEHOLD_TYPES.index(case.type) for case in cases]),
        size=np.array([len(case.members) for case in cases]),
        consumption_month=np.array([case.consumption_month for case in cases]),
        score=np.array([case.score for case in cases]),
        people=People(**{field.name: _column(members, field.name) for field in fields(People)}),
    )


def _column(members: Sequence[Member], name: str) -> NDArray[Any]:
    """Return a column of members, words as their number in the list of all."""
    given = [getattr(member, name) for member in members]
    return np.array([WORDS[name].index(word) for word in given] if name in WORDS else given)


def _joined(first: People, second: People) -> People:
    return People(
        **{name: np.concatenate([each, getattr(second, name)]) for name, each in vars(first).items()}
    )


def _equivalent_size(household: Counts, age: Counts) -> Numbers:
    """Return Arumia's own scale: 1 for each person from 15, a half for each child."""
    needs = np.where(age < CHILD_BELOW, NEEDS_OF_A_CHILD, 1.0)
    return np.bincount(household, weights=needs).astype(np.float64)
