"""Each country's population comes as close to the published figures as is promised."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from simulator import countries
from simulator.builders import build_population, published_versus_synthetic
from simulator.builders.ages import single_year_persons
from simulator.builders.arrays import weighted_fit, weighted_variance
from simulator.builders.calibration import weight_spread
from simulator.builders.facts import Assumption, CountryFacts
from simulator.countries import country, country_facts, country_names
from simulator.errors import BadInput
from simulator.measures import fgt
from simulator.population import HOUSEHOLD_TYPES, Population
from simulator.widgets.policy_lab import PolicyLab

COUNTRIES = country_names()


def r_squared(population: Population) -> float:
    """Return the share of the variance of log consumption that a line in the score explains."""
    homes, persons = population.households, population.members_weight
    logs = np.log(homes.consumption_month)
    assert homes.proxy_score is not None
    fitted = weighted_fit(logs, homes.proxy_score[:, None], persons)
    return weighted_variance(fitted, persons) / weighted_variance(logs, persons)


def assert_close(population: Population, facts: CountryFacts, beyond: float = 0.0) -> None:
    """Fail with the rows that are further off than is promised; the uncalibrated may be `beyond` that."""
    table = published_versus_synthetic(population, facts)
    off = table[table.difference.abs() > table.tolerance + beyond * ~table.calibrated]
    assert off.empty, f"\n{off.to_string()}"


@pytest.mark.parametrize("name", COUNTRIES)
def test_children_by_single_year_follow_the_published_shape(name: str) -> None:
    """Each single year from 0 to 17 is within three percent of the United Nations' shape."""
    population = country(name)
    counted = np.bincount(population.persons.age, population.person_weight, minlength=101)
    expected = single_year_persons(country_facts(name).ages).sum(axis=0)
    np.testing.assert_allclose(counted[:18], expected[:18], rtol=0.03)


@pytest.mark.parametrize("name", COUNTRIES)
def test_score_explains_what_is_assumed(name: str) -> None:
    """The score's weighted R² is the assumed one within .01, and low scores are poor."""
    population = country(name)
    assert r_squared(population) == pytest.approx(
        country_facts(name).assumptions.score_r_squared.value, abs=0.01
    )
    homes = population.households
    assert homes.proxy_score is not None
    assert np.corrcoef(homes.proxy_score, homes.consumption_month)[0, 1] > 0.3


@pytest.mark.parametrize("name", COUNTRIES)
def test_children_are_poorer_than_average(name: str) -> None:
    """The gradients make more children poor than all persons, but not twice as many."""
    population = country(name)
    welfare = population.persons_column("consumption_month")
    child = population.persons.age < 18
    line = population.economy.line().month
    children = fgt(welfare[child], population.person_weight[child], line, 0)
    assert 1 < children / fgt(welfare, population.person_weight, line, 0) < 2


@pytest.mark.parametrize("name", COUNTRIES)
def test_households_are_what_their_type_says(name: str) -> None:
    """Types agree with sizes and ages, and every household has somebody of 15 or over."""
    population = country(name)
    homes, persons = population.households, population.persons
    oldest = np.zeros(len(homes.size), dtype=int)
    np.maximum.at(oldest, persons.household, persons.age)
    kind = {name: homes.type == number for number, name in enumerate(HOUSEHOLD_TYPES)}
    assert (oldest >= 15).all()
    assert (homes.size[kind["couple without children"]] == 2).all()
    for word, older in (("one person 60 or older", True), ("one person under 60", False)):
        assert (homes.size[kind[word]] == 1).all() and ((oldest[kind[word]] >= 60) == older).all()
    for word, fewest in (("couple with children", 3), ("single caregiver", 2), ("three generations", 3)):
        assert (homes.size[kind[word]] >= fewest).all()


def test_nothing_unpublished_is_invented() -> None:
    """Work, earnings, benefits and regions stay absent, and the label says synthetic."""
    population = country("nepal")
    persons, homes = population.persons, population.households
    assert persons.work is None and persons.earnings_month is None and persons.benefits_month is None
    assert homes.region is None and homes.equivalent_size is None
    assert population.economy.average_wage_month is None
    assert population.synthetic and "Synthetic" in population.label
    assert population.economy.line().id == "societal"


