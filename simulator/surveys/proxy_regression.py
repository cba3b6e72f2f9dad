"""Weighted least squares for a proxy score: the fit, how sure it is, and how it does elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.builders.arrays import Numbers, weighted_variance
from simulator.errors import BadInput, SimulatorError

# Below this share of its own size, what is left of a column after those before it is rounding.
SMALLEST_REST = 1e-9


@dataclass(frozen=True, eq=False)
class Fit:
    """The coefficients of a regression with their standard errors, one a term."""

    values: Numbers
    standard_errors: Numbers


def least_squares(design: Numbers, outcome: Numbers, weights: Numbers) -> Fit:
    """Return weighted least squares of the outcome on the design, households × terms.

    Standard errors are MacKinnon and White's HC1: they allow for unequal spread of the errors.

    >>> design = np.column_stack([np.ones(4), [0.0, 0, 1, 1]])
    >>> fit = least_squares(design, np.array([1.0, 3, 4, 6]), np.ones(4))
    >>> fit.values.round(6).tolist(), fit.standard_errors.round(6).tolist()
    ([2.0, 3.0], [1.0, 1.414214])
    """
    rows, terms = design.shape
    root = np.sqrt(weights)
    found = np.linalg.lstsq(design * root[:, None], outcome * root, rcond=None)[0]
    values = np.asarray(found, dtype=np.float64)
    bread = np.linalg.inv(design.T @ (design * weights[:, None]))
    scores = design * (weights * (outcome - design @ values))[:, None]
    spread = bread @ (scores.T @ scores) @ bread * (rows / (rows - terms))
    return Fit(values, np.sqrt(np.diag(spread)))


def out_of_sample(design: Numbers, outcome: Numbers, weights: Numbers, folds: int, seed: int) -> Numbers:
    """Return for each row what a regression on the other folds predicts for it.

    Needs scikit-learn. Each row is a household, so no household is on both sides.

    >>> line = np.arange(8.0)
    >>> out_of_sample(np.column_stack([np.ones(8), line]), 2 * line, np.ones(8), 4, 1).round(6)[1:].tolist()
    [2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0]
    """
    try:
        from sklearn.linear_model import LinearRegression
        from sklearn.model_selection import KFold
    except ImportError:
        mend = 'Install it: pip install "social-protection-course[surveys]".'
        raise SimulatorError(f"cross-validation needs scikit-learn, which is not installed. {mend}") from None
    predicted = np.empty(len(outcome))
    for others, rows in KFold(folds, shuffle=True, random_state=seed).split(design):
        model = LinearRegression(fit_intercept=False)
        model.fit(design[others], outcome[others], sample_weight=weights[others])
        predicted[rows] = model.predict(design[rows])
    return predicted


def r_squared(outcome: Numbers, predicted: Numbers, weights: Numbers) -> float:
    """Return 1 - mean squared error / variance, weighted; below 0 where the mean alone predicts better.

    >>> r_squared(np.array([0.0, 2.0]), np.array([0.0, 1.0]), np.array([1.0, 1.0]))
    0.5
    """
    variance = weighted_variance(outcome, weights)
    if not variance > 0:
        raise SimulatorError("all households consume the same, so there is nothing for a score to explain.")
    return 1 - float(np.average((outcome - predicted) ** 2, weights=weights)) / variance


def check_independent(design: Numbers, weights: Numbers, terms: Sequence[str]) -> None:
    """Refuse more terms than households, and a term that those before it determine, by name.

    >>> check_independent(np.eye(3)[:, :2], np.ones(3), ["constant", "urban"])
    """
    rows = len(design)
    if len(terms) >= rows:
        mend = "Leave variables out, or join categories."
        raise BadInput("variables", f"{len(terms)} terms", f"fewer than the {rows} households", mend)
    weighted = design * np.sqrt(weights / weights.sum())[:, None]
    sizes = np.sqrt((weighted**2).sum(axis=0))
    rests = np.abs(np.diag(np.linalg.qr(weighted, mode="r")))
    for term, size, rest in zip(terms, sizes, rests, strict=True):
        if rest <= SMALLEST_REST * size:
            allowed = "a variable that the others do not determine"
            mend = "Leave it out, or one of those before it."
            raise BadInput("variables", term, allowed, mend)
