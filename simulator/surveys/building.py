"""From a survey's columns, once every check has passed, to a population."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.economy import Economy
from simulator.population import Households, Persons, Population
from simulator.surveys.amounts import equivalent_adults, month_per_person
from simulator.surveys.canonical import Canonical, Rows
from simulator.surveys.converting import Numbers
from simulator.surveys.fields import FIELDS, MONTHS_IN
from simulator.surveys.household_types import HEAD, household_types

LABEL = "Survey {name}, read from a file of the analyst's own"
COUNTED = ". Ages and sexes are assumed: the file only counts members"


@dataclass(frozen=True, eq=False)
class Built:
    """A population, the file's rows of persons in its order, and sentences about what was derived."""

    population: Population
    persons_in_order: Rows
    log: tuple[str, ...]


def build(survey: Canonical, economy: Economy, name: str) -> Built:
    """Return the population of a survey that no check refuses; whatever is derived is told in the log."""
    order = np.argsort(survey.household, kind="stable")
    log: list[str] = []
    # The types are told from the persons, who are put in order first.
    persons = _persons(survey, order, log)
    households = _households(survey, persons, order, log)
    label = survey.mapping.label or LABEL.format(name=name) + (COUNTED if survey.mapping.members else "")
    population = Population(
        name=survey.mapping.name or name,
        label=label,
        synthetic=False,
        economy=economy,
        households=households,
        persons=persons,
        regions=survey.regions if households.region is not None else (),
    )
    return Built(population, order, tuple(log))


def _persons(survey: Canonical, order: Rows, log: list[str]) -> Persons:
    columns = survey.persons
    benefits = {name: amounts[order] for name, amounts in survey.benefits.items()}
    if benefits:
        log.append(f"Existing benefits: {', '.join(benefits)}. A survey must name all that exist.")
    return Persons(
        household=survey.household[order].astype(np.int32),
        age=columns["age"][order].astype(np.uint8),
        sex=columns["sex"][order].astype(np.uint8),
        disability=_bytes(columns.get("disability"), order),
        work=_bytes(columns.get("work"), order),
        earnings_month=_earnings(survey, "earnings", order, log),
        previous_earnings_month=_earnings(survey, "previous_earnings", order, log),
        contribution_years=_in_order(columns.get("contribution_years"), order),
        benefits_month=benefits or None,
    )


def _earnings(survey: Canonical, name: str, order: Rows, log: list[str]) -> Numbers | None:
    """Return earnings as local currency a month."""
    earnings = _in_order(survey.persons.get(name), order)
    if earnings is None:
        return None
    period = survey.mapping.columns[name].option(FIELDS[name], "period")
    if period != "month":
        log.append(f"{name.replace('_', ' ').capitalize()} a {period} were turned into amounts a month.")
    return earnings * MONTHS_IN[period]


def _households(survey: Canonical, persons: Persons, order: Rows, log: list[str]) -> Households:
    columns, members = survey.households, survey.members
    adults = equivalent_adults(columns, survey.mapping, members)
    score = _known(columns.get("proxy_score"))
    if (
        score is not None
        and survey.mapping.columns["proxy_score"].option(FIELDS["proxy_score"], "low_for") == "rich"
    ):
        score = -score
        log.append("The proxy score was turned round, so that it is low for the poor.")
    return Households(
        weight=_weight(survey, members, log),
        urban=columns["urban"].astype(bool),
        size=members.astype(np.uint8),
        type=_types(survey, persons, order, log),
        consumption_month=_consumption(survey, adults, log),
        proxy_score=score,
        region=_bytes(columns.get("region"), None),
        equivalent_size=_known(adults),
        psu=_numbers(columns.get("psu")),
        stratum=_numbers(columns.get("stratum")),
    )


def _weight(survey: Canonical, members: Rows, log: list[str]) -> Numbers:
    weight = survey.households["weight"]
    if survey.mapping.columns["weight"].option(FIELDS["weight"], "counts") == "persons":
        log.append("Weights count persons: they were divided by the members of the household.")
        return np.asarray(weight / members)
    return weight


def _consumption(survey: Canonical, adults: Numbers | None, log: list[str]) -> Numbers:
    given, field = survey.mapping.columns["consumption"], FIELDS["consumption"]
    period, per = given.option(field, "period"), given.option(field, "per")
    if (period, per) != ("month", "person"):
        log.append(f"Consumption a {period} per {per.replace('_', ' ')} was turned into a month per person.")
    return month_per_person(survey.households["consumption"], period, per, survey.members, adults)


def _types(survey: Canonical, persons: Persons, order: Rows, log: list[str]) -> NDArray[np.uint8]:
    """Return the file's own types, or those that relations or ages tell."""
    own = _known(survey.households.get("type"))
    if own is not None:
        return own.astype(np.uint8)
    relation = _known(survey.persons.get("relation"))
    if relation is not None:
        heads = np.bincount(survey.household, weights=relation == HEAD, minlength=len(survey.members))
        relation = relation[order] if (heads == 1).all() else None
    log.append(
        f"Types of household were told from {'ages' if relation is None else 'relations to the head'}."
    )
    return household_types(persons.household, persons.age, relation)


def _known(column: Numbers | None) -> Numbers | None:
    """Return a column without gaps, or None: a column with gaps is left out, and a check has said so."""
    return None if column is None or np.isnan(column).any() else column


def _in_order(column: Numbers | None, order: Rows) -> Numbers | None:
    known = _known(column)
    return None if known is None else known[order]


def _bytes(column: Numbers | None, order: Rows | None) -> Any:
    known = _known(column)
    return None if known is None else (known if order is None else known[order]).astype(np.uint8)


def _numbers(column: Numbers | None) -> NDArray[np.int32] | None:
    known = _known(column)
    return None if known is None else known.astype(np.int32)
