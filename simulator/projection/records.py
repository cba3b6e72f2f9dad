"""A projection in plain numbers: a record a year, and in it one a scheme."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.economy import PovertyLine
from simulator.projection.outlook import Indexation, Outlook


@dataclass(frozen=True)
class ProjectedScheme:
    """One scheme in one year. `place` is its number in the policy, from 1. None where nobody is reached.

    `coverage_percent` is recipients / the scheme's group. `benefit_month` is what a recipient is paid on
    average a month, constant currency of the price year; how adequate that is, it says in percent of GDP
    per person of that year and of the reference poverty line, which keeps its real value.
    """

    scheme: str
    place: int
    group_persons: float
    recipients: float
    coverage_percent: float | None
    cost_percent_of_gdp: float
    benefit_month: float | None
    benefit_percent_of_gdp_per_person: float | None
    benefit_percent_of_poverty_line: float | None


@dataclass(frozen=True)
class ProjectedPayment:
    """What one source has to pay in one year, in percent of GDP, and at which rate in percent of its base.

    The rates are None where who pays is only declared, and where the sources cannot raise the sum;
    `higher_rate_percent` too where the source has one rate. `share` is its part of the budget.
    """

    source: str
    share: float
    needed_percent_of_gdp: float
    rate_percent: float | None
    higher_rate_percent: float | None


@dataclass(frozen=True)
class ProjectedYear:
    """All schemes in one year: persons, percent, and local currency of the whole year.

    `cost_year` is benefits and administration at constant prices of the price year, `cost_current_year` the
    same in the money of that year. `net_percent_of_gdp` leaves out what is saved on benefits replaced.
    `coverage_percent` is recipients / all persons, `households_percent` the persons who live with one.
    GDP and mean consumption before the policy are a month per person, at constant prices.
    `basis` says what the ages rest on; `design_effect` and `largest_ratio` how far weights had to move.
    `not_paid_for` says why the sources of `financing` cannot raise the sum, None where they can.
    """

    year: int
    basis: str
    persons: float
    recipients: float
    coverage_percent: float
    households_percent: float
    cost_percent_of_gdp: float
    net_percent_of_gdp: float
    cost_year: float
    cost_current_year: float
    gdp_per_person_month: float
    mean_consumption_month: float
    design_effect: float
    largest_ratio: float
    schemes: tuple[ProjectedScheme, ...]
    financing: tuple[ProjectedPayment, ...]
    not_paid_for: str | None


@dataclass(frozen=True)
class Projection:
    """A policy over the years, with all that it rests on; `policy` is a link's fragment.

    `warnings` say which years rest on few households; `notes` what was assumed.
    """

    data_label: str
    currency: str
    price_year: int
    line: PovertyLine
    policy: str
    indexation: Indexation
    outlook: Outlook
    years: tuple[ProjectedYear, ...]
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
