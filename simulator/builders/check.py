"""How close a synthetic population comes to the published figures."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from simulator.builders.ages import FEMALE, MALE
from simulator.builders.arrays import Flags, Numbers
from simulator.builders.facts import OLDEST, CountryFacts, Figure, Table
from simulator.builders.families import LARGEST_SIZE, SIZE_GROUPS
from simulator.builders.households import MEMBER_AGES
from simulator.measures import fgt, gini, mean_log_deviation
from simulator.population import HOUSEHOLD_TYPES, Population

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

HALF_A_POINT, DECILE_POINTS, GINI_POINTS = 0.5, 0.3, 0.005
MEMBERS, MEAN_SHARE = 0.05, 0.002
NOT_PROMISED = float("nan")


@dataclass(frozen=True)
class Comparison:
    """One published figure beside the population's own; `tolerance` is what the build promises.

    A figure that is not calibrated was not used in the build, so its difference tests the method; a
    headcount may be promised all the same. `note` says what a reader must know about the figure.
    """

    figure: str
    unit: str
    year: int
    published: float
    synthetic: float
    difference: float
    tolerance: float
    calibrated: bool
    source: str
    note: str = ""


def published_versus_synthetic(population: Population, facts: CountryFacts) -> pd.DataFrame:
    """Return a table with a row a published figure: figure, unit, year, published, synthetic, difference,
    tolerance (nan where the build promises nothing), calibrated, source and note.

    >>> from simulator.countries import country, country_facts
    >>> table = published_versus_synthetic(country("nepal"), country_facts("nepal"))
    >>> bool((table.difference.abs() <= table.tolerance)[table.tolerance.notna()].all())
    True
    """
    import pandas as pd

    parts = (_distribution, _lines, _held_out, _ages, _homes, _members)
    rows = [row for part in parts for row in part(population, facts)]
    return pd.DataFrame([asdict(row) for row in rows])


def _row(
    name: str, table: Table, published: float, synthetic: float, tolerance: float = NOT_PROMISED
) -> Comparison:
    """Return a row for a figure that the build meets within a tolerance, or, without one, did not use."""
    return Comparison(
        figure=name,
        unit=table.unit,
        year=table.year,
        published=published,
        synthetic=synthetic,
        difference=synthetic - published,
        tolerance=tolerance,
        calibrated=not math.isnan(tolerance),
        source=str(table.source),
    )


def _distribution(population: Population, facts: CountryFacts) -> Iterator[Comparison]:
    """Yield mean, Gini and decile shares."""
    published = facts.distribution
    welfare, persons = _welfare(population), population.members_weight
    mean, index = published.mean, published.gini
    realised = float(np.average(welfare, weights=persons))
    yield _row("mean consumption", mean, mean.value, realised, mean.value * MEAN_SHARE)
    yield _row("Gini", index, index.value, gini(welfare, persons), GINI_POINTS)
    shares = _decile_shares(welfare, persons)
    for place, value in enumerate(published.decile_shares.values):
        yield _row(
            f"share of decile {place + 1}", published.decile_shares, value, shares[place], DECILE_POINTS
        )


def _lines(population: Population, facts: CountryFacts) -> Iterator[Comparison]:
    """Yield the headcount at each line. All are promised; the curve goes through some of them only."""
    published, persons = facts.distribution, population.members_weight
    welfare = _welfare(population)
    for line in published.poverty_lines:
        poor, value = 100 * fgt(welfare, persons, line.line.value, 0), line.headcount.value
        name, tolerance = f"headcount at {line.line.value:.2f}", HALF_A_POINT + rounding_of(value)
        row = _row(name, line.headcount, value, poor, tolerance)
        yield replace(row, calibrated=line.id in published.met_by_curve, note=line.note or "")


def rounding_of(published: float) -> float:
    """Return half of the last printed digit: how far rounding may have moved a published percentage.

    >>> rounding_of(7.5), rounding_of(10.0), rounding_of(19.753619)
    (0.05, 0.05, 5e-07)
    """
    decimals = len(repr(float(published)).partition(".")[2])
    return float(0.5 / 10**decimals)


def _held_out(population: Population, facts: CountryFacts) -> Iterator[Comparison]:
    """Yield the figures kept out of the build on purpose."""
    held = facts.distribution.held_out
    welfare, persons = _welfare(population), population.members_weight
    poverty = {power: 100 * fgt(welfare, persons, held.line.value, power) for power in (1, 2)}
    at = f"at {held.line.value:.2f}"
    listed: tuple[tuple[str, Figure, float], ...] = (
        ("median consumption", held.median, _median(welfare, persons)),
        ("mean log deviation", held.mean_log_deviation, mean_log_deviation(welfare, persons)),
        (f"poverty gap {at}", held.poverty_gap, poverty[1]),
        (f"poverty severity {at}", held.poverty_severity, poverty[2]),
    )
    for name, figure, synthetic in listed:
        yield _row(name, figure, figure.value, synthetic)


def _ages(population: Population, facts: CountryFacts) -> Iterator[Comparison]:
    """Yield all persons, and the share of each age group and sex."""
    groups, total = facts.ages.groups, facts.ages.persons
    weight = population.person_weight
    yield _row("persons", groups, groups.total, float(weight.sum()), groups.total / 1000)
    shares = Table("percent of persons", groups.year, groups.source)
    age, sex = population.persons.age, population.persons.sex
    for row in groups.rows:
        for number, word, published in ((FEMALE, "female", row.female), (MALE, "male", row.male)):
            within = (age >= row.low) & (age <= row.high) & (sex == number)
            name = f"{word}, aged {_span(row.low, row.high, OLDEST)}"
            yield _row(name, shares, 100 * published / total, _percent(within, weight), HALF_A_POINT)


def _homes(population: Population, facts: CountryFacts) -> Iterator[Comparison]:
    """Yield mean size, the urban share, and who lives together, which may be assumed."""
    published, homes = facts.households, population.households
    weight, mean = homes.weight, published.mean_size
    realised = float(np.average(homes.size, weights=weight))
    yield _row("mean household size", mean, mean.value, realised, MEMBERS)
    urban = _percent(homes.urban, population.members_weight)
    yield _row("urban", published.urban, published.urban.value, urban, HALF_A_POINT)
    composition = [*_sizes(population, facts), *_family_types(population, facts)]
    for row in composition:
        yield row if published.assumed is None else replace(row, note=f"Not published. {published.assumed}")


def _sizes(population: Population, facts: CountryFacts) -> Iterator[Comparison]:
    """Yield the share of households of each group of sizes."""
    published, size = facts.households.sizes, population.households.size
    for (low, high), value in zip(SIZE_GROUPS, published.parts, strict=True):
        share = _percent((size >= low) & (size <= high), population.households.weight)
        yield _row(f"households of {_span(low, high, LARGEST_SIZE)}", published, value, share, HALF_A_POINT)


def _family_types(population: Population, facts: CountryFacts) -> Iterator[Comparison]:
    """Yield the share of households of each family."""
    homes = population.households
    for name, value, types in _families(facts):
        share = _percent(np.isin(homes.type, [HOUSEHOLD_TYPES.index(each) for each in types]), homes.weight)
        yield _row(name, facts.households.families, value, share, HALF_A_POINT)


def _families(facts: CountryFacts) -> Iterator[tuple[str, float, tuple[str, ...]]]:
    """Yield each published family, its percent, and the household types that make it up."""
    families = facts.households.families
    yield "one person", families.one_person, ("one person 60 or older", "one person under 60")
    yield "couple only", families.couple_only, ("couple without children",)
    yield "couple with children", families.couple_with_children, ("couple with children",)
    yield "single parent", families.single_parent, ("single caregiver",)
    extended = families.extended + families.non_relatives
    yield "extended or not related", extended, ("three generations", "skipped generation", "other")
    yield "three generations", families.three_generations, ("three generations",)
    yield "skipped generation", families.skipped_generation, ("skipped generation",)


def _members(population: Population, facts: CountryFacts) -> Iterator[Comparison]:
    """Yield households with a member of an age; those with both a child and an elder are a check."""
    homes, weight = facts.households, population.households.weight
    members = homes.members
    if members is None:
        return
    found = {name: _has(population, low, high) for name, low, high in MEMBER_AGES}
    for name, has in found.items():
        left_out = name in homes.members_not_met
        tolerance = NOT_PROMISED if left_out else HALF_A_POINT
        title = f"households with a member {name.replace('_', ' ')}"
        row = _row(title, members, getattr(members, name), _percent(has, weight), tolerance)
        yield replace(row, note=homes.members_note or "") if left_out else row
    both15, both18 = found["under_15"] & found["from_60"], found["under_18"] & found["from_60"]
    title = "households with members under {} and from 60"
    yield _row(title.format(15), members, members.under_15_and_from_60, _percent(both15, weight))
    yield _row(title.format(18), members, members.under_18_and_from_60, _percent(both18, weight))


def _welfare(population: Population) -> Numbers:
    """Return each household's consumption in PPP dollars a day per person."""
    return population.households.consumption_month / population.economy.lcu_month_per_ppp_day


