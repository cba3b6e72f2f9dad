"""Topping up what exists: by person, or by household where the scheme pays a household one amount."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import Policy, Population, simulate
from tests.simulator.making import families

AMOUNTS = st.lists(st.integers(0, 60), min_size=8, max_size=8)


def village(grant: list[int]) -> Population:
    """Return three households of two, three and three persons, with what each person gets of a grant."""
    people = families([2, 3, 3], np.full(3, 100.0))
    return replace(people, persons=replace(people.persons, benefits_month={"grant": np.array(grant, float)}))


def topping_up(per: str, loss: float = 0.0) -> Policy:
    """Return a benefit of 50 for everybody, or every household, that tops up the grant."""
    scheme = {
        **{"id": "household_benefit", "rule": "universal", "delivery_loss": loss},
        "amount": {"value": 50, "unit": "currency", "per": per},
    }
    existing = {"grant": {"treatment": "topped_up", "by": 1}}
    return Policy.from_data(
        {"version": 1, "schemes": [scheme], "existing": existing, "financing": "external"}
    )


@given(AMOUNTS, st.sampled_from([0.0, 0.2]))
def test_a_household_lacks_what_is_left_of_its_amount(grant: list[int], loss: float) -> None:
    """What arrives with the old benefit is the household's amount, or the old benefit where that is more."""
    people = village(grant)
    outcome = simulate(people, topping_up("household", loss))
    had = people.household_sum(np.array(grant, dtype=float))
    due = 50 * (1 - loss)
    assert outcome.received_month == pytest.approx(np.maximum(0, due - had))


@given(AMOUNTS, st.permutations(range(8)))
def test_whose_name_it_is_in_does_not_matter(grant: list[int], order: list[int]) -> None:
    """Paid per household, the same sum in other members' names is topped up by as much."""
    household = village(grant).persons.household
    moved = [0] * 8
    for person, amount in enumerate(grant):
        namesake = next(each for each in order if household[each] == household[person])
        moved[namesake] += amount
    paid, again = (simulate(village(each), topping_up("household")).paid_month for each in (grant, moved))
    assert again == pytest.approx(paid)


def test_a_benefit_of_persons_is_topped_up_by_person() -> None:
    """Not so a benefit for each person: what the head has leaves the others what they are due."""
    outcome = simulate(village([80, 0, 30, 0, 0, 0, 0, 0]), topping_up("person"))
    assert outcome.paid_month.tolist() == [50, 120, 150]
    assert outcome.schemes[0].reached.tolist() == [False, *[True] * 7]


def test_a_household_that_lacks_nothing_is_not_reached() -> None:
    """A household whose head gets as much already gets nothing more, and none of it counts as reached."""
    outcome = simulate(village([50, 0, 49, 0, 0, 0, 0, 0]), topping_up("household"))
    assert outcome.schemes[0].reached.tolist() == [False, False, *[True] * 6]
    assert outcome.paid_month == pytest.approx([0, 1, 50])
