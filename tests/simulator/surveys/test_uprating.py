"""Uprating: each amount by its own factor, nothing else, and a sentence for each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, Population, SimulatorError, example_population
from simulator.measures import fgt, gini
from simulator.surveys.uprating import AMOUNTS, growth_factor, uprate
from tests.strategies import populations

factors = st.floats(0.1, 10)
VILLAGE = example_population()


def amounts_of(population: Population) -> dict[str, list[float]]:
    """Return every amount of a population by the name of its factor."""
    economy, persons = population.economy, population.persons
    return {
        "consumption": population.households.consumption_month.tolist(),
        "earnings": persons.earnings_month.tolist(),
        "previous_earnings": persons.previous_earnings_month.tolist(),
        "benefits": [each for amounts in persons.benefits_month.values() for each in amounts.tolist()],
        "gdp_per_person": [economy.gdp_per_person_month],
        "poverty_lines": [line.month for line in economy.poverty_lines],
        "ppp_dollar": [economy.lcu_month_per_ppp_day],
        "average_wage": [economy.average_wage_month],
    }


@given(populations(), st.dictionaries(st.sampled_from(list(AMOUNTS)), factors, min_size=1))
def test_each_amount_rises_by_its_factor_and_no_other(
    population: Population, rises: dict[str, float]
) -> None:
    """What has a factor is multiplied by it; what has none stays, and both are told."""
    later, log = uprate(population, 2026, rises, "a test")
    before, after = amounts_of(population), amounts_of(later)
    for kind, amounts in before.items():
        np.testing.assert_allclose(after[kind], np.multiply(amounts, rises.get(kind, 1.0)), rtol=1e-12)
    assert later.economy.price_year == 2026
    assert sum("times" in sentence for sentence in log) == len(rises)
    assert sum("not uprated" in sentence for sentence in log) == len(AMOUNTS) - len(rises)


def gini_and_gap(population: Population) -> tuple[float, float]:
    """Return the Gini coefficient, and the poverty gap at the first line."""
    welfare, persons = population.households.consumption_month, population.members_weight
    return gini(welfare, persons), fgt(welfare, persons, population.economy.line().month, 1)


@given(populations(), factors)
def test_poverty_and_inequality_stay_when_all_rises_alike(population: Population, factor: float) -> None:
    """The scale of money is no matter: with the lines raised alike, nobody becomes poor or unequal."""
    later, _ = uprate(population, 2026, dict.fromkeys(("consumption", "poverty_lines"), factor), "a test")
    for measure in (
        lambda each: gini(each.households.consumption_month, each.members_weight),
        lambda each: fgt(
            each.households.consumption_month, each.members_weight, each.economy.line().month, 1
        ),
    ):
        assert measure(later) == pytest.approx(measure(population), rel=1e-9, abs=1e-12)


def test_poverty_falls_when_consumption_outruns_prices() -> None:
    """Real growth lifts the village's second household, at 50 a month under a line of 60, over the line."""
    rises = {"consumption": growth_factor(1.1, real_growth=0.25), "poverty_lines": 1.1}
    later, _ = uprate(VILLAGE, 2026, rises, "a test")
    lines = [each.economy.line().month for each in (VILLAGE, later)]
    poor = [
        float(np.average(each.households.consumption_month < line, weights=each.members_weight))
        for each, line in zip((VILLAGE, later), lines, strict=True)
    ]
    assert poor == pytest.approx([9 / 20, 5 / 20])


def test_people_and_weights_stay() -> None:
    """Uprating moves money only, and says in the label what it did."""
    later, _ = uprate(VILLAGE, 2026, {"consumption": 1.2}, "a test")
    assert later.households.weight.tolist() == VILLAGE.households.weight.tolist()
    assert later.persons is VILLAGE.persons
    assert later.label == "Made-up village of six households. Amounts of 2024 uprated to 2026"


def test_growth_without_pass_through_is_prices_alone() -> None:
    """Nothing passed on leaves the price ratio; all passed on gives nominal growth."""
    assert growth_factor(1.25, 0.1, 0.0) == 1.25
    assert growth_factor(1.25, 0.1) == pytest.approx(1.375)
    assert growth_factor(1.0, -0.1) == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("rises", "year", "message"),
    [
        ({"consumptoin": 1.2}, 2026, "Did you mean 'consumption'"),
        ({1: 1.2}, 2026, "factors: 1 "),
        ({}, 2026, "one at least of"),
        ([1.2], 2026, "values by name"),
        ({"consumption": 0.0}, 2026, "factors, consumption: 0.0"),
        ({"consumption": float("nan")}, 2026, "factors, consumption: nan"),
        ({"consumption": 1.2}, 2024, "another year"),
        ({"consumption": 1.2}, 20.5, "price_year: 20.5"),
        ({"average_wage": 1.2}, 2026, "average_wage_month is not known"),
    ],
)
def test_factors_that_say_nothing_are_refused(rises: object, year: object, message: str) -> None:
    """Unknown kinds, no kind, factors of 0 or missing, the same year, an unknown wage: each is named."""
    with pytest.raises(BadInput, match=message):
        uprate(VILLAGE, year, rises, "a test")  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["earnings", "previous_earnings", "benefits"])
def test_what_was_not_observed_cannot_rise(kind: str) -> None:
    """A factor for a column that the survey lacks is a mistake, not a silent nothing."""
    with pytest.raises(SimulatorError, match="was not observed"):
        uprate(VILLAGE, 2026, {kind: 1.2}, "a test")


@pytest.mark.parametrize("source", ["", None])
def test_factors_need_a_source(source: object) -> None:
    """Whoever reads the log must be able to look the factors up."""
    with pytest.raises(BadInput, match="source"):
        uprate(VILLAGE, 2026, {"consumption": 1.2}, source)  # type: ignore[arg-type]


def test_amounts_beyond_measure_are_refused() -> None:
    """A factor that drives consumption out of its bounds is refused by the column itself."""
    rich = replace(VILLAGE.households, consumption_month=np.full(6, 9e11))
    with pytest.raises(BadInput, match="consumption_month"):
        uprate(replace(VILLAGE, households=rich), 2026, {"consumption": 2}, "a test")