def _has(population: Population, low: int, high: int) -> Flags:
    """Return which households have a member aged `low` to `high`."""
    age, household = population.persons.age, population.persons.household
    found = household[(age >= low) & (age <= high)]
    return np.bincount(found, minlength=len(population.households.size)) > 0


def _span(low: int, high: int, highest: int) -> str:
    """Return a range in words, the last one open.

    >>> _span(0, 4, highest=100), _span(1, 1, highest=12), _span(70, 100, highest=100)
    ('0 to 4', '1', '70 and over')
    """
    if high == highest:
        return f"{low} and over"
    return f"{low}" if low == high else f"{low} to {high}"


def _percent(within: Flags, weights: Numbers) -> float:
    return float(100 * weights[within].sum() / weights.sum())


def _decile_shares(values: Numbers, weights: Numbers) -> list[float]:
    """Return the percent of the total that each tenth of the persons has; a household may be cut in two."""
    order = np.argsort(values, kind="stable")
    persons = np.concatenate([[0.0], np.cumsum(weights[order])])
    amounts = np.concatenate([[0.0], np.cumsum((weights * values)[order])])
    held = np.interp(np.linspace(0, 1, 11), persons / persons[-1], amounts / amounts[-1])
    return [float(share) for share in 100 * np.diff(held)]


def _median(values: Numbers, weights: Numbers) -> float:
    """Return the lowest value that half of the weight does not exceed."""
    order = np.argsort(values, kind="stable")
    held = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(held, held[-1] / 2)])
