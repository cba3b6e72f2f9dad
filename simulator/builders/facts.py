"""The published figures of a country: frozen records, each with unit, year, source and licence."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.builders.beside import Government, SocialProtection
from simulator.builders.figures import Assumption, Figure, Source, Table
from simulator.economy import DAYS_A_MONTH
from simulator.errors import SimulatorError

__all__ = ["Assumption", "CountryFacts", "Figure", "Source", "Table"]

OLDEST = 100


@dataclass(frozen=True)
class Money:
    """What money is worth: `ppp_factor` times `price_index` is local currency a PPP dollar.

    `consumer_prices` is the index of several years, to carry an amount from one year to another; its base
    year differs by country.
    """

    currency: str
    price_year: int
    gdp_year: Figure
    gdp_per_person_year: Figure
    consumer_prices: tuple[Figure, ...]
    ppp_factor: Figure | None = None
    price_index: Figure | None = None

    @property
    def lcu_month_per_ppp_day(self) -> float:
        """Local currency a month that one PPP dollar a day is worth, at `price_year` prices."""
        if self.ppp_factor is None or self.price_index is None:
            raise SimulatorError(f"what a PPP dollar is worth in {self.currency} is not among the facts.")
        return self.ppp_factor.value * self.price_index.value * DAYS_A_MONTH


@dataclass(frozen=True)
class DecileShares(Table):
    """Percent of all consumption that each tenth of the persons has, the poorest first."""

    values: tuple[float, ...]


@dataclass(frozen=True)
class PublishedLine:
    """A poverty line and the published percent of persons under it; `note` says what is odd about it."""

    id: str
    label: str
    line: Figure
    headcount: Figure
    note: str | None = None


@dataclass(frozen=True)
class HeldOut:
    """Published figures that the build does not use, a check on it; gap and severity are at `line`."""

    median: Figure
    mean_log_deviation: Figure
    line: Figure
    poverty_gap: Figure
    poverty_severity: Figure


@dataclass(frozen=True)
class Consumption:
    """The published distribution. The first line is the one used when none is named.

    The curve goes through the headcounts of the lines named in `met_by_curve`.
    """

    mean: Figure
    gini: Figure
    decile_shares: DecileShares
    met_by_curve: tuple[str, ...]
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

    @property
    def persons(self) -> float:
        """All persons of the groups, which are rounded."""
        return sum(row.female + row.male for row in self.rows)


@dataclass(frozen=True)
class SingleYears(Table):
    """Persons by single year from 0 to 100 and over, used only for the shape inside the groups."""

    female: tuple[float, ...]
    male: tuple[float, ...]


@dataclass(frozen=True)
class Ages:
    """The population by age and sex, and how it is projected to change."""

    groups: AgeGroups
    single_years: SingleYears
    projections: tuple[AgeGroups, ...]

    @property
    def persons(self) -> float:
        """All persons of the age groups, which are rounded."""
        return self.groups.persons


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
    """Percent of households by family. The first six add up to 100 with `unknown`; the others lie inside.

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
    unknown: float = 0.0

    @property
    def parts(self) -> tuple[float, ...]:
        """The shares that add up to 100."""
        nuclear = self.couple_only, self.couple_with_children, self.single_parent
        return self.one_person, *nuclear, self.extended, self.non_relatives, self.unknown


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
    """How people live together, and where.

    `members_not_met` names the figures of `members` that the build leaves out, `members_note` says why.
    `assumed` says whose composition stands in for one that was not published.
    """

    mean_size: Figure
    urban: Figure
    sizes: Sizes
    families: Families
    members: Members | None = None
    members_not_met: tuple[str, ...] = ()
    members_note: str | None = None
    assumed: str | None = None


@dataclass(frozen=True)
class Assumptions:
    """What had to be assumed: gradients of log consumption, the proxy score, family ages, disability."""

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
    disability_under_18: Assumption
    disability_18_to_39: Assumption
    disability_40_to_59: Assumption
    disability_60_to_79: Assumption
    disability_from_80: Assumption
    severe_disability_share: Assumption
    disability_gradient: Assumption


@dataclass(frozen=True)
class CountryFacts:
    """All that was published about one country here, and all that its build reads.

    A country whose distribution of consumption was not published has none, and no population:
    `without_population` says why.
    """

    name: str
    iso3: str
    survey: str
    money: Money
    government: Government
    ages: Ages
    households: HouseholdFacts
    social_protection: SocialProtection
    assumptions: Assumptions
    consumption: Consumption | None = None
    without_population: str | None = None

    @property
    def distribution(self) -> Consumption:
        """The published distribution of consumption; refused in words where there is none."""
        if self.consumption is None:
            raise SimulatorError(
                f"{self.name} has no synthetic population: {self.without_population}. "
                "Its other published figures are in simulator.countries.country_facts. "
                "Load a survey of your own, or choose another country."
            )
        return self.consumption
