"""Weighted least squares for a proxy score: the fit, how sure it is, and how it does elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.builders.arrays import Numbers, weighted_variance
from simulator.errors import BadInput, SimulatorError

# Below this share of its own size, what is left of a column after those before it is rounding.
SMALLEST_REST = 1e-9
Units = NDArray[np.integer[Any]]


@dataclass(frozen=True, eq=False)
class Fit:
    """The coefficients of a regression with their standard errors, one a term."""

    values: Numbers
    standard_errors: Numbers


def least_squares(design: Numbers, outcome: Numbers, weights: Numbers, units: Units | None = None) -> Fit:
    """Return weighted least squares of the outcome on the design, households × terms.

    Standard errors allow for unequal spread (HC1: MacKinnon and White, Journal of Econometrics 29, 1985) and,
    where the sampling unit of each row is given, for units whose households are alike (Cameron and Miller,
    Journal of Human Resources 50(2), 2015: with G units, times G/(G-1) · (n-1)/(n-k)).

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
    larger = rows / (rows - terms)
    if units is not None:
        scores = _sums_by_unit(scores, units)
        larger = len(scores) / (len(scores) - 1) * (rows - 1) / (rows - terms)
    spread = bread @ (scores.T @ scores) @ bread * larger
    return Fit(values, np.sqrt(np.diag(spread)))


def _sums_by_unit(rows: Numbers, units: Units) -> Numbers:
    """Return the sum of the rows of each unit."""
    order = np.argsort(units, kind="stable")
    starts = np.flatnonzero(np.diff(units[order], prepend=units.min() - 1))
    return np.asarray(np.add.reduceat(rows[order], starts), dtype=np.float64)


def out_of_sample(design: Numbers, outcome: Numbers, weights: Numbers, fold: Units) -> Numbers:
    """Return for each row what a regression on the rows of all other folds predicts for it.

    Needs scikit-learn.

    >>> line, fold = np.arange(8.0), np.arange(8) % 2
    >>> out_of_sample(np.column_stack([np.ones(8), line]), 2 * line, np.ones(8), fold).round(6)[1:].tolist()
    [2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0]
    """
    with _needing_scikit_learn():
        from sklearn.linear_model import LinearRegression
    predicted = np.empty(len(outcome))
    for number in np.unique(fold):
        left_out = fold == number
        model = LinearRegression(fit_intercept=False)
        model.fit(design[~left_out], outcome[~left_out], sample_weight=weights[~left_out])
        predicted[left_out] = model.predict(design[left_out])
    return predicted


def fold_of(households: int, folds: int, seed: int, units: Units | None = None) -> Units:
    """Return the fold of each household, dealt by a seed; all of one sampling unit lie in one fold.

    Needs scikit-learn. Fewer units than folds are `BadInput`.

    >>> sorted(fold_of(6, folds=3, seed=1).tolist())
    [0, 0, 1, 1, 2, 2]
    """
    with _needing_scikit_learn():
        from sklearn.model_selection import GroupKFold, KFold
    number = households if units is None else len(np.unique(units))
    if folds > number:
        what = "households" if units is None else "sampling units"
        raise BadInput("folds", folds, f"at most {number}, the number of {what}", "Choose fewer folds.")
    kind = KFold if units is None else GroupKFold
    fold = np.empty(households, dtype=np.int64)
    dealt = kind(folds, shuffle=True, random_state=seed).split(np.zeros((households, 1)), groups=units)
    for place, (_, rows) in enumerate(dealt):
        fold[rows] = place
    return fold


@contextmanager
def _needing_scikit_learn() -> Iterator[None]:
    """Say in words that scikit-learn is not installed."""
    try:
        yield
    except ImportError:
        mend = 'Install it: pip install "social-protection-course[surveys]".'
        raise SimulatorError(f"cross-validation needs scikit-learn, which is not installed. {mend}") from None


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
