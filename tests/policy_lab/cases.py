"""Reads the worked cases of `tests/cases`, and finds in an answer what a case expects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from simulator import Economy, Households, Persons, Policy, Population, PovertyLine
from simulator.population import WORK_STATUSES
from simulator.yaml_text import read_yaml
from tests.policy_lab.comparing import differences

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))
KEYS = ["about", "population", "policy", "baseline", "expected"]
POPULATION_KEYS = ["gdp_per_person_month", "line", "average_wage_month", "regions", "households"]
HOUSEHOLD_KEYS = ["weight", "consumption", "score", "urban", "region", "benefits"]
# One entry a person, in the order of the ages; in words where the population has numbers.
PERSON_KEYS = {
    "ages": None,
    "sex": ("female", "male"),
    "disability": ("none", "some", "severe"),
    "work": WORK_STATUSES,
    "earnings": None,
    "previous_earnings": None,
    "contribution_years": None,
}
STATES = {"without": "consumption_without_month", "after": "consumption_after_month"}


def read_case(path: Path) -> dict[str, Any]:
    """Return a case; only its `baseline` may be left out."""
    case = read_yaml(path.read_text("utf-8"), path.name)
    assert list(case) == [key for key in KEYS if key in case], f"{path.name}: keys {list(case)}"
    assert {*KEYS} - {"baseline"} <= {*case}, f"{path.name}: keys {list(case)}"
    given = case["population"]
    assert {*given} <= {*POPULATION_KEYS}, f"{path.name}: population has {list(given)}"
    for row in given["households"]:
        assert {*row} <= {*HOUSEHOLD_KEYS, *PERSON_KEYS}, f"{path.name}: a household has {list(row)}"
    return case


def policies_of(case: Mapping[str, Any]) -> tuple[Policy, Policy | None]:
    """Return the policy of a case, and the benefits that exist, where it types them."""
    baseline = case.get("baseline")
    return Policy.from_data(case["policy"]), None if baseline is None else Policy.from_data(baseline)


def population_of(case: Mapping[str, Any]) -> Population:
    """Return the people of a case; what no household states was not observed."""
    given = case["population"]
    rows, regions = given["households"], given.get("regions", [])
    sizes = [len(row["ages"]) for row in rows]
    line = PovertyLine("line", "Line", given["line"], "made up")
    wage = given.get("average_wage_month")
    return Population(
        name="Case",
        label="People of a worked case",
        synthetic=True,
        economy=Economy("EXA", 2024, given["gdp_per_person_month"], 1.0, (line,), wage),
        households=Households(
            weight=np.array([row["weight"] for row in rows]),
            urban=np.array([row.get("urban", False) for row in rows]),
            size=np.array(sizes),
            type=np.zeros(len(rows)),
            consumption_month=np.array([row["consumption"] for row in rows]),
            proxy_score=np.array([row["score"] for row in rows]) if "score" in rows[0] else None,
            region=np.array([regions.index(row["region"]) for row in rows]) if regions else None,
        ),
        persons=Persons(
            household=np.repeat(np.arange(len(rows)), sizes),
            age=_persons(rows, "ages"),
            sex=np.zeros(sum(sizes)) if (sex := _persons(rows, "sex")) is None else sex,
            disability=_persons(rows, "disability"),
            work=_persons(rows, "work"),
            earnings_month=_persons(rows, "earnings"),
            previous_earnings_month=_persons(rows, "previous_earnings"),
            contribution_years=_persons(rows, "contribution_years"),
            benefits_month=_benefits(rows),
        ),
        regions=tuple(regions),
    )


def wrong_entries(case: Mapping[str, Any], answer: Mapping[str, Any]) -> list[str]:
    """Return a line for each expected entry that the answer of an engine does not give."""
    sizes = [len(row["ages"]) for row in case["population"]["households"]]
    return [
        line
        for path, value in case["expected"].items()
        for line in differences(_by_hand(value), _entry(answer, path, sizes), path)
    ]


def _persons(rows: list[Mapping[str, Any]], key: str) -> np.ndarray | None:
    """Return a column with one entry a person, or None where no household states it."""
    if not any(key in row for row in rows):
        return None
    words = PERSON_KEYS[key]
    for row in rows:
        assert len(row[key]) == len(row["ages"]), f"{key}: {row[key]} for the ages {row['ages']}"
    return np.array([words.index(each) if words else each for row in rows for each in row[key]])


def _benefits(rows: list[Mapping[str, Any]]) -> dict[str, np.ndarray] | None:
    """Return what each person gets of each benefit: a household that does not name one gets nothing of it."""
    if not any("benefits" in row for row in rows):
        return None
    names = dict.fromkeys(name for row in rows for name in row.get("benefits", {}))
    return {
        name: np.concatenate([row.get("benefits", {}).get(name, [0] * len(row["ages"])) for row in rows])
        for name in names
    }


def _entry(answer: Mapping[str, Any], path: str, sizes: list[int]) -> Any:
    """Return what stands at a path: a list with one entry a household, a refusal, or a number of the summary.

    `after` and `without` are states; `levied` and `removed` are of all sources and benefits;
    `paid.1`, `received.1` and `reached.1` (persons) are of the first scheme.
    """
    if path == "refused":
        return answer.get("message", answer.get("field"))
    outcome, (name, _, number) = answer["outcome"], path.partition(".")
    if path in STATES:
        return outcome[STATES[path]]
    if path in ("levied", "removed"):
        entries = outcome["levies" if path == "levied" else "existing"]
        columns = [each[f"{path}_month"] for each in entries if each[f"{path}_month"] is not None]
        return [sum(amounts) for amounts in zip(*columns, [0] * len(sizes), strict=True)]
    if name in ("paid", "received"):
        return outcome["schemes"][int(number) - 1][f"{name}_month"]
    if name == "reached":
        return list(_counted(outcome["schemes"][int(number) - 1]["reached"], sizes))
    return _at(answer["summary"], path)


def _counted(reached: list[int], sizes: list[int]) -> Iterator[int]:
    start = 0
    for size in sizes:
        yield sum(reached[start : start + size])
        start += size


def _at(summary: Any, path: str) -> Any:
    """Return the entry of a summary at a dotted path; a number counts through a list from 0."""
    for key in path.split("."):
        summary = summary[int(key)] if key.isdecimal() else summary[key]
    return list(summary) if isinstance(summary, tuple) else summary


def _by_hand(value: Any) -> Any:
    """Return an expected value: a number, a fraction such as 200/7, a list of them, nothing, or words."""
    if isinstance(value, list):
        return [_by_hand(each) for each in value]
    if isinstance(value, str) and not value.replace("/", "").replace("-", "").isdecimal():
        return value
    return float(Fraction(value)) if isinstance(value, str | int | float) else value
