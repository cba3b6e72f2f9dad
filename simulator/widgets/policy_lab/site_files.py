"""The files that a lab asks for when it needs them: people, their years to come, names of countries."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from simulator.builders.facts import AgeGroups
from simulator.builders.figures import Figure
from simulator.countries import country, country_facts, country_names
from simulator.countries.invented import invented_names
from simulator.errors import unknown
from simulator.population_file import pack
from simulator.widgets.policy_lab.configuration import country_label

COUNTRIES, PEOPLE, YEARS = "countries.json", ".population", ".years.json"


@cache
def site_file_names() -> tuple[str, ...]:
    """Return the names of all files that a lab may ask for.

    >>> [name for name in site_file_names() if name.startswith("nepal")]
    ['nepal.population', 'nepal.years.json']
    """
    every = (*country_names(), *invented_names())
    return (COUNTRIES, *(name + ending for name in every for ending in (PEOPLE, YEARS)))


def site_file(name: str) -> bytes:
    """Return the bytes of a file that a lab asks for; another name is `BadInput`.

    >>> site_file("nepal.years.json")[:26]
    b'{"built_for": 2022, "publi'
    """
    if name not in site_file_names():
        raise unknown("file", name, site_file_names())
    return _made(name)


@cache
def _made(name: str) -> bytes:
    """Return a file's bytes; a session that writes several sites, or serves several views, makes it once."""
    if name == COUNTRIES:
        return _json(country_labels())
    known, _, ending = name.partition(".")
    return pack(country(known)) if f".{ending}" == PEOPLE else _json(years_data(known))


def country_labels() -> dict[str, str]:
    """Return how each country is called in a list.

    >>> country_labels()["arumia"]
    'Arumia (invented)'
    """
    return {name: country_label(name) for name in (*country_names(), *invented_names())}


def years_data(name: str) -> dict[str, Any]:
    """Return what is published of a country's years to come, and all revenue of its government.

    `built_for` is the year whose ages its synthetic people have. An invented country has neither.

    >>> data = years_data("nepal")
    >>> [each["year"] for each in data["published"]], data["revenue"]["value"]
    ([2022, 2025, 2030, 2040, 2050], 19.273)
    >>> years_data("arumia")
    {'built_for': None, 'published': [], 'revenue': None}
    """
    if name in invented_names():
        return {"built_for": None, "published": [], "revenue": None}
    facts = country_facts(name)
    published = [_ages_data(each) for each in (facts.ages.groups, *facts.ages.projections)]
    revenue = facts.government.general_revenue
    return {
        "built_for": facts.ages.groups.year,
        "published": published,
        "revenue": revenue and _figure_data(revenue),
    }


def _ages_data(ages: AgeGroups) -> dict[str, Any]:
    rows = [{"low": row.low, "high": row.high, "female": row.female, "male": row.male} for row in ages.rows]
    return {"year": ages.year, "groups": rows}


def _figure_data(figure: Figure) -> dict[str, Any]:
    return {
        "value": figure.value,
        "unit": figure.unit,
        "year": figure.year,
        "source": str(figure.source),
    }


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()
