"""Two forms of Lorenz curve with which poverty is measured from grouped data.

Source of the formulas and of the conditions: Datt, Computational Tools for Poverty Measurement and
Analysis, IFPRI FCND Discussion Paper 50, 1998, tables 1 to 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import asin, log, sqrt

import numpy as np

from simulator.errors import SimulatorError
from simulator.measures.weighting import Numbers

NODES, PANELS = 20, 30
# A beta curve always falls over the first few persons in a million: it is asked from here on.
FIRST_PERSONS = 0.001
# The power of u that makes the first persons smooth to integrate, and the steps of PovcalNet's Gini.
SMOOTHNESS, STEPS = 8, 1000


@dataclass(frozen=True)
class GeneralQuadratic:
    """L(1 - L) = a(p^2 - L) + bL(p - 1) + c(p - L), solved for L, with Datt's names for what follows from it.

    Source: Villasenor, Arnold, Journal of Econometrics 40(2), 1989.
    """

    a: float
    b: float
    c: float

    @property
    def e(self) -> float:
        """Minus the sum of the coefficients and 1: the constant term."""
        return -(self.a + self.b + self.c + 1)

    @property
    def m(self) -> float:
        """The coefficient of p^2 under the root: b^2 - 4a."""
        return self.b**2 - 4 * self.a

    @property
    def n(self) -> float:
        """The coefficient of p under the root: 2be - 4c."""
        return 2 * self.b * self.e - 4 * self.c

    @property
    def r(self) -> float:
        """The root of n^2 - 4me^2; its square over 8 is how strongly the curve bends."""
        return sqrt(self.n**2 - 4 * self.m * self.e**2)

    def check(self) -> None:
        """Refuse a curve that is no Lorenz curve: Datt's four conditions."""
        _refuse_unless(self.e < 0, "it does not start at 0")
        _refuse_unless(self.a + self.c >= 1, "it does not end at 1")
        _refuse_unless(self.c >= 0, "it falls at its start")
        bends = self.m < 0 or (0 < self.m < self.n**2 / (4 * self.e**2) and self.n >= 0)
        _refuse_unless(bends, "it does not bend upwards everywhere")

    def share(self, persons: float) -> float:
        """Return what the poorest hold, as a share of the total."""
        root = sqrt(max(0.0, self.m * persons**2 + self.n * persons + self.e**2))
        return -(self.b * persons + self.e + root) / 2

    def headcount(self, line_to_mean: float) -> float:
        """Return the share of persons at which the slope of the curve is the line over the mean."""
        steep = self.b + 2 * line_to_mean
        return -(self.n + self.r * steep / sqrt(steep**2 - self.m)) / (2 * self.m)

    def severity(self, headcount: float, line_to_mean: float) -> float:
        """Return the mean squared gap of the persons up to the headcount, over all persons."""
        held = self.share(headcount)
        gap = headcount - held / line_to_mean
        first, second = (self.r - self.n) / (2 * self.m), -(self.r + self.n) / (2 * self.m)
        bend = self.r / 16 * log((1 - headcount / first) / (1 - headcount / second))
        return 2 * gap - headcount - (self.a * headcount + self.b * held - bend) / line_to_mean**2

    def gini(self) -> float:
        """Return the Gini coefficient of the curve."""
        a, b, c, e, m, n, r = self.a, self.b, self.c, self.e, self.m, self.n, self.r
        straight = e / 2 - n * (b + 2) / (4 * m)
        if m < 0:
            arc = asin(_sine((2 * m + n) / r)) - asin(_sine(n / r))
            return straight + r**2 / (8 * m * sqrt(-m)) * arc
        logarithm = log(abs((2 * m + n + 2 * sqrt(m) * (a + c - 1)) / (n - 2 * e * sqrt(m))))
        return straight - r**2 / (8 * m * sqrt(m)) * logarithm


