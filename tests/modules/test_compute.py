"""Each computed answer of a quiz is computed again, from the people one by one and without the engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import simulator
from book.extension.quiz_items import Numeric, load_items
from book.extension.strict import read_text, read_yaml
from tests.conftest import ROOT

FILES = sorted([*(ROOT / "modules").rglob("*.quiz.yml"), *(ROOT / "book").glob("*.quiz.yml")])
RECORDS = {
    record["id"]: (path, record)
    for path in FILES
    for record in read_yaml(read_text(path), path.name)
    if record["kind"] == "numeric"
}
# What the lab adds for paying out, and shows among its settings.
ADMINISTRATION = 0.05


def cost(country: str, oldest: int, amount: float) -> float:
    """Return the cost in % of GDP: the share of people who are children, times the sum, and paying it out."""
    people = simulator.country(country)
    weight = people.households.weight[people.persons.household]
    children = float(weight[people.persons.age <= oldest].sum() / weight.sum())
    return children * amount * (1 + ADMINISTRATION)


def missed(country: str, oldest: int, quota: float) -> float:
    """Return the % of poor children outside the quota: households by score, until it is full of people."""
    people = simulator.country(country)
    households, child = people.households, people.persons.age <= oldest
    poor = (households.consumption_month < people.economy.line().month)[people.persons.household]
    left, chosen = quota / 100 * float((households.weight * households.size).sum()), set[int]()
    for place in sorted(range(len(households.weight)), key=lambda each: (households.proxy_score[each], each)):
        if left <= 0:
            break
        chosen.add(place)
        left -= float(households.weight[place] * households.size[place])
    reached = np.isin(people.persons.household, list(chosen))
    weight = households.weight[people.persons.household]
    return 100 * float(weight[poor & child & ~reached].sum() / weight[poor & child].sum())


def gap(first: float, second: float, third: float, line: float) -> float:
    """Return the mean of what each lacks, in % of the line."""
    return sum(100 * max(0, line - each) / line for each in (first, second, third)) / 3


def years(youngest_left_out: int, oldest: int) -> int:
    """Return how often a year passes until those who were left out have grown beyond the oldest age."""
    passed, left_out = 0, set(range(youngest_left_out, oldest + 1))
    while left_out:
        passed += 1
        left_out = {age + 1 for age in left_out if age + 1 <= oldest}
    return passed


AGAIN: dict[str, Callable[..., float]] = {
    "cost_percent_of_gdp": cost,
    "children_missed_percent": missed,
    "poverty_gap_of_three": gap,
    "years_until_all_children": years,
}


def given_to(record: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the arguments of each variant of an item, or those of its one form."""
    variants: list[dict[str, Any]] = record.get("variants") or [record.get("with", {})]
    return variants


@pytest.mark.parametrize("name", RECORDS)
def test_an_answer_is_computed_again(name: str) -> None:
    """Two ways lead to one number, in each variant: add to AGAIN what computes a new kind of answer."""
    path, record = RECORDS[name]
    assert record.get("compute") in AGAIN, f"{path.name}: {name} is not computed, or in one way only"
    items = [item for item in load_items(path).values() if item.about.family == name]
    given = given_to(record)
    assert len(items) == len(given)
    for item, arguments in zip(items, given, strict=True):
        assert isinstance(item, Numeric)
        assert item.answer == pytest.approx(AGAIN[record["compute"]](**arguments), abs=0.006)


def test_each_way_is_used() -> None:
    """What no item asks for any more has no place here."""
    assert set(AGAIN) == {record["compute"] for _, record in RECORDS.values()}
