"""The theory of proxy means test errors: published digits, scipy, edges, and 200,000 drawn households."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri
from scipy.stats import multivariate_normal

from simulator import BadInput, EmptyGroup
from simulator.luck import draw
from simulator.measures import (
    exclusion_error,
    inclusion_error,
    proxy_error_curve,
    proxy_exclusion_error,
    proxy_inclusion_error,
)
from simulator.normal import mid_ranks, proxy_scores

SHARES = st.floats(0.001, 0.999)
HOUSEHOLDS = np.arange(200_000)
PUBLISHED = {0.3: 0.536, 0.4: 0.483, 0.5: 0.430, 0.6: 0.377, 0.7: 0.320, 0.8: 0.257}


def both(r_squared: float, quota: float, target: float) -> float:
    """Return who is both reached and intended, by scipy's bivariate normal distribution."""
    covariance = [[1, np.sqrt(r_squared)], [np.sqrt(r_squared), 1]]
    return float(multivariate_normal(cov=covariance).cdf(ndtri([quota, target])))


def test_published_digits() -> None:
    """A quota of 20 %: .536 .483 .430 .377 .320 .257 for R2 of .3 to .8, as a curve and one by one."""
    assert proxy_error_curve(0.2, list(PUBLISHED)).round(3).tolist() == list(PUBLISHED.values())
    for r_squared, error in PUBLISHED.items():
        assert round(proxy_exclusion_error(r_squared, 0.2), 3) == error


@given(st.floats(0, 0.9999), SHARES, SHARES)
def test_against_scipy(r_squared: float, quota: float, target: float) -> None:
    """Both errors are those of scipy's integral, to 1e-10 of all persons."""
    expected = both(r_squared, quota, target)
    missed, mistaken = (
        proxy_exclusion_error(r_squared, quota, target),
        proxy_inclusion_error(r_squared, quota, target),
    )
    assert type(missed) is type(mistaken) is float
    assert missed * target == pytest.approx(target - expected, abs=1e-10)
    assert mistaken * quota == pytest.approx(quota - expected, abs=1e-10)


@pytest.mark.parametrize("r_squared", [0.99, 0.999999, 1 - 1e-9])
@pytest.mark.parametrize("apart", [0.0, 1e-9, 1e-6, 1e-3, 0.1])
def test_a_score_that_is_nearly_perfect(r_squared: float, apart: float) -> None:
    """Where the integrand turns sharply, near a correlation of 1 with cuts that nearly meet, it holds too."""
    expected = 1 - both(r_squared, 0.2, 0.2 + apart) / 0.2
    assert proxy_inclusion_error(r_squared, 0.2, 0.2 + apart) == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize("quota", [1e-12, 0.05, 0.5, 0.95, 1 - 1e-12])
def test_a_score_that_tells_nothing_or_all(quota: float) -> None:
    """R2 of 0 is a lottery: 1 - quota is missed. R2 of 1 misses nobody but those beyond the quota."""
    assert proxy_exclusion_error(0, quota) == pytest.approx(1 - quota, abs=1e-12)
    assert proxy_inclusion_error(0, quota, 0.3) == pytest.approx(0.7, abs=1e-10)
    assert proxy_exclusion_error(1, quota) == 0
    assert proxy_exclusion_error(1, quota, 0.3) == pytest.approx(max(0, 1 - quota / 0.3), abs=1e-12)


def test_the_correlation_of_one_half_by_hand() -> None:
    """At the medians the share both reached and intended is 1/4 + asin(r) / 2 pi: r = 1/2 gives a third."""
    assert proxy_exclusion_error(0.25, 0.5) == pytest.approx(1 / 3, abs=1e-14)


def test_edges_of_quota_and_target() -> None:
    """A quota of all misses nobody; a quota of nobody misses all; nobody has no share."""
    assert proxy_exclusion_error(0.5, 1, 0.2) == 0
    assert proxy_inclusion_error(0.5, 1, 0.2) == pytest.approx(0.8)
    assert proxy_exclusion_error(0.5, 0, 0.2) == 1
    assert proxy_inclusion_error(0.5, 0.2, 0) == 1
    assert proxy_exclusion_error(0.5, 0.2, 1) == pytest.approx(0.8)
    assert proxy_inclusion_error(0.5, 0.2, 1) == 0
    with pytest.raises(EmptyGroup, match="nobody is reached"):
        proxy_inclusion_error(0.5, 0, 0.2)
    with pytest.raises(EmptyGroup, match="nobody is intended"):
        proxy_exclusion_error(0.5, 0.2, 0)
    with pytest.raises(EmptyGroup, match="nobody is intended"):
        proxy_error_curve(0, [0.5])


