"""The numbers of each group of a breakdown, as weighted totals over one another."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simulator.engine import Outcome
from simulator.scenario.breakdown import parted
from simulator.scenario.small_cells import too_few
from simulator.scenario.welfare import Welfare, gains_month
from simulator.uncertainty.design import Numbers
from simulator.uncertainty.places import Place, Ratio, poverty_ratios
from simulator.uncertainty.records import ByGroup

OF_GROUP, MONTH = "percent of the group", "currency a month"
# The fields of `simulator.scenario.Group` beside its poverty: name, words, unit.
FIELDS = (
    ("persons", "persons", "persons"),
    ("mean_before_month", "mean consumption before", MONTH),
    ("mean_after_month", "mean consumption after", MONTH),
    ("reached_percent", "reached, %", OF_GROUP),
    ("households_percent", "living with somebody reached, %", OF_GROUP),
    ("gain_percent", "net gain, %", "percent of consumption"),
    ("share_of_benefits_percent", "share of benefits, %", "percent of benefits"),
    ("winners_percent", "winners, %", OF_GROUP),
    ("losers_percent", "losers, %", OF_GROUP),
)


def numbers_by_group(name: str, outcome: Outcome, welfare: Welfare, by: ByGroup) -> Iterator[Ratio]:
    """Yield every number of `breakdown` for each group; groups hidden for too few households are left out.

    Tenths are those of the sample: their bounds stay as they are whatever the weights.
    """
    people = outcome.population
    for breakdown in by.names:
        labels, codes = parted(people, breakdown)
        few = too_few(people, codes, len(labels), by.smallest_cell)
        for number, label in enumerate(labels):
            if few[number]:
                continue
            members = codes == number
            title = f"{breakdown.replace('_', ' ')} {label}"
            place = Place(name, f"breakdowns.{breakdown}", "", "", title, "", group=label)
            persons = people.household_sum(members)
            yield from poverty_ratios(place, welfare, persons, "poverty.")
            yield from _fields(place, outcome, persons, people.household_sum(members & outcome.reached))


def _fields(place: Place, outcome: Outcome, persons: Numbers, found: Numbers) -> Iterator[Ratio]:
    """Yield the numbers of one group beside its poverty; `found` are its persons who are reached."""
    before, after, gain = (
        outcome.consumption_before_month,
        outcome.consumption_after_month,
        gains_month(outcome),
    )
    lives_with_one = outcome.population.household_sum(outcome.reached) > 0
    received = outcome.received_month
    totals: tuple[tuple[Numbers, Numbers | None], ...] = (
        (persons, None),
        (before * persons, persons),
        (after * persons, persons),
        (100 * found, persons),
        (100 * persons * lives_with_one, persons),
        (100 * gain * persons, before * persons),
        (100 * received / outcome.population.households.size * persons, received),
        (100 * persons * (gain > 0), persons),
        (100 * persons * (gain < 0), persons),
    )
    for (measure, words, unit), (above, below) in zip(FIELDS, totals, strict=True):
        one = Place(
            policy=place.policy,
            section=place.section,
            measure=measure,
            state="",
            label=f"{place.label}: {words}",
            unit=unit,
            group=place.group,
        )
        yield Ratio(one, np.asarray(above, float), None if below is None else np.asarray(below, float))
