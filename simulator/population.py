"""The people: households, persons, and the economy they live in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.columns import typed
from simulator.economy import Economy, check_text
from simulator.errors import BadInput, SimulatorError, expect, inside, unknown

HOUSEHOLD_TYPES = (
    "couple with children",
    "couple without children",
    "single caregiver",
    "one person 60 or older",
    "one person under 60",
    "three generations",
    "skipped generation",
    "other",
)
WORK_STATUSES = (
    "outside the labour force",
    "unemployed",
    "employee with social insurance",
    "employee without social insurance",
    "self-employed",
    "unpaid family worker",
)
HOUSEHOLD_DTYPES = {
    "weight": "f8",
    "urban": "b1",
    "size": "u1",
    "type": "u1",
    "consumption_month": "f8",
    "proxy_score": "f8",
    "region": "u1",
    "equivalent_size": "f8",
}
# How the sample was drawn: for sampling errors only, so no rule may ask for it and no file carries it.
DESIGN_DTYPES = {"psu": "i4", "stratum": "i4"}
PERSON_DTYPES = {
    "household": "i4",
    "age": "u1",
    "sex": "u1",
    "disability": "u1",
    "work": "u1",
    "earnings_month": "f8",
    "previous_earnings_month": "f8",
    "contribution_years": "f8",
}
# The lowest and highest value that a column may hold.
LIMITS = {
    "weight": (1e-9, 1e12),
    "urban": (0, 1),
    "size": (1, 255),
    "type": (0, len(HOUSEHOLD_TYPES) - 1),
    "consumption_month": (0, 1e12),
    "proxy_score": (-1e12, 1e12),
    "household": (0, 2**31 - 1),
    "age": (0, 120),
    "sex": (0, 1),
    "disability": (0, 2),
    "work": (0, len(WORK_STATUSES) - 1),
    "region": (0, 255),
    "equivalent_size": (0.1, 255),
    "psu": (0, 2**31 - 1),
    "stratum": (0, 2**31 - 1),
    "earnings_month": (0, 1e12),
    "previous_earnings_month": (0, 1e12),
    "contribution_years": (0, 100),
    "benefit": (0, 1e12),
}


@dataclass(frozen=True, eq=False)
class Households:
    """One row a household. `consumption_month` is local currency a month per person.

    `weight` is how many real households the row stands for; `proxy_score` is low for the poor
    and None where no score was built; `type` counts through `HOUSEHOLD_TYPES`; `region` counts
    through the population's regions. `equivalent_size` is the survey's own count of equivalent adults.
    `psu` and `stratum` number the sampling unit and stratum of a survey. What was not observed is None.
    """

    weight: NDArray[np.float64]
    urban: NDArray[np.bool_]
    size: NDArray[np.uint8]
    type: NDArray[np.uint8]
    consumption_month: NDArray[np.float64]
    proxy_score: NDArray[np.float64] | None = None
    region: NDArray[np.uint8] | None = None
    equivalent_size: NDArray[np.float64] | None = None
    psu: NDArray[np.int32] | None = None
    stratum: NDArray[np.int32] | None = None

    def __post_init__(self) -> None:
        _freeze(self, HOUSEHOLD_DTYPES | DESIGN_DTYPES)


@dataclass(frozen=True, eq=False)
class Persons:
    """One row a person, in the order of their households.

    `household` is a household's row; `sex` is 0 female, 1 male; `disability` 0 none, 1 some, 2 severe; `work`
    counts through `WORK_STATUSES`. Local currency a month: `earnings_month`; `benefits_month`, what each
    person already gets of each benefit by name, all or none; `previous_earnings_month`, of the job before
    unemployment or retirement, at prices of the policy's year, 0 for who never worked or still holds the job.
    `contribution_years` counts years with contributions. What was not observed is None, never 0.
    """

    household: NDArray[np.int32]
    age: NDArray[np.uint8]
    sex: NDArray[np.uint8]
    disability: NDArray[np.uint8] | None = None
    work: NDArray[np.uint8] | None = None
    earnings_month: NDArray[np.float64] | None = None
    previous_earnings_month: NDArray[np.float64] | None = None
    contribution_years: NDArray[np.float64] | None = None
    benefits_month: Mapping[str, NDArray[np.float64]] | None = None

    def __post_init__(self) -> None:
        _freeze(self, PERSON_DTYPES)
        if self.benefits_month is not None:
            object.__setattr__(self, "benefits_month", _benefits(self.benefits_month, len(self.age)))


@dataclass(frozen=True, eq=False)
class Population:
    """Households and persons with the economy they live in.

    `label` says in words what the data are; it is shown wherever a result is shown.
    """

    name: str
    label: str
    synthetic: bool
    economy: Economy
    households: Households
    persons: Persons
    regions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_text("name", self.name)
        check_text("label", self.label)
        expect("synthetic", self.synthetic, bool, "Write True for data made from published figures.")
        expect("economy", self.economy, Economy, "Make one: simulator.Economy(…).")
        expect("households", self.households, Households, "Make them: simulator.Households(…).")
        expect("persons", self.persons, Persons, "Make them: simulator.Persons(…).")
        self._check_members()
        self._check_regions()

    def _check_regions(self) -> None:
        """Refuse a region without a name."""
        if not isinstance(self.regions, tuple | list):
            raise BadInput("regions", self.regions, "a tuple of names", 'Write ("Hills", "Plains").')
        object.__setattr__(self, "regions", tuple(self.regions))
        for name in self.regions:
            check_text("regions", name)
        region = self.households.region
        highest = -1 if region is None else int(region.max())
        if highest >= len(self.regions):
            raise BadInput("region", highest, f"numbers below {len(self.regions)}", "Name each in `regions`.")

    def _check_members(self) -> None:
        """Refuse persons unless the numbers 0, 1, 2 … of their households end where the sizes say."""
        household, size = self.persons.household, self.households.size
        last, changes = self._last_member(), household[1:] != household[:-1]
        numbers = np.arange(len(size), dtype=np.int32)
        as_many = last[-1] == len(household) - 1 and np.count_nonzero(changes) == len(size) - 1
        if not (
            as_many and np.take(changes, last[:-1]).all() and (np.take(household, last) == numbers).all()
        ):
            raise _wrong_members(household, size)

    def _last_member(self) -> NDArray[np.int64]:
        """Return the row of each household's last person."""
        return np.cumsum(self.households.size, dtype=np.int64) - 1

    @cached_property
    def _last_eight(self) -> tuple[NDArray[Any], NDArray[Any]]:
        """The eight persons among whom each household's last one is, and the bits of all up to that one."""
        last = self._last_member()
        return last >> 3, np.uint8(0xFF) << (~last.astype(np.uint8) & 7)

    @property
    def person_weight(self) -> NDArray[np.float64]:
        """How many real persons each person stands for: the weight of the household."""
        return self.households.weight[self.persons.household]

    @property
    def members_weight(self) -> NDArray[np.float64]:
        """How many real persons each household stands for: weight times size."""
        return self.households.weight * self.households.size

    @property
    def mean_consumption_month(self) -> float:
        """What a person consumes on average: local currency a month."""
        members = self.members_weight
        return float((self.households.consumption_month * members).sum() / members.sum())

    def household_sum(self, per_person: NDArray[Any]) -> NDArray[np.float64]:
        """Return for each household the sum over its members; of booleans, how many are true."""
        if per_person.dtype == bool:
            return self.household_count(per_person).astype(np.float64)
        number = len(self.households.size)
        summed = np.bincount(self.persons.household, weights=per_person, minlength=number)
        return summed.astype(np.float64, copy=False)

    def household_count(self, chosen: NDArray[np.bool_]) -> NDArray[np.int32]:
        """Return how many members of each household are chosen."""
        # Persons lie by household, so a running count says it all; eight persons are one byte of it.
        eights = np.packbits(chosen)
        counts = np.bitwise_count(eights)
        before = np.cumsum(counts, dtype=np.int32) - counts
        eight, up_to_last = self._last_eight
        running = np.take(before, eight) + np.bitwise_count(np.take(eights, eight) & up_to_last)
        members: NDArray[np.int32] = np.diff(running, prepend=np.int32(0))
        return members

    def column(self, name: str) -> tuple[str, NDArray[Any]]:
        """Return the table that a column lies in, 'persons' or 'households', and the column.

        Refuses a name that no table has, and a column that these data do not have.
        """
        for table, names in (("persons", PERSON_DTYPES), ("households", HOUSEHOLD_DTYPES)):
            if name in names:
                return table, observed(f"{self.name}: column {name}", getattr(getattr(self, table), name))
        raise unknown("column", name, [*PERSON_DTYPES, *HOUSEHOLD_DTYPES])

    def persons_column(self, name: str) -> NDArray[Any]:
        """Return a column with one entry a person; a household's column is given to each member."""
        table, column = self.column(name)
        return column if table == "persons" else column[self.persons.household]


