"""Where a number stands in a result, and numbers that are one weighted total over another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from simulator.measures import is_poor
from simulator.measures.poverty import power, shortfall
from simulator.scenario.welfare import Welfare
from simulator.uncertainty.design import Numbers

POVERTY = (
    ("headcount", "headcount_percent", "percent of the group"),
    ("poverty gap", "gap_percent", "percent of the line"),
    ("severity", "severity_percent", "percent of the squared line"),
)


@dataclass(frozen=True)
class Place:
    """Where a number stands in a result: the names of the JSON file, a label for people, and its unit."""

    policy: str
    section: str
    measure: str
    state: str
    label: str
    unit: str
    against: str | None = None
    group: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What names a number of one policy."""
        return self.section, self.group, self.measure, self.state


@dataclass(frozen=True, eq=False)
class Ratio:
    """A number that is one total over another, both weighted; a total alone where there is no other.

    `above` and `below` have one number a household, before its weight.
    """

    place: Place
    above: Numbers
    below: Numbers | None


def poverty_ratios(place: Place, welfare: Welfare, persons: Numbers, before: str = "") -> Iterator[Ratio]:
    """Yield the Foster-Greer-Thorbecke measures of some persons of each household in each state.

    `place` has their section, group and label; `before` stands before the name of each measure.
    """
    for state, amounts in welfare.states.items():
        poor = is_poor(amounts, welfare.line.month)
        gaps = np.where(poor, shortfall(amounts, welfare.line.month), 0.0)
        for alpha, (words, measure, unit) in enumerate(POVERTY):
            label = f"{place.label}: {words} {state}, %"
            one = replace(place, measure=f"{before}{measure}", state=state, label=label, unit=unit)
            yield Ratio(one, 100 * persons * power(gaps, alpha), persons)
