"""Random populations of every shape: with each column or without it, with ties, equal weights and zeros."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np

from simulator import Economy, Households, Persons, Population, PovertyLine
from simulator.population_file import pack, unpack

BENEFITS = ("pension", "old allowance", "child_benefit")
REGIONS = ("North", "South", "East")


def random_population(random: Random, most: int = 60) -> Population:
    """Return one to so many households, as they come out of their file."""
    draw = np.random.default_rng(random.randrange(2**32))
    sizes = draw.integers(1, 7, random.choice([1, 2, *[most] * 6])).astype(np.uint8)
    number, persons = len(sizes), int(sizes.sum())
    consumption = draw.choice([draw.lognormal(8, 0.7, number).round(), draw.integers(1, 5, number) * 1000.0])
    scores = draw.choice([draw.normal(size=number), draw.integers(0, 4, number)])
    lines = (PovertyLine("low", "Low line", 2500.0, "made up"), PovertyLine("high", "High", 7e4, "made up"))
    wage = random.choice([None, 9000.0])
    made = Population(
        name="Drawn",
        label="Drawn by a test",
        synthetic=random.random() < 0.5,
        economy=Economy("TST", 2024, random.choice([4000.0, 7777.7]), 20.0, lines, wage),
        households=Households(
            weight=draw.choice([draw.uniform(0.5, 900, number).round(2), np.full(number, 100.0)]),
            urban=draw.integers(0, 2, number),
            size=sizes,
            type=draw.integers(0, 8, number),
            consumption_month=consumption,
            proxy_score=_perhaps(random, scores),
            region=_perhaps(random, draw.choice([0, 2], number)),
        ),
        persons=Persons(
            household=np.repeat(np.arange(number), sizes),
            age=draw.choice([*range(101), 0, 0, 0, 65, 120], persons),
            sex=draw.integers(0, 2, persons),
            **_observed(random, draw, persons),
        ),
        regions=REGIONS,
    )
    return unpack(pack(made))


def full_population(random: Random, most: int = 60) -> Population:
    """Return so many households of whom every column was observed."""
    while lacking(people := random_population(random, most)) or len(people.households.size) < most:
        pass
    return people


def lacking(population: Population) -> set[str]:
    """Return the schemes, rules, choices, units and sources for which these data lack something."""
    households, persons = population.households, population.persons
    insured = {"maternity_insurance", "sickness_insurance", "contributions"}
    insured_before = {"contributory_pension", "unemployment_insurance"}
    needs = [
        (population.economy.average_wage_month, {"percent_average_wage"}),
        (households.region, {"poorest_regions"}),
        (households.proxy_score, {"proxy_quota"}),
        (persons.disability, {"disability_benefit", "person_with_disability"}),
        (persons.work, {"unemployment_assistance"} | insured),
        (persons.earnings_month, {"income_tax"} | insured),
        (persons.work, {"unemployment_insurance"}),
        (persons.previous_earnings_month, insured_before),
        (persons.contribution_years, insured_before),
        ((persons.benefits_month or {}).get("pension"), {"pension_test"}),
    ]
    return {name for known, names in needs if known is None for name in names}


def _observed(random: Random, draw: np.random.Generator, persons: int) -> dict[str, Any]:
    """Return the columns of persons that a survey may lack."""
    some = draw.random(persons) < 0.4
    names = random.sample(BENEFITS, random.randint(0, len(BENEFITS)))
    benefits = {name: (draw.random(persons) < 0.3) * draw.choice([500.0, 1234.5], persons) for name in names}
    return {
        "disability": _perhaps(random, draw.choice([0, 0, 0, 1, 2], persons)),
        "work": _perhaps(random, draw.integers(0, 6, persons)),
        "earnings_month": _perhaps(random, some * draw.lognormal(8, 1, persons).round()),
        "benefits_month": _perhaps(random, benefits),
        "previous_earnings_month": _perhaps(random, ~some * draw.lognormal(8, 1, persons).round()),
        "contribution_years": _perhaps(random, draw.choice([0, 0.5, 15, *np.arange(0, 45, 0.25)], persons)),
    }


def _perhaps(random: Random, column: Any) -> Any:
    """Return the column, or now and then None: not observed."""
    return column if random.random() < 0.8 else None
