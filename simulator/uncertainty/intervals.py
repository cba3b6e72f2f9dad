"""From an estimate and how it varies to an interval."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np

from simulator.uncertainty.design import Numbers
from simulator.uncertainty.places import Place
from simulator.uncertainty.records import Estimated, Interval, Resampling

LINEARISED, BOOTSTRAP = "linearised, normal", "bootstrap"
ROUNDED_TO_NOTHING = 1e-12


def from_variance(estimate: float, variance: float, level: float) -> Interval:
    """Return the interval of a linearised estimate: it lies evenly about the estimate, by a normal curve.

    >>> round(from_variance(20.0, 4.0, 0.95).high, 2)
    23.92
    """
    error = float(np.sqrt(variance))
    return _normal(estimate, error, level, LINEARISED, None)


def from_replicates(estimate: float, drawn: Numbers, resampling: Resampling) -> Interval | str:
    """Return the interval of a bootstrap, or why there is none: some replicates have no such number.

    Source of both forms: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.

    >>> from_replicates(1.0, np.array([1.0, np.nan]), Resampling(100))
    'In 1 of 2 replicates nobody is there to take it of: too few sampling units stand behind it.'
    """
    lacking = int((~np.isfinite(drawn)).sum())
    if lacking:
        return (
            f"In {lacking} of {len(drawn)} replicates nobody is there to take it of: "
            "too few sampling units stand behind it."
        )
    error, level, method = float(drawn.std(ddof=1)), resampling.level, resampling.method
    words = f"{BOOTSTRAP}, {method}"
    if method == "normal":
        return _normal(estimate, error, level, words, len(drawn))
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2]).tolist()
    return Interval(estimate, error, low, high, float(level), words, len(drawn))


def _estimated(place: Place, found: Interval | str, simple_variance: float) -> Estimated:
    """Return the record of one number, with its design effect where a simple sample's variance is above 0."""
    interval, why = (None, found) if isinstance(found, str) else (found, None)
    effect = None
    if interval is not None and simple_variance > ROUNDED_TO_NOTHING * max(1.0, interval.estimate**2):
        effect = interval.standard_error**2 / simple_variance
    return Estimated(
        section=place.section,
        measure=place.measure,
        state=place.state,
        against=place.against,
        label=place.label,
        unit=place.unit,
        interval=interval,
        design_effect=effect,
        why=why,
        group=place.group,
    )


def by_policy(
    places: Sequence[Place], found: Sequence[Interval | str | None], simple_variances: Numbers
) -> dict[str, tuple[Estimated, ...]]:
    """Return the records of each policy; a number that the sample does not have (None) is left out."""
    kept: dict[str, list[Estimated]] = {place.policy: [] for place in places}
    for place, each, variance in zip(places, found, simple_variances.tolist(), strict=True):
        if each is not None:
            kept[place.policy].append(_estimated(place, each, variance))
    return {policy: tuple(each) for policy, each in kept.items()}


def _normal(estimate: float, error: float, level: float, method: str, replicates: int | None) -> Interval:
    reach = NormalDist().inv_cdf((1 + level) / 2) * error
    return Interval(estimate, error, estimate - reach, estimate + reach, float(level), method, replicates)
