"""The people of each year to come: today's households, reweighted to the published ages of that year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from numbers import Integral

from simulator.builders.facts import AgeGroup, AgeGroups
from simulator.countries import country, country_facts, known_country
from simulator.countries.invented import invented_names
from simulator.economy import YEARS
from simulator.errors import BadInput, SimulatorError, expect
from simulator.population import Population
from simulator.surveys.reweighting import FAR, reweight, weight_changes

AS_BUILT, PUBLISHED, INTERPOLATED, CONSTANT = "as built", "published", "interpolated", "held constant"
POPULATION_MEND = "Use simulator.country('nepal')."


@dataclass(frozen=True, eq=False)
class PeopleInYear:
    """The people of one year, and what their ages rest on: a published year, or a year between two.

    `design_effect` is Kish's, over households, and `largest_ratio` the most that a weight grew beyond the
    whole population (`surveys.reweighting`): where they are large, few households speak for many.
    """

    population: Population
    basis: str
    design_effect: float
    largest_ratio: float

    @property
    def far(self) -> bool:
        """Whether some household counts more than three times as much as today."""
        return self.largest_ratio > FAR


@dataclass(frozen=True, eq=False)
class PeopleByYear:
    """Today's people and the published ages of years to come, in order; without any, nobody ages.

    `built_for` is the year whose ages the people have already, as a synthetic country has: they are then
    left as they are. In every other year each household counts more or less, until the persons of each age
    group and sex are met. Ages, work and money of a household do not change, only how many live like it
    (static ageing). Source: Immervoll and others, Static Data Ageing Techniques, EUROMOD Working Paper
    EM7/05, 2005.

    >>> people_of_country("nepal").last_year
    2050
    """

    population: Population
    published: tuple[AgeGroups, ...] = ()
    built_for: int | None = None

    def __post_init__(self) -> None:
        expect("population", self.population, Population, POPULATION_MEND)
        expect("published", self.published, tuple, "Write () for people who stay as they are.")
        for each in self.published:
            expect(
                "published", each, AgeGroups, "Take those of simulator.countries.country_facts(name).ages."
            )
        if self.built_for is not None:
            _check_built_for(self.built_for)
        _check_order(self.published)

    @property
    def last_year(self) -> int | None:
        """The last year of the population figures, or None where the people stay as they are."""
        return self.published[-1].year if self.published else None

    def in_year(self, year: int) -> PeopleInYear:
        """Return the people of a year; one beyond the population figures is `BadInput`.

        >>> people = people_of_country("nepal")
        >>> people.in_year(2030).basis, people.in_year(2031).basis
        ('published', 'interpolated')
        """
        return _in_year(self, year, self.basis(year))

    def basis(self, year: int) -> str:
        """Return what the ages of a year rest on; a year without population figures is `BadInput`."""
        if not self.published:
            return CONSTANT
        first, last = self.published[0].year, self.published[-1].year
        if isinstance(year, bool) or not isinstance(year, Integral) or not first <= year <= last:
            mend = "Nobody published the population by age of other years here: choose one of these."
            raise BadInput("year", year, f"a whole year from {first} to {last}", mend)
        if year == self.built_for:
            return AS_BUILT
        return PUBLISHED if year in [each.year for each in self.published] else INTERPOLATED


# Several projections ask for the same people, and weights take longer than all the rest.
@lru_cache(maxsize=128)
def _in_year(people: PeopleByYear, year: int, basis: str) -> PeopleInYear:
    population = people.population
    if basis in (PUBLISHED, INTERPOLATED):
        source = f"{people.published[0].source.publisher}, {year}"
        population = reweight(population, ages_in(people.published, year), source)[0]
    changes = weight_changes(people.population, population)
    return PeopleInYear(population, basis, changes.design_effect_after, changes.largest_ratio)


def people_of_country(name: str) -> PeopleByYear:
    """Return a country's synthetic people with the United Nations' population by age, 2025 to 2050.

    An invented country has no such figures, and is refused.

    >>> [each.year for each in people_of_country("nepal").published]
    [2022, 2025, 2030, 2040, 2050]
    """
    known = known_country(name)
    if known in invented_names():
        raise SimulatorError(
            f"{known} is invented: nobody projects its population. Choose a real country, or let its "
            "people stay as they are: simulator.projection.held_constant(population)."
        )
    return _of_country(known)


@lru_cache(maxsize=8)
def _of_country(known: str) -> PeopleByYear:
    ages = country_facts(known).ages
    return PeopleByYear(country(known), (ages.groups, *ages.projections), built_for=ages.groups.year)


def with_ages_of(population: Population, name: str) -> PeopleByYear:
    """Return the people of a survey with the published ages of its country: each year is reweighted.

    >>> from simulator import country
    >>> with_ages_of(country("nepal"), "nepal").in_year(2022).basis
    'published'
    """
    ages = country_facts(name).ages
    return PeopleByYear(population, (ages.groups, *ages.projections))


def held_constant(population: Population) -> PeopleByYear:
    """Return people who stay as they are, in number and in age: what growth and indexation do alone.

    >>> from simulator import example_population
    >>> held_constant(example_population()).in_year(2090).basis
    'held constant'
    """
    return PeopleByYear(population)


def ages_in(published: Sequence[AgeGroups], year: int) -> tuple[AgeGroup, ...]:
    """Return the persons by age group and sex of a year; between two published ones each grows steadily.

    Steady growth is geometric: persons = earlier^(1 - s) × later^s, where s is the share of the years
    that have passed. Source: Preston, Heuveline, Guillot, Demography (Blackwell 2001), chapter 1.

    >>> groups = people_of_country("nepal").published
    >>> round(ages_in(groups, 2035)[0].female), groups[2].rows[0].female, groups[3].rows[0].female
    (1210049, 1267135.0, 1155534.0)
    """
    for each in published:
        if each.year == year:
            return each.rows
    earlier, later = next((a, b) for a, b in pairwise(published) if a.year < year < b.year)
    passed = (year - earlier.year) / (later.year - earlier.year)
    return tuple(
        AgeGroup(
            low=one.low,
            high=one.high,
            female=one.female ** (1 - passed) * other.female**passed,
            male=one.male ** (1 - passed) * other.male**passed,
        )
        for one, other in zip(earlier.rows, later.rows, strict=True)
    )


def _check_built_for(year: object) -> None:
    if isinstance(year, bool) or not isinstance(year, Integral) or not YEARS[0] <= int(year) <= YEARS[1]:
        allowed = f"a whole year from {YEARS[0]} to {YEARS[1]}"
        raise BadInput("built_for", year, allowed, "Leave it out for a survey.")


def _check_order(published: Sequence[AgeGroups]) -> None:
    """Refuse years out of order, and years whose age groups are others: nothing lies between those."""
    for earlier, later in pairwise(published):
        if later.year <= earlier.year:
            raise BadInput("published", later.year, f"a year after {earlier.year}", "Sort them by year.")
        if [(row.low, row.high) for row in earlier.rows] != [(row.low, row.high) for row in later.rows]:
            allowed = f"the age groups of {earlier.year}"
            raise BadInput("published", later.year, allowed, "Join age groups until all years have the same.")
