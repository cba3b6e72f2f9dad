"""Coverage: the share of a group that is reached."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, EmptyGroup, SimulatorError
from simulator.measures import coverage, exclusion_error, inclusion_error
from tests.strategies import WEIGHTS

REACHED = st.lists(st.tuples(st.booleans(), WEIGHTS), min_size=1, max_size=20)


def test_weights_count() -> None:
    """A reached person who stands for three of four covers three quarters."""
    assert coverage([True, False], [3, 1]) == 0.75


@given(REACHED)
def test_bounds_and_complement(rows: list[tuple[bool, float]]) -> None:
    """Coverage lies from 0 to 1, and with the coverage of the others it makes 1."""
    reached, weights = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    assert 0 <= coverage(reached, weights) <= 1
    assert coverage(reached, weights) + coverage(~reached, weights) == pytest.approx(1)


@given(REACHED, st.data())
def test_one_more_reached(rows: list[tuple[bool, float]], data: st.DataObject) -> None:
    """Reaching one more raises coverage by that person's share of the weights, and by no more."""
    reached, weights = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    row = data.draw(st.integers(0, len(rows) - 1))
    gained = 0 if reached[row] else weights[row] / weights.sum()
    more = reached.copy()
    more[row] = True
    assert coverage(more, weights) - coverage(reached, weights) == pytest.approx(gained, abs=1e-12)


def test_nobody_to_cover() -> None:
    """The coverage of an empty group is a named error, not 0 and not nan."""
    with pytest.raises(EmptyGroup, match="weights add up to 0"):
        coverage([], [])


@pytest.mark.parametrize("weights", [None, [1], [1, -1], [1, np.nan]])
def test_bad_weights(weights: object) -> None:
    """Weights are asked for, one a person, finite and not negative."""
    with pytest.raises(SimulatorError):
        coverage([True, False], weights)  # type: ignore[arg-type]


NO_FLAGS = [["no", "no"], [0.2, 0.3], [True, np.nan], [2, 0], [None, True], [-1, 1], ["1", "0"], "yes"]


@pytest.mark.parametrize("flags", NO_FLAGS)
@pytest.mark.parametrize("measure", [coverage, exclusion_error, inclusion_error])
def test_flags_are_yes_or_no(measure: Callable[..., float], flags: object) -> None:
    """Who is reached is true or false, or 1 or 0: no share, no text and no gap counts as true."""
    others = [] if measure is coverage else [[True, True]]
    for arguments in ([flags, *others], [*others, flags]):
        with pytest.raises(BadInput, match=r"^(reached|intended): "):
            measure(*arguments, [1, 1])


def test_flags_may_be_numbers() -> None:
    """1 and 0 say what true and false say."""
    for flags in (
        [1, 0],
        [1.0, 0.0],
        np.array([1, 0], dtype=np.uint8),
        np.array([True, False], dtype=object),
    ):
        assert coverage(flags, [3, 1]) == 0.75
