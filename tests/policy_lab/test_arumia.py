"""Arumia in the browser: every scheme and every rule, on data in which everything is observed."""

from __future__ import annotations

import pytest

from simulator import Policy, all_schemes, country
from tests.policy_lab.comparing import job, wrong_answers
from tests.policy_lab.conftest import RunJobs

pytestmark = pytest.mark.browser
RULES = all_schemes()["child_benefit"].rules


def policy_of(scheme: str, **given: object) -> Policy:
    """Return a policy of one scheme that replaces a benefit, paid by an income tax."""
    return Policy.from_data(
        {
            "version": 1,
            "schemes": [{"id": scheme, **given}],
            "existing": {"old_age_allowance": "replaced"},
            "financing": "income_tax",
        }
    )


def test_both_engines_agree_on_every_scheme_and_rule(run_in_browser: RunJobs) -> None:
    """What each scheme and each rule does to Arumia is the same to one part in a thousand million."""
    policies = [policy_of(scheme) for scheme in all_schemes()]
    policies += [policy_of("child_benefit", rule=rule) for rule in RULES]
    jobs = [job(policy) for policy in policies]
    answers = run_in_browser(country("arumia"), jobs)
    wrong = wrong_answers(country("arumia"), jobs, answers)
    assert not wrong, f"{len(wrong)} differences, such as\n" + "\n".join(wrong[:5])
    assert not [job for job, answer in zip(jobs, answers, strict=True) if "refused" in answer]
