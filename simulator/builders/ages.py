"""How old the members are: families drawn by who bore whom, then dealt the published single years."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.builders.arrays import Counts, Flags, Numbers
from simulator.builders.facts import OLDEST, Ages, Assumption, Assumptions
from simulator.builders.families import (
    CHILD,
    GRANDFATHER,
    MAN,
    ONE_OLDER,
    ONE_YOUNGER,
    OTHER_ADULT,
    ROLES,
    WOMAN,
    Homes,
)
from simulator.builders.normal import normal_draw
from simulator.luck import draw

FEMALE, MALE = 0, 1
ADULT_FROM, OLDER_FROM = 18, 60
YOUNGEST_MOTHER, OLDEST_MOTHER = 15, 45
YOUNGEST_FATHER = 18
OLDEST_CHILD_AT_HOME = 40


@dataclass(frozen=True, eq=False)
class People:
    """One row a person, sorted by household; `sex` is 0 female, 1 male."""

    household: Counts
    age: Counts
    sex: Counts


def single_year_persons(ages: Ages) -> Numbers:
    """Return persons by (sex, single year 0 to 100): the older shape, scaled to each published group."""
    persons = np.array([ages.single_years.female, ages.single_years.male])
    for row in ages.groups.rows:
        years = slice(row.low, row.high + 1)
        for sex, published in ((FEMALE, row.female), (MALE, row.male)):
            persons[sex, years] *= published / persons[sex, years].sum()
    return persons


def age_bands(ages: Ages) -> tuple[tuple[int, int], ...]:
    """Return the published age groups as pairs (low, high), cut once more where adult life starts.

    With that cut, nobody becomes or stops being a child when ages are dealt anew inside a band.
    """
    starts = sorted({row.low for row in ages.groups.rows} | {ADULT_FROM})
    return tuple(zip(starts, [start - 1 for start in starts[1:]] + [OLDEST], strict=True))


def draw_people(homes: Homes, ages: Ages, assumed: Assumptions, seed: int) -> People:
    """Return the members of each household with an age and a sex.

    Every household has one latent family: children some years apart, their mother and father, and the
    father's parents (the mother's where no father is). Its type only says who of them lives there.
    """
    household = np.repeat(np.arange(len(homes.size)), homes.size)
    role = np.repeat(np.tile(np.arange(ROLES), len(homes.size)), homes.members.ravel())
    persons = single_year_persons(ages)
    child_age = _child_ages(homes, role == CHILD, assumed, seed)
    eldest = np.full(len(homes.size), -1)
    np.maximum.at(eldest, household[role == CHILD], child_age[role == CHILD])
    adult_age = _adult_ages(homes, eldest, persons.sum(axis=0), assumed, seed)
    other_age = _adult_at(persons.sum(axis=0), draw(seed, np.arange(len(role)), "relative's age"))
    age = np.select([role == CHILD, role == OTHER_ADULT], [child_age, other_age], adult_age[household, role])
    return People(household, np.clip(age, 0, OLDEST), _sexes(role, persons, seed))


def deal_single_years(people: People, weight: Numbers, ages: Ages, seed: int) -> People:
    """Return the people with ages dealt anew inside each age band and sex, in the order that they had.

    The persons by single year then follow the published shape; nobody changes band.
    """
    persons = single_year_persons(ages)
    order_by = people.age + draw(seed, np.arange(len(people.age)), "order within the year")
    age = people.age.copy()
    for low, high in age_bands(ages):
        for sex in (FEMALE, MALE):
            rows = np.flatnonzero((people.age >= low) & (people.age <= high) & (people.sex == sex))
            rows = rows[np.argsort(order_by[rows])]
            places = (np.cumsum(weight[rows]) - weight[rows] / 2) / weight[rows].sum()
            age[rows] = _age_at(persons[sex], np.full(len(rows), low), np.full(len(rows), high), places)
    return People(people.household, age, people.sex)


def _sexes(role: Counts, persons: Numbers, seed: int) -> Counts:
    """Return each person's sex: by role, and by the published share of men for children and others."""
    young, adult = persons[:, :ADULT_FROM].sum(axis=1), persons[:, ADULT_FROM:].sum(axis=1)
    share_of_men = np.zeros(ROLES)
    share_of_men[[MAN, GRANDFATHER]] = 1
    share_of_men[CHILD], share_of_men[OTHER_ADULT] = young[MALE] / young.sum(), adult[MALE] / adult.sum()
    is_man = draw(seed, np.arange(len(role)), "sex") < share_of_men[role]
    return np.where(is_man, MALE, FEMALE)


