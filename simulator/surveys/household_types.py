"""The type of each household, from its members' ages or from how they are related to its head.

DERIVATIONS.md beside this file defines the eight types, and says where they differ from the United Nations'.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simulator.builders.families import (
    COUPLE,
    COUPLE_WITH_CHILDREN,
    ONE_OLDER,
    ONE_YOUNGER,
    OTHER,
    SINGLE_CAREGIVER,
    SKIPPED,
    THREE,
)
from simulator.columns import typed
from simulator.errors import BadInput, SimulatorError
from simulator.population import LIMITS

RELATIONS = ("head", "spouse", "child", "parent", "grandchild", "other relative", "non-relative")
HEAD, SPOUSE, CHILD, PARENT, GRANDCHILD, OTHER_RELATIVE, NON_RELATIVE = range(len(RELATIONS))
ADULT_FROM, OLDER_FROM = 18, 60
# Years from a parent to a child at least, and from a grandparent to a grandchild: few women bear past 40.
GENERATION, TWO_GENERATIONS = 15, 40
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]


def household_types(
    household: ArrayLike, age: ArrayLike, relation: ArrayLike | None = None
) -> NDArray[np.uint8]:
    """Return the type of each household, read-only, counted through `simulator.population.HOUSEHOLD_TYPES`.

    `household`, `age` and `relation` have one entry a person, sorted by household, the first of which is 0.
    `relation` to the head counts through `RELATIONS`; without it the years between members tell who may
    be whose child, and most relatives and lodgers pass for family. A gap in the numbers, or a household
    without exactly one head, is `SimulatorError`. Definitions, limits and sources: DERIVATIONS.md.

    >>> household_types([0, 0, 0, 1, 1, 2], age=[34, 31, 5, 66, 8, 71]).tolist()
    [0, 6, 3]
    >>> household_types([0, 0, 0, 1, 1, 2], [34, 31, 5, 66, 8, 71], relation=[0, 5, 2, 0, 2, 0]).tolist()
    [7, 2, 3]
    """
    years = typed("age", age, "u1", LIMITS["age"]).astype(np.int64)
    members = _Members(_starts(household, len(years)), years)
    if relation is None:
        found = _by_ages(members)
    else:
        found = _by_relation(members, _checked_relation(relation, members))
    found.setflags(write=False)
    return found


@dataclass(frozen=True, eq=False)
class _Members:
    """The ages of all persons, and the row of each household's first."""

    starts: Counts
    age: Counts

    @property
    def size(self) -> Counts:
        return np.diff(self.starts, append=len(self.age))

    @property
    def oldest(self) -> Counts:
        return np.asarray(np.maximum.reduceat(self.age, self.starts))

    @property
    def youngest(self) -> Counts:
        return np.asarray(np.minimum.reduceat(self.age, self.starts))

    def each(self, by_household: Counts) -> Counts:
        """Return a household's number for each of its members."""
        return np.repeat(by_household, self.size)

    def any(self, persons: Flags) -> Flags:
        """Return which households have such a member."""
        return np.asarray(np.logical_or.reduceat(persons, self.starts))

    def count(self, persons: Flags) -> Counts:
        """Return how many such members each household has."""
        return np.asarray(np.add.reduceat(persons.astype(np.int64), self.starts))


def _by_ages(members: _Members) -> NDArray[np.uint8]:
    """Return the types that the ages alone suggest."""
    age, oldest, youngest = members.age, members.oldest, members.youngest
    adult = age >= ADULT_FROM
    after_oldest, before_youngest = members.each(oldest) - age, age - members.each(youngest)
    between = adult & (after_oldest >= GENERATION) & (before_youngest >= GENERATION)
    could_be_parent = adult & (before_youngest < TWO_GENERATIONS)
    first = after_oldest < GENERATION
    elders = members.count(first)
    return _chosen(
        members,
        (members.any(first & ~adult), OTHER),
        ((oldest - youngest >= TWO_GENERATIONS) & members.any(between), THREE),
        ((youngest < ADULT_FROM) & ~members.any(could_be_parent), SKIPPED),
        ((elders == 2) & (members.size == 2), COUPLE),
        (elders == 2, COUPLE_WITH_CHILDREN),
        (elders == 1, SINGLE_CAREGIVER),
    )


def _by_relation(members: _Members, relation: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the types that the relations to the head give."""
    spouse, child, parent, grandchild, relative, lodger = (
        members.any(relation == each) for each in range(SPOUSE, NON_RELATIVE + 1)
    )
    middle = grandchild & members.any(_between_head_and_grandchild(members, relation))
    parents = members.count(relation == PARENT)
    return _chosen(
        members,
        ((parent & (child | grandchild)) | (child & grandchild) | middle, THREE),
        (grandchild, SKIPPED),
        (relative | lodger | (parent & spouse) | (parents > 2), OTHER),
        (spouse & ~child, COUPLE),
        (spouse | (parents == 2), COUPLE_WITH_CHILDREN),
        (child | parent, SINGLE_CAREGIVER),
    )


def _between_head_and_grandchild(members: _Members, relation: NDArray[np.uint8]) -> Flags:
    """Return which other relatives are of the age between: a child's husband or wife is one of them."""
    head_age = members.each(members.age[relation == HEAD])
    grandchild_age = np.where(relation == GRANDCHILD, members.age, LIMITS["age"][1]).astype(np.int64)
    youngest = members.each(np.asarray(np.minimum.reduceat(grandchild_age, members.starts)))
    below, above = head_age - members.age, members.age - youngest
    between: Flags = (relation == OTHER_RELATIVE) & (below >= GENERATION) & (above >= GENERATION)
    return between


def _chosen(members: _Members, *cases: tuple[Flags, int]) -> NDArray[np.uint8]:
    """Return the type of the first case that holds; one person is a type before all others."""
    alone = members.size == 1
    first = ((alone & (members.oldest >= OLDER_FROM), ONE_OLDER), (alone, ONE_YOUNGER), *cases)
    conditions, types = zip(*first, strict=True)
    return np.asarray(np.select(conditions, types, OTHER), dtype=np.uint8)


def _starts(household: ArrayLike, persons: int) -> Counts:
    """Return the row of each household's first person, or refuse numbers that leave out a household."""
    number = typed("household", household, "i4", LIMITS["household"])
    if len(number) != persons or not persons:
        raise SimulatorError(
            f"household and age must have one length above 0; here: {len(number)} and {persons}."
        )
    step = np.diff(number, prepend=np.int32(-1))
    wrong = np.flatnonzero((step != 0) & (step != 1))
    if len(wrong):
        allowed = "numbers from 0 that rise by 1 from household to household"
        raise BadInput(
            f"household in row {wrong[0]}", int(number[wrong[0]]), allowed, "Sort and number them."
        )
    return np.flatnonzero(step)


def _checked_relation(given: ArrayLike, members: _Members) -> NDArray[np.uint8]:
    """Return the relations, or refuse a household that has no head, or two."""
    relation: NDArray[np.uint8] = typed("relation", given, "u1", (0, len(RELATIONS) - 1))
    if len(relation) != len(members.age):
        raise SimulatorError(
            f"relation and age must have one length; here: {len(relation)} and {len(members.age)}."
        )
    heads = members.count(relation == HEAD)
    wrong = np.flatnonzero(heads != 1)
    if len(wrong):
        mend = f"Mend them, or leave `relation` out. Such households in all: {len(wrong)}."
        raise BadInput(f"heads of household {wrong[0]}", int(heads[wrong[0]]), "exactly 1", mend)
    return relation
