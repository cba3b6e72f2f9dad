"""A survey's weights moved to another year's population by age and sex, as little as possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.builders.ages import FEMALE, MALE
from simulator.builders.arrays import Numbers
from simulator.builders.calibration import entropy_balance, weight_spread
from simulator.builders.facts import AgeGroup
from simulator.economy import check_text
from simulator.errors import BadInput, EmptyGroup, SimulatorError, expect
from simulator.measures.weighting import as_number
from simulator.population import LIMITS, Population

Changed = tuple[Population, tuple[str, ...]]

OLDEST = int(LIMITS["age"][1])
PERSONS = (0, 1e11)
SEXES = (("women", FEMALE), ("men", MALE))
# Weights beyond this are told: few households then speak for many.
FAR = 3.0


@dataclass(frozen=True)
class Reweighting:
    """What became of the weights: the new over the old, once both count the same persons, and their spread.

    `design_effect` is Kish's n·Σw²/(Σw)², over households: the variance of a mean of all households, over
    what equal weights would give, where the weights have nothing to do with what is measured.
    Source: Kish, Weighting for Unequal Pi, Journal of Official Statistics 8(2), 1992.
    """

    persons_before: float
    persons_after: float
    smallest_ratio: float
    largest_ratio: float
    design_effect_before: float
    design_effect_after: float


def reweight(population: Population, groups: Sequence[AgeGroup], source: str) -> Changed:
    """Return the population with weights that meet the persons of each age group and sex, and what was done.

    `groups` follow each other from age 0, as those of a country's facts do; the last takes all who are older.
    Of all weights that meet them, these are nearest to the survey's own (`builders.calibration`); all members
    of a household keep one weight. A group that nobody in the survey belongs to is `EmptyGroup`, groups that
    no weights meet are `SimulatorError`. Source: Deville and Särndal, Journal of the American Statistical
    Association 87(418), 1992, calibration with the multiplicative (raking) distance.

    >>> from simulator import example_population
    >>> groups = [AgeGroup(0, 17, female=500, male=450), AgeGroup(18, 100, female=600, male=650)]
    >>> later, log = reweight(example_population(), groups, source="made up")
    >>> round(later.person_weight.sum())
    2200
    >>> print(log[0])
    Weights moved from 2,000 to 2,200 persons, so that 4 groups of age and sex are met (made up).
    """
    expect("population", population, Population, "Use simulator.load_survey(path).")
    check_text("source", source)
    rows = _checked(groups)
    names, columns, totals = _targets(population, rows)
    households = population.households
    start = households.weight * (totals.sum() / population.members_weight.sum())
    weight = entropy_balance(start, columns, totals, names)
    _check_possible(weight)
    label = f"{population.label}. Reweighted to {totals.sum():,.0f} persons"
    changed = replace(population, label=label, households=replace(households, weight=weight))
    return changed, _log(weight_changes(population, changed), len(totals), source)


def weight_changes(before: Population, after: Population) -> Reweighting:
    """Return what became of the weights between two states of the same survey.

    Populations of other households than each other are `SimulatorError`.

    >>> from simulator import example_population
    >>> village = example_population()
    >>> weight_changes(village, village).largest_ratio
    1.0
    """
    old, new = before.households.weight, after.households.weight
    if not np.array_equal(before.households.size, after.households.size):
        raise SimulatorError("these are not two states of one survey: their households differ.")
    counted, counts = float(before.members_weight.sum()), float(after.members_weight.sum())
    ratio = new / (old * (counts / counted))
    return Reweighting(
        persons_before=counted,
        persons_after=counts,
        smallest_ratio=float(ratio.min()),
        largest_ratio=float(ratio.max()),
        design_effect_before=weight_spread(old)[0],
        design_effect_after=weight_spread(new)[0],
    )


def _checked(groups: object) -> tuple[AgeGroup, ...]:
    """Return the groups, or refuse such as leave out an age or count one twice."""
    expect("groups", groups, Sequence, "Write [AgeGroup(0, 17, female=…, male=…), …].")
    rows: tuple[AgeGroup, ...] = tuple(groups)  # type: ignore[arg-type]
    next_age = 0
    for place, row in enumerate(rows):
        expect(f"groups[{place}]", row, AgeGroup, "Write AgeGroup(0, 17, female=…, male=…).")
        if row.low != next_age or not row.low <= row.high:
            raise BadInput(
                f"groups[{place}]", (row.low, row.high), f"ages from {next_age}", "Leave none out."
            )
        for name in ("female", "male"):
            field, mend = f"groups[{place}].{name}", "Join groups of nobody to their neighbour."
            as_number(field, getattr(row, name), (1e-9, PERSONS[1]), "persons, above 0", mend)
        next_age = row.high + 1
    if not rows:
        raise BadInput("groups", groups, "one age group at least", "Write [AgeGroup(0, 100, …)].")
    return rows


def _targets(population: Population, rows: Sequence[AgeGroup]) -> tuple[list[str], Numbers, Numbers]:
    """Return name, members by household and wanted persons of each age group and sex; refuse empty ones."""
    age, sex = population.persons.age, population.persons.sex
    names, columns, totals = [], [], []
    for row in rows:
        last = OLDEST if row is rows[-1] else row.high
        for (word, code), wanted in zip(SEXES, (row.female, row.male), strict=True):
            names.append(f"{word} aged {row.low}" + (" and over" if row is rows[-1] else f" to {last}"))
            columns.append(population.household_sum((sex == code) & (age >= row.low) & (age <= last)))
            totals.append(float(wanted))
    empty = [name for name, column in zip(names, columns, strict=True) if not column.any()]
    if empty:
        raise EmptyGroup(
            f"{population.name} has no {', no '.join(empty)}, so no weight can make any. Join age groups."
        )
    return names, np.column_stack(columns), np.array(totals)


def _check_possible(weight: Numbers) -> None:
    low, high = LIMITS["weight"]
    if not (low <= weight.min() and weight.max() <= high):
        raise SimulatorError("these groups need weights near 0 or beyond measure. Join age groups.")


def _log(found: Reweighting, targets: int, source: str) -> tuple[str, ...]:
    sentences = [
        f"Weights moved from {found.persons_before:,.0f} to {found.persons_after:,.0f} persons, so that "
        f"{targets} groups of age and sex are met ({source}).",
        f"Beyond that growth a weight changed by a factor from {found.smallest_ratio:.3g} to "
        f"{found.largest_ratio:.3g}; Kish's design effect went from {found.design_effect_before:.3f} to "
        f"{found.design_effect_after:.3f}.",
    ]
    if found.largest_ratio > FAR or found.smallest_ratio < 1 / FAR:
        sentences.append(
            f"Some weights moved by more than {FAR:g} times: the survey is far from that population, and few "
            "households speak for many. Use wider age groups, or a newer survey."
        )
    return tuple(sentences)
