"""A survey moved to the policy year with a country's published figures: its prices, then its people."""

from __future__ import annotations

from simulator.builders.facts import CountryFacts, Figure
from simulator.countries import country_facts
from simulator.errors import BadInput
from simulator.population import Population
from simulator.surveys.reweighting import reweight
from simulator.surveys.uprating import Changed, amounts_known, uprate


def at_policy_year(
    population: Population, country: str, prices_of: int | None = None, persons_of: int | None = None
) -> Changed:
    """Return the survey at the prices and with the persons of later years, and sentences on what was done.

    All amounts of money rise with consumer prices, so nothing becomes richer or poorer in real terms; weights
    then meet the persons by age and sex of `persons_of`. None leaves either as it is. Years that the country
    has no published figure for are `BadInput`: other factors and groups are for `uprate` and `reweight`.

    >>> from simulator import example_population
    >>> from simulator.countries import country_facts
    >>> years = [each.year for each in country_facts("nepal").ages.projections]
    >>> years
    [2025, 2030, 2040, 2050]
    >>> later, log = at_policy_year(example_population(), "nepal", prices_of=None, persons_of=None)
    >>> log
    ()
    """
    facts = country_facts(country)
    log: tuple[str, ...] = ()
    if prices_of is not None and prices_of != population.economy.price_year:
        population, log = _at_prices_of(population, facts, prices_of)
    if persons_of is not None:
        population, more = _with_persons_of(population, facts, persons_of)
        log += more
    return population, log


def _at_prices_of(population: Population, facts: CountryFacts, year: int) -> Changed:
    then, now = (_index(facts, each) for each in (population.economy.price_year, year))
    rise = dict.fromkeys(amounts_known(population), now.value / then.value)
    source = f"consumer prices of {facts.name}: {now.source.publisher}, {now.source.table}"
    return uprate(population, year, rise, source)


def _index(facts: CountryFacts, year: int) -> Figure:
    published = {each.year: each for each in facts.money.consumer_prices}
    if year not in published:
        years = ", ".join(map(str, published))
        mend = "Choose one of these, or give factors of your own to simulator.surveys.uprate."
        raise BadInput("prices_of", year, f"a year with a price index of {facts.name}: {years}", mend)
    return published[year]


def _with_persons_of(population: Population, facts: CountryFacts, year: int) -> Changed:
    tables = {each.year: each for each in (facts.ages.groups, *facts.ages.projections)}
    if year not in tables:
        years = ", ".join(map(str, tables))
        mend = "Choose one of these, or give groups of your own to simulator.surveys.reweight."
        raise BadInput("persons_of", year, f"a year with persons by age of {facts.name}: {years}", mend)
    table = tables[year]
    return reweight(population, table.rows, f"{table.source.publisher}, {table.source.table}, {year}")
