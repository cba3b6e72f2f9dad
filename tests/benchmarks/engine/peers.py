"""One peer: builds its simulation, evaluates the five rules, measures with microdf.

OpenFisca-core and PolicyEngine-core are cousins, so one file drives both. Where there was a
choice, the way that is fastest for them was taken; README.md lists these choices.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd
from microdf import MicroDataFrame, MicroSeries

from tests.benchmarks.engine.people import People, Table

MONTH = "2024-01"
# The name of each column in the peers' rules.
INPUTS = {each: each for each in ("age", "disability", "weight", "size", "proxy_score")}
INPUTS["consumption_month"] = "consumption_before"
CORES = {"openfisca": "openfisca_core", "policyengine": "policyengine_core"}


class Peer:
    """A peer with its rules loaded. `double` keeps amounts in 64 bits instead of its usual 32."""

    def __init__(self, name: str, double: bool = True) -> None:
        rules = import_module(f"tests.benchmarks.engine.{name}_rules")
        self.name, self.simulations = name, import_module(f"{CORES[name]}.simulations")
        self.builder = import_module(f"{CORES[name]}.simulations.simulation_builder").SimulationBuilder
        self.system = rules.make_system(double)
        self.computed = [each.__name__ for each in rules.COMPUTED]

    def build(self, people: People) -> Any:
        """Return a simulation that holds the people, by the peer's builder: arrays of numbers, role names.

        The calls that PolicyEngine's own reader of files makes; both builders' signatures ask for names.
        """
        persons, households, roles = people.identities
        return self._with_inputs(self._joined(persons, households, people.household, roles), people)

    def build_quickly(self, people: People) -> Any:
        """Return the same by what its builder turns fastest: ranges for numbers, numbers for roles."""
        roles = np.zeros(len(people.age), dtype=np.int64)
        persons, households = range(len(people.age)), range(len(people.size))
        return self._with_inputs(self._joined(persons, households, people.household, roles), people)

    def build_from_tables(self, people: People) -> Any:
        """Return the same from tables of pandas, as their manuals show: the columns, or one flat table."""
        if self.name == "policyengine":
            given = {"dataset": people.flat, "default_input_period": MONTH}
            return self.simulations.Simulation(tax_benefit_system=self.system, **given)
        persons, households = people.tables
        numbers = persons["person_id"], households["household_id"], persons["household_id"]
        simulation = self._joined(*numbers, persons["role"])
        for column, name in INPUTS.items():
            table = persons if column in persons else households
            simulation.set_input(name, MONTH, np.array(table[column]))
        return simulation

    def _joined(self, persons: Any, households: Any, household: Any, roles: Any) -> Any:
        builder = self.builder()
        builder.create_entities(self.system)
        builder.declare_person_entity("person", persons)
        declared = builder.declare_entity("household", households)
        builder.join_with_persons(declared, household, roles)
        return builder.build(self.system)

    def _with_inputs(self, simulation: Any, people: People) -> Any:
        for column, name in INPUTS.items():
            simulation.set_input(name, MONTH, getattr(people, column))
        return simulation

    def evaluate(self, simulation: Any) -> np.ndarray:
        """Return consumption after the transfers, nothing being kept from the evaluation before."""
        for name in self.computed:
            simulation.delete_arrays(name, MONTH)
        return simulation.calculate("consumption_after", MONTH)

    def transfer(self, simulation: Any) -> np.ndarray:
        """Return what each household was paid in the last evaluation, in 64 bits."""
        return simulation.calculate("transfer", MONTH).astype(np.float64)

    def change(self, simulation: Any, percent: float) -> Any:
        """Set the child benefit in place: a new system and a new simulation would take them a second."""
        benefit = self.system.parameters.child_benefit.percent_of_gdp_per_person
        benefit.update(value=percent, start=f"{MONTH}-01")
        # Both keep the parameters of a month once read: OpenFisca in a cache, PolicyEngine in a table.
        getattr(self.system.get_parameters_at_instant, "cache_clear", lambda: None)()
        self.system._parameters_at_instant_cache.clear()
        return simulation

    def measures(self, simulation: Any, after: np.ndarray, table: Table) -> dict[str, np.ndarray]:
        """Return FGT and Gini of each group, by microdf."""
        return by_microdf(after, table.members, table.lines, table.groupings)


def by_microdf(
    after: np.ndarray,
    members: np.ndarray,
    lines: tuple[float, ...],
    groupings: dict[str, tuple[np.ndarray, int]],
) -> dict[str, np.ndarray]:
    """Return for each grouping one row a group: FGT 0, 1, 2 at each line, then Gini; all by microdf."""
    columns = {}
    for number, line in enumerate(lines):
        gap = np.maximum(1 - after / line, 0)
        columns |= {f"{number}.0": after < line, f"{number}.1": gap, f"{number}.2": gap**2}
    frame = MicroDataFrame(pd.DataFrame(columns, dtype=float), weights=members)
    return {
        name: np.column_stack((_means(frame, groups, number), _ginis(after, members, groups, number)))
        for name, (groups, number) in groupings.items()
    }


def _means(frame: MicroDataFrame, groups: np.ndarray, number: int) -> np.ndarray:
    """Return the weighted means of all columns: one row a group."""
    if number == 1:
        return frame.mean().to_numpy()[np.newaxis]
    return np.array([frame[groups == group].mean().to_numpy() for group in range(number)])


def _ginis(after: np.ndarray, members: np.ndarray, groups: np.ndarray, number: int) -> np.ndarray:
    which = (groups == group for group in range(number))
    return np.array([MicroSeries(after[each], weights=members[each]).gini() for each in which])
