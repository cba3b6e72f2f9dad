"""The same people again in another form: in another order, several times, or in other money."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator import Policy, Population, PovertyLine
from simulator.population import HOUSEHOLD_DTYPES, PERSON_DTYPES


def reordered(population: Population, order: NDArray[np.integer]) -> Population:
    """Return the households of these rows, in this order, each with its members; a row may come again."""
    households = population.households
    starts = np.cumsum(households.size, dtype=int) - households.size
    persons = np.concatenate([np.arange(starts[row], starts[row] + households.size[row]) for row in order])
    return replace(
        population,
        households=replace(households, **_rows_of(households, HOUSEHOLD_DTYPES, order)),
        persons=replace(
            population.persons,
            **{
                **_rows_of(population.persons, PERSON_DTYPES, persons),
                "household": np.repeat(np.arange(len(order)), households.size[order]),
                "benefits_month": _benefits(population, lambda amounts: amounts[persons]),
            },
        ),
    )


def repeated(population: Population, times: int) -> Population:
    """Return a population in which each household stands so many times."""
    return reordered(population, np.repeat(np.arange(len(population.households.size)), times))


def weighted(population: Population, times: float) -> Population:
    """Return a population in which each household counts so many times as much."""
    weight = population.households.weight * times
    return replace(population, households=replace(population.households, weight=weight))


def in_other_money(population: Population, times: float) -> Population:
    """Return the same people where everything costs, and everybody has, so many times as much."""
    economy, households, persons = population.economy, population.households, population.persons
    lines = tuple(
        PovertyLine(each.id, each.label, each.month * times, each.source) for each in economy.poverty_lines
    )
    wage, earned = economy.average_wage_month, ("earnings_month", "previous_earnings_month")
    columns = {name: getattr(persons, name) for name in earned}
    return replace(
        population,
        economy=replace(
            economy,
            gdp_per_person_month=economy.gdp_per_person_month * times,
            lcu_month_per_ppp_day=economy.lcu_month_per_ppp_day * times,
            poverty_lines=lines,
            average_wage_month=None if wage is None else wage * times,
        ),
        households=replace(households, consumption_month=households.consumption_month * times),
        persons=replace(
            persons,
            **{name: None if column is None else column * times for name, column in columns.items()},
            benefits_month=_benefits(population, lambda amounts: amounts * times),
        ),
    )


def policy_in_other_money(policy: Policy, times: float) -> Policy:
    """Return the policy whose amounts in currency are so many times as high."""
    return replace(
        policy,
        schemes=tuple(_in_other_money(each, each.scheme, times) for each in policy.schemes),
        interactions=tuple(_in_other_money(each, each.interaction, times) for each in policy.interactions),
        financing=tuple(_in_other_money(each, each.source, times) for each in policy.financing),
    )


def _in_other_money(setting: Any, declared: Any, times: float) -> Any:
    values = setting.values
    currency = [
        path
        for path in values
        if values.get(declared.parameters[path].unit_from, declared.parameters[path].unit) == "currency"
    ]
    return replace(setting, values={**values, **{path: values[path] * times for path in currency}})


def _rows_of(table: Any, names: Any, rows: NDArray[np.integer]) -> dict[str, Any]:
    columns = {name: getattr(table, name) for name in names}
    return {name: column[rows] for name, column in columns.items() if column is not None}


def _benefits(population: Population, change: Any) -> dict[str, Any] | None:
    benefits = population.persons.benefits_month
    return None if benefits is None else {name: change(amounts) for name, amounts in benefits.items()}
