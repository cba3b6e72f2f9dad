"""What is asked of every design: which measures, at which line, with which luck, on which baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.analysis.outcome_fields import DEFAULT_MEASURES, field_named
from simulator.engine import simulate
from simulator.errors import BadInput
from simulator.policy import Policy
from simulator.population import Population
from simulator.scenario import Summary, summarise
from simulator.scenario.small_cells import SMALLEST_CELL
from simulator.scenario.welfare import PER_PERSON


@dataclass(frozen=True)
class Question:
    """What is asked of every design, so that all are judged alike.

    `measures` are names of `outcome_fields()`. Line, equivalence scale, seed and baseline are those of
    `simulator.compare`: the same people and the same luck for all. Raises `BadInput` for an unknown measure.

    >>> Question(("gini_after", "cost.percent_of_gdp"), seed=3).measures
    ('gini_after', 'cost.percent_of_gdp')
    """

    measures: Sequence[str] = DEFAULT_MEASURES
    line: str | None = None
    equivalence: str = PER_PERSON
    seed: int = 1
    baseline: Policy | None = None
    smallest_cell: int = SMALLEST_CELL

    def __post_init__(self) -> None:
        given = self.measures
        if not isinstance(given, tuple | list) or not given:
            mend = 'Write ("cost.percent_of_gdp", "gini_after").'
            raise BadInput("measures", given, "a tuple of names, one at least", mend)
        names = tuple(field_named(name, "measures").name for name in given)
        object.__setattr__(self, "measures", tuple(dict.fromkeys(names)))

    def summary_of(self, population: Population, policy: Policy) -> Summary:
        """Return the summary of one policy on these terms."""
        outcome = simulate(population, policy, self.seed, self.baseline)
        return summarise(outcome, self.line, self.equivalence, self.smallest_cell)


ASKED = Question()
