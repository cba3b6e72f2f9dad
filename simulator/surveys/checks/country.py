"""A survey beside the country it was taken in: its people, and what they consume."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.countries import country
from simulator.population import Population
from simulator.surveys.problems import WARNING, Problem

NEAR = 0.1
# In the countries that come with the simulator survey means run from .18 to .89 of GDP per person.
LOWEST_RATIO, HIGHEST_RATIO = 0.05, 2.0


def against_country(population: Population, name: str | None) -> Iterator[Problem]:
    """Yield what makes a loaded survey unlike its country: weights that add up to another number of persons.

    And, with or without a country's name, consumption that is far from GDP per person.
    """
    ratio = population.mean_consumption_month / population.economy.gdp_per_person_month
    if not LOWEST_RATIO <= ratio <= HIGHEST_RATIO:
        found = f"a person consumes {ratio:.3g} times GDP per person on average"
        mend = "Look at the period, at `per`, and at the currency of consumption and of GDP."
        yield Problem(WARNING, "consumption", found, f"{LOWEST_RATIO:g} to {HIGHEST_RATIO:g} times", mend)
    if name is None:
        return
    persons, published = population.members_weight.sum(), country(name).members_weight.sum()
    if abs(persons / published - 1) > NEAR:
        found = f"the weights add up to {persons:,.0f} persons"
        mend = "Look at the weights: they may count persons, be of another year, or be scaled to the sample."
        yield Problem(WARNING, "weight", found, f"about {published:,.0f}, the persons of the country", mend)
