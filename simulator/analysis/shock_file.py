"""A shock's file: as readable as a policy, and checked as strictly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from types import MappingProxyType
from typing import Any

from simulator.analysis.shocks import JobLoss, PriceShock, Shock, Storm
from simulator.errors import BadInput, SimulatorError, inside, unknown
from simulator.yaml_text import read_yaml

VERSION = 1
KEYS = ("version", "shock")
KINDS: Mapping[str, Callable[..., Shock]] = MappingProxyType(
    {"prices": PriceShock, "job_loss": JobLoss, "storm": Storm}
)
ONE_OF = "one of prices, job_loss, storm, with its values"
MEND = "Write shock: {job_loss: {share: 0.1}}."


def read_shock(text: str, where: str = "shock file") -> Shock:
    """Return the shock that a YAML text describes; unknown keys and what cannot be are refused by name.

    `prices`, `job_loss` and `storm` take the fields of `PriceShock`, `JobLoss` and `Storm`.

    >>> read_shock("{version: 1, shock: {storm: {places: [rural], hit: 0.3, lost: 0.4}}}")
    Storm(places=('rural',), hit=0.3, lost=0.4, by='area')
    """
    data = read_yaml(text, where)
    for key in data:
        if key not in KEYS:
            raise unknown(where, key, KEYS)
    if type(data.get("version")) is not int or data["version"] != VERSION:
        mend = f"Begin with `version: {VERSION}`."
        raise BadInput(f"{where}.version", data.get("version"), str(VERSION), mend)
    given = data.get("shock")
    if not isinstance(given, Mapping) or len(given) != 1:
        raise BadInput(f"{where}.shock", given, ONE_OF, MEND)
    ((name, values),) = given.items()
    if name not in KINDS:
        raise unknown(f"{where}.shock", name, KINDS)
    return _made(f"{where}.shock.{name}", KINDS[name], values)


def shock_as_data(shock: Shock) -> dict[str, Any]:
    """Return a shock as the plain data that its file holds, so that it reads back the same.

    >>> shock_as_data(JobLoss(0.1))
    {'version': 1, 'shock': {'job_loss': {'share': 0.1}}}
    """
    for name, kind in KINDS.items():
        if type(shock) is kind:
            values = {each.name: _plain(getattr(shock, each.name)) for each in fields(shock)}
            return {"version": VERSION, "shock": {name: values}}
    raise BadInput("shock", shock, "a PriceShock, JobLoss or Storm", "Write JobLoss(0.1).")


def _made(where: str, kind: Any, given: object) -> Shock:
    """Return the shock that values by name describe; what is missing among them is said."""
    names = {each.name: each.default is MISSING for each in fields(kind)}
    if not isinstance(given, Mapping):
        allowed = f"values by name: {', '.join(names)}"
        raise BadInput(where, given, allowed, "Write `name: value`, one a line.")
    for key in given:
        if key not in names:
            raise unknown(where, key, names)
    for name, is_needed in names.items():
        if is_needed and name not in given:
            raise SimulatorError(f"{where}: the key `{name}` is missing. Add it.")
    with inside(where):
        made: Shock = kind(**given)
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value
