"""Amounts of two periods in one column: a part of the rows holds years, say, where the others hold months."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simulator.surveys.canonical import Canonical
from simulator.surveys.checks.consumption import month_and_year
from simulator.surveys.converting import Flags, Numbers
from simulator.surveys.fields import FIELDS, HOUSEHOLDS, PER_HOUSEHOLD
from simulator.surveys.problems import WARNING, Problem, Told, at_rows

# How many times the one period goes into the other, and which two they may be.
RATIOS = ((12.0, "a year beside a month"), (365 / 12, "a month beside a day"), (365.0, "a year beside a day"))
# Half the width of a window, in logs: amounts up to half as large again, or two thirds.
HALF_WINDOW = float(np.log(1.5))
# In a log-normal, Laplace or Pareto tail a window holds less than this part of the one before it.
THICKEST_TAIL = 0.5
FEWEST, FEWEST_SHARE, STANDARD_ERRORS, SPREADS = 30, 0.005, 3.0, 3.0
NORMAL_FROM_MEDIAN_DEVIATION = 1.4826


def mixed_periods(survey: Canonical) -> Iterator[Problem]:
    """Yield rows whose amounts lie around 12, 30 or 365 times the others, or such a part of them.

    Logs of consumption a person, less what size and area explain, are counted in a window around that
    distance and in the window before it. Tails thin out, fat ones too; a window that holds more than half of
    the one before it, by three standard errors, is a second cluster. The rule is our own, tried on made-up
    distributions. Small shares in small samples, and consumption that varies much, hide a cluster.
    """
    amount = survey.households.get("consumption")
    if amount is None or any(month_and_year(survey)):
        return
    known = np.isfinite(amount) & (amount > 0) & (survey.members > 0)
    if known.sum() < FEWEST:
        return
    logs = _unexplained_logs(survey, amount, known)
    found = [
        (count, direction, ratio, words, away)
        for ratio, words in RATIOS
        for direction in (1, -1)
        for count, away in _second_cluster(direction * logs, float(np.log(ratio)))
    ]
    if found:
        _, direction, ratio, words, away = max(found, key=lambda each: each[0])
        yield _told(survey, known, away, f"{_times(ratio, direction)}: {words}")


def _unexplained_logs(survey: Canonical, amount: Numbers, known: Flags) -> Numbers:
    """Return logs of known consumption a person, less what size and area explain."""
    members, urban = survey.members[known], survey.households.get("urban")
    per_household = survey.mapping.columns["consumption"].option(FIELDS["consumption"], "per")
    logs = np.log(amount[known] / (members if per_household == PER_HOUSEHOLD else 1))
    explain = [np.ones(len(logs)), np.log(members)]
    if urban is not None and np.isfinite(urban).all():
        explain.append(urban[known])
    design = np.column_stack(explain)
    return np.asarray(logs - design @ np.linalg.lstsq(design, logs, rcond=None)[0])


def _second_cluster(logs: Numbers, distance: float) -> Iterator[tuple[int, Flags]]:
    """Yield how many lie around the distance above the main cluster, and which are beyond the gap, if any."""
    centre = float(np.median(logs))
    for _ in range(3):  # a second cluster draws the median of all towards it
        centre = float(np.median(logs[logs < centre + distance / 2]))
    above = logs - centre
    main = above[above < distance / 2]
    spread = NORMAL_FROM_MEDIAN_DEVIATION * float(np.median(np.abs(main)))
    there = int((np.abs(above - distance) < HALF_WINDOW).sum())
    before = int((np.abs(above - distance + 2 * HALF_WINDOW) < HALF_WINDOW).sum())
    excess = there - THICKEST_TAIL * before
    error = np.sqrt(max(there + THICKEST_TAIL**2 * before, 1))
    enough = there >= FEWEST_SHARE * len(logs) and spread * SPREADS <= distance
    if enough and excess > STANDARD_ERRORS * error:
        yield there, above > distance - 2 * HALF_WINDOW


def _times(ratio: float, direction: int) -> str:
    """Return how far the rows are from the others, in words."""
    return f"about {ratio:.0f} times the others" if direction > 0 else f"about 1/{ratio:.0f} of the others"


def _told(survey: Canonical, known: Flags, away: Flags, apart: str) -> Problem:
    """Return the warning, with the share of the rows and their numbers."""
    rows = survey.rows[HOUSEHOLDS][known][away]
    told = Told(
        f"mixed periods: {100 * len(rows) / len(known):.1f} % of the amounts are {apart}",
        "one period for all rows",
        "Look at these rows, a few of which may be right, and turn them into the period of the others.",
    )
    return at_rows(WARNING, survey.source("consumption"), rows, told)
