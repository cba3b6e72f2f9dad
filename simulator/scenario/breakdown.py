"""The result by area, region, tenth, household type, sex, age, disability and work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.engine import Outcome
from simulator.errors import SimulatorError, expect, unknown
from simulator.measures import Groups, fgt_by_group
from simulator.population import HOUSEHOLD_TYPES, WORK_STATUSES, Population, observed
from simulator.scenario.life_stages import LIFE_STAGES, life_stages
from simulator.scenario.records import Change, Poverty
from simulator.scenario.small_cells import SMALLEST_CELL, hidden_cells
from simulator.scenario.tenths import tenth_of
from simulator.scenario.welfare import PER_PERSON, Welfare, gains_month, welfare_of

ALPHAS = (0.0, 1.0, 2.0)
SEXES, AREAS = ("female", "male"), ("rural", "urban")
DISABILITIES = ("no disability", "some disability", "severe disability")
# How welfare differs between these was assumed when synthetic people were made, not published.
ASSUMED = ("area", "household_type", "disability")
FIVE_YEARS, OPEN_FROM = 5, 80
UNKNOWN = Change(None, None, None)
Codes = NDArray[np.integer]
Kind = tuple[tuple[str, ...], Callable[[Population], Codes]]


@dataclass(frozen=True)
class Group:
    """One group of persons in a result. Percent, but for persons and money (local currency a month).

    `poverty` in each state; means are of consumption per person, in three units; `reached_percent` of the
    group get a benefit themselves, `households_percent` live with somebody who does. `gain_percent` is the
    gain net of what is paid, in percent of consumption (None where the group consumes nothing), and
    `share_of_benefits_percent` what arrives in the group's households, shared by their members (None where
    nothing is received by anybody). `assumption_driven`: how such groups differ was assumed. Where too few
    households stand behind the group, or it guards such a group, `hidden` says so, and each number is None.
    """

    by: str
    label: str
    assumption_driven: bool
    hidden: str | None = None
    persons: float | None = None
    poverty: Change = UNKNOWN
    mean_before_month: float | None = None
    mean_before_percent_of_gdp_per_person: float | None = None
    mean_before_percent_of_mean_consumption: float | None = None
    mean_after_month: float | None = None
    mean_after_percent_of_gdp_per_person: float | None = None
    mean_after_percent_of_mean_consumption: float | None = None
    reached_percent: float | None = None
    households_percent: float | None = None
    gain_percent: float | None = None
    share_of_benefits_percent: float | None = None
    winners_percent: float | None = None
    losers_percent: float | None = None


def breakdown(
    outcome: Outcome,
    by: str,
    line: str | None = None,
    equivalence: str = PER_PERSON,
    smallest_cell: int = SMALLEST_CELL,
) -> tuple[Group, ...]:
    """Return the result for each group of persons; groups in which nobody lives are left out.

    `by` is one of `BREAKDOWNS`. Groups add up: persons to all persons, and poverty weighted by persons.
    Of a survey, groups of fewer households than `smallest_cell` are hidden (`hidden_cells`); results of
    synthetic people by area, household type and disability are driven by assumptions, and say so.

    >>> from simulator import Policy, example_population, simulate
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> groups = breakdown(simulate(example_population(), policy), by="area")
    >>> [(group.label, group.persons) for group in groups]
    [('rural', 1300.0), ('urban', 700.0)]
    """
    expect("outcome", outcome, Outcome, "Use simulator.simulate(population, policy).")
    if not isinstance(by, str) or by not in BREAKDOWNS:
        raise unknown("by", by, BREAKDOWNS)
    labels, codes = parted(outcome.population, by)
    table = _Sums(outcome, codes, len(labels))
    welfare, assumed = welfare_of(outcome, line, equivalence), by in ASSUMED and outcome.population.synthetic
    poverty = _poverty(welfare, outcome.population, Groups(codes, len(labels)))
    hidden = hidden_cells(outcome.population, codes, len(labels), smallest_cell)
    return tuple(
        Group(by, label, assumed, hidden[number])
        if hidden[number]
        else Group(by, label, assumed, None, **_numbers(number, table, poverty))
        for number, label in enumerate(labels)
        if table.persons[number] > 0
    )


def breakdowns_of(population: Population) -> tuple[str, ...]:
    """Return the breakdowns that a population can be parted by: those whose column was observed.

    >>> from simulator import example_population
    >>> breakdowns_of(example_population())
    ('area', 'decile', 'household_type', 'sex', 'life_stage', 'age_group')
    """
    persons = population.persons
    lacks = {
        "region": population.households.region is None,
        "disability": persons.disability is None,
        "work": persons.work is None,
    }
    return tuple(by for by in BREAKDOWNS if not lacks.get(by))


def parted(population: Population, by: str) -> tuple[tuple[str, ...], Codes]:
    """Return the names of the groups, and each person's number among them; refuse what was not observed."""
    has = breakdowns_of(population)
    if by not in has:
        raise SimulatorError(
            f"{population.name}: {by} was not observed in these data, so there is no result by it. "
            f"There is one by: {', '.join(has)}."
        )
    labels, codes_of = BREAKDOWNS[by]
    return labels or population.regions, codes_of(population)


