"""Amounts of a survey as local currency a month per person: one formula for each way they are written."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from simulator.surveys.converting import Numbers
from simulator.surveys.fields import FIELDS, MONTHS_IN, PER_ADULT, PER_HOUSEHOLD
from simulator.surveys.mapping import SurveyMapping

Rows = NDArray[np.int64]
FACTOR = "persons_per_equivalent_adult"


def month_per_person(
    amounts: Numbers, period: str, per: str, members: Rows, adults: Numbers | None
) -> Numbers:
    """Return amounts of a period, one a household, as local currency a month per person.

    A household's amount is divided by its members; one per equivalent adult is multiplied by these first.
    A year has 12 months and 365 days.
    Source: Deaton and Zaidi, Guidelines for Constructing Consumption Aggregates (World Bank 2002), section 4.

    >>> month_per_person(np.array([2400.0]), "year", "household", np.array([4]), None).tolist()
    [50.0]
    >>> month_per_person(np.array([6.0]), "month", "equivalent_adult", np.array([3]), np.array([2])).tolist()
    [4.0]
    """
    month = amounts * MONTHS_IN[period]
    if per == PER_HOUSEHOLD:
        return month / members
    if per == PER_ADULT:
        return month * (members if adults is None else adults) / members
    return month


def equivalent_adults(
    households: Mapping[str, Numbers], mapping: SurveyMapping, members: Rows
) -> Numbers | None:
    """Return each household's equivalent adults as the survey counts them, or None where it does not.

    Some surveys give the factor instead by which welfare per person becomes welfare per equivalent adult,
    members / equivalent adults; nan where the column says nothing, or 0.
    """
    given = households.get("equivalent_size")
    if given is None:
        return None
    if mapping.columns["equivalent_size"].option(FIELDS["equivalent_size"], "form") == FACTOR:
        return np.asarray(members / np.where(given > 0, given, np.nan))
    return given


def shared(amounts: Numbers, household: Rows, receivers: Numbers | None) -> Numbers:
    """Return a household's amount shared among the members who receive it, or among all where none is marked.

    `amounts` has one entry a household, `household` and `receivers` (0 or 1) one a person.

    >>> shared(np.array([60.0]), np.array([0, 0, 0]), np.array([0.0, 1.0, 1.0])).tolist()
    [0.0, 30.0, 30.0]
    """
    number = len(amounts)
    all_members = np.ones(len(household))
    marked = all_members if receivers is None else np.nan_to_num(receivers)
    living = household >= 0
    count = np.bincount(household[living], weights=marked[living], minlength=number)
    marked = np.where(count[household] > 0, marked, all_members)
    count = np.bincount(household[living], weights=marked[living], minlength=number)
    return amounts[household] * marked / np.maximum(count[household], 1)
