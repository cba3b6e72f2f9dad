"""Who lives together: how many households of each type and size there are, and their members' roles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.builders.arrays import Counts, Flags, Numbers
from simulator.builders.calibration import entropy_balance, systematic_sample
from simulator.builders.facts import Assumptions, Families, HouseholdFacts, Sizes
from simulator.luck import draw
from simulator.population import HOUSEHOLD_TYPES

COUPLE_WITH_CHILDREN, COUPLE, SINGLE_CAREGIVER, ONE_OLDER, ONE_YOUNGER, THREE, SKIPPED, OTHER = range(
    len(HOUSEHOLD_TYPES)
)
ROLES = 6
WOMAN, MAN, GRANDMOTHER, GRANDFATHER, CHILD, OTHER_ADULT = range(ROLES)
LARGEST_SIZE = 12
SIZE_GROUPS = ((1, 1), (2, 3), (4, 5), (6, LARGEST_SIZE))
# Fewest members of each type, and a first guess, the same in every country, of how many more there are
# on average: the published sizes correct it.
SMALLEST = np.array([3, 2, 2, 1, 1, 3, 2, 2])
MORE = np.array([1.2, 0.0, 0.9, 0.0, 0.0, 2.7, 0.9, 2.0])


@dataclass(frozen=True, eq=False)
class Homes:
    """Households before anyone has an age: `members` counts by (household, role)."""

    type: Counts
    size: Counts
    members: Counts


def draw_homes(facts: HouseholdFacts, assumed: Assumptions, seed: int, count: int) -> Homes:
    """Return `count` households whose types and sizes stand in the published proportions."""
    types, sizes, shares = type_size_table(facts, assumed)
    rows = systematic_sample(shares, count)
    kind, size = types[rows], sizes[rows]
    single = facts.families.single_parent
    mothers = facts.families.single_mother / single if single else 0.5
    return Homes(kind, size, _members(kind, size, _Chances(seed, mothers, assumed)))


def type_size_table(facts: HouseholdFacts, assumed: Assumptions) -> tuple[Counts, Counts, Numbers]:
    """Return type, size and share of the households for each pair that can exist.

    Starts from a shifted Poisson distribution in each type and balances it to the published types,
    size groups and mean size. One person is a type, and the largest sizes are what is left: neither
    is asked for twice.
    """
    published = type_shares(facts.families, assumed)
    types = np.repeat(np.arange(len(SMALLEST)), LARGEST_SIZE)
    sizes = np.tile(np.arange(1, LARGEST_SIZE + 1), len(SMALLEST))
    start = published[types] * _shifted_poisson(sizes - SMALLEST[types], MORE[types])
    types, sizes, start = types[start > 0], sizes[start > 0], start[start > 0]
    kinds = [types == kind for kind in np.flatnonzero(published)]
    groups = [(sizes >= low) & (sizes <= high) for low, high in SIZE_GROUPS[1:-1]]
    columns = np.column_stack([*kinds, *groups, sizes]).astype(float)
    totals = [*published[published > 0], *size_shares(facts.sizes)[1:-1], facts.mean_size.value]
    return types, sizes, entropy_balance(start, columns, np.array(totals))


def type_shares(families: Families, assumed: Assumptions) -> Numbers:
    """Return the share of each of the eight household types, from the published families.

    Households of three generations and of skipped generations are taken out of the extended families;
    what is left of these, with the non-relatives, is the type 'other'.
    """
    older = families.one_person * assumed.one_person_older_share.value
    generations = families.three_generations, families.skipped_generation
    shares = np.array(
        [
            *(families.couple_with_children, families.couple_only, families.single_parent),
            *(older, families.one_person - older),
            *generations,
            max(families.extended + families.non_relatives - sum(generations), 0.0),
        ]
    )
    return np.asarray(shares / shares.sum(), dtype=np.float64)


def size_shares(sizes: Sizes) -> Numbers:
    """Return the share of households in each of `SIZE_GROUPS`."""
    shares = np.array(sizes.parts)
    return np.asarray(shares / shares.sum(), dtype=np.float64)


def _shifted_poisson(more: Counts, mean: Numbers) -> Numbers:
    """Return the Poisson probability of `more` members beyond the smallest size, 0 below it."""
    factorials = np.cumprod(np.concatenate([[1.0], np.arange(1.0, LARGEST_SIZE + 1)]))
    held = np.maximum(more, 0)
    return np.where(more >= 0, mean**held * np.exp(-mean) / factorials[held], 0.0)


@dataclass(frozen=True)
class _Chances:
    """The luck of households: each purpose is a draw of its own."""

    seed: int
    mothers_share: float
    assumed: Assumptions

    def happens(self, purpose: str, share: float, count: int) -> Flags:
        """Return for each household whether something happens that happens to a share of them."""
        return np.asarray(draw(self.seed, np.arange(count), purpose) < share)


def _members(kind: Counts, size: Counts, chances: _Chances) -> Counts:
    """Return how many members of each role every household has; they add up to its size."""
    members = np.zeros((len(kind), ROLES), dtype=np.int64)
    members[:, [WOMAN, MAN]] = _parents(kind, size, chances)
    members[:, [GRANDMOTHER, GRANDFATHER]] = _grandparents(kind, size - members.sum(axis=1), chances)
    left = size - members.sum(axis=1)
    members[:, OTHER_ADULT] = _other_adults(kind, left, draw(chances.seed, np.arange(len(kind)), "relatives"))
    members[:, CHILD] = left - members[:, OTHER_ADULT]
    return members


def _parents(kind: Counts, size: Counts, chances: _Chances) -> Counts:
    """Return by household how many women and men of the middle generation live there: 0 or 1 each."""
    count = len(kind)
    both = chances.happens("both parents", chances.assumed.both_parents_share.value, count)
    couple = np.isin(kind, (COUPLE_WITH_CHILDREN, COUPLE))
    couple |= np.isin(kind, (THREE, OTHER)) & both & (size >= 4)
    caregiver = chances.happens("single mother", chances.mothers_share, count)
    anyone = chances.happens("woman alone", 0.5, count)
    woman_first = np.where(np.isin(kind, (SINGLE_CAREGIVER, THREE)), caregiver, anyone)
    one = ~couple & (kind != SKIPPED)
    return np.column_stack([couple | (one & woman_first), couple | (one & ~woman_first)]).astype(np.int64)


def _grandparents(kind: Counts, left: Counts, chances: _Chances) -> Counts:
    """Return by household how many grandmothers and grandfathers live there; a child keeps its place."""
    count = len(kind)
    there = np.isin(kind, (THREE, SKIPPED))
    both = there & chances.happens("both grandparents", chances.assumed.both_grandparents_share.value, count)
    both &= left >= 3
    woman_first = chances.happens("grandmother alone", chances.mothers_share, count)
    return np.column_stack([both | (there & woman_first), both | (there & ~woman_first)]).astype(np.int64)


def _other_adults(kind: Counts, left: Counts, luck: Numbers) -> Counts:
    """Return how many of the members without a role are adult relatives or lodgers; the rest are children.

    Three generations keep one child at least, the type 'other' has one other adult at least.
    """
    free = np.maximum(left - 1, 0)
    drawn = np.floor(luck * (free + 1)).astype(np.int64)
    return np.where(kind == OTHER, 1 + drawn, np.where(kind == THREE, drawn, 0))
