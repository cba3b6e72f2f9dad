"""The quantile curve rises, meets the published figures, and is a log-normal where that suffices."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from simulator.builders.normal import score_at, share_below
from simulator.builders.quantiles import PublishedDistribution, QuantileCurve, smoothest_curve
from simulator.errors import BadInput, SimulatorError

FINE = (np.arange(20_000) + 0.5) / 20_000


def published_from(amounts: np.ndarray) -> PublishedDistribution:
    """Return the figures of a quantile function given at the shares of `FINE`."""
    shares = amounts.reshape(10, -1).sum(axis=1) / amounts.sum()
    gini = float(((2 * FINE - 1) * amounts).mean() / amounts.mean())
    return PublishedDistribution(float(amounts.mean()), tuple(shares.tolist()), gini)


@given(st.floats(0.25, 0.9), st.floats(-0.08, 0.08), st.floats(1, 1e5))
@settings(max_examples=20)
def test_meets_figures_near_a_log_normal(spread: float, bend: float, mean: float) -> None:
    """For bent log-normals the curve rises and meets mean, shares and Gini."""
    scores = score_at(FINE)
    bent = np.exp(spread * scores + bend * np.abs(scores) * scores / 2)
    assume((np.diff(bent) > 0).all())
    published = published_from(mean * bent / bent.mean())
    curve = smoothest_curve(published)
    assert (np.diff(curve.logs) > 0).all()
    tenths = np.diff(curve.total_below(np.linspace(0, 1, 11)))
    np.testing.assert_allclose(tenths / published.mean, published.shares, atol=2e-5)
    shares = np.linspace(0, 1, 200_001)
    area = integrate.trapezoid(curve.total_below(shares), shares) / curve.total_below(np.array([1.0]))[0]
    assert 1 - 2 * area == pytest.approx(published.gini, abs=5e-5)


def test_a_log_normal_comes_back() -> None:
    """Figures of a log-normal give the straight line that it is."""
    spread = 0.5
    bounds = score_at(np.linspace(0, 1, 11)[1:-1])
    below = np.concatenate([[0.0], share_below(bounds - spread), [1.0]])
    gini = 2 * stats.norm.cdf(spread / np.sqrt(2)) - 1
    curve = smoothest_curve(PublishedDistribution(100.0, tuple(np.diff(below).tolist()), float(gini)))
    np.testing.assert_allclose(np.diff(curve.logs) / np.diff(curve.knots), spread, atol=2e-3)
    assert curve.amount(np.array([0.5]))[0] == pytest.approx(100 * np.exp(-(spread**2) / 2), rel=1e-4)


def test_a_published_point_is_on_the_curve() -> None:
    """The curve passes through a headcount at a line."""
    published = published_from(np.exp(0.5 * score_at(FINE)))
    pinned = PublishedDistribution(published.mean, published.shares, published.gini, ((0.2, 0.66),))
    assert smoothest_curve(pinned).amount(np.array([0.2]))[0] == pytest.approx(0.66, rel=1e-9)


def _longer(curve: QuantileCurve) -> tuple[np.ndarray, np.ndarray]:
    """Return the curve's knots and logs with both tails drawn out to ten standard deviations."""
    ends = np.array([-10.0, 10.0])
    logs = np.log(curve.amount(share_below(np.array([-5.0, -4.0, 4.0, 5.0]))))
    outer = [logs[0] - 5 * (logs[1] - logs[0]), logs[3] + 5 * (logs[3] - logs[2])]
    return np.insert(ends, 1, curve.knots), np.insert(np.array(outer), 1, curve.logs)


def test_totals_agree_with_numerical_integration() -> None:
    """The closed form of the generalised Lorenz curve is the integral of the amounts."""
    knots = np.linspace(-2, 2, 9)
    curve = QuantileCurve(knots, 0.6 * knots + 0.1 * np.sin(knots))
    scores = np.linspace(-9, 9, 90_001)
    amounts = np.exp(np.interp(scores, *_longer(curve))) * stats.norm.pdf(scores)
    running = integrate.cumulative_trapezoid(amounts, scores, initial=0)
    for share in (0.001, 0.3, 0.77, 0.9999):
        whole = np.interp(score_at(np.array([share])), scores, running)
        np.testing.assert_allclose(curve.total_below(np.array([share])), whole, rtol=1e-5)
    assert curve.total_below(np.array([0.0]))[0] == 0


def test_figures_that_contradict_are_refused() -> None:
    """A headcount far from what the shares say is refused in words, not met by a falling curve."""
    published = published_from(np.exp(0.5 * score_at(FINE)))
    pinned = PublishedDistribution(published.mean, published.shares, published.gini, ((0.2, 3.0),))
    with pytest.raises(SimulatorError, match="contradict"):
        smoothest_curve(pinned)


@pytest.mark.parametrize(
    ("mean", "shares", "gini"),
    [(1.0, (0.1,) * 9, 0.3), (1.0, (0.2,) * 10, 0.3), (0.0, (0.1,) * 10, 0.3), (1.0, (0.1,) * 10, 30.0)],
)
def test_impossible_figures_are_refused(mean: float, shares: tuple[float, ...], gini: float) -> None:
    """Shares that are not ten, do not add up, and impossible means and Ginis are refused."""
    with pytest.raises(BadInput):
        PublishedDistribution(mean, shares, gini)


def test_normal_scores_agree_with_scipy() -> None:
    """The standard library's normal distribution is the one of scipy."""
    shares = np.linspace(0.001, 0.999, 99)
    np.testing.assert_allclose(score_at(shares), stats.norm.ppf(shares), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(share_below(score_at(shares)), shares, rtol=1e-12)
