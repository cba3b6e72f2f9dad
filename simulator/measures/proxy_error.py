"""What a proxy means test misses in theory, when log welfare and its score are jointly normal.

Phi2(a, b; r) is the share of persons below the cut a on one normal scale and below b on another, r being
the correlation of the two. With a the score of the quota, b that of the target share and r the square
root of R2, it is the share of persons who are both reached and intended.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import acos, sqrt

import numpy as np
from numpy.typing import ArrayLike

from simulator.errors import BadInput, EmptyGroup
from simulator.measures.weighting import Numbers, as_number, as_numbers
from simulator.normal import normal_scores

STEP, STEPS = 1 / 32, 128
# Keeps the quotient defined where the correlation is 1 and each angle 0.
ANGLE_ABOVE_0 = 1e-100


@dataclass(frozen=True)
class ProxyError:
    """What a quota by score misses in theory. All in percent but R2, which is a share from 0 to 1.

    `exclusion_error_percent` is of the intended, the poorest `target_percent` of persons, and
    `inclusion_error_percent` of those whom the quota reaches.
    """

    r_squared: float
    quota_percent: float
    target_percent: float
    exclusion_error_percent: float
    inclusion_error_percent: float


def proxy_exclusion_error(r_squared: float, quota: float, target_share: float | None = None) -> float:
    """Return the share of the poorest `target_share` of persons whom a quota by score misses.

    1 - Phi2(a, b; sqrt R2) / target share. All three are shares from 0 to 1; the target is the quota
    unless given. R2 of 0 is a lottery, error 1 - quota. A target share of 0 is `EmptyGroup`.
    Source: the bivariate normal distribution; Phi2 by Plackett, Biometrika 41, 1954.

    >>> [round(proxy_exclusion_error(r_squared, quota=0.2), 3) for r_squared in (0.3, 0.5, 0.8)]
    [0.536, 0.43, 0.257]
    """
    both, _, target = _shares(r_squared, quota, target_share)
    if target <= 0:
        raise EmptyGroup("nobody is intended: the target share is 0, so there is nobody to miss.")
    return max(0.0, 1 - both / target)


def proxy_inclusion_error(r_squared: float, quota: float, target_share: float | None = None) -> float:
    """Return the share of those reached by a quota by score who are not the poorest `target_share`.

    1 - Phi2(a, b; sqrt R2) / quota. All three are shares from 0 to 1; the target is the quota unless
    given, and then both errors are equal. A quota of 0 is `EmptyGroup`.
    Source: as `proxy_exclusion_error`.

    >>> round(proxy_inclusion_error(0.5, quota=0.4, target_share=0.2), 3)
    0.586
    """
    both, reached, _ = _shares(r_squared, quota, target_share)
    if reached <= 0:
        raise EmptyGroup("nobody is reached: the quota is 0, so nobody is reached by mistake.")
    return max(0.0, 1 - both / reached)


def proxy_error_curve(quota: float, r_squareds: ArrayLike) -> Numbers:
    """Return the error for each R2, a read-only array: exclusion and inclusion alike, target = quota.

    The quota lies above 0, up to 1; each R2 from 0 to 1. Source: as `proxy_exclusion_error`.

    >>> proxy_error_curve(0.2, [0.4, 0.6]).round(3).tolist()
    [0.483, 0.377]
    """
    given = _listed("r_squareds", r_squareds)
    errors = np.array([proxy_exclusion_error(r_squared, quota) for r_squared in given])
    errors.setflags(write=False)
    return errors


def proxy_errors(
    quotas: ArrayLike, r_squareds: ArrayLike, target_share: float | None = None
) -> tuple[ProxyError, ...]:
    """Return both errors for each quota and, within it, each R2.

    Shares from 0 to 1, quotas above 0; the target is the quota unless given. Source: as
    `proxy_exclusion_error`.

    >>> [round(each.exclusion_error_percent, 1) for each in proxy_errors([0.2, 0.4], [0.5])]
    [43.0, 30.2]
    """
    scores = [_listed(name, given) for name, given in (("quotas", quotas), ("r_squareds", r_squareds))]
    return tuple(
        ProxyError(
            r_squared,
            100 * quota,
            100 * (quota if target_share is None else target_share),
            100 * proxy_exclusion_error(r_squared, quota, target_share),
            100 * proxy_inclusion_error(r_squared, quota, target_share),
        )
        for quota in scores[0]
        for r_squared in scores[1]
    )


def _listed(name: str, given: ArrayLike) -> list[float]:
    numbers = as_numbers(name, given)
    if numbers.ndim != 1 or not numbers.size:
        raise BadInput(name, given, "a list of numbers from 0 to 1", "Write [0.3, 0.5].")
    listed: list[float] = numbers.tolist()
    return listed


def _shares(r_squared: float, quota: float, target_share: float | None) -> tuple[float, float, float]:
    """Return the shares of persons both reached and intended, reached, and intended."""
    mend = "Write 0.2 for 20 %."
    telling = as_number("r_squared", r_squared, (0, 1), "a number from 0 to 1", "Write 0.5 for a half.")
    reached = as_number("quota", quota, (0, 1), "a number from 0 to 1", mend)
    given = quota if target_share is None else target_share
    target = as_number("target_share", given, (0, 1), "a number from 0 to 1", mend)
    if {reached, target} & {0.0, 1.0}:
        return reached * target, reached, target
    return _both_below(reached, target, sqrt(telling)), reached, target


def _both_below(first: float, second: float, correlation: float) -> float:
    """Return Phi2 at the scores of two shares, for a correlation from 0 to 1.

    Plackett's integral over the angle whose sine is the correlation, taken from the end where the two
    are one and Phi2 is the smaller share: there it stays smooth when the two cuts nearly meet.
    Tanh-sinh quadrature: Takahasi and Mori (1974).
    """
    above, beside = normal_scores([first, second]).tolist()
    widest = acos(correlation)
    steps = np.arange(-STEPS, STEPS + 1) * STEP
    stretched = np.pi * np.sinh(steps)
    angles = widest / (1 + np.exp(-stretched))
    weights = STEP * np.pi * np.cosh(steps) * angles / (1 + np.exp(stretched))
    apart = ((above - beside) / np.sin(np.maximum(angles, ANGLE_ABOVE_0))) ** 2 / 2
    density = np.exp(-apart - above * beside / (1 + np.cos(angles)))
    return max(0.0, min(first, second) - float((weights * density).sum()) / (2 * np.pi))
