"""Every measure of poverty and inequality in each state, and what an equivalence scale changes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from simulator.engine import Outcome
from simulator.errors import BadInput, SimulatorError, expect
from simulator.measures import (
    EQUIVALENCE_SCALES,
    atkinson,
    fgt,
    gini,
    mean_log_deviation,
    palma,
    quintile_ratio,
    reranking,
    reynolds_smolensky,
    sen_shorrocks_thon,
    theil,
    watts,
)
from simulator.scenario.life_stages import CHILD, LIFE_STAGES, OLDER, life_stages
from simulator.scenario.notes import NO_GINI
from simulator.scenario.small_cells import SMALLEST_CELL, too_few
from simulator.scenario.welfare import OWN, PER_PERSON, Welfare, welfare_of

Amounts = NDArray[np.float64]
Measure = Callable[[Amounts, Amounts, float], float]
# Whoever has nothing has no logarithm: such measures are then not there, with the reason.
MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "headcount": lambda welfare, persons, line: fgt(welfare, persons, line, 0),
        "poverty_gap": lambda welfare, persons, line: fgt(welfare, persons, line, 1),
        "poverty_severity": lambda welfare, persons, line: fgt(welfare, persons, line, 2),
        "watts": watts,
        "sen_shorrocks_thon": sen_shorrocks_thon,
        "gini": lambda welfare, persons, _line: gini(welfare, persons),
        "palma": lambda welfare, persons, _line: palma(welfare, persons),
        "quintile_ratio": lambda welfare, persons, _line: quintile_ratio(welfare, persons),
        "theil": lambda welfare, persons, _line: theil(welfare, persons),
        "mean_log_deviation": lambda welfare, persons, _line: mean_log_deviation(welfare, persons),
        "atkinson_half": lambda welfare, persons, _line: atkinson(welfare, persons, 0.5),
        "atkinson_one": lambda welfare, persons, _line: atkinson(welfare, persons, 1),
        "atkinson_two": lambda welfare, persons, _line: atkinson(welfare, persons, 2),
    }
)


@dataclass(frozen=True)
class Measured:
    """One measure in each state, as a share or an index; None where it cannot be taken: `why` says it."""

    measure: str
    without: float | None
    before: float | None
    after: float | None
    why: str | None


@dataclass(frozen=True)
class Redistribution:
    """How the Gini moves from before to after: `reynolds_smolensky` - `reranking` = before - after.

    Where nobody has anything after the policy there is no such number: each is None, and `why` says it.
    """

    gini_before: float
    gini_after: float | None
    reynolds_smolensky: float | None
    reranking: float | None
    why: str | None


@dataclass(frozen=True)
class ScaleRow:
    """Headcount before the reform on one scale, percent: of everyone, children under 18, persons 60+.

    None where there is no such person, or, in a survey, too few households with one to be shown.
    """

    equivalence: str
    label: str
    everyone_percent: float
    children_percent: float | None
    older_persons_percent: float | None
    gini: float


def measured(
    outcome: Outcome, line: str | None = None, equivalence: str = PER_PERSON
) -> tuple[Measured, ...]:
    """Return every measure of poverty and inequality in each state.

    >>> from simulator import Policy, example_population, simulate
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> headcount = measured(simulate(example_population(), policy))[0]
    >>> headcount.measure, headcount.before, headcount.after
    ('headcount', 0.45, 0.45)
    """
    expect("outcome", outcome, Outcome, "Use simulator.simulate(population, policy).")
    welfare, persons = welfare_of(outcome, line, equivalence), outcome.population.members_weight
    return tuple(_measured(name, measure, welfare, persons) for name, measure in MEASURES.items())


def redistribution(outcome: Outcome, equivalence: str = PER_PERSON) -> Redistribution:
    """Return how far the policy makes welfare more equal, and how much of that it undoes by reordering.

    >>> from simulator import Policy, example_population, simulate
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> found = redistribution(simulate(example_population(), policy))
    >>> found.gini_before > found.gini_after and found.reranking >= 0
    True
    """
    expect("outcome", outcome, Outcome, "Use simulator.simulate(population, policy).")
    welfare, persons = welfare_of(outcome, None, equivalence), outcome.population.members_weight
    before, after = welfare.before, welfare.after
    _refuse_nothing(before, persons)
    if not after.any():
        return Redistribution(gini(before, persons), None, None, None, NO_GINI)
    moved, reordered = (measure(before, after, persons) for measure in (reynolds_smolensky, reranking))
    return Redistribution(gini(before, persons), gini(after, persons), moved, reordered, None)


def equivalence_table(
    outcome: Outcome, line: str | None = None, smallest_cell: int = SMALLEST_CELL
) -> tuple[ScaleRow, ...]:
    """Return what each equivalence scale makes of poverty before the reform: who looks poor hangs on it.

    Of a survey, what rests on fewer households than `smallest_cell` is hidden (`too_few`).

    >>> from simulator import Policy, example_population, simulate
    >>> policy = Policy.from_yaml("{version: 1, schemes: []}")
    >>> [row.equivalence for row in equivalence_table(simulate(example_population(), policy))]
    ['per_person', 'oecd_modified', 'square_root']
    """
    expect("outcome", outcome, Outcome, "Use simulator.simulate(population, policy).")
    population = outcome.population
    own = [OWN] if population.households.equivalent_size is not None else []
    stages = life_stages(population)
    few = too_few(population, stages, len(LIFE_STAGES), smallest_cell)
    shown = [
        None if few[stage] else population.households.weight * population.household_sum(stages == stage)
        for stage in (CHILD, OLDER)
    ]
    return tuple(_scale_row(outcome, line, name, shown) for name in [*EQUIVALENCE_SCALES, *own])


def _scale_row(
    outcome: Outcome, line: str | None, equivalence: str, shown: Sequence[Amounts | None]
) -> ScaleRow:
    """Return one row; `shown` are the children and the older persons of each household, None if hidden."""
    welfare, persons = welfare_of(outcome, line, equivalence), outcome.population.members_weight
    everyone_percent, children_percent, older_percent = (
        100 * fgt(welfare.before, group, welfare.line.month, 0)
        if group is not None and group.sum() > 0
        else None
        for group in (persons, *shown)
    )
    assert everyone_percent is not None  # every household has a person
    label = "The survey's own" if equivalence == OWN else EQUIVALENCE_SCALES[equivalence].label
    _refuse_nothing(welfare.before, persons)
    index = gini(welfare.before, persons)
    return ScaleRow(equivalence, label, everyone_percent, children_percent, older_percent, index)


def _refuse_nothing(before: Amounts, persons: Amounts) -> None:
    """Refuse people of whom nobody consumes anything: no inequality among them is a number."""
    if not before[persons > 0].any():
        mend = "Mend the column consumption_month."
        raise BadInput("consumption of all persons, before", 0, "a total above 0", mend)


def _measured(name: str, measure: Measure, welfare: Welfare, persons: Amounts) -> Measured:
    values: dict[str, float | None] = {"without": None, "before": None, "after": None}
    why = None
    for state, amounts in welfare.states.items():
        try:
            values[state] = measure(amounts, persons, welfare.line.month)
        except SimulatorError as error:
            why = f"all persons, {state}: {error}"
    return Measured(name, values["without"], values["before"], values["after"], why)
