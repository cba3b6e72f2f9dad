"""Primitives that choose: each by hand on the village, at its edges, and never adding anybody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, Population, SimulatorError, example_population
from simulator.primitives import CHOOSING, Setting, choosing
from tests.simulator.making import chosen_rows, singles
from tests.simulator.primitives.village import EVERYONE, SETTING, VILLAGE, kept, members
from tests.strategies import populations

# One call of each primitive that keeps some of the village, and leaves out some.
CALLS: dict[str, dict[str, Any]] = {
    "filter": {"column": "age", "within": (5, 40)},
    "limit": {"column": "age", "start": 2, "plus": 1},
    "qualify": {"column": "contribution_years", "at_least": 12},
    "in_area": {"area": "rural"},
    "lives_with": {"category": "young_child"},
    "score_cut": {"column": "consumption_month", "value": 70, "unit": "currency"},
    "existing_below": {"benefit": "pension", "value": 0, "unit": "currency"},
    "rank_cut": {"score": "proxy_score", "share": 0.4, "of": "persons"},
    "noisy_rank_cut": {"r_squared": 0.5, "share": 0.4, "of": "persons", "purpose": "test"},
    "predicted_cut": {"r_squared": 0.5, "value": 80, "unit": "currency", "purpose": "test"},
    "rank_regions": {"share": 0.4},
    "draw": {"chance": 0.5, "by": "person", "purpose": "test"},
    "draw_among": {"among": "women", "chance": 0.5, "by": "person", "purpose": "test"},
    "draw_by_rank": {"poorest": 0.9, "richest": 0.1, "by": "person", "purpose": "test"},
}


def test_every_primitive_has_a_call() -> None:
    """A new primitive that chooses needs a call above."""
    assert set(CALLS) == set(CHOOSING)


@pytest.mark.parametrize("name", CALLS)
def test_a_primitive_chooses_and_never_adds(name: str) -> None:
    """Each keeps some of the village and not all; of nobody it keeps nobody; of half, none of the others."""
    function, half = CHOOSING[name].function, np.arange(20) % 2 == 0
    assert 0 < function(SETTING, EVERYONE, **CALLS[name]).sum() < 20
    assert not function(SETTING, ~EVERYONE, **CALLS[name]).any()
    assert not (function(SETTING, half, **CALLS[name]) & ~half).any()


@pytest.mark.parametrize("name", CALLS)
@given(population=populations(), seed=st.integers(0, 99))
def test_a_primitive_never_adds_in_any_population(name: str, population: Population, seed: int) -> None:
    """Whoever was not chosen before is not chosen after, among any people."""
    setting = Setting(population, seed, population.persons.benefits_month)
    chosen = population.persons.age % 2 == 0
    assert not (CHOOSING[name].function(setting, chosen, **CALLS[name]) & ~chosen).any()


@pytest.mark.parametrize(
    ("start", "plus", "rows"),
    [(2, 0, [0, 5]), (2, 1, [0, 5, 13]), (2, 0.99, [0, 5]), (-1, 0, []), (120, 0, [*range(20)])],
)
def test_limit_takes_its_end(start: float, plus: float, rows: list[int]) -> None:
    """Up to the start and the years since, that age included: a fraction of a year adds no age."""
    assert kept(choosing.limit, column="age", start=start, plus=plus) == rows


@pytest.mark.parametrize(
    ("at_least", "rows"),
    [
        (12, [8, 14, 17, 19]),
        (12.01, [8, 17, 19]),
        (12 + 1e-12, [8, 14, 17, 19]),
        (30, [8]),
        (31, []),
        (0, [7, 8, 12, 14, 17, 19]),
    ],
)
def test_qualify_takes_its_end(at_least: float, rows: list[int]) -> None:
    """The years needed are enough, up to rounding; who has none is left out even where none are needed."""
    assert kept(choosing.qualify, column="contribution_years", at_least=at_least) == rows


def test_qualify_by_a_column_of_the_household() -> None:
    """A household's column counts for each of its members."""
    assert kept(choosing.qualify, column="size", at_least=4) == [*range(13)]


def test_areas() -> None:
    """Three households live in rural places and three in town."""
    assert kept(choosing.in_area, area="rural") == members(0, 1, 2)
    assert kept(choosing.in_area, area="urban") == members(3, 4, 5)


@pytest.mark.parametrize(
    ("category", "households"),
    [
        ("infant", [1]),
        ("young_child", [0, 1, 3]),
        ("child", [0, 1, 2, 3, 4]),
        ("older_person", [1, 5]),
        ("person_with_disability", [0, 1]),
        ("no_one_of_working_age", [5]),
    ],
)
def test_kinds_of_household(category: str, households: list[int]) -> None:
    """One member of the category is enough for all in the household; nobody of 18 to 59 lives in the last."""
    assert kept(choosing.lives_with, category=category) == members(*households)


