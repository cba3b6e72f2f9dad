"""Who lives in the households: persons twice, nobody grown up, members not counted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simulator.surveys.canonical import Canonical
from simulator.surveys.fields import HOUSEHOLDS, PERSONS
from simulator.surveys.problems import ERROR, WARNING, Problem, Told, at_rows

ADULT_FROM, LARGEST, FEW = 18, 255, 30
HEAD, HALF = 0, 0.5


def twice(survey: Canonical) -> Iterator[Problem]:
    """Yield persons whose household and number an earlier row has already."""
    if survey.person_is_twice.any():
        mend = "Keep one row of each person, or mend the numbers."
        told = Told("the person's number stands twice in the household", "each person once", mend)
        yield at_rows(ERROR, "person", survey.rows[PERSONS][survey.person_is_twice], told)


def one_row_a_household(survey: Canonical) -> Iterator[Problem]:
    """Yield a file in which every household has one row: it lacks the other members."""
    members, size = survey.members, survey.households.get("size")
    alone = bool((members == 1).all()) and not survey.mapping.members
    more = size is not None and bool((np.nan_to_num(size) > 1).any())
    if alone and (more or len(members) >= FEW):
        mend = (
            'Give the file of persons too: {"households": …, "persons": …}; or name `members` in the mapping.'
        )
        yield Problem(ERROR, "household", "each household has one row", "a row for each person", mend)


def size_differs(survey: Canonical) -> Iterator[Problem]:
    """Yield households whose size is not the number of their persons, which is what counts."""
    size = survey.households.get("size")
    if size is None or (survey.members == 1).all():
        return
    differs = ~np.isnan(size) & (size != survey.members)
    if differs.any():
        mend = "The persons are counted. Look whether absent members or servants explain it."
        told = Told("it differs from the number of persons", "the number of persons in the household", mend)
        yield at_rows(WARNING, survey.source("size"), survey.rows[HOUSEHOLDS][differs], told)


def without_adults(survey: Canonical) -> Iterator[Problem]:
    """Yield households in which nobody is 18 or older."""
    age = survey.persons.get("age")
    if age is None:
        return
    living = survey.household >= 0
    grown = np.bincount(
        survey.household[living], weights=age[living] >= ADULT_FROM, minlength=len(survey.members)
    )
    young = (grown == 0) & (survey.members > 0)
    if young.any():
        told = Told(
            "nobody is 18 or older", "an adult in each household", "Look whether persons are left out."
        )
        yield at_rows(WARNING, survey.source("age"), survey.rows[HOUSEHOLDS][young], told)


def too_large(survey: Canonical) -> Iterator[Problem]:
    """Yield households of more persons than a household can have."""
    large = survey.members > LARGEST
    if large.any():
        mend = "Look whether the identifier is that of the village, or leaves out a part."
        told = Told(f"up to {survey.members.max():,} persons in one household", f"at most {LARGEST}", mend)
        yield at_rows(ERROR, "household", survey.rows[HOUSEHOLDS][large], told)


def mostly_disabled(survey: Canonical) -> Iterator[Problem]:
    """Yield a column that calls more than half of the persons disabled: its codes mean something else."""
    degree = survey.persons.get("disability")
    if degree is not None and (degree > 0).mean() > HALF:
        mend = "Look what its codes mean, and say so in a mapping."
        found = f"{100 * float((degree > 0).mean()):.0f} % of the persons have a disability"
        yield Problem(WARNING, survey.source("disability"), found, "less than half of them", mend)


def heads(survey: Canonical) -> Iterator[Problem]:
    """Yield households without exactly one head, where relations are told."""
    relation = survey.persons.get("relation")
    if relation is None or np.isnan(relation).any():
        return
    living = survey.household >= 0
    count = np.bincount(
        survey.household[living], weights=relation[living] == HEAD, minlength=len(survey.members)
    )
    if (count != 1).any():
        mend = "The types of all households are told from ages instead."
        told = Told("none or several members are the head", "one head in each household", mend)
        yield at_rows(WARNING, survey.source("relation"), survey.rows[HOUSEHOLDS][count != 1], told)
