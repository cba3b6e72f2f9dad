"""The countries that come with the simulator: one file of published figures each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import lru_cache
from importlib.resources import files
from math import isfinite
from typing import TYPE_CHECKING

from simulator.builders.check import published_versus_synthetic
from simulator.builders.facts import Assumptions, CountryFacts
from simulator.builders.facts_file import read_facts
from simulator.builders.synthetic import build_population
from simulator.countries.invented import invented_country, invented_names
from simulator.errors import BadInput, SimulatorError, expect, unknown
from simulator.population import Population
from simulator.population_file import pack, unpack

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

SUFFIX = ".yaml"


def country_names() -> tuple[str, ...]:
    """Return the names of the countries built from published figures, in alphabetical order.

    Besides, `country` knows Arumia, which is invented.

    >>> "nepal" in country_names()
    True
    """
    listed = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in listed if name.endswith(SUFFIX)))


def country(name: str, **assumptions: float) -> Population:
    """Return the synthetic population of a country, built once and then kept.

    It has passed through its file, so that Python and the browser hold the same numbers.
    Named assumptions may be changed, to see what hangs on them. Arumia is invented: for teaching and
    tests. Raises `BadInput` for an unknown name, with the nearest known one.

    >>> country("Nepal").label
    'Synthetic population of Nepal, built from published figures, not from a survey'
    >>> country("Nepal", score_r_squared=0.25).label.partition(". ")[2]
    'Changed assumptions: score_r_squared=0.25'
    """
    known = known_country(name)
    if known in invented_names():
        return invented_country(known, **assumptions)
    return _built(known, tuple(sorted(assumptions.items())))


def country_assumptions(name: str) -> pd.DataFrame:
    """Return what had to be assumed about a country: one row an assumption, with value, unit and note.

    >>> float(country_assumptions("nepal").set_index("assumption").loc["score_r_squared", "value"])
    0.5
    """
    import pandas as pd

    assumed = asdict(country_facts(name).assumptions)
    return pd.DataFrame([{"assumption": key, **given} for key, given in assumed.items()])


def country_facts(name: str) -> CountryFacts:
    """Return the published figures, with their sources, that a country is built from.

    An invented country has none, and is refused.

    >>> country_facts("nepal").households.mean_size.value
    4.25
    """
    known = known_country(name)
    if known in invented_names():
        raise SimulatorError(f"{known} is invented: it has no published figures. Choose a real country.")
    return _facts(known)


def country_check(name: str) -> pd.DataFrame:
    """Return how close a synthetic population comes to each published figure: one row a figure.

    >>> check = country_check("nepal").set_index("figure")
    >>> bool(abs(check.loc["Gini", "difference"]) < 0.005)
    True
    """
    facts = country_facts(name)
    return published_versus_synthetic(country(name), facts)


def known_country(name: str) -> str:
    """Return the name of a country's file: capitals, spaces and hyphens do not matter.

    >>> known_country(" Nepal ")
    'nepal'
    """
    names = (*country_names(), *invented_names())
    expect("country", name, str, f"Write one of: {', '.join(names)}.")
    wanted = re.sub(r"[\s_-]+", "_", name.strip().lower())
    if wanted not in names:
        raise unknown("country", name, names)
    return wanted


@lru_cache(maxsize=64)
def _built(name: str, changed: tuple[tuple[str, float], ...]) -> Population:
    facts = _facts(name)
    if not changed:
        return unpack(pack(build_population(facts)))
    population = build_population(replace(facts, assumptions=_with(facts.assumptions, dict(changed))))
    told = ", ".join(f"{key}={value:g}" for key, value in changed)
    return unpack(pack(replace(population, label=f"{population.label}. Changed assumptions: {told}")))


def _with(assumptions: Assumptions, changed: Mapping[str, float]) -> Assumptions:
    """Return the assumptions with other values; the note says that they were changed."""
    known = vars(assumptions)
    for key, value in changed.items():
        if key not in known:
            raise unknown("assumptions", key, known)
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise BadInput(f"assumptions.{key}", value, f"a number ({known[key].unit})", "Choose a number.")
    new = {key: replace(known[key], value=float(value), note="Changed.") for key, value in changed.items()}
    return replace(assumptions, **new)


@lru_cache
def _facts(name: str) -> CountryFacts:
    text = files(__name__).joinpath(name + SUFFIX).read_text(encoding="utf-8")
    return read_facts(text, name)
