"""Poverty from a printed table: shares of persons and of consumption, where no survey is at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import ArrayLike

from simulator.errors import BadInput, SimulatorError
from simulator.measures.lorenz_forms import BetaLorenz, GeneralQuadratic
from simulator.measures.poverty import check_line
from simulator.measures.weighting import Numbers, as_number, as_numbers

LorenzForm = GeneralQuadratic | BetaLorenz
FEWEST_POINTS = 5
# Two groups of one mean may seem to fall, by the rounding of their shares.
EQUAL_MEANS = 1e-9


@dataclass(frozen=True)
class GroupedPoverty:
    """What a fitted Lorenz curve says at a line: headcount, gap, severity and Gini, as shares from 0 to 1."""

    headcount: float
    gap: float
    severity: float
    gini: float


def poverty_from_groups(
    persons: ArrayLike, held: ArrayLike, mean: float, line: float, form: str
) -> GroupedPoverty:
    """Return poverty and inequality from cumulative shares of persons and of what they hold, poorest first.

    Both lists rise to 1; `mean` and `line` are amounts of one unit. `form` is 'general_quadratic' or
    'beta': that curve is fitted by unweighted least squares without the last point. A curve that is no
    Lorenz curve is refused. Source: Datt, Computational Tools for Poverty Measurement and Analysis,
    IFPRI FCND Discussion Paper 50, 1998, tables 1 to 3.

    >>> persons, held = [0.1, 0.2, 0.4, 0.6, 0.8, 1], [0.03, 0.08, 0.2, 0.36, 0.58, 1]
    >>> round(poverty_from_groups(persons, held, mean=100, line=60, form="general_quadratic").headcount, 3)
    0.291
    """
    as_number("mean", mean, (np.finfo(float).tiny, inf), "an amount above 0", "Give it in the line's unit.")
    check_line(line)
    curve = fitted_curve(persons, held, form)
    headcount = _headcount(curve, line, mean)
    gap = headcount - mean / line * curve.share(headcount)
    return GroupedPoverty(headcount, gap, curve.severity(headcount, line / mean), curve.gini())


def _headcount(curve: LorenzForm, line: float, mean: float) -> float:
    headcount = curve.headcount(line / mean)
    if not 0 < headcount < 1:
        allowed = "an amount between the lowest and the highest consumption on the fitted curve"
        raise BadInput("line", line, allowed, "Check that mean and line are of one unit and one year.")
    return headcount


def fitted_curve(persons: ArrayLike, held: ArrayLike, form: str) -> LorenzForm:
    """Return the Lorenz curve of one form, fitted to cumulative shares; refused when it is no Lorenz curve.

    >>> persons, held = [0.1, 0.2, 0.4, 0.6, 0.8, 1], [0.03, 0.08, 0.2, 0.36, 0.58, 1]
    >>> curve = fitted_curve(persons, held, "general_quadratic")
    >>> round(curve.share(0.4), 3)
    0.199
    """
    if not isinstance(form, str) or form not in FORMS:
        raise BadInput("form", form, ", ".join(FORMS), "Choose one; see which fits the points better.")
    below, part = _points(persons, held)
    curve = FORMS[form](below, part)
    curve.check()
    return curve


def _points(persons: ArrayLike, held: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return the points below (1, 1), or refuse lists that are no cumulative shares, poorest first."""
    below, part = as_numbers("persons", persons), as_numbers("held", held)
    if below.ndim != 1 or below.shape != part.shape or len(below) < FEWEST_POINTS:
        raise SimulatorError(f"persons and held must be two lists of one length, {FEWEST_POINTS} or more.")
    for name, shares in (("persons", below), ("held", part)):
        if not np.isfinite(shares).all() or shares[0] <= 0 or (np.diff(shares) <= 0).any():
            raise BadInput(name, shares.tolist(), "shares that rise, above 0", "Add up the shares first.")
        if abs(shares[-1] - 1) > 1e-6:
            raise BadInput(name, float(shares[-1]), "1 as the last share", "Divide percentages by 100.")
    mend = "Order the groups from the poorest to the richest, then add up."
    if (part[:-1] >= below[:-1]).any():
        raise BadInput("held", part.tolist(), "shares below those of the persons", mend)
    slopes = np.diff(part, prepend=0) / np.diff(below, prepend=0)
    if (np.diff(slopes) < -EQUAL_MEANS).any():
        raise BadInput("held", part.tolist(), "means that rise from group to group", mend)
    return below[:-1], part[:-1]


def _fit_general_quadratic(persons: Numbers, held: Numbers) -> GeneralQuadratic:
    columns = (persons**2 - held, held * (persons - 1), persons - held)
    return GeneralQuadratic(*_least_squares(columns, held * (1 - held)))


def _fit_beta(persons: Numbers, held: Numbers) -> BetaLorenz:
    columns = (np.ones_like(persons), np.log(persons), np.log(1 - persons))
    log_theta, gamma, delta = _least_squares(columns, np.log(persons - held))
    return BetaLorenz(float(np.exp(log_theta)), gamma, delta)


def _least_squares(columns: tuple[Numbers, ...], target: Numbers) -> tuple[float, float, float]:
    coefficients, _, rank, _ = np.linalg.lstsq(np.column_stack(columns), target)
    if rank < len(columns):
        raise SimulatorError("the points do not say which curve: several fit them alike. Give more groups.")
    first, second, third = coefficients.tolist()
    return first, second, third


FORMS: Mapping[str, Callable[[Numbers, Numbers], LorenzForm]] = {
    "general_quadratic": _fit_general_quadratic,
    "beta": _fit_beta,
}
