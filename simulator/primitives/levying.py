"""Primitives that say on what a levy is raised: `f(setting, base, …) -> base`, local currency a month.

A base starts from consumption (one number per person, a household a row) or from earnings
(one number a person), and is narrowed from there.
"""

from __future__ import annotations

import numpy as np

from simulator.errors import SimulatorError
from simulator.population import observed
from simulator.primitives.ranking import share_below
from simulator.primitives.setting import Amount, Setting, in_currency

INSURED = 2  # the row of WORK_STATUSES that pays contributions


def consumption(setting: Setting, base: Amount) -> Amount:
    """Begin with the consumption recorded, per person."""
    return setting.population.households.consumption_month


def earnings(setting: Setting, base: Amount) -> Amount:
    """Begin with the earnings of each person, where they were observed."""
    population = setting.population
    if population.persons.earnings_month is None:
        raise SimulatorError(
            f"{population.name}: earnings were not observed, so nothing can be levied on them. "
            "Use levy_on_consumption: on these data an income tax could be nothing else."
        )
    return population.persons.earnings_month


def insured(setting: Setting, base: Amount) -> Amount:
    """Leave out the earnings of persons without social insurance."""
    work = observed(f"{setting.population.name}: column work", setting.population.persons.work)
    return np.where(work == INSURED, base, 0.0)


def bands(  # noqa: PLR0913 (two thresholds need a unit)
    setting: Setting, base: Amount, *, exempt_below: float, higher_above: float, multiple: float, unit: str
) -> Amount:
    """Leave out what lies below one threshold, and count what lies above another several times."""
    first, second = (in_currency(setting.population, value, unit) for value in (exempt_below, higher_above))
    return np.maximum(0.0, base - first) + (multiple - 1) * np.maximum(0.0, base - max(first, second))


def ceiling(setting: Setting, base: Amount, *, value: float, unit: str) -> Amount:
    """Leave out what lies above a ceiling."""
    return np.minimum(base, in_currency(setting.population, value, unit))


def spare(setting: Setting, base: Amount, *, poorest: float, richest: float) -> Amount:
    """Leave out a share that moves in a straight line from the poorest person's to the richest person's."""
    return base * (1 - (poorest + (richest - poorest) * share_below(setting.population)))


def power(setting: Setting, base: Amount, *, exponent: float) -> Amount:
    """Let the base grow with consumption by an elasticity: 1 keeps it in proportion.

    It is counted in means of the population, so that no power is too large for a number.
    """
    mean = setting.population.mean_consumption_month
    if not mean > 0:  # where nobody consumes, the base is nothing, and the levy says what it can raise
        return base
    grown: Amount = mean * (base / mean) ** exponent
    return grown


def rescale(setting: Setting, base: Amount, *, percent_of_gdp: float) -> Amount:
    """Let the base add up to a share of GDP, keeping its shape."""
    population = setting.population
    members = population.members_weight
    wanted = percent_of_gdp / 100 * population.economy.gdp_per_person_month * members.sum()
    held = float((base * members).sum())
    if not held > 0:
        return base
    rescaled: Amount = base * (wanted / held)
    return rescaled