def test_same_seed_same_population() -> None:
    """The build is deterministic to the last bit."""
    first, second = (build_population(country_facts("nepal"), seed=7) for _ in range(2))
    for table in ("households", "persons"):
        for field in dataclasses.fields(getattr(first, table)):
            one, other = (getattr(getattr(each, table), field.name) for each in (first, second))
            assert (one is None and other is None) or np.array_equal(one, other), field.name


@pytest.mark.parametrize("seed", [2, 3, 4_000_000_000])
def test_other_seeds_are_as_close(seed: int) -> None:
    """Closeness is the method's, not one seed's luck.

    Nepal's curve is .49 points above the headcount at 3.75, so a seed may pass half a point by a hundredth.
    """
    facts = country_facts("nepal")
    population = build_population(facts, seed)
    assert_close(population, facts, beyond=0.02)
    assert weight_spread(population.households.weight)[1] < 2
    assert r_squared(population) == pytest.approx(0.5, abs=0.01)
    assert not np.array_equal(population.households.weight, country("nepal").households.weight)


def test_fewer_households_still_meet_the_totals() -> None:
    """A thousand households meet the same totals."""
    facts = country_facts("nepal")
    assert_close(build_population(facts, households=1000), facts)


@pytest.mark.parametrize(
    ("seed", "households"), [(-1, 5000), (2**32, 5000), (1.5, 5000), (True, 5000), (1, 10), (1, 10**6)]
)
def test_out_of_range_is_refused(seed: int, households: int) -> None:
    """Seeds and numbers of households out of range are refused in words."""
    with pytest.raises(BadInput, match="whole number"):
        build_population(country_facts("nepal"), seed, households)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [("size_elasticity", -2.0, "gradients"), ("score_r_squared", 0.01, "score_r_squared")],
)
def test_assumptions_that_cannot_hold_are_refused(name: str, value: float, told: str) -> None:
    """Gradients that explain more than all, or a score that explains less than they do, are refused."""
    facts = country_facts("nepal")
    assumption = Assumption(value, getattr(facts.assumptions, name).unit, "test")
    assumed = dataclasses.replace(facts.assumptions, **{name: assumption})
    with pytest.raises(BadInput, match=told):
        build_population(dataclasses.replace(facts, assumptions=assumed))


def test_gradients_move_people_not_the_distribution() -> None:
    """With gradients of 0 children are as poor as all, and the published figures are met all the same."""
    facts = country_facts("nepal")
    names = ("size_elasticity", "child_share_gradient", "urban_gradient")
    none = {name: dataclasses.replace(getattr(facts.assumptions, name), value=0.0) for name in names}
    flat = dataclasses.replace(facts, assumptions=dataclasses.replace(facts.assumptions, **none))
    population = build_population(flat)
    assert_close(population, facts)
    child = population.persons.age < 18
    welfare = population.persons_column("consumption_month")
    rate = fgt(welfare[child], population.person_weight[child], population.economy.line().month, 0)
    assert rate == pytest.approx(0.1975, abs=0.02)


def test_unknown_country_names_the_nearest() -> None:
    """A misspelt country is refused with the nearest known one; case does not matter."""
    with pytest.raises(BadInput, match="Did you mean 'nepal'"):
        country("Nepaal")
    assert country(" NEPAL ") is country("nepal")


@pytest.mark.parametrize("name", ["Viet Nam", "viet-nam", " VIET_NAM ", "viet  nam"])
def test_names_of_countries(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Capitals, spaces and hyphens do not matter in the name of a country."""
    monkeypatch.setattr(countries, "country_names", lambda: ("nepal", "viet_nam"))
    assert countries.known_country(name) == "viet_nam"


def test_the_lab_takes_the_same_names() -> None:
    """The lab finds a country under the names that Python does, and asks the page for its file."""
    lab = PolicyLab(country="Nepal", policy="{version: 1, schemes: [{id: child_benefit}]}")
    assert lab.configuration.country == "nepal"


def test_the_published_total_is_the_publishers() -> None:
    """Persons are compared with the published total, not with our sum of rounded groups."""
    table = published_versus_synthetic(country("nepal"), country_facts("nepal")).set_index("figure")
    assert table.published["persons"] == 29_715_436
    assert {"female, aged 0 to 4", "male, aged 70 and over"} <= set(table.index)
    assert not [figure for figure in table.index if figure.startswith(("women", "men"))]
