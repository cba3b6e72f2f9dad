"""Deciles: the usual conventions of surveys beside ours."""

from __future__ import annotations

import numpy as np
import pytest

from simulator import BadInput, EmptyGroup, SimulatorError, country
from simulator.scenario.tenths import tenth_of
from simulator.surveys.deciles import decile_agreement

NEPAL = country("nepal")
CONSUMPTION, MEMBERS = NEPAL.households.consumption_month, NEPAL.members_weight
OURS = tenth_of(CONSUMPTION, MEMBERS)


def stata_deciles(amounts: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return deciles as Stata's `xtile, nquantiles(10)` cuts them: at weighted quantiles, written anew."""
    order = np.argsort(amounts, kind="stable")
    running = np.cumsum(weights[order]) / weights.sum()
    cuts = [amounts[order][np.searchsorted(running, share / 10 - 1e-12)] for share in range(1, 10)]
    return 1 + np.searchsorted(cuts, amounts, side="left")


def test_deciles_of_persons_agree() -> None:
    """A survey that ranks persons with their weights says what we say, but for households on a cut."""
    found = decile_agreement(stata_deciles(CONSUMPTION, MEMBERS), OURS, MEMBERS)
    assert found.same_percent > 99.8
    assert found.further_apart_percent == 0
    assert max(abs(share - 10) for share in found.persons_percent) < 0.1


@pytest.mark.parametrize(
    "weights", [NEPAL.households.weight, np.ones(len(CONSUMPTION))], ids=["households", "unweighted"]
)
def test_deciles_of_households_are_told_apart(weights: np.ndarray) -> None:
    """A survey that ranks households, weighted or not, shows by the persons in its deciles."""
    found = decile_agreement(stata_deciles(CONSUMPTION, weights), OURS, MEMBERS)
    assert 40 < found.same_percent < 90
    assert found.persons_percent[0] > 11
    assert found.persons_percent[-1] < 9


def test_the_parts_add_up_and_are_told() -> None:
    """All persons are the same, one apart or further apart, and the sentence names the shares."""
    found = decile_agreement([1, 2, 10, 10], [0, 0, 0, 9], [4, 3, 2, 1])
    shares = found.same_percent, found.one_apart_percent, found.further_apart_percent
    assert shares == pytest.approx((50, 30, 20))
    assert "agree for 50.0 % of persons" in str(found)
    assert sum(found.persons_percent) == pytest.approx(100)


@pytest.mark.parametrize(
    ("columns", "kind"),
    [
        (([0, 1], [0, 0], [1, 1]), BadInput),
        (([1, 2.5], [0, 0], [1, 1]), BadInput),
        (([1, 11], [0, 0], [1, 1]), BadInput),
        (([1, 2], [0, 10], [1, 1]), BadInput),
        (([1, 2], [0], [1, 1]), SimulatorError),
        (([1, 2], [0, 1], [1]), SimulatorError),
        (([1, 2], [0, 1], [0, 0]), EmptyGroup),
    ],
)
def test_what_is_no_decile_is_refused(columns: tuple[list[float], ...], kind: type[Exception]) -> None:
    """Deciles count from 1 to 10, one a household, and somebody must live there."""
    with pytest.raises(kind):
        decile_agreement(*columns)
