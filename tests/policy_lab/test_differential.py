"""The two engines, on random policies: every number equal to one part in a thousand million."""

from __future__ import annotations

from random import Random

import pytest

from simulator import Population
from simulator.schemes import all_schemes
from tests.policy_lab.comparing import differences, job, summary_of
from tests.policy_lab.conftest import RunJobs
from tests.policy_lab.random_policies import random_policy

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("policies", "seed"),
    [(1_000, 20_250_101), pytest.param(20_000, 7, marks=pytest.mark.prove)],
)
def test_random_policies_agree(nepal: Population, run_in_browser: RunJobs, policies: int, seed: int) -> None:
    """Each number, each absent number and each note of random policies is the same in both engines."""
    random = Random(seed)
    lines = [None, *(line.id for line in nepal.economy.poverty_lines)]
    jobs = [
        job(
            random_policy(random, all_schemes()),
            random.choice(lines),
            random.choice([0, 1, 2, 77, 2**32 - 1]),
        )
        for _ in range(policies)
    ]
    found = run_in_browser(nepal, jobs)
    wrong = [
        f"{task['fragment']}: {line}"
        for task, answer in zip(jobs, found, strict=True)
        for line in differences(summary_of(nepal, task), answer.get("summary", answer))
    ]
    assert not wrong, f"{len(wrong)} differences, such as\n" + "\n".join(wrong[:5])
