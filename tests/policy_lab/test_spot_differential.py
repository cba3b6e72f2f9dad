"""ESCAP's arithmetic in both languages: random policies on a country and on random people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser

from simulator import BadInput, Policy, Population, SimulatorError, spot
from simulator.escap import package_policy
from simulator.escap.conventions import CONVENTIONS, SCHEMES
from simulator.policy import from_link
from simulator.population_file import pack
from simulator.schemes import all_schemes
from simulator.widgets.policy_lab.catalogue import catalogue_data
from tests.policy_lab.answers import same_numerals
from tests.policy_lab.comparing import differences, job
from tests.policy_lab.conftest import Site
from tests.policy_lab.random_policies import random_baseline, random_policy
from tests.policy_lab.random_populations import lacking, random_population
from tests.policy_lab.test_differential import SEEDS
from tests.simulator.escap.test_spot import BASELINE, EVERYTHING

pytestmark = pytest.mark.browser
HARNESS = Path(__file__).with_name("spot-harness.js")
EFFECTS = ("effect_on_cost_points", "effect_on_headcount_points", "effect_on_gain_points")
ITS_OWN = {name: scheme for name, scheme in all_schemes().items() if name in (*SCHEMES, "birth_grant")}
Task = dict[str, Any]
SpotAll = Callable[[Population, Sequence[Task]], list[dict[str, Any]]]


@pytest.fixture
def spot_all(browser: Browser, site: Site) -> Iterator[SpotAll]:
    """A function that reads each task by both arithmetics in the browser."""
    (site.folder / HARNESS.name).write_bytes(HARNESS.read_bytes())
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.address + "blank.html")

    def ask(population: Population, tasks: Sequence[Task]) -> list[dict[str, Any]]:
        (site.folder / "counted.population").write_bytes(pack(population))
        script = (
            f"async (given) => (await import('/{HARNESS.name}')).spotAll('/counted.population', ...given)"
        )
        answers: list[dict[str, Any]] = page.evaluate(script, [catalogue_data(), tasks])
        return answers

    yield ask
    context.close()


def random_task(random: Random, population: Population) -> Task:
    """Return a policy of schemes that ESCAP has and one that it has not, some with a baseline."""
    missing = lacking(population)
    known = [*(population.persons.benefits_month or {})]
    free = {name: scheme for name, scheme in all_schemes().items() if name not in known}
    baseline = random_baseline(random, free, missing) if random.random() < 0.4 else None
    existing = known + [each.scheme.id for each in (baseline.schemes if baseline else ())]
    policy = random_policy(random, ITS_OWN, benefits=existing, lacking=missing)
    line = random.choice([None, *(line.id for line in population.economy.poverty_lines)])
    return job(policy, line, random.choice(SEEDS), baseline)


def in_python(people: Population, task: Task) -> dict[str, Any]:
    """Return Python's answer to a task, as the browser gives it."""
    policy, baseline = from_link(task["fragment"])
    try:
        found = spot(people, policy, task["line"], baseline=baseline, seed=task["seed"])
    except BadInput as error:
        return {"refused": [error.field, error.allowed]}
    except SimulatorError as error:
        return {"refused": [str(error)]}
    return {"found": asdict(found)}


def moved(answer: dict[str, Any]) -> list[tuple[float, ...]]:
    """Take what each convention moves out of an answer, and return it."""
    return [tuple(each.pop(name) for name in EFFECTS) for each in answer["found"]["differences"]]


def wrong_answer(people: Population, task: Task, answer: dict[str, Any]) -> list[str]:
    """Return a line for each entry of the browser's answer that is not Python's."""
    expected = in_python(people, task)
    if "refused" in expected and "refused" in answer:
        said = all(part in answer["refused"] for part in expected["refused"])
        return [] if said else [f"{task}: {expected} and {answer}"]
    if "refused" in expected or "refused" in answer:
        return [f"{task}: {expected.get('refused')} and {answer.get('refused')}"]
    # What is left of two large numbers is as near as they are, not as near as it is small.
    ours, theirs = moved(expected), moved(answer)
    near = ours == [pytest.approx(each, rel=1e-9, abs=1e-9) for each in theirs]
    wrong = list(differences(same_numerals(expected), same_numerals(answer), "answer"))
    return [f"{task}: {each}" for each in wrong] + ([] if near else [f"{task}: {ours} and {theirs}"])


def agreed(spot_all: SpotAll, people: Population, tasks: Sequence[Task]) -> list[dict[str, Any]]:
    """Check that both languages read the tasks alike; returns what was found, without the refusals."""
    answers = spot_all(people, tasks)
    wrong = [
        line
        for task, answer in zip(tasks, answers, strict=True)
        for line in wrong_answer(people, task, answer)
    ]
    assert not wrong, f"{len(wrong)} differences, such as\n" + "\n".join(wrong[:5])
    return [answer["found"] for answer in answers if "found" in answer]


@pytest.mark.parametrize(("policies", "seed"), [(40, 3), pytest.param(1_000, 4, marks=pytest.mark.prove)])
def test_both_languages_read_a_policy_alike(
    spot_all: SpotAll, nepal: Population, policies: int, seed: int
) -> None:
    """Figures, groups, words and effects of every convention, to 1e-9, and each refusal."""
    random = Random(seed)
    everything = job(Policy.from_yaml(EVERYTHING), baseline=BASELINE)
    found = agreed(spot_all, nepal, [everything, *(random_task(random, nepal) for _ in range(policies))])
    assert len(found) > policies / 4
    seen = {each["convention"] for answer in found for each in answer["differences"]}
    assert seen == {each.name for each in CONVENTIONS}


@pytest.mark.parametrize(("populations", "seed"), [(8, 5), pytest.param(300, 6, marks=pytest.mark.prove)])
def test_both_languages_read_random_people_alike(spot_all: SpotAll, populations: int, seed: int) -> None:
    """On data of every shape, observed and synthetic."""
    random, found = Random(seed), 0
    for _ in range(populations):
        people = random_population(random)
        found += len(agreed(spot_all, people, [random_task(random, people) for _ in range(10)]))
    assert found > 2 * populations


def test_escaps_own_packages(spot_all: SpotAll, nepal: Population) -> None:
    """Each preset of ESCAP's simulator means the same in both languages, and in both arithmetics alike."""
    tasks = [job(package_policy(name)) for name in ("global_average", "oecd", "targeted")]
    for each in agreed(spot_all, nepal, tasks):
        assert "Who pays" not in [difference["convention"] for difference in each["differences"]]


def test_a_policy_that_escap_has_not(spot_all: SpotAll, nepal: Population) -> None:
    """A policy without any of its schemes is refused in the same words."""
    policy = Policy.from_yaml("{version: 1, schemes: [{id: birth_grant}]}")
    assert agreed(spot_all, nepal, [job(policy)]) == []
