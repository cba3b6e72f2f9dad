"""What is asked of every design: which measures, at which line, with which luck, on which baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Integral

from simulator.analysis.outcome_fields import DEFAULT_MEASURES, field_named
from simulator.engine import simulate
from simulator.errors import BadInput, expect, unknown
from simulator.luck import HIGHEST_SEED
from simulator.measures import EQUIVALENCE_SCALES
from simulator.policy import Policy
from simulator.population import Population
from simulator.scenario import Summary, summarise
from simulator.scenario.small_cells import SMALLEST_CELL, check_smallest_cell
from simulator.scenario.welfare import OWN, PER_PERSON


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
        if self.line is not None:
            expect(
                "line", self.line, str, "Write the name of a line, or leave it out for the country's first."
            )
        scales = [*EQUIVALENCE_SCALES, OWN]
        if not isinstance(self.equivalence, str) or self.equivalence not in scales:
            raise unknown("equivalence", self.equivalence, scales)
        if self.baseline is not None:
            expect("baseline", self.baseline, Policy, "From YAML use simulator.Policy.from_yaml(text).")
        object.__setattr__(self, "seed", checked_seed(self.seed))
        check_smallest_cell(self.smallest_cell)
        object.__setattr__(self, "smallest_cell", int(self.smallest_cell))

    def summary_of(self, population: Population, policy: Policy) -> Summary:
        """Return the summary of one policy on these terms."""
        outcome = simulate(population, policy, self.seed, self.baseline)
        return summarise(outcome, self.line, self.equivalence, self.smallest_cell)


def checked_seed(given: object) -> int:
    """Return a seed as a plain number, or refuse what is none.

    >>> checked_seed(3)
    3
    """
    whole = isinstance(given, Integral) and not isinstance(given, bool)
    if not whole or not 0 <= int(given) <= HIGHEST_SEED:  # type: ignore[call-overload]
        raise BadInput("seed", given, f"a whole number from 0 to {HIGHEST_SEED}", "Choose another seed.")
    return int(given)  # type: ignore[call-overload, no-any-return]


ASKED = Question()
