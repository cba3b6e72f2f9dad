"""Ranking households: quotas, places from poor to rich, and scores that guess consumption."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.errors import SimulatorError
from simulator.luck import draw as luck
from simulator.normal import mid_ranks, proxy_scores
from simulator.population import Population
from simulator.primitives.setting import Amount, Chosen

# Quotas that fall exactly between two households must not turn on the last bit of a sum.
SLACK = 1e-12
INTERVALS = 1024
# Below this share of the mean, consumption has no useful logarithm.
LEAST_OF_MEAN = 1e-3


def poorest(scores: Amount, counted: Amount, share: float) -> Chosen:
    """Return who has the lowest scores, until their count fills the share of all; one boolean a row.

    Ties: the lower row first. The row that crosses the quota is taken.

    >>> poorest(np.array([3.0, 1.0, 2.0]), np.ones(3), 0.5).tolist()
    [False, True, True]
    """
    # Sorting all would cost the most of a policy: only the interval in which the quota fills is sorted.
    interval = _intervals(scores)
    running = np.cumsum(np.bincount(interval, weights=counted))
    quota = share * running[-1] * (1 - SLACK)
    if not quota > 0:
        return np.zeros(len(scores), dtype=bool)
    fills = int(np.searchsorted(running, quota))
    taken: Chosen = interval < fills
    rows = np.flatnonzero(interval == fills)
    rows = rows[np.argsort(scores[rows], kind="stable")]
    before = (running[fills - 1] if fills else 0) + np.cumsum(counted[rows]) - counted[rows]
    taken[rows[before < quota]] = True
    return taken


def _intervals(scores: Amount) -> NDArray[np.int16]:
    """Return in which of the equal intervals between the lowest and the highest score each row lies."""
    low = scores.min()
    width = (scores.max() - low) or 1.0
    interval: NDArray[np.int16] = ((scores - low) * ((INTERVALS - 1) / width)).astype(np.int16)
    return interval


def share_below(population: Population) -> Amount:
    """Return for each household the share of persons who consume less, half of its own counted.

    Households that consume the same share one place. Strictly between 0 and 1.

    >>> from simulator import example_population
    >>> share_below(example_population()).round(3).tolist()
    [0.125, 0.35, 0.55, 0.725, 0.925, 0.825]
    """
    return mid_ranks(population.households.consumption_month, population.members_weight)


def noisy_score(population: Population, r_squared: float, seed: int, purpose: str) -> Amount:
    """Return one score a household, low for the poor, whose squared correlation with welfare is R².

    Welfare is the normal score of the household's place from poor to rich, so the pair is
    bivariate normal in any population: score = √R² welfare + √(1 − R²) luck.
    """
    ranks = share_below(population)
    return proxy_scores(ranks, luck(seed, np.arange(len(ranks)), purpose), r_squared)


def predicted_month(population: Population, r_squared: float, seed: int, purpose: str) -> Amount:
    """Return consumption guessed from a drawn score, local currency a month per person, one a household.

    The guess is what a regression of log consumption on the score would say: e^(mean + √R² deviation score).
    """
    mean = population.mean_consumption_month
    if not mean > 0:
        raise SimulatorError("consumption is 0 everywhere, so no score can guess it.")
    logs = np.log(np.maximum(population.households.consumption_month, LEAST_OF_MEAN * mean))
    members: NDArray[np.float64] = population.members_weight / population.members_weight.sum()
    centre = float((logs * members).sum())
    deviation = float(np.sqrt(((logs - centre) ** 2 * members).sum()))
    score = noisy_score(population, r_squared, seed, purpose)
    predicted: Amount = np.exp(centre + np.sqrt(r_squared) * deviation * score)
    return predicted
