"""Small populations and policies that several tests need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from simulator import (
    Economy,
    Households,
    Persons,
    Policy,
    Population,
    PovertyLine,
    SimulatorError,
    example_population,
    simulate,
)

OBSERVED = {
    "disability": {2: 1, 4: 2, 8: 1},
    "work": {3: 4, 7: 2, 11: 3, 12: 1, 14: 2, 15: 5, 17: 2, 18: 4},
    "earnings_month": {3: 60, 7: 100, 11: 120, 14: 200, 17: 400, 18: 50},
    "previous_earnings_month": {8: 90, 12: 200, 19: 300},
    "contribution_years": {7: 4, 8: 30, 12: 10, 14: 12, 17: 25, 19: 14},
    "pension": {8: 20, 19: 30},
    "allowance": {0: 5},
}
LINES = (PovertyLine("line", "Line", 20.0, "made up"), PovertyLine("other", "Other line", 40.0, "made up"))


def singles(
    consumption: ArrayLike,
    score: ArrayLike | None = None,
    weight: ArrayLike | None = None,
    age: ArrayLike | None = None,
    gdp: float = 100.0,
) -> Population:
    """Return one household of one person for each consumption; without an age, all are 5 years old."""
    return families(np.ones(np.size(consumption), int), consumption, score, weight, age, gdp)


def families(
    sizes: ArrayLike,
    consumption: ArrayLike,
    score: ArrayLike | None = None,
    weight: ArrayLike | None = None,
    age: ArrayLike | None = None,
    gdp: float = 100.0,
) -> Population:
    """Return households of the given sizes and consumption per person."""
    sizes = np.asarray(sizes)
    number, persons = len(sizes), int(sizes.sum())
    return Population(
        name="Made",
        label="Made for a test",
        synthetic=True,
        economy=Economy("TST", 2024, gdp, 20.0, LINES),
        households=Households(
            weight=np.ones(number) if weight is None else weight,
            urban=np.zeros(number, bool),
            size=sizes,
            type=np.full(number, 7),
            consumption_month=consumption,
            proxy_score=score,
        ),
        persons=Persons(
            household=np.repeat(np.arange(number), sizes),
            age=np.full(persons, 5) if age is None else age,
            sex=np.zeros(persons, int),
        ),
    )


def child_benefit(**given: Any) -> Policy:
    """Return a child benefit with the given nested values, the rest as declared, paid from outside."""
    return one_scheme("child_benefit", **given)


def one_scheme(scheme: str, **given: Any) -> Policy:
    """Return a policy of one scheme with the given nested values, paid from outside."""
    return Policy.from_data({"version": 1, "schemes": [{"id": scheme, **given}], "financing": "external"})


def affordable(
    population: Population, policy: Policy, seed: int = 1, baseline: Policy | None = None
) -> Policy:
    """Return the policy, paid from outside where its own sources cannot raise what it needs."""
    try:
        simulate(population, policy, seed, baseline)
    except SimulatorError as error:
        assert "cannot raise" in str(error)
        return policy.paid_by("external")
    return policy


def in_currency(value: float, **given: Any) -> Policy:
    """Return a child benefit of an amount in currency, without administration."""
    amount = {"value": value, "unit": "currency"}
    return child_benefit(amount=amount, **{"administration": 0, **given})


def observed_village() -> Population:
    """Return the example's village with all that a survey may observe, small enough to check by hand.

    Persons 2, 8 (some) and 4 (severe) have a disability. Persons 7, 14 and 17 are insured employees who
    earn 100, 200 and 400 a month; 3 and 18 are self-employed (60, 50), 11 is an employee without
    insurance (120), 12 is unemployed (200 before, insured for 10 years). Persons 8 and 19 get a pension of
    20 and 30; they earned 90 and 300 before, insured for 30 and 14 years. Each region holds two households.
    """
    village = example_population()
    columns = {name: np.zeros(20) for name in OBSERVED}
    for name, entries in OBSERVED.items():
        for person, value in entries.items():
            columns[name][person] = value
    benefits = {name: columns.pop(name) for name in ("pension", "allowance")}
    sex = village.persons.sex.copy()
    sex[7] = 0
    return replace(
        village,
        economy=replace(village.economy, average_wage_month=150.0),
        households=replace(village.households, region=[0, 0, 1, 1, 2, 2]),
        persons=replace(village.persons, sex=sex, benefits_month=benefits, **columns),
        regions=("Hills", "Plain", "Coast"),
    )


def chosen_rows(mask: Sequence[bool] | np.ndarray) -> list[int]:
    """Return the rows that are true."""
    return np.flatnonzero(mask).tolist()
