"""The projection in both languages: random policies, growth, indexation and years, in every country."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser

from simulator import Population, SimulatorError, country
from simulator.countries import country_names
from simulator.errors import BadInput
from simulator.policy import from_link
from simulator.population_file import pack
from simulator.projection import (
    Outlook,
    PeopleByYear,
    held_constant,
    indexation_parameter,
    indexation_weights,
    outlook_parameters,
    people_of_country,
    project,
)
from simulator.widgets.policy_lab.catalogue import catalogue_data
from simulator.widgets.policy_lab.site_files import years_data
from tests.policy_lab.answers import same_numerals
from tests.policy_lab.asking import ask
from tests.policy_lab.comparing import differences
from tests.policy_lab.conftest import Site
from tests.policy_lab.random_populations import full_population
from tests.policy_lab.test_differential import random_job

pytestmark = pytest.mark.browser
HARNESS = Path(__file__).with_name("projection-harness.js")
NOBODY_AGES: dict[str, Any] = {"published": [], "built_for": None}
Task = dict[str, Any]
ProjectAll = Callable[[Population, dict[str, Any], Sequence[Task]], list[dict[str, Any]]]


@pytest.fixture
def project_all(browser: Browser, site: Site) -> Iterator[ProjectAll]:
    """A function that projects each task in the browser, on a population with its published years."""
    (site.folder / HARNESS.name).write_bytes(HARNESS.read_bytes())
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.address + "blank.html")

    def project_each(
        population: Population, years: dict[str, Any], tasks: Sequence[Task]
    ) -> list[dict[str, Any]]:
        (site.folder / "projected.population").write_bytes(pack(population))
        script = f"async (g) => (await import('/{HARNESS.name}')).projectAll('/projected.population', ...g)"
        answers: list[dict[str, Any]] = ask(page, script, [years, catalogue_data(), tasks])
        return answers

    yield project_each
    context.close()


def random_task(random: Random, population: Population, last: int = 2050) -> Task:
    """Return a random policy with growth, inflation, an indexation and some years; now and then nonsense."""
    task = random_job(random, population)
    first = population.economy.price_year
    start = random.choice([first, first, first + 3, first - 1 if random.random() < 0.1 else first + 8])
    to = random.choice([start, start + 1, start + 2, last + 1 if random.random() < 0.2 else start])
    outlook = {
        name: random.uniform(each.bounds[each.unit].low, each.bounds[each.unit].high * 1.02)
        for name, each in outlook_parameters().items()
        if random.random() < 0.6
    }
    asked = {"to": to, "firstYear": start, "indexation": random_indexation(random), "outlook": outlook}
    return {"fragment": task["fragment"], "asked": asked}


def random_indexation(random: Random) -> str | dict[str, float]:
    """Return one rule or a mixture of two or three; now and then weights that add up to too much."""
    rules = ["prices", "wages", "gdp_per_person", "none"]
    if random.random() < 0.5:
        return random.choice([*rules, *rules, "price"])
    part = random.choice([0.5, 0.25, 0.1])
    one, other, third = random.sample(rules, 3)
    return {one: part, other: 1 - 2 * part, third: part if random.random() < 0.9 else 0.9}


def in_python(people: PeopleByYear, task: Task) -> dict[str, Any]:
    """Return Python's answer to a task, as the browser gives it."""
    policy, baseline = from_link(task["fragment"])
    asked = task["asked"]
    terms = {"first_year": asked["firstYear"], "baseline": baseline}
    try:
        outlook = Outlook(**asked["outlook"])
        found = project(people, policy, asked["to"], asked["indexation"], outlook, **terms)
    except BadInput as error:
        return {"refused": [error.field, error.allowed]}
    except SimulatorError as error:
        return {"refused": [str(error)]}
    data = asdict(found) | {"indexation": dict(indexation_weights(found.indexation))}
    return {"found": same_numerals(data)}


def wrong_answers(
    people: PeopleByYear, tasks: Sequence[Task], answers: Sequence[dict[str, Any]]
) -> list[str]:
    """Return a line for each entry of the browser's answers that is not Python's."""
    wrong = []
    for task, answer in zip(tasks, answers, strict=True):
        expected = in_python(people, task)
        if "refused" in expected and "refused" in answer:
            said = all(part in answer["refused"] for part in expected["refused"])
            wrong += [] if said else [f"{task}: {expected} and {answer}"]
        else:
            wrong += [f"{task}: {line}" for line in differences(expected, same_numerals(answer), "answer")]
    return wrong


def agreed(project_all: ProjectAll, name: str, tasks: int, seed: int) -> int:
    """Check that both languages project random policies alike; returns how many were projected."""
    random, people = Random(seed), people_of_country(name)
    jobs = [random_task(random, people.population) for _ in range(tasks)]
    answers = project_all(people.population, years_data(name), jobs)
    wrong = wrong_answers(people, jobs, answers)
    assert not wrong, f"{len(wrong)} differences, such as\n" + "\n".join(wrong[:5])
    return sum("found" in answer for answer in answers)


@pytest.mark.parametrize("name", ["nepal", "kiribati"])
def test_random_projections_agree(project_all: ProjectAll, name: str) -> None:
    """Cost, adequacy, reach, spread of the weights and every note of each year, to 1e-9, and each refusal."""
    assert agreed(project_all, name, tasks=24, seed=3) > 6


@pytest.mark.prove
@pytest.mark.parametrize("name", country_names())
def test_random_projections_agree_in_every_country(project_all: ProjectAll, name: str) -> None:
    """The same in all countries that have published years."""
    assert agreed(project_all, name, tasks=100, seed=4) > 25


def test_all_years_agree(project_all: ProjectAll) -> None:
    """Each year to 2050, those between two published ones too."""
    people = people_of_country("nepal")
    fragment = "version=1&1.id=social_pension&2.id=child_benefit&2.roll_out.oldest_at_start=3"
    task = {
        "fragment": fragment,
        "asked": {"to": 2050, "firstYear": 2022, "indexation": "none", "outlook": {}},
    }
    answers = project_all(people.population, years_data("nepal"), [task])
    assert wrong_answers(people, [task], answers) == []
    assert len(answers[0]["found"]["years"]) == 29


def test_people_who_stay_as_they_are(project_all: ProjectAll) -> None:
    """Without published years nobody ages: earnings, benefits and wages grow alike in both languages."""
    random, people = Random(6), full_population(Random(2))
    jobs = [random_task(random, people, last=2200) for _ in range(40)]
    answers = project_all(people, NOBODY_AGES, jobs)
    wrong = wrong_answers(held_constant(people), jobs, answers)
    assert not wrong, f"{len(wrong)} differences, such as\n" + "\n".join(wrong[:5])
    assert sum("found" in answer for answer in answers) > 8


def test_the_choices_are_indexations() -> None:
    """Each rule that a reader may choose is one that the projection takes."""
    from simulator.projection import indexation_from_text

    weights = [indexation_weights(indexation_from_text(each)) for each in indexation_parameter().choices]
    assert [dict(each) for each in weights[:2]] == [{"prices": 1.0}, {"wages": 1.0}]
    assert dict(weights[2]) == {"prices": 0.5, "wages": 0.5}


def test_an_invented_country_has_no_years() -> None:
    """Nobody projects the people of Arumia, and its government has no revenue."""
    assert country("arumia").synthetic and years_data("arumia")["published"] == []