class _Sums:
    """Sums over the persons of each group: one array a column, one number a group."""

    def __init__(self, outcome: Outcome, codes: Codes, number: int) -> None:
        population = outcome.population
        household, weight = population.persons.household, population.person_weight
        gains, reached = gains_month(outcome), outcome.reached
        lives_with_one = population.household_sum(reached) > 0
        received = outcome.received_month / population.households.size

        def total(per_person: NDArray[np.float64] | NDArray[np.bool_]) -> NDArray[np.float64]:
            summed = np.bincount(codes, weights=weight * per_person, minlength=number)
            return summed.astype(np.float64, copy=False)

        self.gdp_per_person_month = population.economy.gdp_per_person_month
        self.mean_consumption_month = population.mean_consumption_month
        self.persons = np.bincount(codes, weights=weight, minlength=number)
        self.before = total(outcome.consumption_before_month[household])
        self.after = total(outcome.consumption_after_month[household])
        self.reached = total(reached)
        self.living_with_reached = total(lives_with_one[household])
        self.gained = total(gains[household])
        self.received = total(received[household])
        self.winners = total((gains > 0)[household])
        self.losers = total((gains < 0)[household])


def _numbers(number: int, sums: _Sums, poverty: Mapping[str, list[Poverty]]) -> dict[str, Any]:
    """Return the numbers of one group, by the name of their field."""
    persons, before = float(sums.persons[number]), float(sums.before[number])
    received = float(sums.received.sum())
    states = {state: groups[number] for state, groups in poverty.items()}
    return {
        "persons": persons,
        "poverty": Change(states.get("without"), states["before"], states["after"]),
        **_mean("before", before / persons, sums),
        **_mean("after", float(sums.after[number]) / persons, sums),
        "reached_percent": 100 * float(sums.reached[number]) / persons,
        "households_percent": 100 * float(sums.living_with_reached[number]) / persons,
        "gain_percent": 100 * float(sums.gained[number]) / before if before > 0 else None,
        "share_of_benefits_percent": 100 * float(sums.received[number]) / received if received > 0 else None,
        "winners_percent": 100 * float(sums.winners[number]) / persons,
        "losers_percent": 100 * float(sums.losers[number]) / persons,
    }


def _mean(state: str, month: float, sums: _Sums) -> dict[str, float | None]:
    """Return a mean a month per person in its three units; of a mean consumption of 0 there is no share."""
    whole = sums.mean_consumption_month
    return {
        f"mean_{state}_month": month,
        f"mean_{state}_percent_of_gdp_per_person": 100 * month / sums.gdp_per_person_month,
        f"mean_{state}_percent_of_mean_consumption": 100 * month / whole if whole > 0 else None,
    }


def _poverty(welfare: Welfare, population: Population, groups: Groups) -> dict[str, list[Poverty]]:
    """Return the poverty of every group in each state that is known; of an empty group, what nobody reads."""
    household, weight = population.persons.household, population.person_weight
    persons = np.bincount(np.asarray(groups.codes), weights=weight, minlength=groups.number).tolist()
    found = {}
    for name, amounts in welfare.states.items():
        shares = fgt_by_group(amounts[household], weight, [welfare.line.month], ALPHAS, groups).filled(0.0)
        found[name] = [
            Poverty(100 * headcount, 100 * gap, 100 * severity, headcount * persons[number])
            for number, (headcount, gap, severity) in enumerate(shares[:, 0].tolist())
        ]
    return found


def _of_household(name: str) -> Callable[[Population], Codes]:
    """Return the codes of a household's column, one a person."""
    return lambda population: population.persons_column(name).astype(np.uint8)


def _of_person(name: str) -> Callable[[Population], Codes]:
    def codes(population: Population) -> Codes:
        return observed(f"{population.name}: column {name}", getattr(population.persons, name))

    return codes


def _tenths(population: Population) -> Codes:
    tenth = tenth_of(population.households.consumption_month, population.members_weight)
    return tenth[population.persons.household]


def _five_year_groups(population: Population) -> Codes:
    return np.minimum(population.persons.age, OPEN_FROM) // FIVE_YEARS


def _age_labels() -> tuple[str, ...]:
    starts = range(0, OPEN_FROM, FIVE_YEARS)
    return (*(f"{start} to {start + FIVE_YEARS - 1}" for start in starts), f"{OPEN_FROM} or older")


BREAKDOWNS: Mapping[str, Kind] = MappingProxyType(
    {
        "area": (AREAS, _of_household("urban")),
        "region": ((), _of_household("region")),
        "decile": (tuple(f"tenth {number}" for number in range(1, 11)), _tenths),
        "household_type": (HOUSEHOLD_TYPES, _of_household("type")),
        "sex": (SEXES, _of_person("sex")),
        "life_stage": (LIFE_STAGES, life_stages),
        "age_group": (_age_labels(), _five_year_groups),
        "disability": (DISABILITIES, _of_person("disability")),
        "work": (WORK_STATUSES, _of_person("work")),
    }
)
