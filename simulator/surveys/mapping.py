"""What a survey's columns mean: a frozen record, written by hand, read from YAML, or recognised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from simulator.economy import Economy
from simulator.errors import BadInput, SimulatorError, unknown
from simulator.surveys.fields import BENEFIT_FIELD, FIELDS, Field

Code = float | str
# Above this a whole number is none that a file can hold.
LARGEST_CODE = 1e300
NOTHING: Mapping[str, tuple[Code, ...]] = MappingProxyType({})


@dataclass(frozen=True)
class Reading:
    """How a file is to be read where that is not to be found out: None leaves it to the reader.

    `decimal` is "comma" or "point"; `sheet` names a sheet of a spreadsheet.
    """

    encoding: str | None = None
    separator: str | None = None
    decimal: str | None = None
    sheet: str | None = None

    def __post_init__(self) -> None:
        if self.decimal not in (None, "comma", "point"):
            raise unknown("reading.decimal", self.decimal, ("comma", "point"))
        if self.separator is not None and len(self.separator) != 1:
            raise BadInput("reading.separator", self.separator, "one character", 'Write ";".')


@dataclass(frozen=True)
class ColumnMapping:
    """Where one column of the population lies in the file, and what its values mean.

    `columns` is one name, or the several that make an identifier together. `codes` gives for each name
    of a code the file's codes; `missing` the codes that mean that nothing is known; `missing_means` what a
    missing value stands for. `everywhere` is the one value of all rows where the file has no column. A proxy
    score may be `predicted_from` variables instead; `categories` are those whose numbers are codes.
    """

    columns: tuple[str, ...] = ()
    codes: Mapping[str, tuple[Code, ...]] = field(default_factory=lambda: NOTHING)
    missing: tuple[Code, ...] = ()
    missing_means: Code | None = None
    everywhere: str | None = None
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    parts: tuple[str, ...] = ()
    received_by: str | None = None
    predicted_from: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if sum((bool(self.columns), self.everywhere is not None, bool(self.predicted_from))) != 1:
            ways = "`column:` or `everywhere:`, and a proxy score may have `predicted_from:` instead"
            raise SimulatorError(f"a column needs either {ways}. Write one of them.")
        for name in self.categories:
            if name not in self.predicted_from:
                raise unknown("categories", name, self.predicted_from)
        means = () if self.missing_means is None else (self.missing_means,)
        _refuse_large("missing", (*self.missing, *means))
        for name, codes in self.codes.items():
            _refuse_large(name, codes)
        for name in ("codes", "options"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def option(self, field: Field, name: str) -> str:
        """Return what was chosen for an option, or its usual choice."""
        return self.options.get(name, field.options[name][0])


@dataclass(frozen=True)
class Between:
    """The numbers from `low` to `high`, both included; None leaves that end open."""

    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        ends = [end for end in (self.low, self.high) if end is not None]
        for end in ends:
            if isinstance(end, bool) or not isinstance(end, int | float) or not abs(end) <= LARGEST_CODE:
                raise BadInput("keep", end, "a number", "Write {from: 15, to: 64}.")
        if not ends or ends != sorted(ends):
            raise BadInput("keep", ends, "one end or two, the lower first", "Write {from: 15, to: 64}.")


@dataclass(frozen=True)
class Member:
    """Persons of a file that counts them only: the column with their number, and the age and sex assumed."""

    column: str
    age: int
    sex: str


@dataclass(frozen=True)
class SurveyMapping:
    """What the columns of a survey mean, and the economy it was taken in.

    `country` names a country that comes with the simulator: its economy is taken where `economy` is None,
    and its published figures are shown beside the survey's. `keep` are the rows to be kept, by column and
    codes or range; `members` stand in for persons where the file has one row a household and counts them.
    """

    columns: Mapping[str, ColumnMapping]
    benefits: Mapping[str, ColumnMapping] = field(default_factory=lambda: MappingProxyType({}))
    name: str | None = None
    label: str | None = None
    country: str | None = None
    economy: Economy | None = None
    reading: Reading = Reading()
    missing: tuple[Code, ...] = ()
    keep: Mapping[str, tuple[Code, ...] | Between] = field(default_factory=lambda: NOTHING)
    members: tuple[Member, ...] = ()

    def __post_init__(self) -> None:
        _refuse_large("missing", self.missing)
        for name, codes in self.keep.items():
            _refuse_large(f"keep.{name}", () if isinstance(codes, Between) else codes)
        for name in ("columns", "benefits", "keep"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        for name, given in self.columns.items():
            if name not in FIELDS:
                raise unknown("columns", name, FIELDS)
            _check(f"columns.{name}", given, FIELDS[name])
        for name, given in self.benefits.items():
            _check(f"benefits.{name}", given, BENEFIT_FIELD)


def _check(where: str, given: ColumnMapping, field: Field) -> None:
    """Refuse codes, options and constants that the column does not know."""
    for name in given.codes:
        if name not in field.codes:
            raise unknown(where, name, field.codes or ("column", "missing"))
    for name, choice in given.options.items():
        if name not in field.options:
            raise unknown(where, name, field.options or ("column", "missing"))
        if choice not in field.options[name]:
            raise unknown(f"{where}.{name}", choice, field.options[name])
    if given.predicted_from and field.name != "proxy_score":
        raise BadInput(where, "predicted_from", "a column of the file", "Only a proxy score is predicted.")
    if given.everywhere is not None and given.everywhere not in field.codes:
        raise unknown(f"{where}.everywhere", given.everywhere, field.codes or ("a column",))
    listed = [code for codes in (*given.codes.values(), given.missing) for code in codes]
    alike = [_alike(code) for code in listed]
    for code in listed:
        if alike.count(_alike(code)) > 1:
            raise BadInput(where, code, "each code under one name", "Take it out of one of the two.")
    if isinstance(given.missing_means, str) and given.missing_means not in field.codes:
        raise unknown(f"{where}.missing_means", given.missing_means, field.codes or ("a number",))


def _alike(code: Code) -> Code:
    """Return what a code is matched by: 1, 1.0 and "01" find the same values, and so do "A" and "a"."""
    word = str(code).strip().casefold()
    try:
        return float(word)
    except ValueError:
        return word


def _refuse_large(where: str, codes: tuple[Code, ...]) -> None:
    for code in codes:
        if isinstance(code, int) and abs(code) > LARGEST_CODE:
            raise BadInput(where, code, "a code that a file can hold", "Write it as it is in the file.")
