"""A made-up worker's career: year by year, what was earned and in which state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from simulator.careers.declarations import declared_parameters, text_of
from simulator.careers.records import Spell, check_whole, refuse_shares
from simulator.errors import BadInput, expect
from simulator.parameters import Parameter, Value, checked_values

MONTHS = 12
MOST_SPELLS = 60
WHOLE = ("age_start", "age_retirement")
ECONOMY = "economy."


@dataclass(frozen=True)
class CareerEconomy:
    """The economy around a career: real growth and interest in percent a year, wages a month.

    `average_wage` is that of the first year; `legal_minimum` is the minimum wage in percent of it.

    >>> CareerEconomy(interest=-100)
    Traceback (most recent call last):
    simulator.errors.BadInput: economy.interest: -100 is not allowed. Allowed: a number from -20 to 30 \
(percent a year). Choose a value inside this range.
    """

    wage_growth: float = 1.25
    interest: float = 3.0
    inflation: float = 2.0
    average_wage: float = 1000.0
    legal_minimum: float = 40.0
    currency: str = "currency units"

    def __post_init__(self) -> None:
        _check_words("economy.currency", self.currency)
        known = economy_parameters()
        values = checked_values(known, {key: getattr(self, key) for key in known}, "economy")
        refuse_shares(known, values, "economy")
        _fill(self, values)


@dataclass(frozen=True)
class Career:
    """A worker's years of work, as YAML or Python tells them; what is left out is as declared.

    Ages are whole years; the last year of work is the one before `age_retirement`. Years in no
    spell are formal for the share `density` of their months and informal for the rest.
    Raises `BadInput` for what cannot be, such as spells that overlap.

    >>> career = Career(age_start=25, age_retirement=65, spells=[Spell("care", (30, 39))])
    >>> len(career.wages), sum(career.formal_shares)
    (40, 30.0)
    """

    age_start: int = 25
    age_retirement: int = 65
    first_wage: float = 100.0
    first_wage_unit: str = "percent_average_wage"
    wage_growth: float = 1.25
    density: float = 1.0
    spells: Sequence[Spell] = ()
    life_expectancy: float = 18.0
    sex: str = "unspecified"
    economy: CareerEconomy = field(default_factory=CareerEconomy)
    label: str = "A career"

    def __post_init__(self) -> None:
        _check_words("career.label", self.label)
        expect("career.economy", self.economy, CareerEconomy, "Write CareerEconomy(interest=3).")
        known = worker_parameters()
        given = {path: getattr(self, field_of(path)) for path in known}
        values = checked_values(known, given, "career")
        _fill(self, {field_of(path): value for path, value in values.items()})
        check_whole(known, values, "career")
        for name in WHOLE:
            object.__setattr__(self, name, int(getattr(self, name)))
        if self.age_retirement <= self.age_start:
            allowed = f"an age above {self.age_start}, the age at the start"
            raise BadInput("career.age_retirement", self.age_retirement, allowed, "Choose a later age.")
        object.__setattr__(self, "spells", _checked_spells(self))

    @property
    def years(self) -> int:
        """The number of years from the start to retirement."""
        return self.age_retirement - self.age_start

    @property
    def first_wage_month(self) -> float:
        """The first monthly wage, in currency."""
        share = self.economy.average_wage / 100 if self.first_wage_unit == "percent_average_wage" else 1.0
        return self.first_wage * share

    @property
    def wages(self) -> tuple[float, ...]:
        """The monthly wage of each year, in constant prices; in a year without work, what it would be."""
        return tuple(self.first_wage_month * (1 + self.wage_growth / 100) ** t for t in range(self.years))

    @property
    def legal_minimums(self) -> tuple[float, ...]:
        """The legal minimum wage a month of each year, which follows average wages."""
        first, growth = self.economy.average_wage * self.economy.legal_minimum / 100, self.economy.wage_growth
        return tuple(first * (1 + growth / 100) ** t for t in range(self.years))

    @property
    def insured_wages(self) -> tuple[float, ...]:
        """The monthly wage of each year on which a formal worker contributes: the legal minimum at least."""
        return tuple(max(pair) for pair in zip(self.wages, self.legal_minimums, strict=True))

    @property
    def states(self) -> tuple[str, ...]:
        """The state that a spell gives each year; an empty text where none does."""
        named = {age: each.state for each in self.spells for age in range(each.ages[0], each.ages[1] + 1)}
        return tuple(named.get(age, "") for age in range(self.age_start, self.age_retirement))

    @property
    def formal_shares(self) -> tuple[float, ...]:
        """The share of each year's months in formal work."""
        shares = {"": self.density, "formal": 1.0}
        return tuple(shares.get(state, 0.0) for state in self.states)

    @property
    def informal_shares(self) -> tuple[float, ...]:
        """The share of each year's months in informal work."""
        shares = {"": 1 - self.density, "informal": 1.0}
        return tuple(shares.get(state, 0.0) for state in self.states)

    @property
    def years_contributed(self) -> float:
        """The years of formal work, parts of years added up."""
        return sum(self.formal_shares)


@cache
def career_parameters() -> Mapping[str, Parameter]:
    """Return what is declared about a career and its economy, by path.

    >>> career_parameters()["density"].allowed({})
    'a number from 0 to 1 (share)'
    """
    return MappingProxyType(declared_parameters("career.yaml", text_of("career.yaml")))


def economy_parameters() -> dict[str, Parameter]:
    """Return what is declared about the economy, by the name of its field.

    >>> "interest" in economy_parameters()
    True
    """
    found = career_parameters().items()
    return {path.removeprefix(ECONOMY): each for path, each in found if path.startswith(ECONOMY)}


def worker_parameters() -> dict[str, Parameter]:
    """Return what is declared about the worker, by path.

    >>> "economy.interest" in worker_parameters()
    False
    """
    return {path: each for path, each in career_parameters().items() if not path.startswith(ECONOMY)}


def field_of(path: str) -> str:
    """Return the field of a career that holds a parameter.

    >>> field_of("first_wage.value"), field_of("first_wage.unit")
    ('first_wage', 'first_wage_unit')
    """
    return path.removesuffix(".value").replace(".", "_")


def _fill(record: object, values: Mapping[str, Value]) -> None:
    """Put checked values, each in its own type, into a frozen record."""
    for name, value in values.items():
        object.__setattr__(record, name, value)


def _check_words(field: str, given: object) -> None:
    if not isinstance(given, str) or not given.strip():
        raise BadInput(field, given, "a text that is not empty", "Write a few words.")


def _checked_spells(career: Career) -> tuple[Spell, ...]:
    """Return the spells in their order; refuse those that overlap or lie outside the career."""
    given = career.spells
    listed = isinstance(given, Sequence) and len(given) <= MOST_SPELLS
    if not listed or not all(isinstance(each, Spell) for each in given):
        allowed = f"a list of up to {MOST_SPELLS} spells"
        raise BadInput("career.spells", given, allowed, 'Write [Spell("care", (30, 39))].')
    ordered = tuple(sorted(given, key=lambda each: each.ages))
    for spell in ordered:
        if spell.ages[0] < career.age_start or spell.ages[1] >= career.age_retirement:
            allowed = f"ages from {career.age_start} to {career.age_retirement - 1}, the years of the career"
            raise BadInput("career.spells", list(spell.ages), allowed, "Cut the spell to the career.")
    for earlier, later in pairwise(ordered):
        if later.ages[0] <= earlier.ages[1]:
            allowed = f"a spell that starts after age {earlier.ages[1]}"
            raise BadInput("career.spells", list(later.ages), allowed, "Let no two spells share a year.")
    return ordered
