"""All that goes beyond the headline of a result: both languages, on random policies, people and a country."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from simulator import Policy, Population
from simulator.policy import from_link
from simulator.population_file import pack, unpack
from simulator.scenario import BREAKDOWNS, MEASURES
from simulator.widgets.policy_lab.catalogue import catalogue_data
from simulator.widgets.policy_lab.modules import loaded_at_once
from simulator.widgets.policy_lab.packs import START
from tests.policy_lab.answers import Task, in_python, same_numerals
from tests.policy_lab.asking import ask
from tests.policy_lab.comparing import differences, job
from tests.policy_lab.conftest import COUNTING, Site
from tests.policy_lab.random_populations import full_population, random_population
from tests.policy_lab.test_differential import random_job

pytestmark = pytest.mark.browser
HARNESS = Path(__file__).with_name("breakdowns-harness.js")
ENTRIES = (
    "simulator/scenario/breakdown.js",
    "simulator/scenario/fiscal.js",
    "simulator/scenario/measured.js",
    "simulator/scenario/equivalised.js",
    "simulator/scenario/targeting.js",
)
SCALES = ("per_person", "oecd_modified", "square_root", "own_column")
EACH = 12
AskAll = Callable[[Population, Sequence[Task]], list[dict[str, Any]]]


@pytest.fixture
def blank_page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page beside the package's own files, those included that no lab loads."""
    site.add_modules(*ENTRIES)
    (site.folder / HARNESS.name).write_bytes(HARNESS.read_bytes())
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.address + "blank.html")
    yield page
    context.close()


@pytest.fixture
def ask_all(blank_page: Page, site: Site) -> AskAll:
    """A function that asks the browser all questions of each task on a population."""

    def all_of(population: Population, tasks: Sequence[Task]) -> list[dict[str, Any]]:
        (site.folder / "asked.population").write_bytes(pack(population))
        script = f"async (given) => (await import('/{HARNESS.name}')).askAll('/asked.population', ...given)"
        answers: list[dict[str, Any]] = ask(blank_page, script, [catalogue_data(), tasks])
        return answers

    return all_of


def random_task(random: Random, population: Population) -> Task:
    """Return a random policy with a scale, a scheme, breakdowns, a roll-out, fiscal years and records."""
    task = random_job(random, population)
    schemes = [each.scheme.id for each in from_link(task["fragment"])[0].schemes]
    return task | {
        "equivalence": random.choice([*SCALES, *SCALES, "oecd"]),
        "smallest": random.choice([10, 10, 0, 3, -1]),
        "scheme": random.randrange(len(schemes) + 1),
        "by": random.sample([*BREAKDOWNS, "areas"], 3),
        "oldest": random.choice([0, 2, 17, 18, 500]),
        "years": random.choice([1, 2, 2, 0]),
        "first_year": random.choice([2026, 2026, 1899]),
        "first_month": random.choice([1, 4, 7, 12, 13]),
        "starts": random.choice([1, 4, 7, 12]),
        "records": random_records(random, schemes),
    }


