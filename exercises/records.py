"""Nested data into frozen records: unknown and missing keys are refused in one sentence."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

Record = TypeVar("Record")


class ExerciseError(ValueError):
    """A mistake in the source of an exercise, told in one sentence."""


def read_yaml(text: str, where: str) -> dict[str, Any]:
    """Return the mapping that a YAML 1.2 text holds.

    >>> read_yaml("points: 4", "sheet")
    {'points': 4}
    """
    try:
        data = YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        raise ExerciseError(f"{where} is not valid YAML: {' '.join(str(error).split())}") from None
    if not isinstance(data, dict):
        raise ExerciseError(f"{where} must hold lines of `key: value`.")
    return data


def record_from(kind: type[Record], data: object, where: str) -> Record:
    """Return the record that a mapping describes, its lists as tuples.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Hint:
    ...     text: str
    >>> record_from(Hint, {"text": "Look at the cost."}, "hint 1")
    Hint(text='Look at the cost.')
    """
    if not isinstance(data, Mapping):
        raise ExerciseError(f"{where} must be a mapping, not {data!r}.")
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    for key in data:
        if key not in known:
            raise ExerciseError(f"{where} has the unknown key '{key}'.{_nearest(str(key), list(known))}")
    for name, field in known.items():
        if name not in data and field.default is MISSING and field.default_factory is MISSING:
            raise ExerciseError(f"{where} lacks the key '{name}'.")
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in data.items()})


def _nearest(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0)
    return f" Did you mean '{near[0]}'?" if near else ""
