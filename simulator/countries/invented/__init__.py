"""Countries that do not exist, for teaching and tests: one file of invented facts each."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from simulator.errors import SimulatorError
from simulator.population import Population
from simulator.population_file import pack, unpack

if TYPE_CHECKING:  # loaded when an invented country is asked for: most never do
    from simulator.builders.invented_facts import InventedFacts

SUFFIX = ".yaml"


@cache
def invented_names() -> tuple[str, ...]:
    """Return the names of the invented countries, in alphabetical order.

    >>> invented_names()
    ('arumia',)
    """
    listed = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in listed if name.endswith(SUFFIX)))


def invented_country(name: str, **assumptions: float) -> Population:
    """Return the population of an invented country, built once and then kept.

    Everything in it is made up, and nothing is an assumption about a real place: to change one is refused.

    >>> invented_country("arumia").label
    'Invented population of Arumia: no such country exists; for teaching and tests'
    """
    if assumptions:
        changed = ", ".join(assumptions)
        raise SimulatorError(f"{name} is invented: it has no assumptions to change. Leave out {changed}.")
    return _built(name)


@cache
def invented_facts(name: str) -> InventedFacts:
    """Return what was made up about an invented country.

    >>> len(invented_facts("arumia").regions)
    5
    """
    from simulator.builders.invented_facts import read_invented_facts

    return read_invented_facts(files(__name__).joinpath(name + SUFFIX).read_text(encoding="utf-8"), name)


@cache
def _built(name: str) -> Population:
    from simulator.builders.invented import build_invented

    built = build_invented(invented_facts(name))
    filed = unpack(pack(built))
    # The file carries no sample design; whoever asks for sampling errors needs it.
    drawn = built.households
    return replace(filed, households=replace(filed.households, psu=drawn.psu, stratum=drawn.stratum))
