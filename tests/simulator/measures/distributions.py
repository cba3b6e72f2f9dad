"""Distributions with known measures, as people that stand for all.

`lognormal_points` places them by Gauss-Legendre: weighted sums over them are integrals, to the
last digits. The others are cells with their exact means: an error only comes from the spread
inside the cells, which falls with the square of their number.
"""

from __future__ import annotations

import numpy as np
from scipy.stats import norm

Cells = tuple[np.ndarray, np.ndarray]


def lognormal_points(median: float, deviation: float, line: float, points: int = 300) -> Cells:
    """Return welfare and weights, as many points below the line as above it."""
    at_line = np.log(line / median) / deviation
    nodes, weights = np.polynomial.legendre.leggauss(points)
    welfare, held = [], []
    for low, high in ((-10, at_line), (at_line, 10)):
        z = (low + high) / 2 + (high - low) / 2 * nodes
        welfare.append(median * np.exp(deviation * z))
        held.append(norm.pdf(z) * weights * (high - low) / 2)
    return np.concatenate(welfare), np.concatenate(held)


def lognormal_cells(median: float, deviation: float, line: float, cells: int) -> Cells:
    """Return means and weights of cells, as many below the line as above it, the line on an edge."""
    at_line = norm.cdf(np.log(line / median) / deviation)
    edges = np.concatenate((np.linspace(0, at_line, cells + 1), np.linspace(at_line, 1, cells + 1)[1:]))
    below = norm.cdf(norm.ppf(edges) - deviation)
    weights = np.diff(edges)
    return median * np.exp(deviation**2 / 2) * np.diff(below) / weights, weights


def from_lorenz(lorenz: np.ndarray) -> Cells:
    """Return means (the mean of all being 1) and weights of equal cells with the Lorenz ordinates given."""
    cells = len(lorenz) - 1
    return np.diff(lorenz) * cells, np.full(cells, 1 / cells)
