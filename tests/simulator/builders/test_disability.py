"""Disability is assumed: the shares, the gradient and the seed give it, and every country has it."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import simulator
from simulator.builders import build_population
from simulator.builders.ages import People
from simulator.builders.disability import disability_groups, draw_disability
from simulator.builders.facts import Assumptions
from simulator.countries import country, country_assumptions, country_facts, country_names
from simulator.errors import BadInput

ASSUMED = country_facts("nepal").assumptions
SHARES = [field.name for field in dataclasses.fields(ASSUMED) if field.name.startswith("disability_")][:-1]


def with_values(**values: float) -> Assumptions:
    """Return Nepal's assumptions with other values."""
    changed = {
        name: dataclasses.replace(getattr(ASSUMED, name), value=value) for name, value in values.items()
    }
    return dataclasses.replace(ASSUMED, **changed)


def crowd(persons: int, seed: int) -> tuple[People, np.ndarray, np.ndarray]:
    """Return persons of all ages, with weights and log consumption."""
    rng = np.random.default_rng(seed)
    people = People(np.arange(persons), rng.integers(0, 101, persons), rng.integers(0, 2, persons))
    return people, rng.uniform(0.5, 2, persons), rng.normal(8, 0.5, persons)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(-1, 1), st.integers(0, 1000))
def test_shares_are_the_assumed_ones(share: float, severe: float, correlation: float, seed: int) -> None:
    """In each age group the assumed share has a disability, and of these the assumed share a severe one."""
    assumed = with_values(
        **dict.fromkeys(SHARES, share), severe_disability_share=severe, disability_gradient=correlation
    )
    people, weight, logs = crowd(400, seed)
    found = draw_disability(people, weight, logs, assumed, seed)
    for low, high, _ in disability_groups(assumed):
        group = (people.age >= low) & (people.age <= high)
        nearest = weight[group].max() / weight[group].sum()
        for level, wanted in ((1, share), (2, share * severe)):
            reached = weight[group & (found >= level)].sum() / weight[group].sum()
            assert abs(reached - wanted) <= nearest


@given(st.integers(0, 1000))
def test_an_empty_age_group_does_no_harm(seed: int) -> None:
    """Where nobody is old, and all consume the same, disability is still drawn."""
    people, weight, _ = crowd(50, seed)
    young = People(people.household, people.age % 18, people.sex)
    found = draw_disability(young, weight, np.full(50, 8.0), with_values(disability_under_18=0.5), seed)
    assert 0.3 < weight[found > 0].sum() / weight.sum() < 0.7


def test_the_gradient_has_its_sign_and_size() -> None:
    """With a correlation of −1 the poorest have the disability, with 0 consumption does not matter."""
    people, weight, logs = crowd(20_000, 1)
    adults = (people.age >= 18) & (people.age < 40)
    poorest = draw_disability(people, weight, logs, with_values(disability_gradient=-1), 1) > 0
    assert logs[adults & poorest].max() <= logs[adults & ~poorest].min()
    neither = draw_disability(people, weight, logs, with_values(disability_gradient=0), 1) > 0
    assert logs[adults & neither].mean() == pytest.approx(logs[adults & ~neither].mean(), abs=0.05)


def test_all_countries_together_have_the_world_s_share() -> None:
    """The shares were chosen so that 16 percent of all persons have a disability, a fifth of them severe."""
    reached = np.zeros(3)
    for name in country_names():
        people = country(name)
        assert people.persons.disability is not None
        reached += np.bincount(people.persons.disability, people.person_weight, minlength=3)
    shares = reached / reached.sum()
    assert 1 - shares[0] == pytest.approx(0.16, abs=0.003)
    assert shares[2] / (1 - shares[0]) == pytest.approx(0.2, abs=0.002)


@pytest.mark.parametrize("name", country_names())
def test_persons_with_a_disability_are_older_and_poorer(name: str) -> None:
    """In every country they are older than others, and poorer than others of their age."""
    people = country(name)
    age, disability = people.persons.age, people.persons.disability
    logs = np.log(people.persons_column("consumption_month"))
    assert disability is not None
    assert age[disability > 0].mean() > age[disability == 0].mean() + 5
    for low, high in ((18, 39), (40, 59)):
        group = (age >= low) & (age <= high)
        assert logs[group & (disability > 0)].mean() < logs[group & (disability == 0)].mean()


def test_a_disability_benefit_runs_on_a_country() -> None:
    """The scheme reaches persons with a severe disability, and nobody else."""
    data = {"version": 1, "schemes": [{"id": "disability_benefit"}]}
    found = simulator.summarise(simulator.simulate(country("fiji"), simulator.Policy.from_data(data)))
    assert 0 < found.cost.percent_of_gdp < 5


def test_assumptions_may_be_changed_and_are_listed() -> None:
    """Disability is among the assumptions, each called one, and another value gives another population."""
    listed = country_assumptions("nepal").set_index("assumption")
    assert set(SHARES) < set(listed.index) and listed.note[SHARES].str.startswith("Assumption: ").all()
    none = country("nepal", **dict.fromkeys(SHARES, 0.0))
    assert none.persons.disability is not None and not none.persons.disability.any()
    np.testing.assert_array_equal(
        none.households.consumption_month, country("nepal").households.consumption_month
    )


@pytest.mark.parametrize(
    "wrong", [{"disability_from_80": 1.2}, {"severe_disability_share": -0.1}, {"disability_gradient": -1.5}]
)
def test_impossible_assumptions_are_refused(wrong: dict[str, float]) -> None:
    """A share outside 0 to 1 and a correlation outside −1 to 1 are refused in words."""
    facts = dataclasses.replace(country_facts("nepal"), assumptions=with_values(**wrong))
    with pytest.raises(BadInput, match="disability"):
        build_population(facts, households=500)
