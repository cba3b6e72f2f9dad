"""People for the benchmark: the same arrays for every engine, made from a seed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

MEAN_SIZE, LARGEST_SIZE = 4, 20
GDP_PER_PERSON_MONTH = 20_000.0
HOUSEHOLD_COLUMNS = ("weight", "urban", "size", "type", "consumption_month", "proxy_score")
PERSON_COLUMNS = ("age", "sex", "disability")
DISABILITY_SHARES = (0.90, 0.07, 0.03)


@dataclass(frozen=True, eq=False)
class People:
    """One row a household (the first six) and one row a person, as `simulator.Population` has them.

    Weights are whole and scores hold 24 bits, so that a peer that keeps 32-bit numbers ranks alike.
    """

    weight: NDArray[np.float64]
    urban: NDArray[np.bool_]
    size: NDArray[np.uint8]
    type: NDArray[np.uint8]
    consumption_month: NDArray[np.float64]
    proxy_score: NDArray[np.float64]
    household: NDArray[np.int32]
    age: NDArray[np.uint8]
    sex: NDArray[np.uint8]
    disability: NDArray[np.uint8]

    @property
    def bytes(self) -> int:
        """The size of all arrays."""
        return sum(getattr(self, field.name).nbytes for field in fields(self))

    @cached_property
    def identities(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.str_]]:
        """The numbers of persons and of households, and each person's role: only the peers ask for them."""
        persons, households = len(self.age), len(self.size)
        return np.arange(persons), np.arange(households), np.full(persons, "member")

    @cached_property
    def tables(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Persons and households as tables of pandas, such as a file of a survey is read into."""
        import pandas as pd

        numbers, households, roles = self.identities
        homes = {each: getattr(self, each) for each in HOUSEHOLD_COLUMNS}
        own = {each: getattr(self, each) for each in PERSON_COLUMNS}
        persons = {"person_id": numbers, "household_id": self.household, "role": roles, **own}
        return pd.DataFrame(persons), pd.DataFrame({"household_id": households, **homes})

    @cached_property
    def flat(self) -> pd.DataFrame:
        """One table with a row a person, the household's columns repeated; PolicyEngine's own names."""
        persons, households = self.tables
        joined = persons.merge(households, on="household_id")
        return joined.rename(columns={"consumption_month": "consumption_before"})

    @property
    def touched(self) -> tuple[NDArray[np.generic], ...]:
        """The arrays that the five rules and the measures read."""
        return (
            self.weight,
            self.size,
            self.consumption_month,
            self.proxy_score,
            self.household,
            self.age,
            self.disability,
        )


def make_people(persons: int, seed: int = 1) -> People:
    """Return about so many persons in households of about four, ages and disability drawn one by one."""
    random = np.random.default_rng(seed)
    households = persons // MEAN_SIZE
    size = np.clip(random.poisson(MEAN_SIZE - 1, households) + 1, 1, LARGEST_SIZE).astype(np.uint8)
    number = int(size.sum())
    consumption = random.lognormal(8.5, 0.6, households)
    score = np.log(consumption) + random.normal(0, 0.6, households)
    return People(
        weight=random.integers(50, 900, households).astype(np.float64),
        urban=random.random(households) < 0.35,
        size=size,
        type=random.integers(0, 8, households).astype(np.uint8),
        consumption_month=consumption,
        proxy_score=score.astype(np.float32).astype(np.float64),
        household=np.repeat(np.arange(households, dtype=np.int32), size),
        age=np.minimum(random.gamma(1.6, 18, number), 100).astype(np.uint8),
        sex=random.integers(0, 2, number).astype(np.uint8),
        disability=random.choice(np.arange(3, dtype=np.uint8), number, p=DISABILITY_SHARES),
    )


def deciles(people: People) -> NDArray[np.uint8]:
    """Return for each household the tenth of persons, by consumption before, that its middle lies in."""
    members = people.weight * people.size
    order = np.argsort(people.consumption_month, kind="stable")
    running = np.cumsum(members[order])
    tenth = np.empty(len(order), dtype=np.uint8)
    tenth[order] = np.minimum(10 * (running - members[order] / 2) / running[-1], 9)
    return tenth


@dataclass(frozen=True, eq=False)
class Table:
    """What is measured: at which lines, among how many persons a household, in which groups.

    A grouping is the number of each household's group, and how many groups there are.
    """

    members: NDArray[np.float64]
    lines: tuple[float, ...]
    groupings: dict[str, tuple[NDArray[np.uint8], int]]


def table_of(people: People) -> Table:
    """Return three lines, under which a tenth, a quarter and two fifths of households live, and groups."""
    return Table(
        members=people.weight * people.size,
        lines=tuple(np.quantile(people.consumption_month, (0.1, 0.25, 0.4)).tolist()),
        groupings={
            "everyone": (np.zeros(len(people.size), dtype=np.uint8), 1),
            "area": (people.urban.astype(np.uint8), 2),
            "decile": (deciles(people), 10),
            "type": (people.type, 8),
        },
    )
