"""What an outcome's numbers are made of: weighted totals over one another, and Gini indices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from simulator.engine import Outcome, one_population
from simulator.errors import expect
from simulator.measures import is_poor
from simulator.population import Population
from simulator.scenario.welfare import PER_PERSON, Welfare, gains_month, welfare_of
from simulator.uncertainty.by_group import numbers_by_group
from simulator.uncertainty.design import Numbers
from simulator.uncertainty.places import Place, Ratio, poverty_ratios
from simulator.uncertainty.records import NO_GROUPS, ByGroup

MONTHS = 12
# The same whatever the policy.
NOT_OF_A_REFORM = ("gini_before", "gini_without", "persons", "mean_before_month")
INDEX, PERSONS, CHANGE = "index", "percent of persons", "change"
REACH = (
    ("group_percent", "Group reached, %", "percent of the group"),
    ("direct_percent", "Direct recipients, % of all persons", PERSONS),
    ("households_percent", "Persons in recipient households, % of all persons", PERSONS),
    ("exclusion_error_percent", "Exclusion error, %", "percent of the intended"),
    ("inclusion_error_percent", "Inclusion error, %", "percent of those reached"),
)
COST, BALANCE = "summary.cost", "summary.balance"
MONEY = (
    (COST, "total_year", "Cost, {prices} a year", "currency a year"),
    (COST, "percent_of_gdp", "Cost, % of GDP", "percent of GDP"),
    (COST, "percent_of_mean_consumption", "Cost, % of mean consumption", "percent of mean consumption"),
    (BALANCE, "winners_percent", "Winners, % of persons", PERSONS),
    (BALANCE, "losers_percent", "Losers, % of persons", PERSONS),
)


@dataclass(frozen=True, eq=False)
class GiniIndex:
    """The Gini of welfare, one number a household, among so many persons of each."""

    place: Place
    welfare: Numbers
    persons: Numbers


@dataclass(frozen=True)
class Contrast:
    """One number less another, by their places in `Statistics.numbers`."""

    place: Place
    more: int
    less: int


Number = Ratio | GiniIndex


@dataclass(frozen=True, eq=False)
class Statistics:
    """Numbers of one or several outcomes on one population, and the differences between them."""

    population: Population
    numbers: tuple[Number, ...]
    contrasts: tuple[Contrast, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """The place of each number and then of each difference."""
        return tuple(each.place for each in (*self.numbers, *self.contrasts))

    def with_contrasts(self, columns: Numbers) -> Numbers:
        """Return (rows, numbers) with a column for each difference added."""
        more = [each.more for each in self.contrasts]
        less = [each.less for each in self.contrasts]
        return np.hstack([columns, columns[:, more] - columns[:, less]])


def statistics_of(
    outcomes: Mapping[str, Outcome],
    line: str | None = None,
    equivalence: str = PER_PERSON,
    by: ByGroup = NO_GROUPS,
) -> Statistics:
    """Return the numbers of each outcome, its changes, and its differences from the first outcome.

    All must be of one population: else there is nothing to pair.

    >>> from simulator import Policy, example_population, simulate
    >>> outcome = simulate(example_population(), Policy.from_yaml("{version: 1, schemes: []}"))
    >>> statistics_of({"nothing": outcome}).places[0].label
    'All persons: headcount before, %'
    """
    people = _one_population(outcomes)
    expect("by", by, ByGroup, 'Write ByGroup(("area",)).')
    numbers: list[Number] = []
    for name, outcome in outcomes.items():
        welfare = welfare_of(outcome, line, equivalence)
        numbers += _numbers(name, outcome, welfare)
        numbers += numbers_by_group(name, outcome, welfare, by)
    places = [each.place for each in numbers]
    contrasts = [*_changes(places), *_differences(places, next(iter(outcomes)))]
    return Statistics(people, tuple(numbers), tuple(contrasts))


def _one_population(outcomes: object) -> Population:
    expect("outcomes", outcomes, Mapping, 'Write {"universal": outcome}.')
    assert isinstance(outcomes, Mapping)
    return one_population("outcomes", outcomes)


def _numbers(name: str, outcome: Outcome, welfare: Welfare) -> Iterator[Number]:
    size = outcome.population.households.size.astype(float)
    group = outcome.population.household_sum(outcome.group)
    for section, label, persons in (("everyone", "All persons", size), ("group", "The group", group)):
        place = Place(name, f"summary.{section}", "", "", label, "")
        yield from poverty_ratios(place, welfare, persons)
    yield from _spread(name, outcome, welfare, size)
    yield from _reach(name, outcome, welfare)
    yield from _money(name, outcome, size)


def _spread(name: str, outcome: Outcome, welfare: Welfare, size: Numbers) -> Iterator[Number]:
    """Yield the Gini and the mean of each state."""
    for state, amounts in welfare.states.items():
        yield GiniIndex(Place(name, "summary", f"gini_{state}", "", f"Gini {state}", INDEX), amounts, size)
    means = {"before": outcome.consumption_before_month, "after": outcome.consumption_after_month}
    for state, amounts in means.items():
        label = f"Mean consumption {state}, {outcome.population.economy.currency} a month per person"
        place = Place(name, "summary", "mean_consumption_month", state, label, "currency a month")
        yield Ratio(place, amounts * size, size)


def _reach(name: str, outcome: Outcome, welfare: Welfare) -> Iterator[Ratio]:
    """Yield who is reached, and both errors: shares of persons, counted in each household."""
    people = outcome.population
    poor = is_poor(welfare.before, welfare.line.month)[people.persons.household]
    intended, reached = outcome.group & poor, outcome.reached
    everybody, found = people.households.size.astype(float), people.household_sum(reached)
    wanted, right = people.household_sum(intended), people.household_sum(intended & reached)
    shares = (
        (found, people.household_sum(outcome.group)),
        (found, everybody),
        (everybody * (found > 0), everybody),
        (wanted - right, wanted),
        (found - right, found),
    )
    for (measure, label, unit), (above, below) in zip(REACH, shares, strict=True):
        yield Ratio(Place(name, "summary.reach", measure, "", label, unit), 100 * above, below)


def _money(name: str, outcome: Outcome, size: Numbers) -> Iterator[Ratio]:
    """Yield what the policy costs, and who wins and loses."""
    economy = outcome.population.economy
    cost = outcome.paid_month + outcome.administration_month
    gain = gains_month(outcome)
    prices = f"{economy.currency} of {economy.price_year}"
    totals: tuple[tuple[Numbers, Numbers | None], ...] = (
        (MONTHS * cost, None),
        (100 * cost, economy.gdp_per_person_month * size),
        (100 * cost, outcome.consumption_before_month * size),
        (100 * size * (gain > 0), size),
        (100 * size * (gain < 0), size),
    )
    for (section, measure, label, unit), (above, below) in zip(MONEY, totals, strict=True):
        yield Ratio(Place(name, section, measure, "", label.format(prices=prices), unit), above, below)


def _changes(places: list[Place]) -> Iterator[Contrast]:
    """Yield after less before of each number that has both."""
    known = {(each.policy, *each.key): row for row, each in enumerate(places)}
    for row, each in enumerate(places):
        is_gini = each.measure == "gini_after"
        if each.state != "after" and not is_gini:
            continue
        before = ("gini_before", "") if is_gini else (each.measure, "before")
        measure = "gini" if is_gini else each.measure
        label = _in_points(each.label.replace("after", CHANGE))
        place = Place(each.policy, each.section, measure, CHANGE, label, each.unit, group=each.group)
        yield Contrast(place, row, known[(each.policy, each.section, each.group, *before)])


def _differences(places: list[Place], first: str) -> Iterator[Contrast]:
    """Yield each policy's number less that of the first; before the reform all are the same."""
    known = {each.key: row for row, each in enumerate(places) if each.policy == first}
    for row, each in enumerate(places):
        is_reform = each.state not in ("before", "without") and each.measure not in NOT_OF_A_REFORM
        if each.policy == first or each.key not in known or not is_reform:
            continue
        label = f"{_in_points(each.label)}, less {first}"
        yield Contrast(replace(each, label=label, against=first), row, known[each.key])


def _in_points(label: str) -> str:
    """Return the label of a difference of percentages.

    >>> _in_points("All persons: headcount change, %")
    'All persons: headcount change, points'
    """
    return f"{label.removesuffix(', %')}, points" if label.endswith(", %") else label
