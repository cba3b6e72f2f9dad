"""The result by area, region, tenth, household type, sex, age, disability and work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from simulator.engine import Outcome
from simulator.errors import expect, unknown
from simulator.measures import Groups, fgt_by_group
from simulator.population import HOUSEHOLD_TYPES, WORK_STATUSES, Population, observed
from simulator.scenario.records import Change, Poverty
from simulator.scenario.summary import tenth_of
from simulator.scenario.welfare import PER_PERSON, Welfare, gains_month, welfare_of

ALPHAS = (0.0, 1.0, 2.0)
SEXES, AREAS = ("female", "male"), ("rural", "urban")
DISABILITIES = ("no disability", "some disability", "severe disability")
LIFE_STAGES, ADULT_FROM, OLDER_FROM = ("child, 0 to 17", "18 to 59", "60 or older"), 18, 60
FIVE_YEARS, OPEN_FROM = 5, 80
Codes = NDArray[np.integer]
Kind = tuple[tuple[str, ...], Callable[[Population], Codes]]


@dataclass(frozen=True)
class Group:
    """One group of persons in a result. Percent, but for persons and money (local currency a month).

    `poverty` in each state; `reached_percent` of the group get a benefit themselves, `households_percent`
    live with somebody who does. `gain_percent` is the gain net of what is paid, in percent of consumption
    (None where the group consumes nothing), and `share_of_benefits_percent` what arrives in the group's
    households, shared by their members (None where nothing is received by anybody).
    """

    by: str
    label: str
    persons: float
    poverty: Change
    mean_before_month: float
    mean_after_month: float
    reached_percent: float
    households_percent: float
    gain_percent: float | None
    share_of_benefits_percent: float | None
    winners_percent: float
    losers_percent: float


def breakdown(
    outcome: Outcome, by: str, line: str | None = None, equivalence: str = PER_PERSON
) -> tuple[Group, ...]:
    """Return the result for each group of persons; groups in which nobody lives are left out.

    `by` is one of `BREAKDOWNS`. Groups add up: persons to all persons, and poverty weighted by persons.

    >>> from simulator import Policy, example_population, simulate
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> groups = breakdown(simulate(example_population(), policy), by="area")
    >>> [(group.label, group.persons) for group in groups]
    [('rural', 1300.0), ('urban', 700.0)]
    """
    expect("outcome", outcome, Outcome, "Use simulator.simulate(population, policy).")
    if not isinstance(by, str) or by not in BREAKDOWNS:
        raise unknown("by", by, BREAKDOWNS)
    labels, codes_of = BREAKDOWNS[by]
    codes = codes_of(outcome.population)
    labels = labels or outcome.population.regions
    table = _Sums(outcome, codes, len(labels))
    welfare = welfare_of(outcome, line, equivalence)
    poverty = _poverty(welfare, outcome.population, Groups(codes, len(labels)))
    lived_in = [number for number in range(len(labels)) if table.persons[number] > 0]
    return tuple(_group(by, labels[number], number, table, poverty) for number in lived_in)


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

        self.persons = np.bincount(codes, weights=weight, minlength=number)
        self.before = total(outcome.consumption_before_month[household])
        self.after = total(outcome.consumption_after_month[household])
        self.reached = total(reached)
        self.living_with_reached = total(lives_with_one[household])
        self.gained = total(gains[household])
        self.received = total(received[household])
        self.winners = total((gains > 0)[household])
        self.losers = total((gains < 0)[household])


def _group(by: str, label: str, number: int, sums: _Sums, poverty: Mapping[str, list[Poverty]]) -> Group:
    persons, before = float(sums.persons[number]), float(sums.before[number])
    received = float(sums.received.sum())
    without = poverty.get("without")
    return Group(
        by=by,
        label=label,
        persons=persons,
        poverty=Change(
            without[number] if without else None, poverty["before"][number], poverty["after"][number]
        ),
        mean_before_month=before / persons,
        mean_after_month=float(sums.after[number]) / persons,
        reached_percent=100 * float(sums.reached[number]) / persons,
        households_percent=100 * float(sums.living_with_reached[number]) / persons,
        gain_percent=100 * float(sums.gained[number]) / before if before > 0 else None,
        share_of_benefits_percent=100 * float(sums.received[number]) / received if received > 0 else None,
        winners_percent=100 * float(sums.winners[number]) / persons,
        losers_percent=100 * float(sums.losers[number]) / persons,
    )


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


def _life_stages(population: Population) -> Codes:
    age = population.persons.age
    return (age >= ADULT_FROM).astype(np.uint8) + (age >= OLDER_FROM)


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
        "life_stage": (LIFE_STAGES, _life_stages),
        "age_group": (_age_labels(), _five_year_groups),
        "disability": (DISABILITIES, _of_person("disability")),
        "work": (WORK_STATUSES, _of_person("work")),
    }
)
