"""The two engines, on random packages: every number equal to one part in a thousand million."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from simulator import Policy, Population
from simulator.schemes import all_schemes
from tests.policy_lab.comparing import job, wrong_answers
from tests.policy_lab.conftest import RunJobs
from tests.policy_lab.random_policies import random_baseline, random_policy
from tests.policy_lab.random_populations import lacking, random_population

SEEDS = [0, 1, 2, 77, 2**32 - 1]
EACH = 20
pytestmark = pytest.mark.browser


def random_job(random: Random, population: Population) -> dict[str, Any]:
    """Return a task: a policy, half of the times with benefits that exist, a line and a seed."""
    known = [*(population.persons.benefits_month or {})]
    free = {name: scheme for name, scheme in all_schemes().items() if name not in known}
    missing = lacking(population)
    baseline = random_baseline(random, free, missing) if random.random() < 0.5 else None
    existing = known + [each.scheme.id for each in (baseline.schemes if baseline else ())]
    policy = random_policy(random, all_schemes(), benefits=existing, lacking=missing)
    economy = population.economy
    typed = [f"{random.uniform(0.5, 50):.2f} {each} a day" for each in (economy.currency, "PPP")]
    line = random.choice([None, *(line.id for line in economy.poverty_lines), *typed])
    return job(policy, line, random.choice(SEEDS), baseline)


@pytest.mark.parametrize(
    ("policies", "seed"),
    [(200, 20_250_101), pytest.param(5_000, 7, marks=pytest.mark.prove)],
)
def test_random_packages_agree(nepal: Population, run_in_browser: RunJobs, policies: int, seed: int) -> None:
    """On a country: each sum, each absent number, each note and each refusal is the same in both engines."""
    random = Random(seed)
    jobs = [random_job(random, nepal) for _ in range(policies)]
    found = run_in_browser(nepal, jobs)
    wrong = wrong_answers(nepal, jobs, found)
    assert not wrong, f"{len(wrong)} differences, such as\n" + "\n".join(wrong[:5])
    assert sum("refused" not in answer for answer in found) > policies / 4


@pytest.mark.parametrize(
    ("populations", "seed"),
    [(40, 5), pytest.param(600, 8, marks=pytest.mark.prove)],
)
def test_random_packages_agree_on_random_people(run_in_browser: RunJobs, populations: int, seed: int) -> None:
    """On data of every shape: who is reached, and each household's money, levies and states, one by one."""
    random, wrong, simulated = Random(seed), [], 0
    for _ in range(populations):
        people = random_population(random)
        jobs = [random_job(random, people) for _ in range(EACH)]
        found = run_in_browser(people, jobs)
        wrong += wrong_answers(people, jobs, found)
        simulated += sum("refused" not in answer for answer in found)
    assert not wrong, f"{len(wrong)} differences, such as\n" + "\n".join(wrong[:5])
    assert simulated > populations * EACH / 3


def test_the_random_policies_hold_all_there_is() -> None:
    """Among 400 policies are every scheme, rule, source, interaction and treatment, in every unit."""
    random, seen = Random(1), set()
    for _ in range(400):
        policy = random_policy(random, all_schemes(), benefits=("pension",))
        seen |= {each.source.id for each in policy.financing} | {each.treatment for each in policy.existing}
        seen |= {each.interaction.id for each in policy.interactions}
        for setting in policy.schemes:
            seen |= {setting.scheme.id, *map(str, setting.values.values())}
    child = all_schemes()["child_benefit"].parameters
    assert {*all_schemes(), *child["rule"].choices, *child["amount.unit"].choices} <= seen
    assert {"external", "subsidy_cut", "cap", "offset", "exclusive", "topped_up", "replaced"} <= seen


def test_a_policy_survives_its_link(run_in_browser: RunJobs, example: Population) -> None:
    """What the browser reads in a link it writes as the same link."""
    random = Random(9)
    jobs = [job(random_policy(random, all_schemes(), benefits=("old",))) for _ in range(60)]
    found = run_in_browser(example, jobs)
    read = [(task["fragment"], answer) for task, answer in zip(jobs, found, strict=True)]
    assert all("refused" in answer or answer["fragment"] == fragment for fragment, answer in read)
    assert all(Policy.from_fragment(fragment).to_fragment() == fragment for fragment, _ in read)
