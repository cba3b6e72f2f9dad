"""The records of a policy in both arithmetics: plain numbers, each with its unit in its name."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.economy import PovertyLine


@dataclass(frozen=True)
class SpotFigures:
    """What one arithmetic says of a policy.

    `cost_percent_of_gdp` is benefits and administration, before anything saved. The headcount is in percent
    of persons, after the policy. The gain is of all persons together, in percent of what they consume.
    """

    cost_percent_of_gdp: float
    headcount_percent: float
    gain_percent: float


@dataclass(frozen=True)
class SpotDifference:
    """One convention in which the two differ, in words, and what changing it alone, in this order, moves.

    Effects are SPOT's minus ours: percentage points of GDP, of persons, and of consumption. Over all the
    differences of a result they add up to what lies between the two arithmetics.
    """

    convention: str
    ours: str
    spot: str
    effect_on_cost_points: float
    effect_on_headcount_points: float
    effect_on_gain_points: float


@dataclass(frozen=True)
class SpotGroup:
    """One benefit as SPOT costs it: persons (households, of a household benefit) x benefit x 12 x (1 + a).

    `benefit_month` is local currency a month, the average over a year; `administration` (a) is a share.
    """

    scheme: str
    recipients: float
    percent_of_population: float
    benefit_month: float
    administration: float
    cost_year: float
    cost_percent_of_gdp: float


@dataclass(frozen=True)
class SpotResult:
    """A policy in our arithmetic and in SPOT's, and each convention in which they differ.

    `headcount_before_percent` is the same in both. `policy` is the policy as given, on one line.
    """

    data_label: str
    currency: str
    price_year: int
    line: PovertyLine
    seed: int
    policy: str
    headcount_before_percent: float
    ours: SpotFigures
    spot: SpotFigures
    groups: tuple[SpotGroup, ...]
    differences: tuple[SpotDifference, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class PackageCost:
    """What one of ESCAP's packages costs on a population, beside what ESCAP prints, in percent of GDP.

    `printed_percent_of_gdp` is None where no printed figure is known to us; `reasons` then is empty.
    """

    population: str
    package: str
    cost_percent_of_gdp: float
    printed_percent_of_gdp: float | None
    reasons: tuple[str, ...]
