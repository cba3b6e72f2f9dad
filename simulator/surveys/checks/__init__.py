"""Checks of a survey: each is one small function; `CHECKS` lists them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from simulator.surveys.canonical import Canonical
from simulator.surveys.checks import consumption, design, people, periods, values
from simulator.surveys.problems import Problem

Check = Callable[[Canonical], Iterator[Problem]]
CHECKS: tuple[Check, ...] = (
    values.missing,
    values.out_of_limits,
    values.not_whole,
    people.twice,
    people.one_row_a_household,
    people.size_differs,
    people.without_adults,
    people.too_large,
    people.heads,
    people.mostly_disabled,
    consumption.zero,
    consumption.all_equal,
    consumption.parts_differ,
    consumption.month_and_year,
    periods.mixed_periods,
    consumption.adults_differ,
    consumption.deciles_differ,
    design.no_design,
    design.equal_weights,
)


def all_problems(survey: Canonical) -> list[Problem]:
    """Return what every check finds in a survey, in the order of the checks."""
    return [problem for check in CHECKS for problem in check(survey)]
