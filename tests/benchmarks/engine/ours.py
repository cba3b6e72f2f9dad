"""This project's engine, driven through its public names: builds, evaluates, changes, measures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simulator import Economy, Households, Outcome, Persons, Policy, Population, PovertyLine, simulate
from simulator.measures import Groups, fgt_by_group, gini_by_group
from tests.benchmarks.engine.people import (
    GDP_PER_PERSON_MONTH,
    HOUSEHOLD_COLUMNS,
    PERSON_COLUMNS,
    People,
    Table,
)

POLICY = Path(__file__).with_name("policy.yaml")
LINE = PovertyLine("made_up", "Made-up line", 3000.0, "made up")
ECONOMY = Economy("XXX", 2024, GDP_PER_PERSON_MONTH, 1000.0, (LINE,))
ALPHAS = (0, 1, 2)


class Ours:
    """The engine with its policy loaded; the same methods as a `Peer`."""

    def __init__(self) -> None:
        self.policy = Policy.from_yaml(POLICY.read_text("utf-8"))

    def build(self, people: People) -> Population:
        """Return a population that holds the people: checked, copied, closed to writing."""
        columns = people.weight, people.urban, people.size, people.type
        households = Households(*columns, people.consumption_month, people.proxy_score)
        persons = Persons(people.household, people.age, people.sex, people.disability)
        return Population("made_up", "Made-up people", True, ECONOMY, households, persons)

    def build_from_tables(self, people: People) -> Population:
        """Return the same from the columns of tables of pandas."""
        persons, households = people.tables
        homes = Households(*(households[each] for each in HOUSEHOLD_COLUMNS))
        members = Persons(persons["household_id"], *(persons[each] for each in PERSON_COLUMNS))
        return Population("made_up", "Made-up people", True, ECONOMY, homes, members)

    def evaluate(self, population: Population) -> NDArray[np.float64]:
        """Return consumption after the transfers."""
        return self.outcome(population).consumption_after_month

    def outcome(self, population: Population) -> Outcome:
        """Return all that the policy does."""
        return simulate(population, self.policy)

    def transfer(self, population: Population) -> NDArray[np.float64]:
        """Return what each household is paid."""
        return self.outcome(population).paid_month

    def change(self, population: Population, percent: float) -> Population:
        """Set the child benefit."""
        self.policy = self.policy.with_values({"amount.value": percent})
        return population

    def measures(
        self, population: Population, after: NDArray[np.float64], table: Table
    ) -> dict[str, NDArray[np.float64]]:
        """Return for each grouping one row a group: FGT 0, 1, 2 at each line, then Gini."""
        order = np.argsort(after)
        found = {}
        for name, (codes, number) in table.groupings.items():
            groups = Groups(codes, number)
            poverty = fgt_by_group(after, table.members, table.lines, ALPHAS, groups)
            inequality = gini_by_group(after, table.members, groups, order)
            found[name] = np.column_stack((poverty.reshape(number, -1).filled(0), inequality.filled(0)))
        return found
