"""Reading a country's file of facts, and refusing what cannot be right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from simulator.builders.facts import OLDEST, Ages, CountryFacts, Families, PublishedLine, Source
from simulator.builders.reading import read_record
from simulator.errors import BadInput, unknown
from simulator.yaml_text import read_yaml

VERSION = 1
FIRST_YEAR, LAST_YEAR = 1990, 2100
PERCENT = (0.0, 100.0)
# Unit: lowest and highest value that a figure in it may take.
UNITS = {
    "percent of persons": PERCENT,
    "percent of households": PERCENT,
    "percent of consumption": PERCENT,
    "percent of the poverty line": PERCENT,
    "percent of the squared poverty line": PERCENT,
    "index from 0 to 1": (0.0, 1.0),
    "index from 0": (0.0, 100.0),
    "share from 0 to 1": (0.0, 1.0),
    "log points": (-2.0, 2.0),
    "log points per log point": (-2.0, 2.0),
    "persons": (1.0, 1e10),
    "thousand persons": (0.0, 1e7),
    "persons per household": (1.0, 20.0),
    "years": (0.0, 60.0),
    "PPP dollars a day per person": (1e-3, 1e4),
    "local currency a year per person": (1e-3, 1e12),
    "local currency per PPP dollar": (1e-6, 1e9),
    "price index (2017 = 1)": (1e-3, 1e6),
}
# How far the published total may lie from the sum of its rounded groups.
ROUNDING = 1e-3
LOOK = "Look at the source again."


def read_facts(text: str, where: str = "facts") -> CountryFacts:
    """Return the facts held in a country's YAML text; `where` is the name shown in errors.

    Raises `BadInput`, naming the field, for an unknown or missing key, a value of the wrong kind or
    outside the range of its unit, ages left out, and shares that do not add up to 100.
    """
    raw = read_yaml(text, where)
    version = raw.pop("version", None)
    if version != VERSION:
        raise BadInput(f"{where}.version", version, str(VERSION), f"Write `version: {VERSION}` first.")
    listed = raw.pop("sources", None)
    if not isinstance(listed, dict):
        raise BadInput(f"{where}.sources", listed, "named sources", "Name each source once, at the top.")
    sources = {key: read_record(Source, one, f"{where}.sources.{key}", {}) for key, one in listed.items()}
    facts = read_record(CountryFacts, raw, where, sources)
    for path, record in _records(facts, where):
        _check_unit(record, path)
    _check_lines(facts.consumption.poverty_lines, f"{where}.consumption.poverty_lines")
    _check_shares(facts, where)
    _check_families(facts.households.families, f"{where}.households.families")
    _check_ages(facts.ages, f"{where}.ages")
    return facts


def _records(record: object, where: str) -> Iterator[tuple[str, object]]:
    """Yield each record inside a record, itself first, with the path to it; sources are left out."""
    yield where, record
    for name, value in _fields(record):
        many = value if isinstance(value, tuple) else (value,)
        for place, one in enumerate(many):
            if is_dataclass(one) and not isinstance(one, Source):
                path = f"{where}.{name}[{place}]" if isinstance(value, tuple) else f"{where}.{name}"
                yield from _records(one, path)


def _fields(record: object) -> Iterator[tuple[str, object]]:
    """Yield the names and values of a record's fields."""
    for field in fields(record):  # type: ignore[arg-type]
        yield field.name, getattr(record, field.name)


def _check_unit(record: object, where: str) -> None:
    """Refuse a unit that does not exist, and a number outside the range of its unit."""
    unit = getattr(record, "unit", None)
    if unit is None:
        return
    if unit not in UNITS:
        raise unknown(f"{where}.unit", unit, UNITS)
    year = getattr(record, "year", FIRST_YEAR)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadInput(f"{where}.year", year, f"{FIRST_YEAR} to {LAST_YEAR}", LOOK)
    low, high = UNITS[unit]
    for name, value in _fields(record):
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, float) and not low <= one <= high:
                raise BadInput(f"{where}.{name}", one, f"{low:g} to {high:g} {unit}", LOOK)


def _check_lines(lines: tuple[PublishedLine, ...], where: str) -> None:
    """Refuse two poverty lines of one id: a policy could mean only one of them."""
    names = [line.id for line in lines]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise BadInput(f"{where}[{place}].id", name, "each id once", "Rename one of the two lines.")


def _check_shares(facts: CountryFacts, where: str) -> None:
    """Refuse shares that do not add up to 100, and decile shares that fall."""
    shares = facts.consumption.decile_shares.values
    parts = {
        "consumption.decile_shares": shares,
        "households.sizes": facts.households.sizes.parts,
        "households.families": facts.households.families.parts,
    }
    for name, values in parts.items():
        if abs(sum(values) - 100) > 0.1:
            raise BadInput(f"{where}.{name}", round(sum(values), 4), "shares that add up to 100", LOOK)
    if len(shares) != 10 or list(shares) != sorted(shares):
        raise BadInput(f"{where}.consumption.decile_shares", shares, "ten shares that rise", LOOK)


def _check_families(families: Families, where: str) -> None:
    """Refuse a part of the families that is larger than the whole it lies in."""
    generations = families.three_generations + families.skipped_generation
    rest = families.extended + families.non_relatives
    if families.single_mother > families.single_parent:
        limit = f"0 to {families.single_parent:g}, the single parents"
        raise BadInput(f"{where}.single_mother", families.single_mother, limit, LOOK)
    if generations > rest:
        limit = f"with skipped_generation at most {rest:g}, the extended families and non-relatives"
        raise BadInput(f"{where}.three_generations", families.three_generations, limit, LOOK)


def _check_ages(ages: Ages, where: str) -> None:
    """Refuse age groups with a gap or an overlap, and single years that are not 0 to 100."""
    expected = 0
    for place, row in enumerate(ages.groups.rows):
        if row.low != expected or row.high < row.low:
            raise BadInput(f"{where}.groups.rows[{place}].low", row.low, str(expected), "Leave no age out.")
        expected = row.high + 1
    if expected != OLDEST + 1:
        raise BadInput(f"{where}.groups.rows", expected - 1, f"{OLDEST} as the last age", "Cover all ages.")
    if abs(ages.persons / ages.groups.total - 1) > ROUNDING:
        allowed = f"{ages.persons:.0f}, the sum of the groups, but for rounding"
        raise BadInput(f"{where}.groups.total", ages.groups.total, allowed, LOOK)
    for sex, values in (("female", ages.single_years.female), ("male", ages.single_years.male)):
        if len(values) != OLDEST + 1:
            raise BadInput(f"{where}.single_years.{sex}", len(values), f"{OLDEST + 1} values", LOOK)
        for row in ages.groups.rows:
            if not sum(values[row.low : row.high + 1]) > 0:
                name = f"{where}.single_years.{sex}, ages {row.low} to {row.high}"
                raise BadInput(name, 0, "someone of that age", LOOK)
