"""Reading a country's file of facts, and refusing what cannot be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache

from simulator.builders.beside import COVERED_GROUPS, SEXES, LegalCoverage
from simulator.builders.facts import (
    OLDEST,
    AgeGroups,
    Ages,
    Assumption,
    Consumption,
    CountryFacts,
    Families,
    HouseholdFacts,
    Source,
)
from simulator.builders.reading import read_record
from simulator.errors import BadInput, unknown
from simulator.yaml_text import read_yaml

VERSION = 1
FIRST_YEAR, LAST_YEAR = 1990, 2100
PERCENT = (0.0, 100.0)
# Unit: lowest and highest value that a figure in it may take.
UNITS = {
    "percent of persons": PERCENT,
    "percent of the group": PERCENT,
    "percent of households": PERCENT,
    "percent of consumption": PERCENT,
    "percent of the poverty line": PERCENT,
    "percent of the squared poverty line": PERCENT,
    "index from 0 to 1": (0.0, 1.0),
    "index from 0": (0.0, 100.0),
    "share from 0 to 1": (0.0, 1.0),
    "log points": (-2.0, 2.0),
    "log points per log point": (-2.0, 2.0),
    "percent of GDP": (0.0, 200.0),
    "correlation": (-1.0, 1.0),
    "persons": (1.0, 1e10),
    "thousand persons": (0.0, 1e7),
    "persons per household": (1.0, 20.0),
    "years": (0.0, 60.0),
    "PPP dollars a day per person": (1e-3, 1e4),
    "local currency a year": (1.0, 1e18),
    "local currency a year per person": (1e-3, 1e12),
    "local currency per PPP dollar": (1e-6, 1e9),
    "price index (2017 = 1)": (1e-3, 1e6),
    "price index": (1e-3, 1e6),
}
# How far the published total may lie from the sum of its rounded groups.
ROUNDING = 1e-3
FAR_FROM_100 = 0.1
MEMBERS = ("under_15", "under_18", "from_60", "from_65")
LOOK = "Look at the source again."


def read_facts(text: str, where: str = "facts", shared: Sequence[str] = ()) -> CountryFacts:
    """Return the facts held in a country's YAML text; `where` is the name shown in errors.

    `shared` are YAML texts of sources and assumptions that several countries have in common: what the
    country's own text says goes before. Raises `BadInput`, naming the field, for an unknown or missing
    key, a value of the wrong kind or outside the range of its unit, ages left out, and shares that do
    not add up to 100.
    """
    raw = read_yaml(text, where)
    version = raw.pop("version", None)
    if version != VERSION:
        raise BadInput(f"{where}.version", version, str(VERSION), f"Write `version: {VERSION}` first.")
    common = [_shared(each) for each in shared]
    listed = _together("sources", [*common, raw], where)
    raw["assumptions"] = _together("assumptions", [*common, raw], where)
    raw.pop("sources", None)
    sources = {key: read_record(Source, one, f"{where}.sources.{key}", {}) for key, one in listed.items()}
    facts = read_record(CountryFacts, raw, where, sources)
    _check_facts(facts, where)
    return facts


@lru_cache
def _shared(text: str) -> Mapping[str, object]:
    """Return what a shared text holds; it is read once for all countries."""
    return read_yaml(text, "shared facts")


def _together(key: str, parts: Sequence[Mapping[str, object]], where: str) -> dict[str, object]:
    """Return the entries under a key of all parts; an entry of a later part takes the earlier one's place."""
    found: dict[str, object] = {}
    for part in parts:
        given = part.get(key, {})
        if not isinstance(given, dict):
            raise BadInput(f"{where}.{key}", given, "entries by name", "Write `name: {…}`, a line each.")
        found |= given
    return found


def _check_facts(facts: CountryFacts, where: str) -> None:
    """Refuse figures that cannot be right, alone or together."""
    for path, record in _records(facts, where):
        _check_unit(record, path)
        if isinstance(record, Assumption):
            _check_ends(record, path)
    if (facts.consumption is None) == (facts.without_population is None):
        mend = "Give the one, or say why there is none in the other."
        raise BadInput(f"{where}.consumption", None, "consumption or without_population, not both", mend)
    if facts.consumption is not None:
        _check_consumption(facts.consumption, f"{where}.consumption")
    _check_households(facts.households, f"{where}.households")
    _check_coverage(facts.social_protection.sdg_1_3_1, f"{where}.social_protection.sdg_1_3_1")
    for place, groups in enumerate(facts.ages.projections):
        _check_groups(groups, f"{where}.ages.projections[{place}]")
    _check_groups(facts.ages.groups, f"{where}.ages.groups")
    _check_single_years(facts.ages, f"{where}.ages.single_years")


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


