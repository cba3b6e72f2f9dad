"""A survey's money moved to the policy year: every amount by a factor of its own, and each told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from simulator.economy import Economy, check_text
from simulator.errors import BadInput, expect, unknown
from simulator.measures.weighting import as_number
from simulator.population import Population, observed

Changed = tuple[Population, tuple[str, ...]]
FACTORS, ABOVE_0 = (1e-6, 1e6), "a number above 0"


def growth_factor(price_ratio: float, real_growth: float = 0.0, pass_through: float = 1.0) -> float:
    """Return by how much nominal amounts rise: price ratio × (1 + pass-through × real growth).

    `price_ratio` is prices in the policy year over prices in the survey's, 1.25 for 25 % more; `real_growth`
    per person over the same years is 0.1 for 10 %, and above -1. `pass_through`, 0 to 1, is the part of that
    growth that households' consumption follows: an assumption to vary, not a figure of ours.
    Source: Mahler, Castañeda Aguilar, Newhouse, Nowcasting Global Poverty, World Bank Economic Review 36(4),
    2022, on growth passed through to surveys.

    >>> growth_factor(price_ratio=1.25, real_growth=0.1, pass_through=0.8)
    1.35
    """
    prices = as_number("price_ratio", price_ratio, FACTORS, ABOVE_0, "Write 1.25 where prices rose by 25 %.")
    growth = as_number("real_growth", real_growth, (-0.99, 1e3), "a number above -1", "Write 0.1 for 10 %.")
    passed = as_number("pass_through", pass_through, (0, 1), "a number from 0 to 1", "Write 0.8 for 80 %.")
    return prices * (1 + passed * growth)


def uprate(population: Population, to_year: int, factors: Mapping[str, float], source: str) -> Changed:
    """Return the population with its money at the prices of another year, and a sentence on each amount.

    `factors` says by how much each kind of amount in `AMOUNTS` rises: 1.25 is a quarter more. A kind that is
    left out is not touched, and the log says so: it then stands in prices of the earlier year. `source` of
    the factors is told in the log. A factor for an amount that was not observed is `SimulatorError`.
    Source: Mitton, Sutherland, Weeks, Microsimulation Modelling for Policy Analysis (Cambridge 2000).

    >>> from simulator import example_population
    >>> rise = {"consumption": 1.2, "poverty_lines": 1.1}
    >>> later, log = uprate(example_population(), 2026, rise, source="made up")
    >>> later.economy.price_year, round(later.mean_consumption_month), later.economy.line().month
    (2026, 90, 66.0)
    >>> print(log[0])
    Consumption: prices of 2024 times 1.2 give 2026 (made up).
    """
    expect("population", population, Population, "Use simulator.load_survey(path).")
    check_text("source", source)
    rises = _checked(factors)
    before = population.economy.price_year
    changed = replace(population, economy=replace(population.economy, price_year=to_year))
    after = changed.economy.price_year
    if before == after:
        raise BadInput("to_year", to_year, "another year than that of the data", "Nothing has to rise.")
    for kind, factor in rises.items():
        changed = AMOUNTS[kind](changed, factor)
    label = f"{population.label}. Amounts of {before} uprated to {after}"
    return replace(changed, label=label), _log(population, rises, after, source)


def amounts_known(population: Population) -> tuple[str, ...]:
    """Return the kinds of amount that these data have, as `uprate` names them.

    >>> from simulator import example_population
    >>> amounts_known(example_population())[0]
    'consumption'
    """
    return tuple(kind for kind in AMOUNTS if _is_known(kind, population, population.economy))


def _consumption(population: Population, factor: float) -> Population:
    households = population.households
    raised = replace(households, consumption_month=households.consumption_month * factor)
    return replace(population, households=raised)


def _of_persons(name: str) -> Callable[[Population, float], Population]:
    """Return what raises one column of the persons."""

    def raised(population: Population, factor: float) -> Population:
        amounts = observed(f"{population.name}: column {name}", getattr(population.persons, name))
        changed: dict[str, Any] = {name: amounts * factor}
        return replace(population, persons=replace(population.persons, **changed))

    return raised


def _benefits(population: Population, factor: float) -> Population:
    persons, given = population.persons, population.persons.benefits_month
    if given is None:
        observed(f"{population.name}: column benefits_month", None)
    raised = {name: amounts * factor for name, amounts in (given or {}).items()}
    return replace(population, persons=replace(persons, benefits_month=raised))


def _of_economy(name: str) -> Callable[[Population, float], Population]:
    """Return what raises one amount of the economy."""

    def raised(population: Population, factor: float) -> Population:
        economy = population.economy
        given = getattr(economy, name)
        if given is None:
            raise BadInput(f"factors, {name}", factor, f"nothing: {name} is not known", "Leave it out.")
        return replace(population, economy=replace(economy, **{name: given * factor}))

    return raised


def _poverty_lines(population: Population, factor: float) -> Population:
    economy = population.economy
    lines = tuple(replace(line, month=line.month * factor) for line in economy.poverty_lines)
    return replace(population, economy=replace(economy, poverty_lines=lines))


AMOUNTS: Mapping[str, Callable[[Population, float], Population]] = MappingProxyType(
    {
        "consumption": _consumption,
        "earnings": _of_persons("earnings_month"),
        "previous_earnings": _of_persons("previous_earnings_month"),
        "benefits": _benefits,
        "gdp_per_person": _of_economy("gdp_per_person_month"),
        "poverty_lines": _poverty_lines,
        "ppp_dollar": _of_economy("lcu_month_per_ppp_day"),
        "average_wage": _of_economy("average_wage_month"),
    }
)


def _checked(factors: object) -> dict[str, float]:
    """Return the factors, all above 0 and one at least."""
    expect("factors", factors, Mapping, 'Write {"consumption": 1.2, "poverty_lines": 1.1}.')
    found = {}
    for kind, factor in factors.items():  # type: ignore[attr-defined]
        if not isinstance(kind, str) or kind not in AMOUNTS:
            raise unknown("factors", kind, AMOUNTS)
        found[kind] = as_number(f"factors, {kind}", factor, FACTORS, ABOVE_0, "Write 1.2 for 20 % more.")
    if not found:
        raise BadInput("factors", factors, f"one at least of: {', '.join(AMOUNTS)}", "Say what rises.")
    return found


def _log(population: Population, rises: Mapping[str, float], after: int, source: str) -> tuple[str, ...]:
    """Return a sentence for each kind of amount that these data have: raised, or left as it was."""
    before = population.economy.price_year
    sentences = []
    for kind in AMOUNTS:
        name = kind.replace("_", " ").replace("gdp", "GDP").replace("ppp", "PPP")
        name = name[0].upper() + name[1:]
        if kind in rises:
            sentences.append(f"{name}: prices of {before} times {rises[kind]:.6g} give {after} ({source}).")
        elif _is_known(kind, population, population.economy):
            sentences.append(f"{name}: not uprated, so still at prices of {before}, now called {after}.")
    return tuple(sentences)


def _is_known(kind: str, population: Population, economy: Economy) -> bool:
    """Say whether these data have such an amount."""
    optional = {
        "earnings": population.persons.earnings_month,
        "previous_earnings": population.persons.previous_earnings_month,
        "benefits": population.persons.benefits_month,
        "average_wage": economy.average_wage_month,
    }
    return kind not in optional or optional[kind] is not None
