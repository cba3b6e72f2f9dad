"""Does a survey's own column of deciles say what ours would say?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from simulator.columns import typed
from simulator.errors import SimulatorError
from simulator.measures.weighting import checked

TENTHS = 10


@dataclass(frozen=True)
class DecileAgreement:
    """Shares of persons, in percent, by how far the survey's decile lies from ours.

    `persons_percent` is the survey's own share of persons in each decile, the poorest first: ten times 10
    where it ranks persons, and not where it ranks households or ignores the weights.
    """

    same_percent: float
    one_apart_percent: float
    further_apart_percent: float
    persons_percent: tuple[float, ...]

    def __str__(self) -> str:
        low, high = min(self.persons_percent), max(self.persons_percent)
        return (
            f"The survey's deciles and ours agree for {self.same_percent:.1f} % of persons, lie one apart "
            f"for {self.one_apart_percent:.1f} % and further apart for {self.further_apart_percent:.1f} %. "
            f"The survey's deciles hold from {low:.1f} to {high:.1f} % of persons each."
        )


def decile_agreement(decile: ArrayLike, tenth: ArrayLike, members_weight: ArrayLike) -> DecileAgreement:
    """Return how well a survey's deciles, 1 to 10, agree with our tenths, 0 to 9, the poorest first in both.

    One entry a household; `members_weight` is its weight times its size. Ours, `scenario.summary.tenth_of`,
    rank persons by consumption per person, and put a household where its middle person lies. Surveys also
    rank households, equivalised consumption, or income: then the agreement is low, and neither is wrong.
    Convention: tenths of persons, as in the decile shares of the Poverty and Inequality Platform.

    >>> print(decile_agreement([1, 1, 2], [0, 0, 2], members_weight=[1, 2, 1]).one_apart_percent)
    25.0
    """
    own = typed("decile", decile, "i4", (1, TENTHS))
    ours = typed("tenth", tenth, "i4", (0, TENTHS - 1))
    if len(own) != len(ours):
        raise SimulatorError(f"decile and tenth must have one length; here: {len(own)} and {len(ours)}.")
    apart, persons = checked(np.abs(own - 1 - ours), members_weight)
    total = persons.sum()
    same, one = float(persons[apart == 0].sum() / total), float(persons[apart == 1].sum() / total)
    further = float(persons[apart > 1].sum() / total)
    shares = 100 * np.bincount(own - 1, weights=persons, minlength=TENTHS) / total
    return DecileAgreement(100 * same, 100 * one, 100 * further, tuple(shares.tolist()))
