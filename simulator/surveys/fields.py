"""What a population can be made of: each column by its name, and what may be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from simulator.population import HOUSEHOLD_TYPES, LIMITS, WORK_STATUSES

PERSONS, HOUSEHOLDS = "persons", "households"
ID, NUMBER, AMOUNT, CODE, NAME = "id", "number", "amount", "code", "name"
RELATIONS = ("head", "spouse", "child", "parent", "grandchild", "other_relative", "non_relative")
MONTHS_IN = {
    "month": 1.0,
    "year": 12.0,
    "half_year": 6.0,
    "quarter": 3.0,
    "fortnight": 168 / 365,
    "week": 84 / 365,
    "day": 12 / 365,
}
PER_PERSON, PER_HOUSEHOLD, PER_ADULT = "person", "household", "equivalent_adult"
BENEFIT = "benefit"
# No result hangs on these.
ONLY_COMPARED = ("size", "decile")


@dataclass(frozen=True)
class Field:
    """A column of the population: its table, the kind of its values, and whether it must be there.

    `codes` are the names of its codes in their order; `options` what a mapping may say beside the column,
    the first choice being taken when it says nothing. `limits` are the lowest and highest value.
    """

    name: str
    table: str
    kind: str
    help: str
    required: bool = False
    codes: tuple[str, ...] = ()
    options: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    limits: tuple[float, float] | None = None
    whole: bool = False


def code_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names as a mapping file writes them.

    >>> code_names(("one person 60 or older", "self-employed"))
    ('one_person_60_or_older', 'self_employed')
    """
    return tuple(name.replace(" ", "_").replace("-", "_") for name in names)


PERIODS = {"period": tuple(MONTHS_IN)}
CONSUMPTION = {**PERIODS, "per": (PER_PERSON, PER_HOUSEHOLD, PER_ADULT)}
BENEFITS = {**PERIODS, "per": (PER_PERSON, PER_HOUSEHOLD, PER_ADULT)}
FORMS = {"form": ("equivalent_adults", "persons_per_equivalent_adult")}
_LISTED = (
    Field("household", PERSONS, ID, "the number of the household", required=True),
    Field("person", PERSONS, ID, "the number of the person in the household"),
    Field(
        "weight",
        HOUSEHOLDS,
        NUMBER,
        "how many households, or persons, of the country the row stands for",
        required=True,
        options={"counts": ("households", "persons")},
        limits=LIMITS["weight"],
    ),
    Field(
        "urban",
        HOUSEHOLDS,
        CODE,
        "rural or urban",
        required=True,
        codes=("rural", "urban"),
        limits=LIMITS["urban"],
    ),
    Field("region", HOUSEHOLDS, NAME, "the region, by its name or number"),
    Field("psu", HOUSEHOLDS, ID, "the primary sampling unit"),
    Field("stratum", HOUSEHOLDS, ID, "the stratum of the sample"),
    Field("size", HOUSEHOLDS, NUMBER, "the number of members", limits=LIMITS["size"], whole=True),
    Field("type", HOUSEHOLDS, CODE, "the type of household", codes=code_names(HOUSEHOLD_TYPES)),
    Field(
        "consumption",
        HOUSEHOLDS,
        AMOUNT,
        "what is consumed",
        required=True,
        options=CONSUMPTION,
        limits=LIMITS["consumption_month"],
    ),
    Field(
        "equivalent_size",
        HOUSEHOLDS,
        NUMBER,
        "the number of equivalent adults",
        options=FORMS,
        limits=LIMITS["equivalent_size"],
    ),
    Field(
        "proxy_score",
        HOUSEHOLDS,
        NUMBER,
        "the score of a proxy means test",
        options={"low_for": ("poor", "rich")},
        limits=LIMITS["proxy_score"],
    ),
    Field(
        "decile", HOUSEHOLDS, NUMBER, "the tenth of consumption, only compared", limits=(1, 10), whole=True
    ),
    Field("age", PERSONS, NUMBER, "age in completed years", required=True, limits=LIMITS["age"], whole=True),
    Field("sex", PERSONS, CODE, "female or male", required=True, codes=("female", "male")),
    Field("relation", PERSONS, CODE, "relation to the head of the household", codes=RELATIONS),
    Field("disability", PERSONS, CODE, "degree of disability", codes=("none", "some", "severe")),
    Field("work", PERSONS, CODE, "status in employment", codes=code_names(WORK_STATUSES)),
    Field(
        "earnings", PERSONS, AMOUNT, "earnings from work", options=PERIODS, limits=LIMITS["earnings_month"]
    ),
    Field(
        "previous_earnings",
        PERSONS,
        AMOUNT,
        "earnings of the job before",
        options=PERIODS,
        limits=LIMITS["previous_earnings_month"],
    ),
    Field(
        "contribution_years",
        PERSONS,
        NUMBER,
        "years with contributions",
        limits=LIMITS["contribution_years"],
    ),
)
FIELDS: Mapping[str, Field] = MappingProxyType({each.name: each for each in _LISTED})
BENEFIT_FIELD = Field(
    BENEFIT, PERSONS, AMOUNT, "a benefit already received", options=BENEFITS, limits=LIMITS["benefit"]
)
