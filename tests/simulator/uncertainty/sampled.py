"""Surveys drawn from a distribution whose poverty is known in closed form."""

from __future__ import annotations

from dataclasses import replace
from math import exp, log
from statistics import NormalDist

import numpy as np

from simulator import Economy, Outcome, Policy, Population, PovertyLine, simulate
from simulator.uncertainty import Estimated
from tests.simulator.making import families

LINE, MIDDLE, SPREAD = 60.0, log(100.0), 0.7
NOTHING = Policy(())
ECONOMY = Economy("TST", 2024, 100.0, 20.0, (PovertyLine("line", "Line", LINE, "made up"),))
# Of a log-normal: the headcount, and the gap by the mean of what lies below the line.
BELOW = (log(LINE) - MIDDLE) / SPREAD
TRUE_HEADCOUNT = 100 * NormalDist().cdf(BELOW)
TRUE_GAP = TRUE_HEADCOUNT - 100 * exp(MIDDLE + SPREAD**2 / 2) / LINE * NormalDist().cdf(BELOW - SPREAD)


def survey(number: int, generator: np.random.Generator, unequal: bool = False) -> Population:
    """Return a survey of households of one person, drawn one by one; or of several sizes and weights."""
    sizes = generator.integers(1, 7, number) if unequal else np.ones(number, dtype=np.int64)
    weight = generator.uniform(1, 5, number) if unequal else np.ones(number)
    consumption = np.exp(generator.normal(MIDDLE, SPREAD, number))
    age = generator.integers(0, 90, int(sizes.sum()))
    people = families(sizes, consumption, score=np.log(consumption), weight=weight, age=age)
    return replace(people, synthetic=False, economy=ECONOMY)


def clustered(strata: int, units: int, homes: int, generator: np.random.Generator) -> Population:
    """Return a survey of so many sampling units a stratum, each of so many households that are alike.

    A third of the variance lies between the units, and each stratum's share of it is the same.
    """
    number = strata * units * homes
    people = survey(number, generator)
    unit = np.repeat(np.arange(strata * units), homes)
    between = generator.normal(0, SPREAD * np.sqrt(1 / 3), strata * units)[unit]
    within = generator.normal(0, SPREAD * np.sqrt(2 / 3), number)
    homes_of = replace(
        people.households,
        consumption_month=np.exp(MIDDLE + between + within),
        psu=unit % units,
        stratum=unit // units,
    )
    return replace(people, households=homes_of)


def outcome_of(people: Population, policy: Policy = NOTHING) -> Outcome:
    """Return what a policy makes of a survey."""
    return simulate(people, policy)


def find(
    found: tuple[Estimated, ...],
    measure: str,
    state: str = "",
    section: str = "summary.everyone",
    against: str | None = None,
) -> Estimated:
    """Return the one record of a measure."""
    wanted = (section, measure, state, against)
    (one,) = [each for each in found if (each.section, each.measure, each.state, each.against) == wanted]
    return one
