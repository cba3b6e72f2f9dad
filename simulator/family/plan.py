"""A family's file: who belongs to it, what to vary, and what happens to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from simulator.errors import BadInput, SimulatorError, inside, unknown
from simulator.family.events import LifeEvent
from simulator.family.members import Family, Member
from simulator.yaml_text import read_yaml

VERSION = 1
KEYS = ("version", "family", "budget_line", "life")
Record = TypeVar("Record")


@dataclass(frozen=True)
class FamilyPlan:
    """A family; earnings to vary, and whose (none: no budget line); years to live (0: none), and events."""

    family: Family
    earnings: tuple[float, ...] = ()
    earner: str | None = None
    years: int = 0
    events: tuple[LifeEvent, ...] = ()


def read_family(text: str, where: str = "family file") -> FamilyPlan:
    """Return what a YAML text says of a family; unknown keys and what cannot be are refused by name.

    >>> plan = read_family('''
    ... version: 1
    ... family:
    ...   members:
    ...   - {name: Asha, age: 30, earnings_month: 100}
    ...   - {name: Ravi, age: 5}
    ... budget_line: {earner: Asha, earnings: [0, 100, 200]}
    ... life: {years: 3, events: [{year: 1, what: leaves, who: Ravi}]}
    ... ''')
    >>> plan.family.member("Ravi").age, plan.earnings, plan.events[0].what
    (5, (0, 100, 200), 'leaves')
    """
    data = _mapping(where, read_yaml(text, where), KEYS)
    version = data.get("version")
    if type(version) is not int or version != VERSION:
        raise BadInput(f"{where}.version", version, str(VERSION), f"Begin with `version: {VERSION}`.")
    if "family" not in data:
        raise SimulatorError(f"{where}: the key `family` is missing. Add it, with its `members`.")
    line = _mapping("budget_line", data.get("budget_line", {}), ("earner", "earnings"))
    life = _mapping("life", data.get("life", {}), ("years", "events"))
    events = _listed("life.events", life.get("events", []))
    return FamilyPlan(
        family=_family(data["family"]),
        earnings=_listed("budget_line.earnings", line.get("earnings", [])),
        earner=line.get("earner"),
        years=life.get("years", 0),
        events=tuple(_event(each, f"life.events[{number}]") for number, each in enumerate(events, start=1)),
    )


def _family(given: object) -> Family:
    values = dict(_mapping("family", given, _names(Family)))
    members = _listed("family.members", values.pop("members", []))
    made = [_made(Member, each, f"family.members[{number}]") for number, each in enumerate(members, start=1)]
    with inside("family"):
        return Family(tuple(made), **values)


def _event(given: object, where: str) -> LifeEvent:
    values = dict(_mapping(where, given, _names(LifeEvent)))
    if "member" in values:
        values["member"] = _made(Member, values["member"], f"{where}.member")
    return _made(LifeEvent, values, where)


def _made(kind: Callable[..., Record], given: object, where: str) -> Record:
    """Return the record that a mapping describes; what is missing in it is said."""
    values = _mapping(where, given, _names(kind))
    for each in ("name", "age", "year", "what"):
        if each in _names(kind) and each not in values:
            raise SimulatorError(f"{where}: the key `{each}` is missing. Add it.")
    with inside(where):
        return kind(**values)


def _names(kind: Any) -> list[str]:
    return [each.name for each in fields(kind)]


def _mapping(where: str, given: object, known: Any) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise BadInput(
            where, given, f"values by name: {', '.join(known)}", "Write `name: value`, one a line."
        )
    for key in given:
        if key not in known:
            raise unknown(where, key, known)
    return given


def _listed(where: str, given: object) -> tuple[Any, ...]:
    if not isinstance(given, list):
        raise BadInput(where, given, "a list", "Write `[…]`, or start each line with `- `.")
    return tuple(given)
