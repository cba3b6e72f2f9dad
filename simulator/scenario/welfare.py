"""Welfare in its three states: consumption per person, or per equivalent adult."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.economy import PovertyLine
from simulator.engine import Outcome
from simulator.errors import unknown
from simulator.measures import EQUIVALENCE_SCALES, own_column, pivoted_line
from simulator.population import Population

Amounts = NDArray[np.float64]
PER_PERSON, OWN = "per_person", "own_column"
# A change below a billionth of what is consumed is rounding, not a gain.
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Welfare:
    """What households live on: local currency a month per equivalent adult, one a household, and the line.

    With the scale `per_person` an equivalent adult is a person. `without` is None where the benefits that
    exist are not all known; `per_adult` is how many persons an equivalent adult stands for.
    """

    equivalence: str
    line: PovertyLine
    without: Amounts | None
    before: Amounts
    after: Amounts
    per_adult: Amounts

    @property
    def states(self) -> Mapping[str, Amounts]:
        """The states that are known, by name."""
        known = {"without": self.without, "before": self.before, "after": self.after}
        return {name: amounts for name, amounts in known.items() if amounts is not None}


def welfare_of(outcome: Outcome, line: str | None = None, equivalence: str = PER_PERSON) -> Welfare:
    """Return the welfare of an outcome on an equivalence scale, with the line on the same scale.

    The line is moved so that it stays where it was for the average household (`pivoted_line`): a
    line per person is no line per equivalent adult. `own_column` takes the survey's own equivalent sizes.
    """
    population = outcome.population
    chosen, sizes = population.economy.line(line), _equivalent_sizes(population, equivalence)
    without, before = outcome.consumption_without_month, outcome.consumption_before_month
    after = outcome.consumption_after_month
    if sizes is None:
        return Welfare(equivalence, chosen, without, before, after, np.ones(len(before)))
    members = population.households.size
    moved = pivoted_line(chosen.month, members, sizes, population.members_weight)
    adult_line = PovertyLine(chosen.id, f"{chosen.label}, per equivalent adult", moved, chosen.source)
    per_adult = members / sizes
    if without is not None:
        without = without * per_adult
    return Welfare(equivalence, adult_line, without, before * per_adult, after * per_adult, per_adult)


def _equivalent_sizes(population: Population, equivalence: str) -> Amounts | None:
    """Return each household's equivalent size, or None where everybody counts 1."""
    names = [*EQUIVALENCE_SCALES, OWN]
    if not isinstance(equivalence, str) or equivalence not in names:
        raise unknown("equivalence", equivalence, names)
    number, persons = len(population.households.size), population.persons
    if equivalence == OWN:
        return own_column(population.column("equivalent_size")[1], number)
    if equivalence == PER_PERSON:
        return None
    return EQUIVALENCE_SCALES[equivalence].equivalent_sizes(persons.household, persons.age, number)


def gains_month(outcome: Outcome) -> Amounts:
    """Return what each household gains, net of what it pays: local currency a month per person.

    What differs from 0 only by rounding is 0.
    """
    before = outcome.consumption_before_month
    gain = outcome.consumption_after_month - before
    return np.where(np.abs(gain) > ROUNDING * np.maximum(before, ROUNDING), gain, 0.0)
