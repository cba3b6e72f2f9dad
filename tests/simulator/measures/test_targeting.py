"""Targeting errors: published cases, the closed form of a proxy means test, and laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import multivariate_normal, norm, qmc

from simulator import EmptyGroup, SimulatorError
from simulator.measures import coverage, exclusion_error, inclusion_error, is_poor
from simulator.primitives import Setting
from simulator.primitives.choosing import rank_cut
from tests.simulator.making import singles
from tests.strategies import WEIGHTS

TEN_PERSONS = np.array([6, 8, 11, 15, 21, 25, 30, 40, 50, 100], dtype=float)
ROWS = st.lists(st.tuples(st.booleans(), st.booleans(), WEIGHTS), min_size=1, max_size=20)
QUOTA = 0.2
ERROR_BY_R_SQUARED = {0.3: 0.536, 0.4: 0.483, 0.5: 0.430, 0.6: 0.377, 0.7: 0.320, 0.8: 0.257}


@pytest.mark.parametrize(
    ("reached", "of_the_poor", "of_the_poorest_fifth"),
    [([0, 1], (0.5, 0), (0, 0)), ([1, 2], (0.5, 0), (0.5, 0.5)), ([2, 3], (0.5, 0), (1, 1))],
)
def test_ten_person_economy(
    reached: list[int], of_the_poor: tuple[float, float], of_the_poorest_fifth: tuple[float, float]
) -> None:
    """Grosh et al. (2022), table 7.3, scenarios 1 to 3: errors against the line and the poorest fifth."""
    hit = np.isin(np.arange(10), reached)
    for intended, errors in (
        (is_poor(TEN_PERSONS, 20), of_the_poor),
        (np.arange(10) < 2, of_the_poorest_fifth),
    ):
        assert exclusion_error(intended, hit, np.ones(10)) == errors[0]
        assert inclusion_error(intended, hit, np.ones(10)) == errors[1]


def test_everybody_reached() -> None:
    """The same table, scenario 4: a transfer to all misses nobody, and six of ten reached are not poor."""
    poor, everyone = is_poor(TEN_PERSONS, 20), np.ones(10, bool)
    assert exclusion_error(poor, everyone, np.ones(10)) == 0
    assert inclusion_error(poor, everyone, np.ones(10)) == pytest.approx(0.6)


def closed_form(r_squared: float) -> float:
    """Return the exclusion error of a proxy means test when log welfare and score are jointly normal."""
    cut = norm.ppf(QUOTA)
    correlation = np.sqrt(r_squared)
    both = multivariate_normal(cov=[[1, correlation], [correlation, 1]]).cdf([cut, cut])
    return float(1 - both / QUOTA)


@pytest.mark.parametrize(("r_squared", "expected"), ERROR_BY_R_SQUARED.items())
def test_proxy_means_test(r_squared: float, expected: float) -> None:
    """Exclusion error 1 - Phi2(a, a; sqrt R2) / q at q = 20 %: the table, the integral, and the simulation.

    The simulation spreads 131,072 persons evenly over the two normals (a Sobol sequence), gives
    them to the rank cut, and counts who of the poorest fifth is missed.
    """
    welfare, noise = norm.ppf(qmc.Sobol(2, rng=np.random.default_rng(3)).random(2**17)).T
    score = np.sqrt(r_squared) * welfare + np.sqrt(1 - r_squared) * noise
    people = singles(np.exp(welfare), score)
    everyone = np.ones(len(welfare), bool)
    reached = rank_cut(Setting(people, 1), everyone, score="proxy_score", share=QUOTA, of="persons")
    intended = welfare <= np.quantile(welfare, QUOTA)
    simulated = exclusion_error(intended, reached, people.person_weight)

    assert round(closed_form(r_squared), 3) == expected
    assert simulated == pytest.approx(closed_form(r_squared), abs=0.0015)


def test_a_perfect_score_misses_nobody() -> None:
    """Ranked by welfare itself, a quota as large as the target makes no error of either kind."""
    welfare = np.arange(1.0, 101.0)
    people = singles(welfare, welfare)
    reached = rank_cut(Setting(people, 1), np.ones(100, bool), score="proxy_score", share=QUOTA, of="persons")
    assert exclusion_error(welfare <= 20, reached, np.ones(100)) == 0
    assert inclusion_error(welfare <= 20, reached, np.ones(100)) == 0


@given(ROWS)
def test_bounds_and_balance(rows: list[tuple[bool, bool, float]]) -> None:
    """Both errors lie from 0 to 1, and leave the same people: intended and reached."""
    intended, reached, weights = (np.array(column) for column in zip(*rows, strict=True))
    for error, of in ((exclusion_error, intended), (inclusion_error, reached)):
        if not of.any():
            with pytest.raises(EmptyGroup):
                error(intended, reached, weights)
            continue
        missed = error(intended, reached, weights)
        assert 0 <= missed <= 1
        both = weights[intended & reached].sum()
        assert (1 - missed) * weights[of].sum() == pytest.approx(both, abs=1e-6)


@given(ROWS)
def test_complement_of_coverage(rows: list[tuple[bool, bool, float]]) -> None:
    """Whom a scheme covers of the intended, and whom it misses, make all of them."""
    intended, reached, weights = (np.array(column) for column in zip(*rows, strict=True))
    if intended.any():
        covered = coverage(reached[intended], weights[intended])
        assert exclusion_error(intended, reached, weights) == pytest.approx(1 - covered, abs=1e-12)


@given(ROWS, st.data())
def test_reaching_one_more(rows: list[tuple[bool, bool, float]], data: st.DataObject) -> None:
    """Reaching one more person never raises the exclusion error."""
    intended, reached, weights = (np.array(column) for column in zip(*rows, strict=True))
    intended[0] = True
    more = reached.copy()
    more[data.draw(st.integers(0, len(rows) - 1))] = True
    assert exclusion_error(intended, more, weights) <= exclusion_error(intended, reached, weights)


@pytest.mark.parametrize("error", [exclusion_error, inclusion_error])
@pytest.mark.parametrize(
    ("intended", "reached", "weights"),
    [
        ([True, False], [True], [1, 1]),
        ([True], [True, False], [1, 1]),
        ([True, True], [True, True], [1]),
        ([True, True], [True, True], None),
        ([True, True], [True, True], [1, -1]),
    ],
)
def test_lists_of_different_length(error: object, intended: object, reached: object, weights: object) -> None:
    """Lists that do not belong together, and weights that are none, are refused in words."""
    with pytest.raises(SimulatorError, match="weights"):
        error(intended, reached, weights)  # type: ignore[operator]
