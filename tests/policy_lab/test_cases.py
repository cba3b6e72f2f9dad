"""The worked cases of `tests/cases`: both engines give the numbers that a person worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator import Economy, Households, Persons, Policy, Population, PovertyLine
from simulator.yaml_text import read_yaml
from tests.policy_lab.comparing import differences, job, summary_of
from tests.policy_lab.conftest import RunJobs

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))


def read_case(path: Path) -> dict[str, Any]:
    """Return a case: what it is about, its population, policy and expected numbers."""
    case = read_yaml(path.read_text("utf-8"), path.name)
    assert list(case) == ["about", "population", "policy", "expected"], f"{path.name}: keys {list(case)}"
    return case


def population_of(case: Mapping[str, Any]) -> Population:
    """Return the people of a case: households with weight, consumption, score and ages."""
    given = case["population"]
    rows = given["households"]
    sizes = [len(row["ages"]) for row in rows]
    line = PovertyLine("line", "Line", given["line"], "made up")
    return Population(
        name="Case",
        label="People of a worked case",
        synthetic=False,
        economy=Economy("EXA", 2024, given["gdp_per_person_month"], 1.0, (line,)),
        households=Households(
            weight=np.array([row["weight"] for row in rows]),
            urban=np.zeros(len(rows)),
            size=np.array(sizes),
            type=np.zeros(len(rows)),
            consumption_month=np.array([row["consumption"] for row in rows]),
            proxy_score=np.array([row["score"] for row in rows]),
        ),
        persons=Persons(
            household=np.repeat(np.arange(len(rows)), sizes),
            age=np.concatenate([row["ages"] for row in rows]),
            sex=np.zeros(sum(sizes)),
        ),
    )


def entry(summary: Any, path: str) -> Any:
    """Return the entry of a summary at a dotted path; a number counts through a list from 0."""
    for key in path.split("."):
        summary = summary[int(key)] if key.isdecimal() else summary[key]
    return summary


def wrong_entries(case: Mapping[str, Any], summary: Mapping[str, Any]) -> list[str]:
    """Return a line for each expected number that the summary does not give."""
    return [
        line
        for path, value in case["expected"].items()
        for line in differences(by_hand(value), _plain(entry(summary, path)), path)
    ]


def by_hand(value: Any) -> Any:
    """Return an expected value: a number, a fraction such as 200/7, nothing, or notes."""
    return float(Fraction(value)) if isinstance(value, str | int | float) else value


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_python_gives_the_numbers_worked_by_hand(path: Path) -> None:
    """Python's engine gives the numbers of the case."""
    case = read_case(path)
    task = job(Policy.from_data(case["policy"]))
    assert wrong_entries(case, summary_of(population_of(case), task)) == []


@pytest.mark.browser
def test_the_browser_gives_the_numbers_worked_by_hand(run_in_browser: RunJobs) -> None:
    """The browser's engine gives the numbers of every case."""
    wrong = []
    for path in CASES:
        case = read_case(path)
        (answer,) = run_in_browser(population_of(case), [job(Policy.from_data(case["policy"]))])
        wrong += [f"{path.stem}: {line}" for line in wrong_entries(case, answer["summary"])]
    assert wrong == []


def test_there_are_enough_cases() -> None:
    """The worked cases are found: a folder that is moved does not pass silently."""
    assert len(CASES) >= 10
