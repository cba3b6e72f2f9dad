"""A synthetic population from published figures: see METHOD.md for the method and its limits."""

from __future__ import annotations

import numpy as np

from simulator.builders.disability import draw_disability
from simulator.builders.facts import Assumptions, CountryFacts
from simulator.builders.households import Sample, draw_sample
from simulator.builders.normal import normal_draw
from simulator.builders.welfare import consumption_curve, consumption_month, proxy_score, traits
from simulator.economy import Economy, PovertyLine, PriceIndex
from simulator.errors import BadInput, expect
from simulator.luck import HIGHEST_SEED
from simulator.population import Households, Persons, Population

LABEL = "Synthetic population of {country}, built from published figures, not from a survey"
FEWEST_HOUSEHOLDS, MOST_HOUSEHOLDS = 500, 50_000


def build_population(facts: CountryFacts, seed: int = 1, households: int = 5000) -> Population:
    """Return a synthetic population that reproduces the published figures of a country.

    The same facts, seed and number of households give the same population. Raises `BadInput` for a
    seed or a number out of range, and `SimulatorError` when figures contradict each other or when no
    distribution of consumption was published.

    >>> from simulator.countries import country_facts
    >>> len(build_population(country_facts("nepal"), seed=2, households=1000).households.size)
    1000
    """
    expect("facts", facts, CountryFacts, "Use simulator.countries.country_facts('nepal').")
    money = economy(facts)
    _check_whole("seed", seed, 0, HIGHEST_SEED)
    _check_whole("households", households, FEWEST_HOUSEHOLDS, MOST_HOUSEHOLDS)
    sample = draw_sample(facts, seed, households)
    homes = _with_consumption(sample, facts, seed)
    return Population(
        name=facts.name,
        label=_label(facts),
        synthetic=True,
        economy=money,
        households=homes,
        persons=_with_disability(sample, homes, facts.assumptions, seed),
    )


def economy(facts: CountryFacts) -> Economy:
    """Return the country's money, with GDP per person, published poverty lines a month, and price indices.

    >>> from simulator.countries import country_facts
    >>> round(economy(country_facts("nepal")).gdp_per_person_month)
    13576
    """
    lines, money = facts.distribution.poverty_lines, facts.money
    month = money.lcu_month_per_ppp_day
    return Economy(
        currency=money.currency,
        price_year=money.price_year,
        gdp_per_person_month=money.gdp_per_person_year.value / 12,
        lcu_month_per_ppp_day=month,
        poverty_lines=tuple(
            PovertyLine(each.id, each.label, each.line.value * month, str(each.line.source)) for each in lines
        ),
        consumer_prices=tuple(
            PriceIndex(each.year, each.value, str(each.source)) for each in money.consumer_prices
        ),
    )


def _with_consumption(sample: Sample, facts: CountryFacts, seed: int) -> Households:
    """Return the households with what they consume and the score that guesses it."""
    curve = consumption_curve(facts.distribution, facts.money)
    consumption = consumption_month(sample, curve, facts.assumptions, seed)
    r_squared = facts.assumptions.score_r_squared.value
    luck = normal_draw(seed, np.arange(len(sample.size)), "proxy score")
    score = proxy_score(np.log(consumption), traits(sample), sample.weight * sample.size, r_squared, luck)
    return Households(
        weight=sample.weight,
        urban=sample.urban,
        size=sample.size.astype(np.uint8),
        type=sample.type.astype(np.uint8),
        consumption_month=consumption,
        proxy_score=score,
    )


def _with_disability(sample: Sample, homes: Households, assumed: Assumptions, seed: int) -> Persons:
    """Return the persons with the disability that is assumed for them."""
    people = sample.people
    logs = np.log(homes.consumption_month)[people.household]
    disability = draw_disability(people, sample.weight[people.household], logs, assumed, seed)
    return Persons(
        household=people.household.astype(np.int32),
        age=people.age.astype(np.uint8),
        sex=people.sex.astype(np.uint8),
        disability=disability,
    )


def _label(facts: CountryFacts) -> str:
    """Return what the data are in words; who lives together is named where it is assumed."""
    label = LABEL.format(country=facts.name)
    assumed = facts.households.assumed
    return f"{label}. {assumed}" if assumed else label


def _check_whole(name: str, value: int, low: int, high: int) -> None:
    """Refuse what is not a whole number in [low, high]."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise BadInput(name, value, f"a whole number from {low} to {high}", "Leave it out for the default.")
