"""The published figures of a country: frozen records, each with unit, year, source and licence."""

from __future__ import annotations

from dataclasses import dataclass

OLDEST = 100
DAYS_A_MONTH = 365 / 12


@dataclass(frozen=True)
class Source:
    """Who published a figure, in which table and edition, under which licence."""

    publisher: str
    table: str
    edition: str
    licence: str

    def __str__(self) -> str:
        return f"{self.publisher}: {self.table}, edition {self.edition} ({self.licence})"


@dataclass(frozen=True)
class Table:
    """Figures that share a unit, a year and a source."""

    unit: str
    year: int
    source: Source


@dataclass(frozen=True)
class Figure(Table):
    """One published figure."""

    value: float


@dataclass(frozen=True)
class Money:
    """What money is worth: `ppp_factor` times `price_index` is local currency a PPP dollar."""

    currency: str
    price_year: int
    gdp_per_person_year: Figure
    ppp_factor: Figure
    price_index: Figure

    @property
    def lcu_month_per_ppp_day(self) -> float:
        """Local currency a month that one PPP dollar a day is worth, at `price_year` prices."""
        return self.ppp_factor.value * self.price_index.value * DAYS_A_MONTH


@dataclass(frozen=True)
class DecileShares(Table):
    """Percent of all consumption that each tenth of the persons has, the poorest first."""

    values: tuple[float, ...]


@dataclass(frozen=True)
class PublishedLine:
    """A poverty line and the published percent of persons under it."""

    id: str
    label: str
    line: Figure
    headcount: Figure


@dataclass(frozen=True)
class HeldOut:
    """Published figures that the build does not use: a check on the method."""

    median: Figure
    mean_log_deviation: Figure
    line: Figure
    headcount: Figure
    poverty_gap: Figure
    poverty_severity: Figure


@dataclass(frozen=True)
class Consumption:
    """The published distribution; the build meets the headcount of the first line."""

    mean: Figure
    gini: Figure
    decile_shares: DecileShares
    poverty_lines: tuple[PublishedLine, ...]
    held_out: HeldOut


@dataclass(frozen=True)
class AgeGroup:
    """Persons from age `low` to age `high`, both included."""

    low: int
    high: int
    female: float
    male: float


@dataclass(frozen=True)
class AgeGroups(Table):
    """Age groups that follow each other from 0 to 100 and over; `total` is the published one of all."""

    total: float
    rows: tuple[AgeGroup, ...]


@dataclass(frozen=True)
class SingleYears(Table):
    """Persons by single year from 0 to 100 and over, used only for the shape inside the groups."""

    female: tuple[float, ...]
    male: tuple[float, ...]


@dataclass(frozen=True)
class Ages:
    """The population by age and sex."""

    groups: AgeGroups
    single_years: SingleYears

    @property
    def persons(self) -> float:
        """All persons of the age groups, which are rounded."""
        return sum(row.female + row.male for row in self.groups.rows)


@dataclass(frozen=True)
class Sizes(Table):
    """Percent of households by number of members."""

    one: float
    two_or_three: float
    four_or_five: float
    six_or_more: float

    @property
    def parts(self) -> tuple[float, ...]:
        """The four shares, which add up to 100."""
        return self.one, self.two_or_three, self.four_or_five, self.six_or_more


@dataclass(frozen=True)
class Families(Table):
    """Percent of households by family: the first six add up to 100, the last three lie inside them.

    Single mothers are single parents; households of three generations, or of grandparents and
    grandchildren with no parent, are extended families.
    """

    one_person: float
    couple_only: float
    couple_with_children: float
    single_parent: float
    extended: float
    non_relatives: float
    single_mother: float
    three_generations: float
    skipped_generation: float

    @property
    def parts(self) -> tuple[float, ...]:
        """The six shares that add up to 100."""
        nuclear = self.couple_only, self.couple_with_children, self.single_parent
        return self.one_person, *nuclear, self.extended, self.non_relatives


@dataclass(frozen=True)
class Members(Table):
    """Percent of households with at least one member of an age."""

    under_15: float
    under_18: float
    from_60: float
    from_65: float
    under_15_and_from_60: float
    under_18_and_from_60: float


@dataclass(frozen=True)
class HouseholdFacts:
    """How people live together, and where."""

    mean_size: Figure
    urban: Figure
    sizes: Sizes
    families: Families
    members: Members


@dataclass(frozen=True)
class Assumption:
    """A number that nobody published, with the reason for it."""

    value: float
    unit: str
    note: str


@dataclass(frozen=True)
class Assumptions:
    """What had to be assumed: gradients of log consumption, the proxy score, and family ages."""

    size_elasticity: Assumption
    child_share_gradient: Assumption
    urban_gradient: Assumption
    score_r_squared: Assumption
    one_person_older_share: Assumption
    both_grandparents_share: Assumption
    both_parents_share: Assumption
    youngest_child_age: Assumption
    child_spacing: Assumption
    first_birth_age: Assumption
    first_birth_age_spread: Assumption
    birth_age: Assumption
    birth_age_spread: Assumption
    spouse_age_gap: Assumption
    spouse_age_gap_spread: Assumption


@dataclass(frozen=True)
class CountryFacts:
    """All that the build of one country reads."""

    name: str
    iso3: str
    survey: str
    money: Money
    consumption: Consumption
    ages: Ages
    households: HouseholdFacts
    assumptions: Assumptions
