"""Reading declarations of parameters: nothing unknown, nothing missing, nothing of the wrong kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from simulator.errors import BadInput, inside, unknown
from simulator.parameters import Parameter, parameter
from simulator.yaml_text import read_yaml


def declared_parameters(where: str, text: str) -> dict[str, Parameter]:
    """Return the parameters that a YAML text declares, by path.

    >>> sorted(declared_parameters("career.yaml", text_of("career.yaml")))[0]
    'age_retirement'
    """
    return made(where, mappings(where, read_yaml(text, where)))


def text_of(*path: str) -> str:
    """Return the text of a file of this package.

    >>> "density" in text_of("career.yaml")
    True
    """
    return files("simulator.careers").joinpath(*path).read_text("utf-8")


def check_keys(where: str, given: Iterable[object], known: Iterable[str]) -> None:
    """Refuse a key that is not known, with the nearest one that is.

    >>> check_keys("career", {"density": 1}, ["density"])
    """
    names = list(known)
    for key in given:
        if key not in names:
            raise unknown(where, key, names)


def made(where: str, declared: Mapping[str, Mapping[str, Any]]) -> dict[str, Parameter]:
    """Return the parameters that mappings declare, by path; `where` is the file shown in errors.

    >>> made("fund.yaml", {})
    {}
    """
    with inside(where):
        return {path: parameter(path, given) for path, given in declared.items()}


def mappings(where: str, declared: object) -> Mapping[str, Mapping[str, Any]]:
    """Return what is a mapping of names to mappings, or refuse it.

    >>> mappings("fund.yaml", {"charges": {"default": 1}})
    {'charges': {'default': 1}}
    """
    if not isinstance(declared, Mapping):
        raise BadInput(where, declared, "parameters by name", "Write `name:`, then its keys below.")
    for name, given in declared.items():
        if not isinstance(name, str) or not isinstance(given, Mapping):
            raise BadInput(f"{where}.{name}", given, "a parameter's keys", "Write `kind: number` below it.")
    return declared
