"""The people: households, persons, and the economy they live in."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass, fields
from numbers import Integral, Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.errors import BadInput, SimulatorError, expect, unknown

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
HOUSEHOLD_DTYPES = {
    "weight": "f8",
    "urban": "b1",
    "size": "u1",
    "type": "u1",
    "consumption_month": "f8",
    "proxy_score": "f8",
}
PERSON_DTYPES = {"household": "i4", "age": "u1", "sex": "u1", "disability": "u1", "work": "u1"}
YEARS = (1900, 2200)
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
    "work": (0, 255),
}


@dataclass(frozen=True)
class PovertyLine:
    """A poverty line in local currency a month per person, with where it comes from."""

    id: str
    label: str
    month: float
    source: str

    def __post_init__(self) -> None:
        _check_text("id of a poverty line", self.id)
        for name in ("label", "source"):
            _check_text(f"poverty line {self.id}: {name}", getattr(self, name))
        object.__setattr__(self, "month", _amount(f"poverty line {self.id}", self.month))


@dataclass(frozen=True)
class Economy:
    """What a country's money is worth: all amounts in local currency at `price_year` prices.

    `gdp_per_person_month` and the lines are local currency a month per person;
    `lcu_month_per_ppp_day` turns one PPP dollar a day into local currency a month.
    The first poverty line is the one used when none is named.
    """

    currency: str
    price_year: int
    gdp_per_person_month: float
    lcu_month_per_ppp_day: float
    poverty_lines: tuple[PovertyLine, ...]
    average_wage_month: float | None = None

    def __post_init__(self) -> None:
        _check_text("currency", self.currency)
        object.__setattr__(self, "price_year", _year("price_year", self.price_year))
        for name in ("gdp_per_person_month", "lcu_month_per_ppp_day", "average_wage_month"):
            if name != "average_wage_month" or self.average_wage_month is not None:
                object.__setattr__(self, name, _amount(name, getattr(self, name)))
        object.__setattr__(self, "poverty_lines", _lines(self.poverty_lines))

    def line(self, name: str | None = None) -> PovertyLine:
        """Return the poverty line called `name`, or the reference line when `name` is None."""
        if name is None:
            return self.poverty_lines[0]
        by_name = {line.id: line for line in self.poverty_lines}
        if not isinstance(name, str) or name not in by_name:
            raise unknown("line", name, by_name)
        return by_name[name]


@dataclass(frozen=True, eq=False)
class Households:
    """One row a household. `consumption_month` is local currency a month per person.

    `weight` is how many real households the row stands for; `proxy_score` is low for the poor
    and None where no score was built; `type` counts through `HOUSEHOLD_TYPES`.
    """

    weight: NDArray[np.float64]
    urban: NDArray[np.bool_]
    size: NDArray[np.uint8]
    type: NDArray[np.uint8]
    consumption_month: NDArray[np.float64]
    proxy_score: NDArray[np.float64] | None = None

    def __post_init__(self) -> None:
        _freeze(self, HOUSEHOLD_DTYPES)


@dataclass(frozen=True, eq=False)
class Persons:
    """One row a person, in the order of their households.

    `household` is the row number of the household; `sex` is 0 female, 1 male;
    `disability` is 0 none, 1 some, 2 severe. What was not observed is None, never 0.
    """

    household: NDArray[np.int32]
    age: NDArray[np.uint8]
    sex: NDArray[np.uint8]
    disability: NDArray[np.uint8] | None = None
    work: NDArray[np.uint8] | None = None

    def __post_init__(self) -> None:
        _freeze(self, PERSON_DTYPES)


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

    def __post_init__(self) -> None:
        _check_text("name", self.name)
        _check_text("label", self.label)
        expect("synthetic", self.synthetic, bool, "Write True for data made from published figures.")
        expect("economy", self.economy, Economy, "Make one: simulator.Economy(…).")
        expect("households", self.households, Households, "Make them: simulator.Households(…).")
        expect("persons", self.persons, Persons, "Make them: simulator.Persons(…).")
        self._check_members()

    def _check_members(self) -> None:
        """Refuse persons who are not sorted, live nowhere, or are not as many as the sizes say."""
        household, households = self.persons.household, len(self.households.size)
        falls = np.flatnonzero(np.diff(household) < 0)
        if len(falls):
            raise SimulatorError(
                f"household in row {falls[0] + 1} is not sorted: sort the persons by their household."
            )
        if household[-1] >= households:
            row = int(np.searchsorted(household, households))
            allowed = f"a whole number from 0 to {households - 1}"
            raise BadInput(f"household in row {row}", int(household[row]), allowed, "Add that household.")
        counted = np.bincount(household, minlength=households)
        if not np.array_equal(counted, self.households.size):
            row = int(np.flatnonzero(counted != self.households.size)[0])
            raise BadInput(
                f"size in row {row}",
                int(self.households.size[row]),
                f"{counted[row]}, the number of its persons",
                "Count the persons of each household again.",
            )

    @property
    def person_weight(self) -> NDArray[np.float64]:
        """How many real persons each person stands for: the weight of the household."""
        return self.households.weight[self.persons.household]

    @property
    def members_weight(self) -> NDArray[np.float64]:
        """How many real persons each household stands for: weight times size."""
        return self.households.weight * self.households.size

    def household_sum(self, per_person: NDArray[Any]) -> NDArray[np.float64]:
        """Return for each household the sum over its members; of booleans, how many are true."""
        counted = per_person.astype(np.float64)
        sums = np.bincount(self.persons.household, weights=counted, minlength=len(self.households.size))
        return sums.astype(np.float64)

    def persons_column(self, name: str) -> NDArray[Any]:
        """Return a column with one entry a person; a household's column is given to each member."""
        for table, per_person in ((self.persons, True), (self.households, False)):
            if name in {field.name for field in fields(table)}:
                column = observed(f"{self.name}: column {name}", getattr(table, name))
                return column if per_person else column[self.persons.household]
        raise unknown("column", name, [*PERSON_DTYPES, *HOUSEHOLD_DTYPES])


