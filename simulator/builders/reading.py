"""From a YAML mapping to frozen records: nothing unknown, nothing missing, nothing of the wrong kind."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from simulator.errors import BadInput, unknown

Record = TypeVar("Record")
KINDS = {float: "a number", int: "a whole number", str: "a text"}


def read_record(kind: type[Record], raw: object, where: str, named: Mapping[str, object]) -> Record:
    """Return the dataclass `kind` filled from a mapping; `where` is the path shown in errors.

    A text in the place of a record stands for the record of that name in `named`. Raises `BadInput`
    for an unknown key, with the nearest known one, a missing key that has no default, or a value of the
    wrong kind.

    >>> from simulator.builders.facts import AgeGroup
    >>> read_record(AgeGroup, {"low": 0, "high": 4, "female": 7, "male": 7}, "row", {}).high
    4
    """
    if not isinstance(raw, Mapping):
        raise BadInput(where, raw, "lines of `key: value`", "Give each field on a line of its own.")
    needed = {field.name: field.default is MISSING for field in fields(kind)}  # type: ignore[arg-type]
    for key in raw:
        if key not in needed:
            raise unknown(where, key, needed)
    for name in needed:
        if needed[name] and name not in raw:
            raise BadInput(f"{where}.{name}", None, "a value", f"Add the line `{name}:`.")
    hints = get_type_hints(kind)
    given = [name for name in needed if name in raw]
    return kind(**{name: _value(hints[name], raw[name], f"{where}.{name}", named) for name in given})


def _value(kind: Any, raw: object, where: str, named: Mapping[str, object]) -> Any:
    """Return one field's value, read as its declared kind; a field that may be None is left out instead."""
    if get_origin(kind) is UnionType:
        (kind,) = [each for each in get_args(kind) if each is not NoneType]
    if get_origin(kind) is tuple:
        return _many(get_args(kind)[0], raw, where, named)
    if not is_dataclass(kind):
        return _plain(kind, raw, where)
    if isinstance(raw, str):
        return _named(kind, raw, where, named)
    return read_record(cast(type, kind), raw, where, named)


def _many(kind: Any, raw: object, where: str, named: Mapping[str, object]) -> tuple[Any, ...]:
    """Return the values of a list."""
    if not isinstance(raw, list) or not raw:
        raise BadInput(where, raw, "a list of one or more", "Write it as [first, second].")
    return tuple(_value(kind, one, f"{where}[{place}]", named) for place, one in enumerate(raw))


def _named(kind: Any, name: str, where: str, named: Mapping[str, object]) -> object:
    """Return the record that was given a name earlier in the file."""
    known = {key: record for key, record in named.items() if isinstance(record, kind)}
    if name not in known:
        raise unknown(where, name, known)
    return known[name]


def _plain(kind: type, raw: object, where: str) -> float | int | str:
    """Return a finite number, a whole number or a text that is not empty."""
    number = isinstance(raw, int | float) and not isinstance(raw, bool)
    if kind is float and isinstance(raw, int | float) and number and math.isfinite(raw):
        return float(raw)
    if kind is int and isinstance(raw, int) and number:
        return raw
    if kind is str and isinstance(raw, str) and raw.strip():
        return raw
    raise BadInput(where, raw, KINDS[kind], "Write a number without quotes, and words as words.")
