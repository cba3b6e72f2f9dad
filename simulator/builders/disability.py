"""Who has a disability: an assumption from end to end, so that schemes for them can be tried."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.builders.ages import People
from simulator.builders.arrays import Counts, Numbers, weighted_variance
from simulator.builders.facts import OLDEST, Assumption, Assumptions
from simulator.builders.normal import normal_draw
from simulator.errors import BadInput


def disability_groups(assumed: Assumptions) -> tuple[tuple[int, int, Assumption], ...]:
    """Return each age group as (low, high, assumed share of its persons with a disability)."""
    return (
        (0, 17, assumed.disability_under_18),
        (18, 39, assumed.disability_18_to_39),
        (40, 59, assumed.disability_40_to_59),
        (60, 79, assumed.disability_60_to_79),
        (80, OLDEST, assumed.disability_from_80),
    )


def draw_disability(
    people: People, weight: Numbers, log_consumption: Numbers, assumed: Assumptions, seed: int
) -> NDArray[np.uint8]:
    """Return for each person 0 no disability, 1 some, 2 severe; `weight`, `log_consumption` are persons'.

    Risk is normal and, inside an age group, correlated with log consumption by `disability_gradient`. In
    each age group those with the highest risk have a disability, and of these the highest a severe one,
    in the assumed shares. Raises `BadInput` for a share outside 0 to 1 or a correlation outside −1 to 1.
    """
    _check(assumed)
    luck = normal_draw(seed, np.arange(len(people.age)), "disability")
    severe = assumed.severe_disability_share.value
    found = np.zeros(len(people.age), dtype=np.uint8)
    for low, high, share in disability_groups(assumed):
        rows = np.flatnonzero((people.age >= low) & (people.age <= high))
        risk = _risk(log_consumption[rows], weight[rows], luck[rows], assumed.disability_gradient.value)
        some, worst = (_highest(risk, weight[rows], part) for part in (share.value, share.value * severe))
        found[rows] = some + worst
    return found


def _risk(logs: Numbers, weight: Numbers, luck: Numbers, correlation: float) -> Numbers:
    """Return luck mixed with standardised log consumption so that the two have the correlation."""
    spread = np.sqrt(weighted_variance(logs, weight)) if len(logs) else 0.0
    if spread == 0:
        return luck
    scores = (logs - np.average(logs, weights=weight)) / spread
    return np.asarray(correlation * scores + np.sqrt(1 - correlation**2) * luck, dtype=np.float64)


def _highest(risk: Numbers, weight: Numbers, share: float) -> Counts:
    """Return 1 for those of the highest risk who make up a share of the weight, 0 for the others."""
    order = np.argsort(-risk, kind="stable")
    chosen = np.zeros(len(risk), dtype=np.int64)
    before = np.cumsum(weight[order]) - weight[order] / 2
    chosen[order[before < share * weight.sum()]] = 1
    return chosen


def _check(assumed: Assumptions) -> None:
    """Refuse shares and a correlation that cannot be."""
    shares = [share.value for _, _, share in disability_groups(assumed)]
    for share in (*shares, assumed.severe_disability_share.value):
        if not 0 <= share <= 1:
            raise BadInput("a share of persons with a disability", share, "0 to 1", "Write 0.2 for 20 %.")
    correlation = assumed.disability_gradient.value
    if not -1 <= correlation <= 1:
        raise BadInput("disability_gradient", correlation, "-1 to 1", "Write -0.2 for a weak one.")