def _child_ages(homes: Homes, is_child: Flags, assumed: Assumptions, seed: int) -> Counts:
    """Return the age of each child, 0 for others: the youngest first, each next one some years older."""
    household, numbers = np.repeat(np.arange(len(homes.size)), homes.size), np.arange(len(is_child))
    children = homes.members[:, CHILD]
    youngest = is_child & (np.cumsum(is_child) - 1 == (np.cumsum(children) - children)[household])
    gap = 1 - (assumed.child_spacing.value - 1) * np.log(draw(seed, numbers, "spacing"))
    # The density falls in a straight line from age 0 to three times the mean.
    start = 3 * assumed.youngest_child_age.value * (1 - np.sqrt(draw(seed, numbers, "youngest child")))
    running = np.cumsum(np.where(is_child, np.where(youngest, start, gap), 0.0))
    before = np.concatenate([[0.0], running])[np.cumsum(homes.size) - homes.size]
    age = np.minimum(np.floor(running - before[household]), OLDEST_CHILD_AT_HOME)
    return np.where(is_child, age, 0).astype(np.int64)


def _adult_ages(homes: Homes, eldest: Counts, persons: Numbers, assumed: Assumptions, seed: int) -> Counts:
    """Return by (household, role) the age that each adult of the latent family has."""
    numbers = np.arange(len(eldest))

    def normal(purpose: str, mean: Assumption, spread: Assumption) -> Numbers:
        return mean.value + spread.value * normal_draw(seed, numbers, purpose)

    first_birth = normal("first birth", assumed.first_birth_age, assumed.first_birth_age_spread)
    birth = normal("birth", assumed.birth_age, assumed.birth_age_spread)
    spouse_gap = normal("spouse", assumed.spouse_age_gap, assumed.spouse_age_gap_spread)
    has_child, has_woman, has_man = eldest >= 0, homes.members[:, WOMAN] > 0, homes.members[:, MAN] > 0
    as_mother = eldest + np.clip(first_birth, YOUNGEST_MOTHER, OLDEST_MOTHER)
    woman = np.where(has_child, as_mother, _childless_ages(homes, persons, seed))
    youngest_man = np.where(has_child, eldest + YOUNGEST_FATHER, ADULT_FROM)
    man = np.where(has_woman | has_child, np.maximum(woman + spouse_gap, youngest_man), woman)
    grandmother = np.where(has_man, man, woman) + np.clip(birth, YOUNGEST_MOTHER, OLDEST_MOTHER)
    by_role = np.column_stack([woman, man, grandmother, grandmother + spouse_gap])
    filled = np.pad(by_role, ((0, 0), (0, ROLES - by_role.shape[1])))
    return np.asarray(np.floor(filled), dtype=np.int64)


def _childless_ages(homes: Homes, persons: Numbers, seed: int) -> Counts:
    """Return the age of one adult for each household, in proportion to the adults of the country."""
    low = np.where(homes.type == ONE_OLDER, OLDER_FROM, ADULT_FROM)
    high = np.where(homes.type == ONE_YOUNGER, OLDER_FROM - 1, OLDEST)
    return _age_at(persons, low, high, draw(seed, np.arange(len(low)), "childless adult's age"))


def _adult_at(persons: Numbers, places: Numbers) -> Counts:
    """Return the adult age at each place in (0, 1) of all adults."""
    return _age_at(persons, np.full(len(places), ADULT_FROM), np.full(len(places), OLDEST), places)


def _age_at(persons: Numbers, low: Counts, high: Counts, places: Numbers) -> Counts:
    """Return the age at each place in (0, 1) of the persons aged `low` to `high`, the youngest first."""
    below = np.concatenate([[0.0], np.cumsum(persons)])
    wanted = below[low] + places * (below[high + 1] - below[low])
    return np.asarray(np.clip(np.searchsorted(below, wanted, side="right") - 1, low, high))
