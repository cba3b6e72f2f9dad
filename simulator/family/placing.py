"""The family among its country's people: only there have ranks, means and levy rates a meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.errors import SimulatorError, expect, unknown
from simulator.family.members import Family
from simulator.measures.weighting import as_number
from simulator.population import LIMITS, WORK_STATUSES, Households, Persons, Population
from simulator.primitives.ranking import SLACK
from simulator.scenario.breakdown import DISABILITIES, SEXES
from simulator.surveys.household_types import household_types

# The family is made up: it must move no mean, no quota and no levy rate.
WEIGHTLESS = LIMITS["weight"][0]
PENSION = "pension"
# How a survey was drawn, and its own scale, say nothing of a family that nobody interviewed.
NOT_ASKED = {"psu": None, "stratum": None, "equivalent_size": None}


def placed(family: Family, people: Population, proxy_score: float | None = None) -> Population:
    """Return the people with the family as their last household, which stands for nobody.

    What it consumes a month per person is its income over its size. Without a `proxy_score` it has that of
    the people at its place from poor to rich by consumption: a proxy that errs about it is not shown.
    What was not observed for the people is not known of the family either.

    >>> from simulator import example_population
    >>> from simulator.family import Member
    >>> family = Family((Member("Asha", 30, earnings_month=80.0),))
    >>> households = placed(family, example_population()).households
    >>> households.consumption_month.tolist(), households.size.tolist()
    ([40.0, 50.0, 70.0, 90.0, 150.0, 100.0, 80.0], [5, 4, 4, 3, 3, 1, 1])
    """
    expect("family", family, Family, 'Write Family((Member("Asha", age=34),)).')
    expect("people", people, Population, "Use simulator.country('nepal').")
    persons = _added(people.persons, _persons_row(family, people))
    households = _added(people.households, _household_row(family, people))
    if people.persons.benefits_month is not None:
        persons = replace(persons, benefits_month=_benefits(family, people.persons.benefits_month))
    whole = replace(people, households=replace(households, **NOT_ASKED), persons=persons)
    scores = people.households.proxy_score
    if scores is None:
        return whole
    if proxy_score is None:
        score = score_at_its_place(family, people, scores)
    else:
        mend = "Leave it out for that of its place."
        score = as_number("proxy_score", proxy_score, LIMITS["proxy_score"], "a number", mend)
    return replace(whole, households=replace(whole.households, proxy_score=np.append(scores, score)))


def score_at_its_place(family: Family, people: Population, scores: NDArray[np.float64]) -> float:
    """Return a proxy score that as many of the people lie below as consume less than the family.

    It is half-way between the two scores that it comes between, so that it ties with neither.

    >>> from simulator import example_population
    >>> from simulator.family import Member
    >>> village, family = example_population(), Family((Member("Asha", 30, earnings_month=45.0),))
    >>> score_at_its_place(family, village, village.households.proxy_score)
    1.5
    """
    members, order = people.members_weight, np.argsort(scores, kind="stable")
    poorer = people.households.consumption_month < family.income_month / len(family.members)
    share = float(members[poorer].sum() / members.sum()) * (1 + SLACK)
    place = int(np.searchsorted(np.cumsum(members[order]) / members.sum(), share, side="right"))
    ends = [scores.min() - 1, *scores[order], scores.max() + 1]
    return float(ends[place] + ends[place + 1]) / 2


def _persons_row(family: Family, people: Population) -> dict[str, list[Any]]:
    """Return the family's entries of each column of persons."""
    members = family.members
    return {
        "household": [len(people.households.size)] * len(members),
        "age": [each.age for each in members],
        "sex": [SEXES.index(each.sex) for each in members],
        "disability": [DISABILITIES.index(each.disability) for each in members],
        "work": [WORK_STATUSES.index(each.work) for each in members],
        "earnings_month": [each.earnings_month for each in members],
        "previous_earnings_month": [each.previous_earnings_month for each in members],
        "contribution_years": [each.contribution_years for each in members],
    }


def _household_row(family: Family, people: Population) -> dict[str, list[Any]]:
    """Return the family's entry of each column of households; its score is known only once it has a place."""
    size = len(family.members)
    return {
        "weight": [WEIGHTLESS],
        "urban": [family.urban],
        "size": [size],
        "type": [int(household_types([0] * size, [each.age for each in family.members])[0])],
        "consumption_month": [family.income_month / size],
        "proxy_score": [0.0],
        "region": [_region(family, people)],
    }


def _added(table: Any, row: Mapping[str, list[Any]]) -> Any:
    """Return a table of the people with the family's rows behind; what was not observed stays unknown."""
    columns: dict[str, Any] = {
        each.name: np.append(column, row[each.name])
        for each in fields(table)
        if each.name in row and (column := getattr(table, each.name)) is not None
    }
    kind: type[Households] | type[Persons] = type(table)
    return kind(**columns)


def _region(family: Family, people: Population) -> int:
    if people.households.region is None:
        return 0
    if family.region is None:
        raise SimulatorError(
            f"family: where does it live? {people.name} has regions. "
            f"Write region= one of: {', '.join(people.regions)}."
        )
    if family.region not in people.regions:
        raise unknown("family.region", family.region, people.regions)
    return people.regions.index(family.region)


def _benefits(family: Family, known: Mapping[str, NDArray[np.float64]]) -> dict[str, NDArray[np.float64]]:
    """Return what each person gets already: of the family's members their pension, and nothing else."""
    pensions = [each.pension_month for each in family.members]
    none = [0.0] * len(pensions)
    return {name: np.append(got, pensions if name == PENSION else none) for name, got in known.items()}
