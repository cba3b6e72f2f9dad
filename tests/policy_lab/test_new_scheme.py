"""A scheme that neither engine has seen runs in both: schemes are data, engines know primitives only."""

from __future__ import annotations

from random import Random

import pytest

from simulator import Policy, Population
from simulator.schemes import Scheme, all_schemes, read_scheme
from tests.policy_lab.comparing import differences, job, summary_of
from tests.policy_lab.conftest import RunJobs
from tests.policy_lab.random_policies import random_policy

PENSION = """
id: rural_pension
label: Pension for women in rural places
help: Paid every month to older women outside the towns, drawn person by person.
group: {one: woman, many: women}
parameters:
  who.age:
    kind: range
    unit: years
    label: Ages
    help: The youngest and the oldest age.
    bounds: {low: 50, high: 120, step: 1}
    default: [60, 120]
  amount.value:
    kind: number
    unit: currency
    label: Pension
    help: Local currency a month.
    bounds: {low: 0, high: 100000, step: 50}
    default: 2500
  half:
    kind: choice
    label: Quota of
    help: What the quota counts.
    choices: {persons: persons, eligible_persons: the women}
    default: eligible_persons
shared: [rule, take_up, administration]
steps:
  group:
  - filter: {column: sex, within: [0, 0]}
  - filter: {column: urban, within: [0, 0]}
  - filter: {column: age, within: who.age}
  reach:
  - rank_cut: {score: consumption_month, share: 0.5, of: half}
  - draw: {chance: take_up, by: person, purpose: the post office is open}
  pay:
  - scale: {value: amount.value, unit: currency}
  - scale: {value: 1, unit: percent_gdp_per_person}
  - share: {per: household}
"""
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def catalogue() -> dict[str, Scheme]:
    """The schemes of the package and one more."""
    return {**all_schemes(), "rural_pension": read_scheme(PENSION)}


def test_an_unknown_scheme_reaches_women_only(nepal: Population, catalogue: dict[str, Scheme]) -> None:
    """The new scheme does in Python what its file says, so that the comparison compares something."""
    policy = Policy.from_data({"version": 1, "schemes": [{"id": "rural_pension"}]}, catalogue)
    summary = summary_of(nepal, job(policy), catalogue)
    assert 0 < summary["reach"]["reached_persons"] < summary["reach"]["group_persons"]
    assert summary["everyone"]["after"]["gap_percent"] < summary["everyone"]["before"]["gap_percent"]


def test_an_unknown_scheme_runs_in_both_engines(
    nepal: Population, catalogue: dict[str, Scheme], run_in_browser: RunJobs
) -> None:
    """Random settings of the new scheme, alone and beside the known ones, agree in both engines."""
    random = Random(7)
    policies = [random_policy(random, {"rural_pension": catalogue["rural_pension"]}) for _ in range(20)]
    policies += [random_policy(random, catalogue) for _ in range(20)]
    jobs = [job(policy, seed=number) for number, policy in enumerate(policies)]
    found = run_in_browser(nepal, jobs, catalogue)
    wrong = [
        f"{task['fragment']}: {line}"
        for task, answer in zip(jobs, found, strict=True)
        for line in differences(summary_of(nepal, task, catalogue), answer.get("summary", answer))
    ]
    assert not wrong, "\n".join(wrong[:5])
