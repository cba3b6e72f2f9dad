"""How numbers of the lab come about: words for one household's steps, and each measure's source."""

from __future__ import annotations

import inspect
from functools import cache
from importlib.resources import files
from typing import Any

import simulator.measures
from simulator.yaml_text import read_yaml

FILE = "explanations.yaml"


@cache
def explanations() -> dict[str, dict[str, str]]:
    """Return the words that explain each number, by its name, with the source from the measure's docstring.

    >>> explanations()["gini"]["source"]
    'World Bank, Handbook on Poverty and Inequality (2009), chapter 6.'
    """
    read: dict[str, Any] = read_yaml(files(__package__).joinpath(FILE).read_text("utf-8"), FILE)
    return {name: {**words, "source": _source(words["measure"])} for name, words in read.items()}


def _source(measure: str) -> str:
    """Return the source that a measure's docstring gives, or nothing where it needs none."""
    prose = (inspect.getdoc(getattr(simulator.measures, measure)) or "").partition(">>>")[0]
    return " ".join(prose.partition("Source: ")[2].split())
