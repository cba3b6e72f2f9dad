"""Normal scores, the same in Python and in JavaScript to the last digits: what a drawn score is made of."""

from __future__ import annotations

from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simulator.errors import BadInput, SimulatorError

Numbers = NDArray[np.float64]
Ratio = tuple[tuple[float, ...], tuple[float, ...]]
MIDDLE_HALF_WIDTH, MIDDLE_SHIFT = 0.425, 0.180625
TAIL_SHIFT, FAR_FROM = 1.6, 5.0
HIGHEST_SHARE = 1 - 2.0**-53
# Wichura's coefficients, numerator and denominator, from the constant to the seventh power.
MIDDLE: Final[Ratio] = (
    (
        *(3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125),
        *(45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727),
    ),
    (
        *(1.0, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077),
        *(21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610),
    ),
)
TAIL: Final[Ratio] = (
    (
        *(1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504),
        *(1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2),
        7.74545014278341407640e-4,
    ),
    (
        *(1.0, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1),
        *(1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4),
        1.05075007164441684324e-9,
    ),
)
FAR_TAIL: Final[Ratio] = (
    (
        *(6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1),
        *(2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5),
        2.01033439929228813265e-7,
    ),
    (
        *(1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2),
        *(7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7),
        2.04426310338993978564e-15,
    ),
)


def normal_scores(shares: ArrayLike) -> Numbers:
    """Return the standard normal score below which each share lies: the inverse of Phi, read-only.

    `shares` have any shape; each lies above 0 and below 1, else `BadInput`. Relative error near 1e-16.
    Source: Wichura, algorithm AS 241, Applied Statistics 37(3), 1988, procedure PPND16.

    >>> normal_scores([0.2, 0.5, 0.975]).round(4).tolist()
    [-0.8416, 0.0, 1.96]
    """
    given = _open_shares("shares", shares)
    flat = given.ravel()
    centred = flat - 0.5
    scores = centred * _ratio(MIDDLE, np.maximum(MIDDLE_SHIFT - centred**2, 0))
    outer = np.abs(centred) > MIDDLE_HALF_WIDTH
    far_out = np.minimum(flat, 1 - flat)[outer]
    scores[outer] = np.copysign(_tail_scores(far_out), centred[outer])
    return _read_only(scores.reshape(given.shape))


def mid_ranks(values: ArrayLike, weights: ArrayLike) -> Numbers:
    """Return each row's place among all, above 0 and below 1: the share lower plus half that of its equals.

    `values` and `weights` are lists of one length; weights above 0, in persons. Rows with equal
    values share one place, so the order of rows means nothing. The array is read-only.

    >>> mid_ranks([30.0, 10.0, 30.0], [1, 2, 1]).tolist()
    [0.75, 0.25, 0.75]
    """
    ranked, counted = _finite("values", values), _finite("weights", weights)
    if ranked.ndim != 1 or ranked.shape != counted.shape or not ranked.size:
        raise SimulatorError(
            f"values and weights must be two lists of one length; here: {ranked.shape} and {counted.shape}."
        )
    if counted.min() <= 0:
        raise BadInput("weights", float(counted.min()), "numbers above 0", "Drop the rows that count nobody.")
    _, place = np.unique(ranked, return_inverse=True)
    # Divided first: a sum of the largest numbers would be infinite.
    step = np.bincount(place, counted / counted.max())
    upto = np.cumsum(step)
    # Rounding must not lift the last of very many to 1.
    return _read_only(np.minimum((upto - step / 2) / upto[-1], HIGHEST_SHARE)[place])


def proxy_scores(ranks: ArrayLike, luck: ArrayLike, r_squared: float) -> Numbers:
    """Return a score for each rank, low for the poor, of a given squared correlation with the rank's score.

    sqrt(R2) x score of the rank + sqrt(1 - R2) x score of the luck; `ranks` and `luck` lie above 0 and
    below 1, one a household, and `r_squared` from 0 to 1. The array is read-only. See
    `simulator.measures.proxy_exclusion_error` for the errors that follow in theory.

    >>> proxy_scores([0.2, 0.9], [0.5, 0.5], r_squared=1).round(4).tolist()
    [-0.8416, 1.2816]
    """
    known, noise = normal_scores(ranks), normal_scores(luck)
    if known.shape != noise.shape:
        raise SimulatorError(
            f"ranks and luck must be two lists of one length; here: {known.shape} and {noise.shape}."
        )
    if isinstance(r_squared, bool) or not isinstance(r_squared, int | float) or not 0 <= r_squared <= 1:
        raise BadInput("r_squared", r_squared, "a number from 0 to 1", "Write 0.5 for a half.")
    return _read_only(sqrt(r_squared) * known + sqrt(1 - r_squared) * noise)


def _tail_scores(shares: Numbers) -> Numbers:
    """Return how far from 0 the scores lie that leave these small shares outside."""
    depth = np.sqrt(-np.log(shares))
    near, far = _ratio(TAIL, depth - TAIL_SHIFT), _ratio(FAR_TAIL, np.maximum(depth - FAR_FROM, 0))
    return np.where(depth <= FAR_FROM, near, far)


def _ratio(coefficients: Ratio, at: Numbers) -> Numbers:
    above, below = (_polynomial(each, at) for each in coefficients)
    return above / below


def _polynomial(coefficients: tuple[float, ...], at: Numbers) -> Numbers:
    total = np.full_like(at, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        total *= at
        total += coefficient
    return total


def _open_shares(name: str, given: ArrayLike) -> Numbers:
    shares = _finite(name, given)
    if not ((shares > 0) & (shares < 1)).all():
        raise BadInput(name, given, "numbers above 0 and below 1", "A share of 0 or 1 has no finite score.")
    return shares


def _finite(name: str, given: ArrayLike) -> Numbers:
    try:
        column = np.asarray(given)
    except ValueError:  # rows of different lengths
        column = np.array(None)
    if column.dtype.kind not in "biuf" or not np.isfinite(column).all():
        raise BadInput(name, given, "a list of finite numbers", "Turn texts and gaps into numbers first.")
    return column.astype(float)


def _read_only(numbers: Numbers) -> Numbers:
    numbers.setflags(write=False)
    return numbers
