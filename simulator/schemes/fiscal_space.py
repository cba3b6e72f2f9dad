"""The eight options of fiscal space: what the simulator can say of each, and what it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from simulator.errors import BadInput, SimulatorError, unknown
from simulator.schemes.reading import texts_in
from simulator.schemes.sources import OPTIONS, all_sources
from simulator.schemes.steps import check_keys
from simulator.yaml_text import read_yaml

FILE = "fiscal_space.yaml"
KEYS = ("label", "help", "sources", "models", "does_not_model")


@dataclass(frozen=True)
class FiscalSpaceOption:
    """One way to find money; `sources` are those of the simulator that stand for it."""

    id: str
    label: str
    help: str
    sources: tuple[str, ...]
    models: str
    does_not_model: str


@cache
def fiscal_space_options() -> Mapping[str, FiscalSpaceOption]:
    """Return the eight options by id.

    Source: Ortiz, Cummins, Karunanethy, Extension of Social Security Working Paper 48 (ILO, UNICEF and UN
    Women, 2017).

    >>> len(fiscal_space_options())
    8
    >>> fiscal_space_options()["raise_tax_revenue"].sources[0]
    'levy_on_consumption'
    """
    declared = read_yaml(texts_in("options")[FILE], FILE)
    if set(declared) != set(OPTIONS):
        raise BadInput(FILE, sorted(declared), ", ".join(OPTIONS), "Write each of the eight once.")
    return MappingProxyType({name: _option(name, declared[name]) for name in OPTIONS})


def _option(name: str, given: Mapping[str, object]) -> FiscalSpaceOption:
    check_keys(f"{FILE}: {name}", given, KEYS)
    for key in KEYS:
        if not given.get(key):
            raise SimulatorError(f"{FILE}: {name}.{key} is missing. Add it.")
    sources = given["sources"]
    for source in sources if isinstance(sources, list) else [sources]:
        if source not in all_sources():
            raise unknown(f"{FILE}: {name}.sources", source, all_sources())
    texts = {key: str(given[key]).strip() for key in KEYS if key != "sources"}
    return FiscalSpaceOption(id=name, sources=tuple(sources), **texts)  # type: ignore[arg-type]
