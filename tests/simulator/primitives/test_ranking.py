"""Ranking: quotas and their ties, places from poor to rich, and drawn scores with the R² asked for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import Population, example_population
from simulator.measures import proxy_exclusion_error
from simulator.primitives import Setting
from simulator.primitives.choosing import noisy_rank_cut
from simulator.primitives.ranking import noisy_score, poorest, predicted_month, share_below
from tests.simulator.making import families, singles
from tests.strategies import populations

VILLAGE = example_population()
R_SQUARED = st.floats(0, 1)


@pytest.mark.parametrize(
    ("share", "taken"),
    [(0, []), (1e-9, [1]), (0.25, [1]), (0.26, [1, 3]), (0.5, [1, 3]), (0.75, [0, 1, 3]), (1, [0, 1, 2, 3])],
)
def test_the_poorest_with_a_tie(share: float, taken: list[int]) -> None:
    """Scores 2 1 2 1: of the equal ones the lower row first, until the share is full."""
    scores = np.array([2.0, 1.0, 2.0, 1.0])
    assert np.flatnonzero(poorest(scores, np.ones(4), share)).tolist() == taken


def test_the_poorest_counted_unequally() -> None:
    """The row that crosses the quota is taken whole, and one that counts nothing comes for free."""
    scores, counted = np.array([1.0, 2.0, 3.0]), np.array([0.0, 10.0, 1.0])
    assert poorest(scores, counted, 0.01).tolist() == [True, True, False]
    assert not poorest(scores, np.zeros(3), 1.0).any()


def test_places_of_equals() -> None:
    """All who consume the same share the middle place; one household alone has it too."""
    assert share_below(singles(np.full(7, 5.0))).tolist() == pytest.approx([0.5] * 7)
    assert share_below(families([3], [5.0])).tolist() == [0.5]


@given(populations())
def test_places_by_counting(population: Population) -> None:
    """A place is the share of persons who consume less, and half of those who consume the same."""
    consumed, members = population.households.consumption_month, population.members_weight
    for place, own in zip(share_below(population), consumed, strict=True):
        less, equal = members[consumed < own].sum(), members[consumed == own].sum()
        assert place == pytest.approx((less + equal / 2) / members.sum())
        assert 0 < place < 1


@given(populations(), R_SQUARED, st.integers(0, 99))
def test_a_score_is_a_number(population: Population, r_squared: float, seed: int) -> None:
    """Whatever the people and the R², each household has a finite score and a guess above 0."""
    assert np.isfinite(noisy_score(population, r_squared, seed, "test")).all()
    guess = predicted_month(population, r_squared, seed, "test")
    assert np.isfinite(guess).all() and (guess > 0).all()


@given(populations())
def test_a_score_that_knows_all_orders_as_consumption(population: Population) -> None:
    """With an R² of 1 a higher score is a higher consumption, and equal ones are equal."""
    score = noisy_score(population, 1.0, 3, "test")
    consumed = population.households.consumption_month
    for one in range(len(consumed)):
        for other in range(one):
            assert np.sign(score[one] - score[other]) == np.sign(consumed[one] - consumed[other])


@given(populations())
def test_a_guess_that_knows_nothing_is_the_same_for_all(population: Population) -> None:
    """With an R² of 0 the guess is one number, between the lowest and the highest consumption."""
    guess = predicted_month(population, 0.0, 3, "test")
    least = 1e-3 * population.mean_consumption_month
    consumed = np.maximum(population.households.consumption_month, least)
    assert np.ptp(guess) == 0
    assert consumed.min() * (1 - 1e-9) <= guess[0] <= consumed.max() * (1 + 1e-9)


DRAWN = 200_000


def drawn_population() -> Population:
    """Return many single persons who consume 1, 2, 3 … in an order that luck cannot know."""
    return singles(np.random.default_rng(11).permutation(DRAWN) + 1.0)


@pytest.mark.parametrize("r_squared", [0.3, 0.5, 0.8])
def test_the_error_of_a_drawn_score_is_that_of_theory(r_squared: float) -> None:
    """Among 200,000 households a quota misses as many of the poorest as two normal numbers say.

    Five standard errors of a share of 40,000: 5 x sqrt(.25 / 40,000) = .0125.
    """
    people = drawn_population()
    for quota in (0.2, 0.4):
        reached = noisy_rank_cut(
            Setting(people, 5),
            np.ones(DRAWN, bool),
            r_squared=r_squared,
            share=quota,
            of="persons",
            purpose="test",
        )
        intended = people.households.consumption_month <= quota * DRAWN
        missed = float((intended & ~reached).sum() / intended.sum())
        assert missed == pytest.approx(proxy_exclusion_error(r_squared, quota), abs=0.0125)


@pytest.mark.parametrize("r_squared", [0.0, 0.3, 0.7, 1.0])
def test_the_squared_correlation_is_the_one_asked_for(r_squared: float) -> None:
    """The score and the normal place from poor to rich are correlated as asked, within luck."""
    people = drawn_population()
    welfare = noisy_score(people, 1.0, 5, "test")
    score = noisy_score(people, r_squared, 5, "test")
    assert np.corrcoef(welfare, score)[0, 1] ** 2 == pytest.approx(r_squared, abs=0.01)


def test_another_purpose_is_another_score() -> None:
    """Community and form err apart: their scores are drawn for two purposes."""
    one, other = (noisy_score(VILLAGE, 0.5, 1, purpose) for purpose in ("community", "proxy_score"))
    assert not np.allclose(one, other)


def test_weights_count_as_persons() -> None:
    """A household that stands for 3 has the place of 3 equal households in a row."""
    weighted = replace(VILLAGE, households=replace(VILLAGE.households, weight=[3.0, 1, 1, 1, 1, 1]))
    repeated = families([5, 5, 5, 4, 4, 3, 3, 1], [40.0, 40, 40, 50, 70, 90, 150, 100])
    assert share_below(weighted).tolist() == pytest.approx(share_below(repeated)[2:].tolist())
