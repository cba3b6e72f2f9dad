"""Small populations and policies that several tests need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from simulator import Economy, Households, Persons, Policy, Population, PovertyLine

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
    """Return a child benefit with the given nested values, the rest as declared."""
    return Policy.from_data({"version": 1, "schemes": [{"id": "child_benefit", **given}]})


def in_currency(value: float, **given: Any) -> Policy:
    """Return a child benefit of an amount in currency, without administration."""
    amount = {"value": value, "unit": "currency"}
    return child_benefit(amount=amount, **{"administration": 0, **given})


def chosen_rows(mask: Sequence[bool] | np.ndarray) -> list[int]:
    """Return the rows that are true."""
    return np.flatnonzero(mask).tolist()
