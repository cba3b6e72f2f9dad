"""The countries that come with the simulator: one file of published figures each."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import pandas as pd

from simulator.builders.check import published_versus_synthetic
from simulator.builders.facts import CountryFacts
from simulator.builders.facts_file import read_facts
from simulator.builders.synthetic import build_population
from simulator.errors import unknown
from simulator.population import Population
from simulator.population_file import pack, unpack

SUFFIX = ".yaml"


def country_names() -> tuple[str, ...]:
    """Return the names that `country` knows, in alphabetical order.

    >>> "nepal" in country_names()
    True
    """
    listed = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in listed if name.endswith(SUFFIX)))


def country(name: str) -> Population:
    """Return the synthetic population of a country, built once and then kept.

    It has passed through its file, so that Python and the browser hold the same numbers.
    Raises `BadInput` for an unknown name, with the nearest known one.

    >>> country("Nepal").label
    'Synthetic population of Nepal, built from published figures, not from a survey'
    """
    return _built(_known(name))


def country_facts(name: str) -> CountryFacts:
    """Return the published figures, with their sources, that a country is built from.

    >>> country_facts("nepal").households.mean_size.value
    4.25
    """
    return _facts(_known(name))


def country_check(name: str) -> pd.DataFrame:
    """Return how close a synthetic population comes to each published figure: one row a figure.

    >>> check = country_check("nepal").set_index("figure")
    >>> bool(abs(check.loc["Gini", "difference"]) < 0.005)
    True
    """
    return published_versus_synthetic(country(name), country_facts(name))


def _known(name: str) -> str:
    wanted = str(name).strip().lower()
    if wanted not in country_names():
        raise unknown("country", name, country_names())
    return wanted


@lru_cache
def _built(name: str) -> Population:
    return unpack(pack(build_population(_facts(name))))


@lru_cache
def _facts(name: str) -> CountryFacts:
    text = files(__name__).joinpath(name + SUFFIX).read_text(encoding="utf-8")
    return read_facts(text, name)
