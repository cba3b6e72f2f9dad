"""The smoothest quantile curve that reproduces a published distribution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.builders.arrays import Counts, Numbers
from simulator.builders.normal import score_at, share_below
from simulator.errors import BadInput, SimulatorError

DECILES = 10
KNOT_STEP, LAST_KNOT = 0.1, 3.5
FINE_STEP, LAST_SCORE = 0.01, 7.0
MOST_STEPS = 50
CLOSE_ENOUGH, NOT_MET = 1e-10, 1e-6
# Shares of persons that floats can tell from 0 and from 1.
LOWEST_SHARE, HIGHEST_SHARE = 1e-300, 1 - 1e-16


@dataclass(frozen=True)
class PublishedDistribution:
    """What a curve must meet: mean, ten shares of the total, Gini, and points on the curve.

    `shares` add up to 1, the poorest first; `points` are pairs (share of persons below, amount), with
    the amount in the unit of `mean`.
    """

    mean: float
    shares: tuple[float, ...]
    gini: float
    points: tuple[tuple[float, float], ...] = ()

    def __post_init__(self) -> None:
        if len(self.shares) != DECILES or abs(sum(self.shares) - 1) > 1e-9:
            raise BadInput("shares", self.shares, "ten that add up to 1", "Divide them by their sum.")
        if not (self.mean > 0 and 0 < self.gini < 1):
            raise BadInput("mean, gini", (self.mean, self.gini), "above 0, and 0 to 1", "Look them up again.")


@dataclass(frozen=True, eq=False)
class QuantileCurve:
    """Log amounts at knots, straight in between and beyond: each piece is a piece of a log-normal.

    `knots` are normal scores z of the share of persons below; `logs` are the log amounts there.
    """

    knots: Numbers
    logs: Numbers

    def amount(self, shares: Numbers) -> Numbers:
        """Return the amount below which each share, in (0, 1), of the persons lies."""
        scores = score_at(np.clip(shares, LOWEST_SHARE, HIGHEST_SHARE))
        levels, slopes = self._lines()
        piece = np.searchsorted(self.knots, scores)
        return np.asarray(np.exp(levels[piece] + slopes[piece] * scores), dtype=np.float64)

    def total_below(self, shares: Numbers) -> Numbers:
        """Return the integral of the amount from 0 to each share in [0, 1]: the generalised Lorenz curve.

        It is exact: where the log amount is a + b·z, the integral is exp(a + b²/2)·Φ(z − b) between
        the two ends.
        """
        levels, slopes = self._lines()
        factors = np.exp(levels + slopes**2 / 2)
        ends = np.concatenate([[-np.inf], self.knots, [np.inf]])
        from_left = share_below(ends[:-1] - slopes)
        pieces = factors * (share_below(ends[1:] - slopes) - from_left)
        before = np.concatenate([[0.0], np.cumsum(pieces)])
        scores = score_at(np.clip(shares, LOWEST_SHARE, HIGHEST_SHARE))
        piece = np.searchsorted(self.knots, scores)
        within = factors[piece] * (share_below(scores - slopes[piece]) - from_left[piece])
        return np.where(shares < 1, np.where(shares > 0, before[piece] + within, 0.0), before[-1])

    def _lines(self) -> tuple[Numbers, Numbers]:
        """Return level a and slope b of each piece a + b·z, the two tails included."""
        slopes = np.diff(self.logs) / np.diff(self.knots)
        slopes = np.concatenate([slopes[:1], slopes, slopes[-1:]])
        anchors = np.concatenate([[0], np.arange(len(self.knots))])
        return self.logs[anchors] - slopes * self.knots[anchors], slopes


def smoothest_curve(published: PublishedDistribution) -> QuantileCurve:
    """Return the rising curve, as near to a log-normal as possible, that meets the published figures.

    It has the least integral of the squared second derivative of the log amount over the normal
    score. Raises `SimulatorError` when the figures contradict each other.

    >>> ten = (0.0367, 0.0504, 0.0606, 0.07, 0.0795, 0.0903, 0.1025, 0.1196, 0.1485, 0.2419)
    >>> curve = smoothest_curve(PublishedDistribution(mean=100.0, shares=ten, gini=0.3))
    >>> curve.amount(np.array([0.5])).round().tolist()
    [85.0]
    """
    knots = np.arange(-LAST_KNOT, LAST_KNOT + KNOT_STEP / 2, KNOT_STEP)
    edges = _fine_edges()
    hats = _hats(knots, (edges[1:] + edges[:-1]) / 2)
    figures, goals = _linear_figures(published, edges)
    pins, pinned = _pinned_points(published, knots)
    roughness = _roughness(len(knots))
    logs = np.log(published.mean) + knots * published.gini * np.sqrt(np.pi)
    # Newton: each step makes the figures linear around the last curve and solves exactly for the smoothest.
    for _ in range(MOST_STEPS):
        amounts = np.exp(hats @ logs)
        miss = np.concatenate([goals - figures @ amounts, pinned - pins @ logs])
        if not np.abs(miss).max() > CLOSE_ENOUGH:
            break
        tangent = np.vstack([(figures * amounts) @ hats, pins])
        logs = _smoothest(roughness, tangent, miss + tangent @ logs)
    return _checked(QuantileCurve(knots, logs), miss)


def _linear_figures(published: PublishedDistribution, edges: Numbers) -> tuple[Numbers, Numbers]:
    """Return a matrix, and what matrix @ amounts (one a fine cell) must equal: ten shares and the Gini.

    Both are linear in the quantile function Q: a share is ∫Q/μ over its tenth, the Gini is ∫(2p − 1)·Q/μ.
    """
    bounds = share_below(edges)
    widths, middles = np.diff(bounds), (bounds[1:] + bounds[:-1]) / 2
    decile = np.minimum((middles * DECILES).astype(int), DECILES - 1)
    tenths = (decile == np.arange(DECILES)[:, None]) * widths
    rows = np.vstack([tenths, (2 * middles - 1) * widths]) / published.mean
    return rows, np.array([*published.shares, published.gini])


def _pinned_points(published: PublishedDistribution, knots: Numbers) -> tuple[Numbers, Numbers]:
    """Return a matrix, and what matrix @ logs must equal: the log amounts of the published points."""
    pairs = np.array(published.points, dtype=np.float64).reshape(-1, 2)
    return _hats(knots, score_at(pairs[:, 0])), np.log(pairs[:, 1])


def _smoothest(roughness: Numbers, tangent: Numbers, target: Numbers) -> Numbers:
    """Return the logs with the least logsᵀ·roughness·logs among those with tangent @ logs = target."""
    size, count = len(roughness), len(target)
    system = np.block([[roughness, tangent.T], [tangent, np.zeros((count, count))]])
    try:
        solved = np.linalg.solve(system, np.concatenate([np.zeros(size), target]))
    except np.linalg.LinAlgError:
        raise SimulatorError("two of the published figures say the same thing twice: drop one.") from None
    return np.asarray(solved[:size], dtype=np.float64)


def _roughness(size: int) -> Numbers:
    """Return the matrix whose quadratic form is ∫(u″)², from second differences at the knots."""
    second = np.diff(np.eye(size), n=2, axis=0) / KNOT_STEP**2
    return np.asarray(second.T @ second * KNOT_STEP, dtype=np.float64)


def _hats(knots: Numbers, scores: Numbers) -> Numbers:
    """Return the matrix that turns values at the knots into values at the scores, by straight lines."""
    left: Counts = np.clip(np.searchsorted(knots, scores) - 1, 0, len(knots) - 2)
    share = (scores - knots[left]) / (knots[left + 1] - knots[left])
    matrix, rows = np.zeros((len(scores), len(knots))), np.arange(len(scores))
    matrix[rows, left], matrix[rows, left + 1] = 1 - share, share
    return matrix


def _fine_edges() -> Numbers:
    """Return the edges of fine cells of z, one of them at each decile."""
    deciles = score_at(np.arange(1, DECILES) / DECILES)
    fine = np.arange(-LAST_SCORE, LAST_SCORE + FINE_STEP / 2, FINE_STEP)
    return np.unique(np.round(np.concatenate([fine, deciles]), 12))


def _checked(curve: QuantileCurve, miss: Numbers) -> QuantileCurve:
    """Refuse a curve that does not meet the figures, or that falls somewhere."""
    if not np.abs(miss).max() < NOT_MET:
        raise SimulatorError(
            "no quantile curve meets the published distribution: mean, shares, Gini and headcount contradict."
        )
    falls = np.diff(curve.logs) <= 0
    if falls.any():
        place = float(share_below(curve.knots[1:][falls])[0])
        raise SimulatorError(
            f"the quantile curve falls at {place:.1%} of the persons: the figures contradict."
        )
    return curve
