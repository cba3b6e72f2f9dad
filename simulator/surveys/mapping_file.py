"""A survey's mapping as YAML: read strictly, an unknown key refused with the nearest one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from simulator.economy import Economy, PovertyLine, PriceIndex
from simulator.errors import BadInput, inside, unknown
from simulator.surveys.fields import BENEFIT_FIELD, FIELDS, Field
from simulator.surveys.mapping import Between, Code, ColumnMapping, Member, Reading, SurveyMapping
from simulator.yaml_text import read_yaml

VERSION = 1
TOP = ("version", "name", "label", "country", "economy", "reading", "missing", "keep", "columns", "benefits")
KEYS = (*TOP, "members")
LISTS = ("parts", "predicted_from", "categories")
COLUMN_KEYS = ("column", "missing", "missing_means", "everywhere", "received_by", *LISTS)
ECONOMY_KEYS = (
    *("currency", "price_year", "gdp_per_person_month", "lcu_month_per_ppp_day"),
    *("poverty_lines", "average_wage_month", "consumer_prices"),
)
LINE_KEYS, INDEX_KEYS = ("id", "label", "month", "source"), ("year", "value", "source")
NOT_THERE = "Write `key: value` lines."


def read_mapping(text: str, where: str = "mapping") -> SurveyMapping:
    """Return the mapping that a YAML text describes; unknown keys and slips raise `BadInput`.

    >>> mapping = read_mapping("{version: 1, columns: {age: {column: b1q5, missing: [98, 99]}}}")
    >>> mapping.columns["age"].missing
    (98, 99)
    """
    data = read_yaml(text, where)
    with inside(where):
        known_keys("keys", data, KEYS)
        if data.get("version") != VERSION or isinstance(data.get("version"), bool):
            raise BadInput("version", data.get("version"), str(VERSION), f"Begin with `version: {VERSION}`.")
        columns = _mapping(data.get("columns"), "columns")
        benefits = _mapping(data.get("benefits") or {}, "benefits")
        return SurveyMapping(
            columns={
                name: _column(given, f"columns.{name}", _field(name)) for name, given in columns.items()
            },
            benefits={str(name): _benefit(name, given) for name, given in benefits.items()},
            name=_text(data, "name"),
            label=_text(data, "label"),
            country=_text(data, "country"),
            economy=_economy(data.get("economy")),
            reading=_reading(data.get("reading")),
            missing=_codes(data.get("missing"), "missing"),
            keep=_keep(data.get("keep")),
            members=_members(data.get("members")),
        )


def known_keys(where: str, data: Mapping[str, Any], known: Iterable[str]) -> None:
    """Refuse a key that is not known, with the nearest one."""
    names = list(known)
    for key in data:
        if key not in names:
            raise unknown(where, key, names)


def _mapping(given: object, where: str) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise BadInput(where, given, "lines of `name: column`", NOT_THERE)
    return given


def _field(name: object) -> Field:
    if not isinstance(name, str) or name not in FIELDS:
        raise unknown("columns", name, FIELDS)
    return FIELDS[name]


def _benefit(name: object, given: object) -> ColumnMapping:
    if not isinstance(name, str) or not name.strip():
        raise BadInput("benefits", name, "the name of a benefit", "Write `pension: {column: …}`.")
    return _column(given, f"benefits.{name}", BENEFIT_FIELD)


def _column(given: object, where: str, field: Field) -> ColumnMapping:
    """Return what is said of one column: its name alone, or its name and more."""
    if not isinstance(given, Mapping):
        return ColumnMapping(columns=_names(given, where))
    known_keys(where, given, [*COLUMN_KEYS, *field.options, *field.codes])
    with inside(where):
        return ColumnMapping(
            columns=_names(given["column"], "column") if "column" in given else (),
            codes={name: _codes(given[name], name) for name in field.codes if name in given},
            missing=_codes(given.get("missing"), "missing"),
            missing_means=_code(given["missing_means"], "missing_means")
            if "missing_means" in given
            else None,
            everywhere=_text(given, "everywhere"),
            options={name: str(given[name]) for name in field.options if name in given},
            received_by=_text(given, "received_by"),
            **{name: _names(given[name], name) for name in LISTS if name in given},
        )


def _names(given: object, where: str) -> tuple[str, ...]:
    names = given if isinstance(given, list) else [given]
    if not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise BadInput(where, given, "the name of a column, or a list of names", "Write it in quotes.")
    return tuple(names)


def _codes(given: object, where: str) -> tuple[Code, ...]:
    if given is None:
        return ()
    return tuple(_code(each, where) for each in (given if isinstance(given, list) else [given]))


def _code(given: object, where: str) -> Code:
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        raise BadInput(where, given, "a number or a text", "Write the code as it is in the file.")
    return given


def _text(data: Mapping[str, Any], key: str) -> str | None:
    given = data.get(key)
    if given is not None and (not isinstance(given, str) or not given.strip()):
        raise BadInput(key, given, "a text", "Write it in quotes, or leave it out.")
    return given


def _keep(given: object) -> Mapping[str, tuple[Code, ...] | Between]:
    listed = {} if given is None else _mapping(given, "keep")
    return {str(name): _wanted(wanted, f"keep.{name}") for name, wanted in listed.items()}


def _wanted(given: object, where: str) -> tuple[Code, ...] | Between:
    """Return the codes to keep, or the range that `from` and `to` make."""
    if not isinstance(given, Mapping):
        return _codes(given, where)
    known_keys(where, given, ("from", "to"))
    with inside(where):
        return Between(given.get("from"), given.get("to"))


def _reading(given: object) -> Reading:
    if given is None:
        return Reading()
    data = _mapping(given, "reading")
    known_keys("reading", data, ("encoding", "separator", "decimal", "sheet"))
    return Reading(**{str(key): _text(data, key) for key in data})


def _members(given: object) -> tuple[Member, ...]:
    found = []
    for place, each in enumerate(given if isinstance(given, list) else [] if given is None else [given]):
        where = f"members[{place + 1}]"
        data = _mapping(each, where)
        known_keys(where, data, ("column", "age", "sex"))
        age, sex = data.get("age"), data.get("sex")
        if isinstance(age, bool) or not isinstance(age, int) or not 0 <= age <= 120:
            raise BadInput(
                f"{where}.age", age, "a whole number from 0 to 120", "Write the age to be assumed."
            )
        if sex not in ("female", "male"):
            raise unknown(f"{where}.sex", sex, ("female", "male"))
        found.append(Member(_names(data.get("column"), f"{where}.column")[0], age, sex))
    return tuple(found)


def _economy(given: object) -> Economy | None:
    if given is None:
        return None
    data = _mapping(given, "economy")
    known_keys("economy", data, ECONOMY_KEYS)
    lines = _listed(data.get("poverty_lines"), "economy.poverty_lines", LINE_KEYS)
    prices = _listed(data.get("consumer_prices", ()), "economy.consumer_prices", INDEX_KEYS, fewest=0)
    rest = {
        **{key: data.get(key) for key in ECONOMY_KEYS},
        "poverty_lines": tuple(PovertyLine(**each) for each in lines),
        "consumer_prices": tuple(PriceIndex(**each) for each in prices),
    }
    return Economy(**rest)  # type: ignore[arg-type]


def _listed(given: object, where: str, keys: tuple[str, ...], fewest: int = 1) -> list[dict[str, Any]]:
    """Return the entries of a list with all of their keys, None for one left out."""
    if not isinstance(given, list | tuple) or len(given) < fewest:
        raise BadInput(where, given, "a list of one or more", "Add a line for each.")
    for place, each in enumerate(given, start=1):
        known_keys(f"{where}[{place}]", _mapping(each, where), keys)
    return [{key: each.get(key) for key in keys} for each in given]
