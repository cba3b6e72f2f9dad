"""A made-up village of six households for examples and tests: small enough to check by hand."""

from __future__ import annotations

import numpy as np

from simulator.economy import Economy, PovertyLine
from simulator.population import Households, Persons, Population


def example_population() -> Population:
    """Return six households, 20 persons, 9 of them children; GDP per person 200 a month, line 60.

    >>> example_population().households.size.tolist()
    [5, 4, 4, 3, 3, 1]
    """
    ages = [2, 5, 9, 28, 31, 0, 7, 25, 66, 12, 16, 40, 44, 3, 30, 33, 15, 45, 47, 70]
    sizes = np.array([5, 4, 4, 3, 3, 1], dtype=np.uint8)
    line = PovertyLine("example", "Example line", 60.0, "made up")
    return Population(
        name="Example",
        label="Made-up village of six households",
        synthetic=True,
        economy=Economy("EXA", 2024, 200.0, 20.0, (line,)),
        households=Households(
            weight=np.full(6, 100.0),
            urban=np.array([False, False, False, True, True, True]),
            size=sizes,
            type=np.array([0, 5, 0, 0, 0, 3], dtype=np.uint8),
            consumption_month=np.array([40.0, 50.0, 70.0, 90.0, 150.0, 100.0]),
            proxy_score=np.array([1.0, 3.0, 2.0, 4.0, 6.0, 5.0]),
        ),
        persons=Persons(
            household=np.repeat(np.arange(6, dtype=np.int32), sizes),
            age=np.array(ages, dtype=np.uint8),
            sex=np.tile(np.array([0, 1], dtype=np.uint8), 10),
        ),
    )
