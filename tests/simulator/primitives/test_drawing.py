"""Primitives that draw: scores and guesses of a given R², and luck among persons and households."""

from __future__ import annotations

from math import erf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import Population, SimulatorError
from simulator.primitives import Setting, choosing
from tests.simulator.making import chosen_rows, singles
from tests.simulator.primitives.village import VILLAGE, kept, members
from tests.strategies import populations


@pytest.mark.parametrize(
    ("share", "households"), [(0, []), (0.25, [0]), (0.26, [0, 1]), (0.65, [0, 1, 2]), (1, [*range(6)])]
)
def test_a_score_that_knows_all(share: float, households: list[int]) -> None:
    """With an R² of 1 the drawn score ranks the village by what it consumes: 40 50 70 90 150 100."""
    arguments = {"r_squared": 1.0, "share": share, "of": "persons", "purpose": "test"}
    assert kept(choosing.noisy_rank_cut, **arguments) == members(*households)


def test_a_score_that_knows_nothing() -> None:
    """With an R² of 0 the poorest half is chosen about as often as the richest."""
    people = singles(np.arange(1.0, 10_001.0))
    arguments = {"r_squared": 0.0, "share": 0.4, "of": "persons", "purpose": "test"}
    chosen = choosing.noisy_rank_cut(Setting(people, 1), np.ones(10_000, bool), **arguments)
    assert chosen.sum() == 4000 and 1900 < chosen[:5000].sum() < 2100


def test_a_score_of_equals() -> None:
    """Where all consume the same, a score that knows all ties, and the lower households are taken."""
    people = singles(np.full(10, 5.0))
    arguments = {"r_squared": 1.0, "share": 0.3, "of": "households", "purpose": "test"}
    assert chosen_rows(choosing.noisy_rank_cut(Setting(people, 1), np.ones(10, bool), **arguments)) == [
        0,
        1,
        2,
    ]


@pytest.mark.parametrize(("times", "chosen"), [(0.99, 0), (1, 0), (1.01, 20)])
def test_a_guess_without_knowledge(times: float, chosen: int) -> None:
    """With an R² of 0 every guess is the geometric mean of consumption: below the cut-off are none or all."""
    middle = float(np.exp(np.log(VILLAGE.households.consumption_month[VILLAGE.persons.household]).mean()))
    arguments = {"r_squared": 0.0, "value": times * middle, "unit": "currency", "purpose": "test"}
    assert len(kept(choosing.predicted_cut, **arguments)) == chosen


def test_a_guess_with_full_knowledge() -> None:
    """With an R² of 1 the guess orders households as consumption does, so the poorest are chosen."""
    for value in (30, 45, 60, 75, 90, 120, 300):
        chosen = kept(choosing.predicted_cut, r_squared=1.0, value=value, unit="currency", purpose="test")
        assert any(chosen == sorted(members(*[0, 1, 2, 3, 5, 4][:number])) for number in range(7))


def test_a_guess_of_lognormal_consumption() -> None:
    """Of lognormal consumption an R² of 1 guesses each but for the rounding of ranks: 100 at the median."""
    share = (np.arange(2001) + 0.5) / 2001
    logs = 0.6 * np.sqrt(2) * np.array([_inverse_error_function(2 * each - 1) for each in share])
    people = singles(100 * np.exp(logs))
    arguments = {"r_squared": 1.0, "value": 80.0, "unit": "currency", "purpose": "test"}
    chosen = choosing.predicted_cut(Setting(people, 1), np.ones(2001, bool), **arguments)
    assert abs(int(chosen.sum()) - int((people.households.consumption_month < 80).sum())) <= 2


def _inverse_error_function(value: float) -> float:
    """Return the number whose error function is the value, by halving."""
    low, high = -6.0, 6.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if erf(middle) < value else (low, middle)
    return (low + high) / 2


def test_nothing_to_guess() -> None:
    """Where nobody consumes anything, no score can guess consumption, and this is said."""
    people = singles([0.0, 0.0])
    with pytest.raises(SimulatorError, match="consumption is 0 everywhere"):
        choosing.predicted_cut(
            Setting(people, 1), np.ones(2, bool), r_squared=0.5, value=1, unit="currency", purpose="test"
        )


@pytest.mark.parametrize(
    ("among", "kept_rows"),
    [
        ("rural", members(3, 4, 5)),
        ("urban", members(0, 1, 2)),
        ("poorest_fifth", members(1, 2, 3, 4, 5)),
        ("women", chosen_rows(VILLAGE.persons.sex == 1)),
        ("men", chosen_rows(VILLAGE.persons.sex == 0)),
    ],
)
def test_a_draw_among_some(among: str, kept_rows: list[int]) -> None:
    """A chance of 0 among some drops just these; a chance of 1 drops nobody."""
    arguments = {"among": among, "by": "person", "purpose": "test"}
    assert kept(choosing.draw_among, chance=0.0, **arguments) == kept_rows
    assert kept(choosing.draw_among, chance=1.0, **arguments) == [*range(20)]


@given(populations(), st.floats(0, 1), st.sampled_from(choosing.AMONG), st.integers(0, 99))
def test_a_draw_among_some_leaves_the_others(
    population: Population, chance: float, among: str, seed: int
) -> None:
    """Whoever is not of the group is kept, and whoever a plain draw keeps is kept too."""
    setting, everyone = Setting(population, seed), np.ones(len(population.persons.age), bool)
    arguments = {"chance": chance, "by": "household", "purpose": "test"}
    among_some = choosing.draw_among(setting, everyone, among=among, **arguments)
    of_the_group = ~choosing.draw_among(setting, everyone, among=among, **{**arguments, "chance": 0.0})
    assert among_some[~of_the_group].all()
    assert np.array_equal(
        among_some[of_the_group], choosing.draw(setting, everyone, **arguments)[of_the_group]
    )


@pytest.mark.parametrize("by", ["person", "household"])
def test_chances_from_poor_to_rich(by: str) -> None:
    """A chance of 1 or 0 for all keeps all or none; one that falls keeps many poor and few rich."""
    people = singles(np.arange(1.0, 10_001.0))
    setting, everyone = Setting(people, 1), np.ones(10_000, bool)
    arguments = {"by": by, "purpose": "test"}
    assert choosing.draw_by_rank(setting, everyone, poorest=1, richest=1, **arguments).all()
    assert not choosing.draw_by_rank(setting, everyone, poorest=0, richest=0, **arguments).any()
    falling = choosing.draw_by_rank(setting, everyone, poorest=0.8, richest=0.2, **arguments)
    tenths = falling.reshape(10, 1000).mean(axis=1)
    assert tenths.tolist() == pytest.approx([0.77 - 0.06 * tenth for tenth in range(10)], abs=0.05)


def test_luck_has_a_purpose() -> None:
    """Draws for two purposes are two draws: whoever one keeps, the other may not."""
    people = singles(np.full(1000, 5.0))
    one, other = (
        choosing.draw(Setting(people, 1), np.ones(1000, bool), chance=0.5, by="person", purpose=purpose)
        for purpose in ("take_up", "lottery")
    )
    assert 400 < (one != other).sum() < 600
