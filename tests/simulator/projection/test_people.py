"""The people of years to come: published ages met, years between them interpolated, none beyond them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulator import BadInput, EmptyGroup, SimulatorError, country, example_population, simulate, summarise
from simulator.builders.facts import AgeGroup
from simulator.countries import country_facts
from simulator.projection import (
    PeopleByYear,
    ages_in,
    held_constant,
    people_of_country,
    project,
    with_ages_of,
)
from tests.simulator.making import one_scheme

NEPAL = people_of_country("nepal")
PENSION = one_scheme("social_pension", who={"age": [60, 120]})


def test_published_ages_are_met() -> None:
    """In a published year the persons of each age group and sex are as many as were published."""
    population = NEPAL.in_year(2040).population
    age, sex, weight = population.persons.age, population.persons.sex, population.person_weight
    (published,) = [each for each in NEPAL.published if each.year == 2040]
    for row in published.rows:
        for code, persons in ((0, row.female), (1, row.male)):
            inside = (age >= row.low) & (age <= row.high) & (sex == code)
            assert float(weight[inside].sum()) == pytest.approx(persons, rel=1e-6)


def test_the_first_year_is_the_country_as_it_is() -> None:
    """In the year of the data a projection says what the simulation of that country says."""
    (year,) = project("nepal", PENSION, to=2022).years
    summary = summarise(simulate(country("nepal"), PENSION))
    assert year.basis == "as built" and year.cost_percent_of_gdp == summary.cost.percent_of_gdp
    assert year.recipients == summary.reach.reached_persons and year.largest_ratio == 1


def test_recipients_follow_the_published_ages() -> None:
    """All who are 60 or older get a pension for all: in 2050 they are as many as were published."""
    years = project("nepal", PENSION, to=2050).years
    older = [row for row in NEPAL.published[-1].rows if row.low >= 60]
    published = sum(row.female + row.male for row in older)
    assert years[-1].recipients == pytest.approx(published, rel=1e-6)
    assert [each.basis for each in years].count("published") == 4
    grown = np.diff([each.recipients for each in years])
    assert (grown > 0).all(), "Nepal has more older persons each year"


def test_between_two_years_growth_is_geometric() -> None:
    """Half-way between 100 and 400 stands 200; between 16 and 1 stands 4."""
    rows = (AgeGroup(0, 17, female=100, male=1), AgeGroup(18, 100, female=16, male=81))
    later = (AgeGroup(0, 17, female=400, male=1), AgeGroup(18, 100, female=1, male=1))
    first = replace(NEPAL.published[0], year=2030, rows=rows)
    published = (first, replace(first, year=2040, rows=later))
    middle = ages_in(published, 2035)
    assert [each.female for each in middle] == pytest.approx([200, 4])
    assert [each.male for each in middle] == pytest.approx([1, 9])
    assert ages_in(published, 2030) == rows and ages_in(published, 2040) == later


def test_a_survey_is_reweighted_in_its_first_year_too() -> None:
    """The people of a survey need not have the published ages: each year they are given them."""
    halved = country("nepal")
    halved = replace(halved, households=replace(halved.households, weight=halved.households.weight / 2))
    people = with_ages_of(halved, "nepal")
    assert people.basis(2022) == "published"
    published = country_facts("nepal").ages.persons
    assert float(people.in_year(2022).population.members_weight.sum()) == pytest.approx(published, rel=1e-6)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"to": 2051}, r"^to: 2051 .* from 2022 to 2050\. The population figures end there"),
        ({"to": 2021}, "^to: 2021 "),
        ({"to": 2030.0}, r"^to: 2030\.0 "),
        ({"first_year": 2021}, "^first_year: 2021 .* from 2022"),
        ({"first_year": 2060}, "^first_year: 2060 "),
        ({"first_year": True}, "^first_year: True "),
    ],
)
def test_years_without_population_figures(given: dict[str, int], message: str) -> None:
    """A projection beyond the population figures is refused, and the last year is named."""
    with pytest.raises(BadInput, match=message):
        project("nepal", PENSION, **given)  # type: ignore[arg-type]


def test_a_year_of_no_people() -> None:
    """The people of a year that was not published are refused too."""
    with pytest.raises(BadInput, match=r"^year: 2051 .* from 2022 to 2050"):
        NEPAL.in_year(2051)


def test_an_invented_country_has_no_projection() -> None:
    """Arumia is invented: nobody projects its population, and the mend says what can be done."""
    with pytest.raises(SimulatorError, match=r"arumia is invented.*held_constant"):
        project("arumia", PENSION)
    assert project(held_constant(country("arumia")), PENSION, to=2025).years[1].basis == "held constant"


def test_people_whom_no_weight_makes() -> None:
    """A village without a woman over 70 cannot stand for a country that has some."""
    with pytest.raises(EmptyGroup, match=r"Example has no women aged 10 to 14"):
        with_ages_of(example_population(), "nepal").in_year(2025)


def test_years_out_of_order() -> None:
    """Published years follow each other, and have one set of age groups."""
    first, second = NEPAL.published[:2]
    with pytest.raises(BadInput, match=r"published: 2022 .* a year after 2025"):
        PeopleByYear(NEPAL.population, (second, first))
    with pytest.raises(BadInput, match=r"published: 2025 .* the age groups of 2022"):
        PeopleByYear(NEPAL.population, (first, replace(second, rows=second.rows[:-1])))
