"""The programmes of the package: one YAML file each, and the name of the function that computes it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from simulator.careers.calculators import CALCULATORS
from simulator.careers.declarations import check_keys, made, mappings, text_of
from simulator.careers.records import Programme, ProgrammeSetting
from simulator.errors import BadInput, SimulatorError, unknown
from simulator.parameters import Value
from simulator.yaml_text import read_yaml

SUFFIX, SHARED, FOLDER = ".yaml", "shared.yaml", "programmes"
KEYS = ("id", "label", "help", "source", "calculator", "parameters", "shared")
NEEDED = ("id", "label", "help", "source", "calculator")


@cache
def all_programmes() -> Mapping[str, Programme]:
    """Return every programme of the package by its id.

    >>> all_programmes()["pension_notional_account"].label
    'Notional account pension'
    """
    folder = files("simulator.careers").joinpath(FOLDER)
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(SUFFIX))
    read = [read_programme(text_of(FOLDER, name), name) for name in names if name != SHARED]
    return MappingProxyType({each.id: each for each in read})


def programme_ids() -> tuple[str, ...]:
    """Return the ids that a career file may name, in alphabetical order.

    >>> programme_ids()[0]
    'maternity_insurance'
    """
    return tuple(all_programmes())


def known_programme(name: object, where: str) -> Programme:
    """Return the programme of an id, or refuse it with the nearest one that exists.

    >>> known_programme("pension_notional_acount", "programmes[1]")
    Traceback (most recent call last):
    simulator.errors.BadInput: programmes[1]: 'pension_notional_acount' is not allowed. Allowed: \
maternity_insurance, pension_defined_benefit, pension_notional_account, pension_pay_as_you_go, \
pension_provident_fund, sickness_insurance, subsidised_informal, unemployment_insurance. \
Did you mean 'pension_notional_account'?
    """
    if not isinstance(name, str) or name not in all_programmes():
        raise unknown(where, name, programme_ids())
    return all_programmes()[name]


def setting(programme: str, **values: Value) -> ProgrammeSetting:
    """Return a programme with values by name; what is left out is as declared.

    >>> setting("pension_notional_account", contribution_rate=10).number("divisor")
    18.0
    """
    return ProgrammeSetting(known_programme(programme, "programme"), values)


def read_programme(text: str, where: str = "programme") -> Programme:
    """Return the programme that a YAML text declares; whatever cannot be right is refused.

    >>> read_programme("{id: fund, label: Fund}", "fund.yaml")
    Traceback (most recent call last):
    simulator.errors.SimulatorError: fund.yaml: the key `help` is missing. Add it.
    """
    declared = read_yaml(text, where)
    check_keys(where, declared, KEYS)
    for key in NEEDED:
        if key not in declared:
            raise SimulatorError(f"{where}: the key `{key}` is missing. Add it.")
        if not isinstance(declared[key], str) or not declared[key].strip():
            raise BadInput(f"{where}.{key}", declared[key], "a text that is not empty", "Write a few words.")
    if declared["calculator"] not in CALCULATORS:
        raise unknown(f"{where}.calculator", declared["calculator"], CALCULATORS)
    given = mappings(f"{where}.shared", declared.get("shared", {}))
    shared = {path: {**_shared(f"{where}.shared", path), **changed} for path, changed in given.items()}
    own = mappings(f"{where}.parameters", declared.get("parameters", {}))
    for path in own:
        if path in shared:
            raise BadInput(f"{where}.parameters", path, "each parameter once", "Keep one of the two.")
    parameters = MappingProxyType(made(where, {**shared, **own}))
    return Programme(**{key: declared[key] for key in NEEDED}, parameters=parameters)


@cache
def _all_shared() -> Mapping[str, Mapping[str, Any]]:
    return mappings(SHARED, read_yaml(text_of(FOLDER, SHARED), SHARED))


def _shared(where: str, path: str) -> Mapping[str, Any]:
    if path not in _all_shared():
        raise unknown(where, path, _all_shared())
    return _all_shared()[path]