def observed(what: str, column: NDArray[Any] | None) -> NDArray[Any]:
    """Return the column, or refuse in words when these data do not have it."""
    if column is None:
        raise SimulatorError(f"{what} was not observed in these data, so a rule that needs it cannot run.")
    return column


def _freeze(table: Households | Persons, dtypes: dict[str, str]) -> None:
    """Give each column its type, forbid writing to it, and check that all have one length."""
    lengths: dict[str, int] = {}
    for field in fields(table):
        given = getattr(table, field.name)
        if given is None and field.default is None:
            continue
        column = _typed(field.name, given, dtypes[field.name])
        column.flags.writeable = False
        object.__setattr__(table, field.name, column)
        lengths[field.name] = len(column)
    if len(set(lengths.values())) != 1 or not any(lengths.values()):
        raise SimulatorError(f"columns must have one length above 0; here: {lengths}")


def _typed(name: str, given: object, dtype: str) -> NDArray[Any]:
    """Return a copy of a column in its type, or refuse it: a value is never cut to fit."""
    try:
        column = np.array(given)
    except ValueError:  # rows of different length
        column = np.array(None)
    if column.ndim != 1 or (column.size and column.dtype.kind not in "biuf"):
        raise SimulatorError(f"column {name} must be one list of numbers, without gaps. Mend such rows.")
    low, high = LIMITS[name]
    outside = ~((column >= low) & (column <= high))
    if dtype != "f8" and column.dtype.kind == "f":
        outside |= np.trunc(column) != column
    if outside.any():
        row = int(np.flatnonzero(outside)[0])
        allowed = f"a {'' if dtype == 'f8' else 'whole '}number from {low:g} to {high:g}"
        raise BadInput(f"{name} in row {row}", column[row].item(), allowed, "Mend or drop that row.")
    return column.astype(dtype)


def _amount(name: str, given: object) -> float:
    """Return an amount above 0 as a plain number: JSON knows no number of numpy."""
    if isinstance(given, Real) and not isinstance(given, bool):
        with suppress(OverflowError):  # a whole number above every float
            amount = float(given)
            if math.isfinite(amount) and amount > 0:
                return amount
    raise BadInput(name, given, "an amount above 0", "Write a number, without quotes.")


def _year(name: str, given: object) -> int:
    first, last = YEARS
    if isinstance(given, bool) or not isinstance(given, Integral) or not first <= int(given) <= last:
        raise BadInput(name, given, f"a whole number from {first} to {last}", "Write it as 2022.")
    return int(given)


def _check_text(name: str, given: object) -> None:
    if not isinstance(given, str) or not given.strip():
        raise BadInput(name, given, "a text that is not empty", "Write it in quotes.")


def _lines(given: object) -> tuple[PovertyLine, ...]:
    """Return the poverty lines, one at least, each with an id of its own."""
    mend = "Write (PovertyLine(…), PovertyLine(…))."
    if not isinstance(given, tuple | list) or not all(isinstance(line, PovertyLine) for line in given):
        raise BadInput("poverty_lines", given, "a tuple of PovertyLine", mend)
    if not given:
        raise SimulatorError("poverty_lines is empty: an economy needs at least one poverty line.")
    names = [line.id for line in given]
    for name in names:
        if names.count(name) > 1:
            raise BadInput("poverty_lines", name, "each id once", "Rename one of the two lines.")
    return tuple(given)