@dataclass(frozen=True)
class BetaLorenz:
    """L = p - theta p^gamma (1 - p)^delta. Source: Kakwani, Econometrica 48(2), 1980."""

    theta: float
    gamma: float
    delta: float

    def check(self) -> None:
        """Refuse a curve that is no Lorenz curve from the first thousandth of persons to the last.

        Nearer to 0 the slope of a beta curve with gamma below 1 falls to minus infinity, whatever the data.
        """
        gamma, delta = self.gamma, self.delta
        _refuse_unless(self.theta > 0 and min(gamma, delta) > 0, "it does not lie below the diagonal")
        _refuse_unless(gamma > 0.5, "it falls so fast at its start that its severity is infinite")
        rising = float(self.slope(np.array([FIRST_PERSONS]))[0]) >= 0
        _refuse_unless(rising, "it falls at its start")
        # Between the ends the bend is a concave function of p, or above 0: the ends say all.
        for p in (FIRST_PERSONS, 1 - FIRST_PERSONS):
            bend = gamma * (1 - gamma) * (1 - p) ** 2 + 2 * gamma * delta * p * (1 - p)
            _refuse_unless(bend + delta * (1 - delta) * p**2 >= 0, "it does not bend upwards everywhere")

    def share(self, persons: float) -> float:
        """Return what the poorest hold, as a share of the total."""
        return float(persons - self.theta * persons**self.gamma * (1 - persons) ** self.delta)

    def slope(self, persons: Numbers) -> Numbers:
        """Return the slope of the curve: consumption at that rank over the mean."""
        below, above = persons ** (self.gamma - 1), (1 - persons) ** (self.delta - 1)
        return 1 - self.theta * below * above * (self.gamma * (1 - persons) - self.delta * persons)

    def headcount(self, line_to_mean: float) -> float:
        """Return the share of persons at which the slope of the curve is the line over the mean."""
        low, high = 0.0, 1.0
        while low < (middle := (low + high) / 2) < high:
            if float(self.slope(np.array([middle]))[0]) < line_to_mean:
                low = middle
            else:
                high = middle
        return low

    def severity(self, headcount: float, line_to_mean: float) -> float:
        """Return the mean squared gap of the persons up to the headcount, over all persons.

        The integral of (1 - slope x mean / line)^2 that Datt writes with incomplete beta functions, by
        Gauss-Legendre. What is infinite at 0 is taken into the spacing of the nodes: there p^(2 start - 2)
        times the differential of p is a constant times u^7 du.
        """
        start = min(self.gamma, 1.0)
        places, weights = _nodes_towards_1()
        persons = headcount * places ** (SMOOTHNESS / (2 * start - 1))
        steep = persons ** (self.gamma - start) * (1 - persons) ** (self.delta - 1)
        steep *= self.theta * (self.gamma * (1 - persons) - self.delta * persons)
        gaps = (1 - 1 / line_to_mean) * persons ** (1 - start) + steep / line_to_mean
        spaced = SMOOTHNESS / (2 * start - 1) * headcount ** (2 * start - 1) * places ** (SMOOTHNESS - 1)
        return float((weights * gaps**2 * spaced).sum())

    def gini(self) -> float:
        """Return the Gini coefficient by Simpson's rule in steps of a thousandth, as PovcalNet prints it.

        The integral itself, 2 theta B(1 + gamma, 1 + delta), is higher by some hundred-thousandths at most.
        """
        persons = np.linspace(0, 1, STEPS + 1)
        below = self.theta * persons**self.gamma * (1 - persons) ** self.delta
        return float(2 * (4 * below[1::2].sum() + 2 * below[2:-1:2].sum()) / (3 * STEPS))


@cache
def _nodes_towards_1() -> tuple[Numbers, Numbers]:
    """Return nodes and weights on 0 to 1, in panels that halve towards 1: a curve may end steeply."""
    edges = np.append(1 - 0.5 ** np.arange(PANELS), 1)
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    width = np.diff(edges)[:, None] / 2
    return (edges[:-1, None] + width * (1 + nodes)).ravel(), (width * weights).ravel()


def _sine(number: float) -> float:
    """Return a sine that rounding has carried beyond 1 as 1."""
    return min(1.0, max(-1.0, number))


def _refuse_unless(good: bool, why: str) -> None:
    if not good:
        raise SimulatorError(
            f"the fitted curve is no Lorenz curve: {why}. Try the other form, or give more groups."
        )
