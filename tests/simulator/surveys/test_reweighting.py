"""Reweighting: the groups are met, households keep one weight, and what cannot be met is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator import BadInput, EmptyGroup, Population, SimulatorError, country, example_population
from simulator.builders.facts import AgeGroup
from simulator.countries import country_facts
from simulator.surveys.reweighting import reweight, weight_changes
from tests.strategies import populations

VILLAGE = example_population()
WIDE = [AgeGroup(0, 17, 500, 450), AgeGroup(18, 100, 600, 650)]


def counted(population: Population, groups: list[AgeGroup]) -> list[tuple[float, float]]:
    """Return women and men of each group, counted person by person."""
    age, sex, weight = population.persons.age, population.persons.sex, population.person_weight
    inside = [(age >= row.low) & ((age <= row.high) | (row is groups[-1])) for row in groups]
    return [
        (float(weight[here & (sex == 0)].sum()), float(weight[here & (sex == 1)].sum())) for here in inside
    ]


@given(populations(), st.lists(st.floats(0.5, 2), min_size=10, max_size=10))
def test_groups_that_some_weights_meet_are_met(population: Population, moves: list[float]) -> None:
    """Groups counted under other weights are met to a part in a million, each sex apart."""
    number = len(population.households.size)
    moved = replace(population.households, weight=population.households.weight * np.array(moves[:number]))
    cuts = [AgeGroup(0, 17, 0, 0), AgeGroup(18, 100, 0, 0)]
    wanted = counted(replace(population, households=moved), cuts)
    assume(min(min(pair) for pair in wanted) > 0)
    groups = [replace(cut, female=pair[0], male=pair[1]) for cut, pair in zip(cuts, wanted, strict=True)]
    later, _ = reweight(population, groups, "a test")
    np.testing.assert_allclose(counted(later, groups), wanted, rtol=1e-6)


def test_a_country_moves_to_older_years() -> None:
    """Nepal with a tenth fewer children and a quarter more older persons: met, and told."""
    nepal = country("nepal")
    rows = country_facts("nepal").ages.groups.rows
    older = [
        replace(row, female=row.female * share, male=row.male * share)
        for row in rows
        for share in [0.9 if row.high < 20 else 1.25 if row.low >= 60 else 1.0]
    ]
    later, log = reweight(nepal, older, "a test")
    np.testing.assert_allclose(counted(later, older), [(row.female, row.male) for row in older], rtol=1e-6)
    found = weight_changes(nepal, later)
    assert 1 < found.largest_ratio < 3
    assert 0.5 < found.smallest_ratio < 1
    assert 1 <= found.design_effect_before < found.design_effect_after < 1.2
    assert f"{found.design_effect_after:.3f}" in log[1]
    assert len(log) == 2
    assert later.label.startswith(nepal.label)


def test_only_weights_change() -> None:
    """Members, money and the economy stay, and all members of a household keep one weight."""
    later, _ = reweight(VILLAGE, WIDE, "a test")
    assert later.persons is VILLAGE.persons
    assert later.economy is VILLAGE.economy
    assert later.households.consumption_month.tolist() == VILLAGE.households.consumption_month.tolist()
    assert len(later.households.weight) == len(VILLAGE.households.size)


def test_the_same_shares_only_scale_the_weights() -> None:
    """A population that grows alike everywhere multiplies every weight by its growth."""
    groups = [AgeGroup(0, 17, *(2 * n for n in counted(VILLAGE, WIDE)[0])),
              AgeGroup(18, 100, *(2 * n for n in counted(VILLAGE, WIDE)[1]))]  # fmt: skip
    later, _ = reweight(VILLAGE, groups, "a test")
    np.testing.assert_allclose(later.households.weight, 2 * VILLAGE.households.weight, rtol=1e-9)
    found = weight_changes(VILLAGE, later)
    assert (found.smallest_ratio, found.largest_ratio) == pytest.approx((1, 1))


def test_far_weights_are_told() -> None:
    """A target far from the sample adds a sentence that says so."""
    moved = replace(VILLAGE.households, weight=np.array([100.0, 100, 100, 100, 100, 1500]))
    wanted = counted(replace(VILLAGE, households=moved), WIDE)
    groups = [AgeGroup(0, 17, *wanted[0]), AgeGroup(18, 100, *wanted[1])]
    _, log = reweight(VILLAGE, groups, "a test")
    assert "more than 3 times" in log[-1]


def test_a_group_without_persons_is_named() -> None:
    """All groups that nobody in the survey belongs to are named at once."""
    groups = [AgeGroup(0, 70, 900, 900), AgeGroup(71, 80, 10, 10), AgeGroup(81, 100, 5, 5)]
    with pytest.raises(EmptyGroup, match=r"no women aged 71 to 80, no men aged 71 to 80, no women aged 81"):
        reweight(VILLAGE, groups, "a test")


def test_groups_that_contradict_the_households_are_refused() -> None:
    """Children without adults cannot be had from households that have both."""
    groups = [AgeGroup(0, 17, 1e6, 1e6), AgeGroup(18, 100, 1.0, 1.0)]
    with pytest.raises(SimulatorError, match="no weights meet all totals"):
        reweight(VILLAGE, groups, "a test")


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        ([], "one age group at least"),
        (AgeGroup(0, 100, 1, 1), "groups"),
        ([(0, 100, 1, 1)], r"groups\[0\]"),
        ([AgeGroup(1, 100, 1, 1)], "ages from 0"),
        ([AgeGroup(0, 17, 1, 1), AgeGroup(19, 100, 1, 1)], "ages from 18"),
        ([AgeGroup(0, 17, 1, 1), AgeGroup(17, 100, 1, 1)], "ages from 18"),
        ([AgeGroup(0, -1, 1, 1)], "ages from 0"),
        ([AgeGroup(0, 100, 0, 1)], r"groups\[0\].female: 0"),
        ([AgeGroup(0, 100, 1, float("nan"))], r"groups\[0\].male: nan"),
    ],
)
def test_groups_that_are_no_partition_are_refused(groups: object, message: str) -> None:
    """Gaps, overlaps, groups of nobody or of no number: each is named with its place."""
    with pytest.raises(BadInput, match=message):
        reweight(VILLAGE, groups, "a test")  # type: ignore[arg-type]


def test_two_surveys_have_no_weight_changes() -> None:
    """Only two states of the same households can be compared."""
    with pytest.raises(SimulatorError, match="two states of one survey"):
        weight_changes(VILLAGE, country("nepal"))
