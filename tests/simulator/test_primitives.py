"""Primitives: each does what its sentence says, by hand and on drawn populations."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, Population, SimulatorError, example_population
from simulator.primitives import CHOOSING, LEVYING, PAYING, Setting, in_currency
from simulator.primitives.choosing import counted_by, draw, filter_between, rank_cut
from simulator.primitives.paying import scale, share
from simulator.primitives.setting import per_recipient
from tests.simulator.making import chosen_rows, families, singles
from tests.strategies import populations

VILLAGE = Setting(example_population(), 1)
OF = st.sampled_from(["persons", "households", "eligible_persons"])


def everyone(population: Population) -> np.ndarray:
    """Return a true for each person."""
    return np.ones(len(population.persons.age), bool)


def test_filter_takes_both_ends() -> None:
    """The youngest and the oldest age count."""
    chosen = filter_between(VILLAGE, everyone(VILLAGE.population), column="age", within=(5, 9))
    assert VILLAGE.population.persons.age[chosen].tolist() == [5, 9, 7]


def test_filter_by_a_column_of_the_household() -> None:
    """A household's column counts for each of its members."""
    chosen = filter_between(VILLAGE, everyone(VILLAGE.population), column="size", within=(3, 4))
    assert set(VILLAGE.population.persons.household[chosen]) == {1, 2, 3, 4}


def test_filter_never_adds() -> None:
    """Who was not chosen before stays out."""
    nobody = ~everyone(VILLAGE.population)
    assert not filter_between(VILLAGE, nobody, column="age", within=(0, 120)).any()


@pytest.mark.parametrize(
    ("share_of", "of", "households"),
    [
        (0.25, "persons", [0]),  # 5 of 20 persons: the first household fills the quota exactly
        (0.26, "persons", [0, 2]),  # the household that crosses it is taken whole
        (0.34, "households", [0, 1, 2]),  # 2.04 of 6
        (0.34, "eligible_persons", [0, 2]),  # 3 + 1 of 9 children
        (0.0, "persons", []),
        (1.0, "persons", [0, 1, 2, 3, 4, 5]),
    ],
)
def test_rank_cut_by_hand(share_of: float, of: str, households: list[int]) -> None:
    """The village's scores are 1 3 2 4 6 5: the quota fills in that order."""
    children = VILLAGE.population.persons.age < 18
    chosen = rank_cut(VILLAGE, children, score="proxy_score", share=share_of, of=of)
    with_children = [row for row in households if row != 5]
    assert sorted(set(VILLAGE.population.persons.household[chosen].tolist())) == with_children


def test_rank_ties() -> None:
    """Of equal scores the lower household number goes first, however many are equal."""
    score = np.tile([1.0, 0.0], 500)
    people = singles(np.full(1000, 5.0), score)
    chosen = rank_cut(Setting(people, 1), everyone(people), score="proxy_score", share=0.6, of="persons")
    assert chosen_rows(chosen) == sorted([*range(1, 1000, 2), *range(0, 200, 2)])


@pytest.mark.parametrize("weight", [1.0, 0.1, 0.7, 1 / 3])
def test_rank_cut_between_two_households(weight: float) -> None:
    """A quota that falls exactly between two households takes no further one for the last bit of a sum."""
    number = 2000
    people = singles(np.full(number, 5.0), score=np.arange(number), weight=np.full(number, weight))
    setting = Setting(people, 1)
    for wanted in range(0, number + 1, 13):
        chosen = rank_cut(setting, everyone(people), score="proxy_score", share=wanted / number, of="persons")
        assert chosen.sum() == wanted


@given(populations(), st.floats(0, 1), OF, st.booleans())
def test_the_quota_is_met(population: Population, quota: float, of: str, only_children: bool) -> None:
    """The quota is full, without its last household it is not, and nobody left out comes before one taken."""
    chosen = population.persons.age < 18 if only_children else everyone(population)
    setting = Setting(population, 1)
    taken = rank_cut(setting, chosen, score="proxy_score", share=quota, of=of)
    assert not (taken & ~chosen).any()
    counted = counted_by(population, chosen, of)
    order = sorted(range(len(counted)), key=lambda row: (population.households.proxy_score[row], row))
    holds = [row for row in order if chosen[population.persons.household == row].any()]
    inside = [row for row in holds if taken[population.persons.household == row].any()]
    assert inside == holds[: len(inside)], "a household behind another was taken before it"
    if inside:
        before_last = order[: order.index(inside[-1])]
        assert counted[before_last].sum() < quota * counted.sum() + 1e-9
    left = [row for row in holds if row not in inside]
    if left:
        assert counted[order[: order.index(left[0])]].sum() >= quota * counted.sum() * (1 - 1e-9)


@given(populations(), st.floats(0, 1), st.floats(0, 1), OF)
def test_a_larger_quota_only_adds(population: Population, one: float, other: float, of: str) -> None:
    """Whoever a small quota takes, a larger one takes too."""
    setting, low, high = Setting(population, 1), min(one, other), max(one, other)
    small, large = (
        rank_cut(setting, everyone(population), score="proxy_score", share=quota, of=of)
        for quota in (low, high)
    )
    assert not (small & ~large).any()


