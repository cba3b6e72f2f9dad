"""Luck of take-up: shared by all schemes, or a scheme's own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import Policy, all_schemes, simulate
from tests.simulator.making import singles

PEOPLE = singles(np.full(20_000, 10.0))
SHARES = st.floats(0.05, 0.95)


def reached(*luck: str, take_up: float = 0.6) -> list[np.ndarray]:
    """Return whom household benefits and minimum incomes reach, each with its kind of luck."""
    ids = ("household_benefit", "guaranteed_minimum_income", "household_benefit")
    entries: list[dict[str, Any]] = [
        {"id": name, "take_up": take_up, "luck": each} for name, each in zip(ids, luck, strict=False)
    ]
    for entry in entries:
        if entry["id"] == "household_benefit":
            entry["rule"] = "universal"
    policy = Policy.from_data({"version": 1, "schemes": entries, "financing": "external"})
    return [each.reached for each in simulate(PEOPLE, policy).schemes]


@given(SHARES)
def test_shared_luck_finds_nobody_new(take_up: float) -> None:
    """With the luck of all schemes, a second one with the same take-up finds nobody whom the first missed."""
    first, second = reached("shared", "shared", take_up=take_up)
    assert np.array_equal(first, second)


@pytest.mark.parametrize("luck", [("own", "own"), ("shared", "own"), ("own", "shared")])
def test_own_luck_knows_nothing_of_the_others(luck: tuple[str, str]) -> None:
    """With luck of its own a scheme reaches the same share of those whom the other reached, and missed."""
    first, second = reached(*luck)
    four_errors = 4 * np.sqrt(0.6 * 0.4 / (0.4 * len(first)))
    assert second[first].mean() == pytest.approx(0.6, abs=four_errors)
    assert second[~first].mean() == pytest.approx(0.6, abs=four_errors)


def test_two_schemes_of_one_kind_share_their_own_luck() -> None:
    """Own luck is that of the kind of scheme, so that one in a baseline is claimed by the same people."""
    first, _, third = reached("own", "shared", "own")
    assert np.array_equal(first, third)


@given(SHARES, SHARES)
def test_own_luck_is_monotonic_too(one: float, other: float) -> None:
    """Whoever claims at a low take-up claims at a higher one, whatever the luck is."""
    low, high = (reached("own", take_up=take_up)[0] for take_up in sorted((one, other)))
    assert not (low & ~high).any()


def test_numbers_do_not_move_unless_asked() -> None:
    """Luck is shared where a policy does not say, in every scheme that people have to claim."""
    claimed = [each for each in all_schemes().values() if "take_up" in each.parameters]
    assert len(claimed) == 8
    assert all(each.parameters["luck"].default == "shared" for each in claimed)