def random_records(random: Random, schemes: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return what a government records of some of the schemes; now and then of none, or nonsense."""
    names = [*schemes, "child_benefits"] if random.random() < 0.1 else schemes
    if random.random() < 0.4:  # each by its number, as schemes of one name must be
        names = [str(place) for place in range(1, len(schemes) + 1)]
    keys = ["recipients", "spending_year", *(["spending"] if random.random() < 0.1 else [])]
    return {
        name: {key: random.choice([750.0, 1e9, 1e9, 0.0 if random.random() < 0.2 else 3.5]) for key in keys}
        for name in names
        if random.random() < 0.7
    }


def with_own_sizes(random: Random, population: Population) -> Population:
    """Return the people with a survey's own equivalent sizes, as they come out of their file."""
    draw = np.random.default_rng(random.randrange(2**32))
    members = population.households.size
    sizes = 1 + (members - 1) * draw.uniform(0.2, 0.9, len(members)).round(4)
    return unpack(pack(replace(population, households=replace(population.households, equivalent_size=sizes))))


def wrong_answers(
    population: Population, tasks: Sequence[Task], answers: Sequence[Mapping[str, Any]]
) -> list[str]:
    """Return a line for each entry of the browser's answers that is not Python's."""
    wrong = []
    for task, answer in zip(tasks, answers, strict=True):
        expected = in_python(population, task)
        lines = differences(same_numerals(expected), same_numerals(answer), "answer")
        wrong += [f"{line} in {population.name}, for {task}" for line in lines]
    return wrong


def found_in(answers: Sequence[Mapping[str, Any]]) -> dict[str, list[bool]]:
    """Return for each question of all answers whether it was answered, not refused."""
    told: dict[str, list[bool]] = {}
    for answer in answers:
        for name, each in answer.items():
            told.setdefault(name, []).append("found" in each)
    return told


@pytest.mark.parametrize(
    ("populations", "seed"), [(16, 20_250_102), pytest.param(160, 3, marks=pytest.mark.prove)]
)
def test_all_questions_agree_on_random_people(ask_all: AskAll, populations: int, seed: int) -> None:
    """On data of every shape each number, each absent one and each refusal is the same in both languages.

    Each question is both answered and refused, so that neither is compared with nothing.
    """
    random, wrong, answers = Random(seed), [], []
    for number in range(populations):
        people = full_population(random) if number % 2 else random_population(random)
        people = with_own_sizes(random, people) if random.random() < 0.7 else people
        tasks = [random_task(random, people) for _ in range(EACH)]
        found = ask_all(people, tasks)
        wrong += wrong_answers(people, tasks, found)
        answers += found
    assert not wrong, f"{len(wrong)} differences, such as\n" + "\n".join(wrong[:5])
    told = found_in(answers)
    assert {*told} >= {f"by_{name}" for name in BREAKDOWNS} | {"costs", "scales", "rolled_out", "by_areas"}
    for name, each in told.items():
        assert any(each) or name in ("simulated", "by_areas"), name
        assert not all(each), name


@pytest.mark.parametrize(("policies", "seed"), [(12, 4), pytest.param(120, 9, marks=pytest.mark.prove)])
def test_all_questions_agree_on_a_country(
    ask_all: AskAll, nepal: Population, policies: int, seed: int
) -> None:
    """On Nepal's 5,000 households all is the same, on every scale, in every breakdown."""
    random = Random(seed)
    people = with_own_sizes(random, nepal)
    tasks = [
        random_task(random, people) | {"by": list(BREAKDOWNS), "equivalence": SCALES[number % len(SCALES)]}
        for number in range(policies)
    ]
    answers = ask_all(people, tasks)
    wrong = wrong_answers(people, tasks, answers)
    assert not wrong, f"{len(wrong)} differences, such as\n" + "\n".join(wrong[:5])
    assert sum(found_in(answers)["by_area"]) > policies / 3


def test_every_measure_is_taken_on_every_scale(ask_all: AskAll, nepal: Population) -> None:
    """Nepal has every measure before and after a child benefit, and none of them is the same in both."""
    policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    tasks = [whole_task(policy) | {"equivalence": scale} for scale in SCALES[:3]]
    for answer in ask_all(nepal, tasks):
        rows = answer["measured"]["found"]
        assert [row["measure"] for row in rows] == list(MEASURES)
        assert all(row["why"] is None and row["before"] != row["after"] for row in rows)


@pytest.mark.parametrize(
    ("given", "question"),
    [
        ({"by": ["areas"]}, "by_areas"),
        ({"by": ["region"]}, "by_region"),
        ({"by": ["disability"]}, "by_disability"),
        ({"by": ["work"]}, "by_work"),
        ({"equivalence": "oecd"}, "measured"),
        ({"equivalence": "own_column"}, "summary"),
        ({"line": "lowest"}, "scales"),
        ({"line": "6000 XYZ a month"}, "scales"),
        ({"line": "2 PPP a day of 1950"}, "scales"),
        ({"scheme": 1}, "targeting"),
        ({"scheme": 1}, "rolled_out"),
        ({"years": 101}, "rolled_out"),
        ({"years": 0}, "costs"),
        ({"first_year": 1800}, "costs"),
        ({"starts": 13}, "costs"),
        ({"records": {"child": {"recipients": 5}}}, "records"),
        ({"records": {"child_benefit": {"recipient": 5}}}, "records"),
        ({"records": {"child_benefit": {"recipients": -5}}}, "records"),
        ({"records": {"child_benefit": 5}}, "records"),
        ({"records": {"2": {"recipients": 5}}}, "records"),
        ({"records": {"1": {"recipients": 5}, "child_benefit": {"recipients": 5}}}, "records"),
        ({"smallest": -1}, "by_area"),
        ({"smallest": 1.5}, "summary"),
    ],
)
def test_refusals_in_the_same_words(ask_all: AskAll, example: Population, given: Task, question: str) -> None:
    """What is refused is refused in both languages by the same sentence, to the letter."""
    persons = replace(example.persons, disability=None, work=None)
    people = unpack(pack(replace(example, persons=persons)))
    task = whole_task(Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")) | given
    answer, expected = ask_all(people, [task])[0][question], in_python(people, task)[question]
    assert "message" in expected
    assert answer == expected


def whole_task(policy: Policy) -> Task:
    """Return a task that asks all questions of a policy, none of which is refused on full data."""
    return job(policy) | {
        "equivalence": "per_person",
        "smallest": 10,
        "scheme": 0,
        "by": ["area"],
        "oldest": 2,
        "years": 2,
        "first_year": 2026,
        "first_month": 1,
        "starts": 7,
        "records": {},
    }


def test_the_same_breakdowns_to_choose(blank_page: Page) -> None:
    """Both languages offer the same breakdowns, under the same names, in the same order."""
    script = f"async () => (await import('/{HARNESS.name}')).breakdownNames()"
    assert blank_page.evaluate(script) == list(BREAKDOWNS)


def test_a_lab_loads_none_of_it_at_once(site: Site, lab_address: str, browser: Browser) -> None:
    """A lab with a lesson's outputs stays light: these modules come only for those that need them."""
    page = browser.new_page()
    page.add_init_script(COUNTING)
    page.goto(lab_address)
    page.wait_for_function("window.painted > 0")
    script = "performance.getEntriesByType('resource').map((each) => new URL(each.name).pathname)"
    scripts = {path.removeprefix("/policy-lab/") for path in page.evaluate(script) if path.endswith(".js")}
    page.close()
    later = {
        f"simulator/{each}.js" for each in ("scenario/welfare", "measures/equivalence", "measures/curves")
    }
    assert scripts == {START} and later.union(ENTRIES).isdisjoint(loaded_at_once(START))
