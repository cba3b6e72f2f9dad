"""Yardsticks below which no engine can come: memory alone, and the five rules without an engine.

`read_and_write` reads each array once, and writes once what the engine keeps and gives back.
`sketch` computes consumption after the five rules, and nothing else: it checks, copies, and keeps nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from simulator.primitives.ranking import poorest
from tests.benchmarks.engine.people import GDP_PER_PERSON_MONTH, People

SCHEMES = 5
PERCENT = {"child": 4.0, "disability": 14.0, "pension": 16.0, "mother": 20 * 14 / 52, "household": 10.0}


def read_and_write(people: People) -> Callable[[], None]:
    """Return the job that copies all arrays, and writes whom and what the schemes pay, to warm memory."""
    arrays = [getattr(people, field.name) for field in fields(people)]
    copies = [np.empty_like(each) for each in arrays]
    chosen = np.empty((SCHEMES, len(people.age)), dtype=bool)
    paid = np.empty((SCHEMES + 1, len(people.size)))

    def job() -> None:
        for copied, each in zip(copies, arrays, strict=True):
            np.copyto(copied, each)
        chosen.fill(True)
        paid.fill(1.0)

    return job


def sketch(people: People) -> NDArray[np.float64]:
    """Return consumption after the five rules, by the fewest passes over the arrays that numpy offers."""
    last = np.cumsum(people.size, dtype=np.int64) - 1
    lives_with = {
        "child": people.age <= 17,
        "disability": (people.disability >= 1) & (people.age <= 64),
        "pension": people.age >= 65,
        "mother": people.age == 0,
    }
    paid = PERCENT["household"] * poorest(people.proxy_score, people.weight * people.size, 0.2)
    for name, persons in lives_with.items():
        paid += PERCENT[name] * np.diff(
            np.take(np.cumsum(persons, dtype=np.int32), last), prepend=np.int32(0)
        )
    paid *= GDP_PER_PERSON_MONTH / 100
    paid /= people.size
    paid += people.consumption_month
    return paid
