"""The three kinds of array that the builders pass on, and two weighted sums."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]


def weighted_variance(values: Numbers, weights: Numbers) -> float:
    """Return the variance of the values around their weighted mean.

    >>> weighted_variance(np.array([0.0, 4.0]), np.array([3.0, 1.0]))
    3.0
    """
    mean = np.average(values, weights=weights)
    return float(np.average((values - mean) ** 2, weights=weights))


def weighted_fit(outcome: Numbers, features: Numbers, weights: Numbers) -> Numbers:
    """Return the fitted values of weighted least squares on the features (rows × features) and a constant.

    >>> weighted_fit(np.array([1.0, 3.0, 5.0]), np.array([[0.0], [1], [2]]), np.ones(3)).round(6).tolist()
    [1.0, 3.0, 5.0]
    """
    design = np.column_stack([np.ones(len(outcome)), features])
    root = np.sqrt(weights)
    slopes = np.linalg.lstsq(design * root[:, None], outcome * root, rcond=None)[0]
    fitted: Numbers = design @ slopes
    return fitted
