"""The worked cases of `tests/cases`: both engines give the numbers that a person worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.policy_lab.cases import CASES, policies_of, population_of, read_case, wrong_entries
from tests.policy_lab.comparing import answer_to, job
from tests.policy_lab.conftest import RunJobs


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_python_gives_the_numbers_worked_by_hand(path: Path) -> None:
    """Python's engine gives the numbers of the case."""
    case = read_case(path)
    policy, baseline = policies_of(case)
    assert wrong_entries(case, answer_to(population_of(case), job(policy, baseline=baseline))) == []


@pytest.mark.browser
def test_the_browser_gives_the_numbers_worked_by_hand(run_in_browser: RunJobs) -> None:
    """The browser's engine gives the numbers of every case."""
    wrong = []
    for path in CASES:
        case = read_case(path)
        policy, baseline = policies_of(case)
        (answer,) = run_in_browser(population_of(case), [job(policy, baseline=baseline)])
        wrong += [f"{path.stem}: {line}" for line in wrong_entries(case, answer)]
    assert wrong == []


@pytest.mark.parametrize("path", CASES[:3], ids=lambda path: path.stem)
def test_a_wrong_number_in_a_case_is_found(path: Path) -> None:
    """Each expected number is compared: one more than it should be is named by its path."""
    case = read_case(path)
    policy, _ = policies_of(case)
    answer = answer_to(population_of(case), job(policy))
    for name, value in case["expected"].items():
        if isinstance(value, int | float):
            (line,) = wrong_entries({**case, "expected": {name: value + 1}}, answer)
            assert line.startswith(f"{name}: ")


def test_there_are_enough_cases() -> None:
    """The worked cases are found: a folder that is moved does not pass silently."""
    assert len(CASES) >= 39
