"""The facts of an invented country: frozen records, and how they are read from its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from simulator.builders.reading import read_record
from simulator.economy import Economy, PovertyLine
from simulator.errors import BadInput, unknown
from simulator.population import HOUSEHOLD_TYPES, WORK_STATUSES
from simulator.yaml_text import read_yaml

VERSION = 1
AREAS, SEXES, DISABILITIES = ("rural", "urban"), ("female", "male"), ("none", "some", "severe")
BENEFITS = ("pension", "old_age_allowance", "poor_household_benefit")
NOTHING = {
    "disability": "none",
    "work": WORK_STATUSES[0],
    **dict.fromkeys(("earnings_month", "previous_earnings_month", "contribution_years", *BENEFITS), 0.0),
}


@dataclass(frozen=True)
class Region:
    """How many households are drawn in each area, how many each stands for, and the level of earnings."""

    name: str
    urban_households: int
    rural_households: int
    stands_for: float
    earnings: float


@dataclass(frozen=True)
class TypeShares:
    """Percent of households of each type, in the order of `HOUSEHOLD_TYPES`."""

    couple_with_children: float
    couple_without_children: float
    single_caregiver: float
    one_person_60_or_older: float
    one_person_under_60: float
    three_generations: float
    skipped_generation: float
    other: float


@dataclass(frozen=True)
class Children:
    """Percent of families with one child, two children and so on, in towns and in villages."""

    urban: tuple[float, ...]
    rural: tuple[float, ...]


@dataclass(frozen=True)
class DisabilityShares:
    """Percent of persons aged `low` to `high` with some, and with a severe, disability."""

    low: int
    high: int
    some: float
    severe: float


@dataclass(frozen=True)
class LabourForce:
    """Percent of persons aged `low` to `high` who work or look for work."""

    low: int
    high: int
    female: float
    male: float


@dataclass(frozen=True)
class WorkShares:
    """Percent of the labour force in each status, in the order of `WORK_STATUSES` from the second on."""

    unemployed: float
    insured_employee: float
    uninsured_employee: float
    self_employed: float
    unpaid_family_worker: float


@dataclass(frozen=True)
class Work:
    """What those in the labour force do, in towns and in villages."""

    urban: WorkShares
    rural: WorkShares


@dataclass(frozen=True)
class Earnings:
    """Median earnings a month in each paid status; `spread` is the standard deviation of the logarithm."""

    insured_employee: float
    uninsured_employee: float
    self_employed: float
    spread: float


@dataclass(frozen=True)
class PensionFacts:
    """Who gets a pension from earlier work, and the share of the last earnings that a year is worth."""

    from_age: int
    chance_urban: float
    chance_rural: float
    accrual: float


@dataclass(frozen=True)
class AllowanceFacts:
    """What persons without a pension get from an age on, and the chance that they do."""

    from_age: int
    chance: float
    month: float


@dataclass(frozen=True)
class PoorHouseholdFacts:
    """What households with a score of at most `points` get, and the chance that they do."""

    points: float
    chance: float
    month: float


@dataclass(frozen=True)
class Benefits:
    """The benefits that people already get."""

    pension: PensionFacts
    old_age_allowance: AllowanceFacts
    poor_household_benefit: PoorHouseholdFacts


@dataclass(frozen=True)
class ConsumptionFacts:
    """The share of earnings consumed, and what each person has from elsewhere a month, with its spread."""

    share_of_earnings: float
    from_elsewhere_month: float
    spread: float


@dataclass(frozen=True)
class ScoreFacts:
    """Points of the middle household, points for a logarithm of means, and the spread of the error."""

    middle: float
    points: float
    error: float


@dataclass(frozen=True)
class Money:
    """The economy, as `simulator.Economy` says it."""

    currency: str
    price_year: int
    gdp_per_person_month: float
    lcu_month_per_ppp_day: float
    average_wage_month: float
    poverty_lines: tuple[PovertyLine, ...]

    def economy(self) -> Economy:
        """Return the economy."""
        return Economy(**vars(self))


@dataclass(frozen=True)
class Member:
    """A person of a household written by hand; amounts are local currency a month."""

    age: int
    sex: str
    disability: str
    work: str
    earnings_month: float
    previous_earnings_month: float
    contribution_years: float
    pension: float
    old_age_allowance: float
    poor_household_benefit: float


@dataclass(frozen=True)
class Case:
    """A household written by hand, and why it is there."""

    why: str
    type: str
    region: str
    area: str
    consumption_month: float
    score: float
    members: tuple[Member, ...]


@dataclass(frozen=True)
class InventedFacts:
    """All that the build of an invented country reads."""

    name: str
    label: str
    seed: int
    economy: Money
    regions: tuple[Region, ...]
    household_types: TypeShares
    children: Children
    disability: tuple[DisabilityShares, ...]
    labour_force: tuple[LabourForce, ...]
    work: Work
    earnings: Earnings
    benefits: Benefits
    consumption: ConsumptionFacts
    score: ScoreFacts
    cases: tuple[Case, ...]


def read_invented_facts(text: str, where: str = "facts") -> InventedFacts:
    """Return the facts in an invented country's YAML text; `where` is the name shown in errors.

    Raises `BadInput`, naming the field, for an unknown or missing key, a word that is not in its list,
    and shares that do not add up to 100 percent.
    """
    raw = read_yaml(text, where)
    version = raw.pop("version", None)
    if version != VERSION:
        raise BadInput(f"{where}.version", version, str(VERSION), f"Write `version: {VERSION}` first.")
    _fill_in(raw.get("cases"))
    facts = read_record(InventedFacts, raw, where, {})
    for name, shares in _wholes(facts):
        if abs(sum(shares) - 100) > 1e-9:
            allowed, mend = "shares that add up to 100", "Add the missing part."
            raise BadInput(f"{where}.{name}", sum(shares), allowed, mend)
    for place, case in enumerate(facts.cases):
        for name, word, known in _words(case, [region.name for region in facts.regions]):
            if word not in known:
                raise unknown(f"{where}.cases[{place}].{name}", word, known)
    return facts


def _fill_in(cases: object) -> None:
    """Write into each member what was left out; what has another form is left for the reading to refuse."""
    for case in cases if isinstance(cases, list) else []:
        if isinstance(case, dict) and isinstance(case.get("members"), list):
            members = case["members"]
            case["members"] = [{**NOTHING, **one} if isinstance(one, dict) else one for one in members]


def percents(record: object) -> list[float]:
    """Return the values of a record of shares, in order.

    >>> percents(WorkShares(10, 30, 30, 20, 10))
    [10, 30, 30, 20, 10]
    """
    return [getattr(record, field.name) for field in fields(record)]  # type: ignore[arg-type]


def _wholes(facts: InventedFacts) -> Iterator[tuple[str, list[float]]]:
    """Yield each list of shares that must add up to 100."""
    yield "household_types", percents(facts.household_types)
    for area in AREAS:
        yield f"children.{area}", list(getattr(facts.children, area))
        yield f"work.{area}", percents(getattr(facts.work, area))


def _words(case: Case, regions: list[str]) -> Iterator[tuple[str, str, tuple[str, ...] | list[str]]]:
    """Yield each word of a case with the list that it must be in."""
    yield "type", case.type, HOUSEHOLD_TYPES
    yield "region", case.region, regions
    yield "area", case.area, AREAS
    for place, member in enumerate(case.members):
        yield f"members[{place}].sex", member.sex, SEXES
        yield f"members[{place}].disability", member.disability, DISABILITIES
        yield f"members[{place}].work", member.work, WORK_STATUSES