def _wrong_members(household: NDArray[np.int32], size: NDArray[np.uint8]) -> SimulatorError:
    """Return the error for persons who do not fit the households, naming the first row that is wrong."""
    falls = np.flatnonzero(np.diff(household) < 0)
    if len(falls):
        return SimulatorError(
            f"household in row {falls[0] + 1} is not sorted: sort the persons by their household."
        )
    if household[-1] >= len(size):
        row = int(np.searchsorted(household, len(size)))
        allowed = f"a whole number from 0 to {len(size) - 1}"
        return BadInput(f"household in row {row}", int(household[row]), allowed, "Add that household.")
    counted = np.bincount(household, minlength=len(size))
    row = int(np.flatnonzero(counted != size)[0])
    allowed = f"{counted[row]}, the number of its persons"
    mend = "Count the persons of each household again."
    return BadInput(f"size in row {row}", int(size[row]), allowed, mend)


def observed(what: str, column: NDArray[Any] | None) -> NDArray[Any]:
    """Return the column, or refuse in words when these data do not have it."""
    if column is None:
        raise SimulatorError(
            f"{what} was not observed in these data, so what needs it cannot run. "
            "Choose something else, or give data that record it."
        )
    return column


def _freeze(table: Households | Persons, dtypes: dict[str, str]) -> None:
    """Give each column its type, forbid writing to it, and check that all have one length."""
    lengths: dict[str, int] = {}
    for each in fields(table):
        given = getattr(table, each.name)
        if each.name not in dtypes or (given is None and each.default is None):
            continue
        column = typed(each.name, given, dtypes[each.name], LIMITS[each.name])
        column.flags.writeable = False
        object.__setattr__(table, each.name, column)
        lengths[each.name] = len(column)
    if len(set(lengths.values())) != 1 or not any(lengths.values()):
        raise SimulatorError(f"columns must have one length above 0; here: {lengths}")


def _benefits(given: object, persons: int) -> Mapping[str, NDArray[np.float64]]:
    """Return what each person already gets, by the benefit's name, checked and read-only."""
    expect("benefits_month", given, Mapping, 'Write {"old_age_allowance": amounts}.')
    found = {}
    for name, amounts in given.items():  # type: ignore[attr-defined]
        check_text("name of a benefit", name)
        with inside(f"benefits_month, {name}"):
            column = typed("benefit", amounts, "f8", LIMITS["benefit"])
            if len(column) != persons:
                allowed = f"{persons}, the number of persons"
                raise BadInput("length", len(column), allowed, "Write 0 for who gets nothing.")
        column.flags.writeable = False
        found[name] = column
    return MappingProxyType(found)