def test_nobody_to_rank() -> None:
    """A quota of nobody takes nobody."""
    nobody = ~everyone(VILLAGE.population)
    assert not rank_cut(VILLAGE, nobody, score="proxy_score", share=1.0, of="eligible_persons").any()


@given(populations(), st.floats(0, 1), st.integers(0, 99))
def test_draw_by_household(population: Population, chance: float, seed: int) -> None:
    """Members of a household are kept or dropped together; chance 0 keeps nobody, 1 everybody."""
    setting = Setting(population, seed)
    kept = draw(setting, everyone(population), chance=chance, by="household", purpose="take_up")
    for row in range(len(population.households.size)):
        assert len(set(kept[population.persons.household == row].tolist())) == 1
    assert not draw(setting, everyone(population), chance=0.0, by="household", purpose="take_up").any()
    assert draw(setting, everyone(population), chance=1.0, by="household", purpose="take_up").all()


def test_draw_by_person() -> None:
    """Drawn by person, members of one household have luck of their own."""
    people = families([200], [5.0])
    kept = draw(Setting(people, 1), everyone(people), chance=0.5, by="person", purpose="audit")
    assert 60 < kept.sum() < 140


@given(populations(), st.floats(0, 1), st.floats(0, 1))
def test_a_higher_chance_only_adds(population: Population, one: float, other: float) -> None:
    """Whoever a small chance keeps, a larger one keeps too: the luck is the same."""
    low, high = (
        draw(Setting(population, 3), everyone(population), chance=chance, by="person", purpose="take_up")
        for chance in (min(one, other), max(one, other))
    )
    assert not (low & ~high).any()


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("currency", 5.0), ("percent_gdp_per_person", 10.0), ("percent_poverty_line", 3.0)],
)
def test_units_of_an_amount(unit: str, expected: float) -> None:
    """5 in each unit, where GDP per person is 200 a month and the line 60."""
    assert in_currency(VILLAGE.population, 5, unit) == pytest.approx(expected)


def test_scale_adds() -> None:
    """Each recipient gets the amount on top of what he had, whether all have the same or each his own."""
    children = VILLAGE.population.persons.age < 18
    assert scale(VILLAGE, children, 1.0, value=5, unit="currency") == 6
    own = np.arange(9.0)
    assert scale(VILLAGE, children, own, value=5, unit="currency").tolist() == [5.0 + each for each in own]


def test_share_divides_one_amount() -> None:
    """Per household, the children reached share one amount, here 3, 2, 2, 1 and 1 of them; per person not."""
    children = VILLAGE.population.persons.age < 18
    shared = per_recipient(VILLAGE.population, children, share(VILLAGE, children, 12.0, per="household"))
    assert shared.tolist() == [4, 4, 4, 6, 6, 6, 6, 12, 12]
    assert share(VILLAGE, children, 12.0, per="person") == 12
    own = np.arange(9.0)
    assert share(VILLAGE, children, own, per="person") is own


@pytest.mark.parametrize(
    ("function", "arguments", "near"),
    [
        (filter_between, {"column": "agee", "within": (0, 4)}, "age"),
        (rank_cut, {"score": "proxy_scor", "share": 0.5, "of": "persons"}, "proxy_score"),
        (rank_cut, {"score": "proxy_score", "share": 0.5, "of": "person"}, "persons"),
        (draw, {"chance": 0.5, "by": "hosehold", "purpose": "x"}, "household"),
    ],
)
def test_a_wrong_name_in_a_choice(function: Any, arguments: dict[str, Any], near: str) -> None:
    """A column, score, quota or way of drawing that does not exist is refused with the nearest."""
    with pytest.raises(BadInput, match=f"Did you mean '{near}'"):
        function(VILLAGE, everyone(VILLAGE.population), **arguments)


@pytest.mark.parametrize(
    ("function", "arguments", "near"),
    [
        (scale, {"value": 1, "unit": "curency"}, "currency"),
        (share, {"per": "houshold"}, "household"),
    ],
)
def test_a_wrong_name_in_a_payment(function: Any, arguments: dict[str, Any], near: str) -> None:
    """A unit or way of sharing that does not exist is refused with the nearest."""
    with pytest.raises(BadInput, match=f"Did you mean '{near}'"):
        function(VILLAGE, everyone(VILLAGE.population), 1.0, **arguments)


def test_columns_that_were_not_observed() -> None:
    """A rule that needs a column which the data do not have is refused, naming data and column."""
    people = singles([1.0, 2.0])
    with pytest.raises(SimulatorError, match="Made: column disability was not observed"):
        filter_between(Setting(people, 1), everyone(people), column="disability", within=(1, 2))
    with pytest.raises(SimulatorError, match="Made: column proxy_score was not observed"):
        rank_cut(Setting(people, 1), everyone(people), score="proxy_score", share=0.5, of="persons")


def test_every_primitive_names_all_its_arguments() -> None:
    """Each primitive declares exactly the keyword arguments of its function."""
    for primitive in [*CHOOSING.values(), *PAYING.values(), *LEVYING.values()]:
        keywords = primitive.function.__kwdefaults__ or {}
        names = primitive.function.__code__.co_varnames[primitive.function.__code__.co_argcount :][
            : primitive.function.__code__.co_kwonlyargcount
        ]
        assert not keywords and set(names) == {*primitive.literal, *primitive.settable}