@given(SHARES, SHARES, SHARES, SHARES)
def test_a_better_score_and_a_larger_quota_miss_fewer(
    one: float, other: float, quota: float, target: float
) -> None:
    """The exclusion error never rises with R2 or with the quota; both errors lie from 0 to 1."""
    low, high = sorted((one, other))
    worse, better = proxy_exclusion_error(low, quota, target), proxy_exclusion_error(high, quota, target)
    assert 0 <= better <= worse + 1e-12 <= 1 + 1e-12
    narrow, wide = (proxy_exclusion_error(quota, share, target) for share in (low, high))
    assert wide <= narrow + 1e-12
    assert 0 <= proxy_inclusion_error(one, quota, target) <= 1


@given(SHARES, SHARES)
def test_both_errors_are_one_where_quota_is_target(r_squared: float, quota: float) -> None:
    """As many are reached by mistake as are missed, and the curve holds that error."""
    missed = proxy_exclusion_error(r_squared, quota)
    assert missed == proxy_inclusion_error(r_squared, quota) == proxy_error_curve(quota, [r_squared]).item()


def test_the_curve_is_read_only() -> None:
    """Nobody can write into a curve."""
    with pytest.raises(ValueError, match="read-only"):
        proxy_error_curve(0.2, [0.5])[0] = 1


@pytest.mark.parametrize("name", ["r_squared", "quota", "target_share"])
@pytest.mark.parametrize("wrong", [-0.1, 1.1, np.nan, "0.2", True, [0.2]])
def test_shares_are_shares(name: str, wrong: object) -> None:
    """What is no number from 0 to 1 is refused by name."""
    for measure in (proxy_exclusion_error, proxy_inclusion_error):
        with pytest.raises(BadInput, match=f"^{name}: "):
            measure(**{"r_squared": 0.5, "quota": 0.2, "target_share": 0.2} | {name: wrong})


@pytest.mark.parametrize("wrong", [0.5, [], [[0.5]], ["a"], None, [0.5, 1.5], [np.nan]])
def test_a_curve_needs_a_list(wrong: object) -> None:
    """One number, no number, texts and shares above 1 are refused by name."""
    with pytest.raises(BadInput, match=r"^r_squareds?: "):
        proxy_error_curve(0.2, wrong)


@cache
def drawn() -> tuple[np.ndarray, np.ndarray]:
    """Return consumption and weights of 200,000 households, by the engine's own luck; ties among them."""
    consumption = (100 + 1000 * draw(1, HOUSEHOLDS, "consumption") ** 3).round(2)
    return consumption, 50 + 100 * draw(1, HOUSEHOLDS, "weight")


@pytest.mark.parametrize("r_squared", [0.0, 0.3, 0.5, 0.8, 1.0])
@pytest.mark.parametrize("quota", [0.1, 0.2, 0.5])
def test_drawn_households_reproduce_the_curve(r_squared: float, quota: float) -> None:
    """A score drawn with the engine's luck misses what theory says, within three sampling errors.

    Whatever consumption's distribution: only its ranks count. Of the households of the target, each is
    missed or not; weights from 50 to 150 raise the sampling error by a tenth at most.
    """
    consumption, weights = drawn()
    ranks = mid_ranks(consumption, weights)
    score = proxy_scores(ranks, draw(7, HOUSEHOLDS, "proxy_score"), r_squared)
    intended, reached = ranks <= quota, mid_ranks(score, weights) <= quota
    expected = proxy_exclusion_error(r_squared, quota)
    sampling = 1.1 * np.sqrt(expected * (1 - expected) / intended.sum()) + 1 / intended.sum()
    assert abs(exclusion_error(intended, reached, weights) - expected) < 3 * sampling
    assert abs(inclusion_error(intended, reached, weights) - expected) < 3 * sampling
    told = np.corrcoef(score, proxy_scores(ranks, np.full(len(ranks), 0.5), 1))[0, 1] ** 2
    assert told == pytest.approx(r_squared, abs=0.01)