@pytest.mark.parametrize(
    ("category", "ages"),
    [
        ("infant", [0]),
        ("young_child", [0, 1, 4]),
        ("child", [0, 1, 4, 5, 17]),
        ("older_person", [60, 120]),
        ("no_one_of_working_age", [0, 1, 4, 5, 17, 60, 120]),
    ],
)
def test_kinds_of_household_at_the_edge_ages(category: str, ages: list[int]) -> None:
    """Persons who live alone, on both sides of each age at which a category begins or ends."""
    people = singles(np.full(9, 10.0), age=[0, 1, 4, 5, 17, 18, 59, 60, 120])
    chosen = choosing.lives_with(Setting(people, 1), np.ones(9, bool), category=category)
    assert people.persons.age[chosen].tolist() == ages


@pytest.mark.parametrize(
    ("value", "households"),
    [(40, []), (40.01, [0]), (70, [0, 1]), (70 * (1 + 1e-10), [0, 1]), (0, []), (151, [0, 1, 2, 3, 4, 5])],
)
def test_consumption_at_the_threshold(value: float, households: list[int]) -> None:
    """Who consumes just the threshold, or the same but for rounding, is not below it."""
    chosen = kept(choosing.score_cut, column="consumption_month", value=value, unit="currency")
    assert chosen == members(*households)


def test_earnings_below() -> None:
    """A column of persons is cut by person: of the earners only those of 50 and 60 are below 100."""
    chosen = kept(choosing.score_cut, column="earnings_month", value=100, unit="currency")
    earners = {int(row) for row in np.flatnonzero(VILLAGE.persons.earnings_month)}
    assert earners & set(chosen) == {3, 18}


@pytest.mark.parametrize(
    ("value", "left_out"), [(0, [8, 19]), (20, [8, 19]), (20.01, [19]), (30, [19]), (30.01, [])]
)
def test_another_pension_at_the_threshold(value: float, left_out: list[int]) -> None:
    """A pension of the threshold keeps out; a threshold of 0 keeps out whoever gets any."""
    chosen = kept(choosing.existing_below, benefit="pension", value=value, unit="currency")
    assert sorted({*range(20)} - set(chosen)) == left_out


def test_a_benefit_that_is_not_known() -> None:
    """A test on a benefit that the data do not record is refused, with those they do."""
    with pytest.raises(SimulatorError, match=r"Example: .*'pensions' \(known: pension, allowance\)"):
        choosing.existing_below(SETTING, EVERYONE, benefit="pensions", value=0, unit="currency")
    nothing = Setting(example_population(), 1)
    with pytest.raises(SimulatorError, match=r"\(known: none\)"):
        choosing.existing_below(nothing, EVERYONE, benefit="pension", value=0, unit="currency")


@pytest.mark.parametrize(
    ("share", "regions"), [(0, []), (0.45, [0]), (0.46, [0, 1]), (0.8, [0, 1]), (0.81, [0, 1, 2])]
)
def test_poorest_regions(share: float, regions: list[int]) -> None:
    """Regions of 9, 7 and 4 persons, the first the poorest: the region that crosses is taken whole."""
    chosen = kept(choosing.rank_regions, share=share)
    assert chosen == [row for region in regions for row in members(2 * region, 2 * region + 1)]


def test_regions_that_tie_or_are_missing() -> None:
    """Of regions as poor as each other the lower number goes first; a number that nobody has is no region."""
    people = replace(singles(np.full(6, 5.0)), regions=("a", "b", "c", "d"))
    households = replace(people.households, region=[3, 3, 1, 1, 0, 0])
    setting = Setting(replace(people, households=households), 1)
    assert chosen_rows(choosing.rank_regions(setting, np.ones(6, bool), share=0.3)) == [4, 5]
    assert chosen_rows(choosing.rank_regions(setting, np.ones(6, bool), share=0.34)) == [2, 3, 4, 5]
    assert choosing.rank_regions(setting, np.ones(6, bool), share=1).all()


@pytest.mark.parametrize(
    ("name", "wrong", "near"),
    [
        ("in_area", {"area": "rurall"}, "rural"),
        ("lives_with", {"category": "childs"}, "child"),
        ("score_cut", {"unit": "curency"}, "currency"),
        ("existing_below", {"unit": "curency"}, "currency"),
        ("noisy_rank_cut", {"of": "person"}, "persons"),
        ("draw_among", {"among": "woman"}, "women"),
        ("draw_by_rank", {"by": "persons"}, "person"),
    ],
)
def test_a_wrong_name(name: str, wrong: dict[str, str], near: str) -> None:
    """A name that a primitive does not know is refused with the nearest that it knows."""
    with pytest.raises(BadInput, match=f"Did you mean '{near}'"):
        CHOOSING[name].function(SETTING, EVERYONE, **{**CALLS[name], **wrong})


@pytest.mark.parametrize(
    ("function", "arguments", "column"),
    [
        (choosing.rank_regions, {"share": 0.5}, "region"),
        (choosing.score_cut, {"column": "earnings_month", "value": 5, "unit": "currency"}, "earnings_month"),
        (choosing.lives_with, {"category": "person_with_disability"}, "disability"),
        (choosing.qualify, {"column": "contribution_years", "at_least": 0}, "contribution_years"),
    ],
)
def test_what_was_not_observed(function: Any, arguments: dict[str, Any], column: str) -> None:
    """A primitive that needs a column which the data lack is refused, naming data and column."""
    with pytest.raises(SimulatorError, match=f"Example: column {column} was not observed"):
        function(Setting(example_population(), 1), EVERYONE, **arguments)
