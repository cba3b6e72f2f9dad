"""How a sample was drawn: sampling units in strata, what varies between them, and drawing them anew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.countries import country_names
from simulator.errors import BadInput, SimulatorError, expect
from simulator.population import Population

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]
# Our choice: with fewer, an interval that a normal curve says to be of 95 % holds the truth in under 94 %.
FEWEST_DEGREES = 30
HOUSEHOLDS = "households"


@dataclass(frozen=True, eq=False)
class Design:
    """The sampling units, numbered by stratum: `unit` of each household, and where each stratum begins.

    `sizes` is how many units each stratum has, two at least; `drawn` names the units in words.
    """

    unit: Counts
    starts: Counts
    sizes: Counts
    drawn: str

    @property
    def units(self) -> int:
        """How many sampling units there are."""
        return int(self.sizes.sum())

    @property
    def degrees_of_freedom(self) -> int:
        """Sampling units less strata: what an estimate of variance rests on."""
        return self.units - len(self.sizes)

    def unit_totals(self, columns: Numbers) -> Numbers:
        """Return the sums over the households of each unit: (households, columns) to (units, columns)."""
        order = np.argsort(self.unit, kind="stable")
        first = np.searchsorted(self.unit[order], np.arange(self.units))
        totals: Numbers = np.add.reduceat(columns[order], first, axis=0)
        return totals

    def variance(self, totals: Numbers) -> Numbers:
        """Return the variance of the sum of each column of unit totals.

        Units are taken as drawn with replacement within strata, and whatever was drawn inside them as part
        of them: the sum over strata of n / (n - 1) times the squared distances of the n units from their
        mean. Source: Hansen, Hurwitz, Madow, Sample Survey Methods and Theory (1953), ultimate clusters.
        """
        means = np.add.reduceat(totals, self.starts, axis=0) / self.sizes[:, None]
        distances = totals - np.repeat(means, self.sizes, axis=0)
        squares = np.add.reduceat(distances**2, self.starts, axis=0)
        found: Numbers = (squares * (self.sizes / (self.sizes - 1))[:, None]).sum(axis=0)
        return found

    def multipliers(self, replicates: int, generator: np.random.Generator) -> Numbers:
        """Return what each unit's weights are multiplied by in each replicate: (replicates, units).

        Of the n units of a stratum n - 1 are drawn with replacement; a unit drawn t times counts
        t n / (n - 1). Source: Rao and Wu, Journal of the American Statistical Association 83 (1988); in
        the form for weights: Rao, Wu and Yue, Survey Methodology 18 (1992).
        """
        found = np.empty((replicates, self.units))
        for start, size in zip(self.starts.tolist(), self.sizes.tolist(), strict=True):
            drawn = generator.integers(0, size, (replicates, size - 1))
            drawn += np.arange(replicates)[:, None] * size
            times = np.bincount(drawn.ravel(), minlength=replicates * size)
            found[:, start : start + size] = times.reshape(replicates, size) * (size / (size - 1))
        return found


def design_of(population: Population) -> Design:
    """Return how a survey was drawn: its sampling units within strata, or else its households.

    Raises `SimulatorError` for a population that was not sampled, a stratum of one unit, and too few units.

    >>> from dataclasses import replace
    >>> from simulator import country
    >>> design_of(replace(country("arumia"), synthetic=False)).degrees_of_freedom
    47
    """
    check_sampled(population)
    homes = population.households
    number = len(homes.size)
    stratum = np.zeros(number, dtype=np.int32) if homes.stratum is None else homes.stratum
    psu = np.arange(number) if homes.psu is None else homes.psu
    names, place = np.unique(stratum, return_inverse=True)
    # A unit's number may come again in another stratum: it is then another unit.
    last = int(psu.max()) + 1
    units, unit = np.unique(place.astype(np.int64) * last + psu, return_inverse=True)
    sizes = np.bincount(units // last, minlength=len(names))
    drawn = HOUSEHOLDS if homes.psu is None else "sampling units"
    design = Design(unit, np.cumsum(sizes) - sizes, sizes, drawn)
    _check_units(design)
    return design


def each_household(number: int) -> Design:
    """Return the design of so many households drawn one by one, from one stratum.

    >>> each_household(3).units
    3
    """
    return Design(np.arange(number), np.zeros(1, dtype=np.int64), np.array([number]), HOUSEHOLDS)


def check_sampled(population: Population) -> None:
    """Refuse a population that nobody sampled: an interval would measure how many households were invented.

    >>> from simulator import country
    >>> check_sampled(country("nepal"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    simulator.errors.SimulatorError: Nepal was not sampled: its population is synthetic, ...
    """
    expect("population", population, Population, "Use simulator.load_survey(file, mapping).population.")
    if not population.synthetic:
        return
    name = population.name.lower().replace(" ", "_")
    made_up = (
        f"{population.name} was not sampled: its population is synthetic, and a sampling interval would "
        "measure how many households were made up."
    )
    if name in country_names():
        mend = f"simulator.assumption_range('{name}', policy), or --assumption-range."
        raise SimulatorError(f"{made_up} Ask for the range over seeds and assumptions instead: {mend}")
    raise SimulatorError(f"{made_up} It stands for no real place, so nothing is uncertain. Load a survey.")


def _check_units(design: Design) -> None:
    """Refuse a stratum of one unit, from which nothing can be told of the others, and too few units."""
    alone = np.flatnonzero(design.sizes < 2)
    if len(alone):
        # A survey's own names of strata are not kept, only their order.
        raise BadInput(
            f"{design.drawn} in stratum {alone[0] + 1} of {len(design.sizes)}, in the order of their names",
            1,
            "2 or more: one alone says nothing of how they differ",
            f"Join it with a stratum like it (strata with one: {len(alone)}).",
        )
    if design.degrees_of_freedom < FEWEST_DEGREES:
        raise BadInput(
            f"{design.drawn} less strata",
            design.degrees_of_freedom,
            f"{FEWEST_DEGREES} or more: an interval from so few would be too narrow",
            "Join strata, or use a larger survey.",
        )