def _check_ends(assumed: Assumption, where: str) -> None:
    """Refuse one end of what an assumption may be without the other, and a value that is not between them."""
    low, high = assumed.low, assumed.high
    if (low is None) != (high is None):
        raise BadInput(f"{where}.low and high", (low, high), "both, or neither", "Add the other end.")
    if low is not None and high is not None and not low <= assumed.value <= high:
        raise BadInput(f"{where}.value", assumed.value, f"{low:g} to {high:g}, its own low and high", LOOK)


def _check_consumption(consumption: Consumption, where: str) -> None:
    """Refuse two lines of one id, a curve through an unknown line, and shares that are not ten that rise."""
    names = [line.id for line in consumption.poverty_lines]
    for place, name in enumerate(names):
        if name in names[:place]:
            path = f"{where}.poverty_lines[{place}].id"
            raise BadInput(path, name, "each id once", "Rename one of the two lines.")
    for name in consumption.met_by_curve:
        if name not in names:
            raise unknown(f"{where}.met_by_curve", name, names)
    shares = consumption.decile_shares.values
    _check_hundred(shares, f"{where}.decile_shares")
    if len(shares) != 10 or list(shares) != sorted(shares):
        raise BadInput(f"{where}.decile_shares", shares, "ten shares that rise", LOOK)


def _check_hundred(parts: tuple[float, ...], where: str) -> None:
    """Refuse shares that do not add up to 100."""
    if abs(sum(parts) - 100) > FAR_FROM_100:
        raise BadInput(where, round(sum(parts), 4), "shares that add up to 100", LOOK)


def _check_coverage(coverage: LegalCoverage, where: str) -> None:
    """Refuse a group or a sex that is not known, and a share that cannot be."""
    low, high = PERCENT
    for row in coverage.rows:
        if not low <= row.value <= high:
            raise BadInput(f"{where}.value", row.value, f"{low:g} to {high:g} {coverage.unit}", LOOK)
        for kind, given, known in (("group", row.group, COVERED_GROUPS), ("sex", row.sex, SEXES)):
            if given not in known:
                raise unknown(f"{where}.{kind}", given, known)


def _check_households(households: HouseholdFacts, where: str) -> None:
    """Refuse shares of households that do not add up, and a figure of members that does not exist."""
    _check_hundred(households.sizes.parts, f"{where}.sizes")
    _check_hundred(households.families.parts, f"{where}.families")
    _check_families(households.families, f"{where}.families")
    for name in households.members_not_met:
        if name not in MEMBERS:
            raise unknown(f"{where}.members_not_met", name, MEMBERS)
    if households.members_not_met and households.members_note is None:
        raise BadInput(f"{where}.members_note", None, "the reason", "Say why those figures are not met.")


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


def _check_groups(groups: AgeGroups, where: str) -> None:
    """Refuse age groups with a gap or an overlap, and a total that is not theirs."""
    expected = 0
    for place, row in enumerate(groups.rows):
        if row.low != expected or row.high < row.low:
            raise BadInput(f"{where}.rows[{place}].low", row.low, str(expected), "Leave no age out.")
        expected = row.high + 1
    if expected != OLDEST + 1:
        raise BadInput(f"{where}.rows", expected - 1, f"{OLDEST} as the last age", "Cover all ages.")
    if abs(groups.persons / groups.total - 1) > ROUNDING:
        allowed = f"{groups.persons:.0f}, the sum of the groups, but for rounding"
        raise BadInput(f"{where}.total", groups.total, allowed, LOOK)


def _check_single_years(ages: Ages, where: str) -> None:
    """Refuse single years that are not 0 to 100, and a group in which nobody lives."""
    for sex, values in (("female", ages.single_years.female), ("male", ages.single_years.male)):
        if len(values) != OLDEST + 1:
            raise BadInput(f"{where}.{sex}", len(values), f"{OLDEST + 1} values", LOOK)
        for row in ages.groups.rows:
            if not sum(values[row.low : row.high + 1]) > 0:
                name = f"{where}.{sex}, ages {row.low} to {row.high}"
                raise BadInput(name, 0, "someone of that age", LOOK)
