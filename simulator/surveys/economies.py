"""The economy that a survey was taken in: typed in its mapping, or lent by a country."""

from __future__ import annotations

from simulator.countries import country, country_names
from simulator.economy import Economy
from simulator.surveys.mapping import SurveyMapping
from simulator.surveys.problems import ERROR, Problem


def economy_of(mapping: SurveyMapping) -> tuple[Economy | None, list[Problem]]:
    """Return the economy that the mapping types, or that of the country it names, or a problem.

    >>> economy, problems = economy_of(SurveyMapping({}, country="nepal"))
    >>> economy.currency, problems
    ('NPR', [])
    """
    if mapping.economy is not None:
        return mapping.economy, []
    if mapping.country is not None:
        return country(mapping.country).economy, []
    expected = "currency, price year, GDP per person, PPP rate and a poverty line"
    mend = f"Write `economy:` into the mapping, or name a country: {', '.join(country_names())}."
    return None, [Problem(ERROR, "economy", "nobody says what money is worth", expected, mend)]
