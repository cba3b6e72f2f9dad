"""A law in a later year: its amounts in currency, moved by the index; its people and money as assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from numbers import Integral
from typing import Any

from simulator.errors import BadInput, expect
from simulator.parameters import Parameter, Value
from simulator.policy import InteractionSetting, Policy, SchemeSetting, SourceSetting
from simulator.policy.data import Declared
from simulator.policy.roll_out import with_roll_outs
from simulator.population import Population
from simulator.primitives.setting import in_currency
from simulator.projection.outlook import Outlook
from simulator.surveys.uprating import AMOUNTS

MOST_YEARS = 300


def law_after(policy: Policy, first: Population, factor: float, years: int) -> Policy:
    """Return the policy so many years after its first, with every amount of money in currency.

    An amount given as a share is a share of the first year's people and economy, as a law prints it; from
    then on it is multiplied by the index, `factor` in all. So are ceilings, minimums and thresholds, and
    what a levy leaves free. A roll-out goes on by a year each year.

    >>> from simulator import example_population
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> values = law_after(policy, example_population(), factor=1.5, years=3).schemes[0].values
    >>> values["amount.value"], values["amount.unit"]
    (12.0, 'currency')
    """

    def moved(each: SchemeSetting | InteractionSetting | SourceSetting, declared: Declared) -> Any:
        return replace(each, values=_in_currency(declared.parameters, each.values, first, factor))

    law = replace(
        policy,
        schemes=tuple(moved(each, each.scheme) for each in policy.schemes),
        interactions=tuple(moved(each, each.interaction) for each in policy.interactions),
        financing=tuple(moved(each, each.source) for each in policy.financing),
    )
    return after_roll_out(law, years)


def after_roll_out(policy: Policy, years: int) -> Policy:
    """Return the policy so many years later: who gets a benefit by cohort is that much older, all else stays.

    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> after_roll_out(policy, 3).schemes[0].values["roll_out.year"]
    3.0
    """
    expect("policy", policy, Policy, "From a YAML text use simulator.Policy.from_yaml(text).")
    if isinstance(years, bool) or not isinstance(years, Integral) or not 0 <= years <= MOST_YEARS:
        raise BadInput("years", years, f"a whole number from 0 to {MOST_YEARS}", "Write 5.")
    return with_roll_outs(policy, lambda year, bounds: min(year + years, bounds.high))


def grown(population: Population, outlook: Outlook, years: int, index: float) -> Population:
    """Return the population with its money so many years later, in constant prices.

    GDP per person, wages and consumption grow as assumed, benefits that exist by `index`. Poverty lines
    and what a PPP dollar is worth keep their real value.

    >>> from simulator import example_population
    >>> later = grown(example_population(), Outlook(gdp_per_person_growth=10), years=1, index=1.0)
    >>> round(later.economy.gdp_per_person_month, 9), later.economy.line().month
    (220.0, 60.0)
    """
    wages = outlook.amounts("wages", years)
    factors = {
        "consumption": outlook.consumption(years),
        "gdp_per_person": outlook.amounts("gdp_per_person", years),
    }
    if population.economy.average_wage_month is not None:
        factors["average_wage"] = wages
    optional = {
        "earnings": (population.persons.earnings_month, wages),
        "previous_earnings": (population.persons.previous_earnings_month, wages),
        "benefits": (population.persons.benefits_month, index),
    }
    factors |= {kind: factor for kind, (column, factor) in optional.items() if column is not None}
    for kind, factor in factors.items():
        population = AMOUNTS[kind](population, factor)
    return population


def _in_currency(
    parameters: Mapping[str, Parameter], values: Mapping[str, Value], first: Population, factor: float
) -> dict[str, Value]:
    """Return the values with each amount in currency, moved by the index."""
    found = dict(values)
    for path, value in values.items():
        unit = parameters[path].unit_from
        if unit:
            found[path] = factor * in_currency(first, float(value), str(values[unit]))  # type: ignore[arg-type]
            found[unit] = "currency"
    return found
