"""Populations: read-only, whole, and refused by column and row where they are not."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, asdict, fields, replace
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, Economy, Population, PovertyLine, SimulatorError, example_population
from simulator.population import HOUSEHOLD_DTYPES, PERSON_DTYPES, Households, Persons
from tests.simulator.making import singles

VILLAGE = example_population()
LINE = PovertyLine("line", "Line", 60.0, "made up")


def village_with(**columns: Any) -> Population:
    """Return the village with some columns replaced, each in the table that has it."""
    of_households = {name: value for name, value in columns.items() if name in HOUSEHOLD_DTYPES}
    of_persons = {name: value for name, value in columns.items() if name in PERSON_DTYPES}
    return replace(
        VILLAGE,
        households=replace(VILLAGE.households, **of_households),
        persons=replace(VILLAGE.persons, **of_persons),
    )


def changed(column: str, row: int, value: float) -> np.ndarray:
    """Return a column of the village with one value changed, in the type that the value needs."""
    table = VILLAGE.households if column in HOUSEHOLD_DTYPES else VILLAGE.persons
    kept = getattr(table, column)
    none = np.zeros(6 if column in HOUSEHOLD_DTYPES else 20)
    copy = np.array(none if kept is None else kept, dtype=np.array([value]).dtype)
    copy[row] = value
    return copy


@pytest.mark.parametrize(
    ("column", "row", "value"),
    [
        *(("weight", 2, 0.0), ("weight", 0, -1.0), ("weight", 5, np.nan), ("weight", 1, np.inf)),
        *(("consumption_month", 3, -0.01), ("consumption_month", 0, np.nan), ("consumption_month", 0, 1e13)),
        *(("proxy_score", 4, np.nan), ("proxy_score", 4, np.inf), ("urban", 1, 3), ("size", 2, 0)),
        *(("size", 2, 256), ("size", 2, 3.5), ("type", 5, 8), ("type", 5, -1)),
        *(("age", 7, 121), ("age", 7, 300), ("age", 7, -1), ("age", 7, 17.5), ("age", 7, np.nan)),
        *(("sex", 19, 2), ("disability", 3, 3), ("work", 3, 6), ("household", 0, -1), ("household", 19, 6)),
        *(("household", 19, 2**31 - 1), ("household", 19, 2**40), ("region", 2, 256), ("region", 0, 1.5)),
        *(("earnings_month", 3, -1.0), ("earnings_month", 3, np.nan), ("earnings_month", 3, 1e13)),
        *(("previous_earnings_month", 8, -1.0), ("previous_earnings_month", 8, np.inf)),
        *(("contribution_years", 8, -0.5), ("contribution_years", 8, 100.5)),
        ("contribution_years", 0, np.nan),
    ],
)
def test_a_value_that_no_column_holds(column: str, row: int, value: float) -> None:
    """A value out of bounds, missing, or cut by the column's type is refused with column, row and value."""
    with pytest.raises(BadInput) as caught:
        village_with(**{column: changed(column, row, value)})
    assert caught.value.field == f"{column} in row {row}"
    assert caught.value.value == pytest.approx(value, nan_ok=True) and "Allowed: " in str(caught.value)


OPTIONAL = (
    *("proxy_score", "region", "equivalent_size", "disability", "work"),
    *("earnings_month", "previous_earnings_month", "contribution_years"),
)


@pytest.mark.parametrize("column", [*HOUSEHOLD_DTYPES, *PERSON_DTYPES])
@pytest.mark.parametrize("given", ["five", "None", "two dimensions", "gap", "masked", "alone"])
def test_a_column_that_is_no_list_of_numbers(column: str, given: str) -> None:
    """Text, a missing column, a table, a gap, and a single number are refused, naming the column."""
    length = 6 if column in HOUSEHOLD_DTYPES else 20
    columns: dict[str, Any] = {
        "five": ["five"] * length,
        "None": None,
        "two dimensions": np.ones((length, 1)),
        "gap": pd.Series([1, None] * (length // 2), dtype="Int64"),
        "masked": np.ma.array([1] * length, mask=[True] + [False] * (length - 1)),
        "alone": 1,
    }
    if given == "None" and column in OPTIONAL:
        assert village_with(**{column: None}) is not None
        return
    with pytest.raises(SimulatorError, match=column):
        village_with(**{column: columns[given]})


def test_columns_of_different_length() -> None:
    """Columns of one table with different lengths are refused, with each length."""
    with pytest.raises(SimulatorError, match=r"'age': 19"):
        village_with(age=VILLAGE.persons.age[:-1])


def test_nobody() -> None:
    """A population of nobody is refused."""
    with pytest.raises(SimulatorError, match="length above 0"):
        singles([])


def test_persons_out_of_order() -> None:
    """Persons who do not stand in the order of their households are refused, with the first such row."""
    household = VILLAGE.persons.household.copy()
    household[[4, 5]] = household[[5, 4]]
    with pytest.raises(SimulatorError, match="household in row 5 is not sorted"):
        village_with(household=household)


def test_size_that_is_not_the_number_of_members() -> None:
    """A size that differs from the number of persons is refused, with the household and that number."""
    with pytest.raises(BadInput, match=r"^size in row 3: 4 .*: 3, the number of its persons"):
        village_with(size=[5, 4, 4, 4, 3, 1])


def test_arrays_are_read_only_copies() -> None:
    """Nobody can write to a population, and what it was made from may change afterwards."""
    mine = np.array([40.0, 50.0, 70.0, 90.0, 150.0, 100.0])
    village = village_with(consumption_month=mine)
    mine[0] = 0.0
    assert village.households.consumption_month[0] == 40.0
    for table in (village.households, village.persons):
        for field in fields(table):
            column = getattr(table, field.name)
            if column is not None:
                with pytest.raises(ValueError, match="read-only"):
                    column[0] = 0
    with pytest.raises(FrozenInstanceError):
        village.name = "Other"  # type: ignore[misc]


def test_columns_of_pandas_and_lists() -> None:
    """Lists, booleans as numbers, and columns of a data frame become columns of the right type."""
    frame = pd.DataFrame({"age": VILLAGE.persons.age.astype("int64"), "sex": [0.0, 1.0] * 10})
    village = village_with(age=frame["age"], sex=frame["sex"], urban=[0, 0, 0, 1, 1, 1])
    assert village.persons.age.dtype == village.persons.sex.dtype == np.uint8
    assert village.households.urban.tolist() == [False] * 3 + [True] * 3


def test_weights_of_persons() -> None:
    """A person has the weight of the household; a household's members weigh its weight times its size."""
    village = village_with(weight=[1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    assert village.person_weight.tolist() == [1] * 5 + [2] * 4 + [3] * 4 + [4] * 3 + [5] * 3 + [6]
    assert village.members_weight.tolist() == [5, 8, 12, 12, 15, 6]
    assert village.members_weight.sum() == village.person_weight.sum()


def test_household_sum() -> None:
    """Sums over the members; of booleans, how many are true; 0 for a household with none."""
    assert VILLAGE.household_sum(VILLAGE.persons.age < 18).tolist() == [3, 2, 2, 1, 1, 0]
    assert VILLAGE.household_sum(np.ones(20)).tolist() == VILLAGE.households.size.tolist()


def homes(sizes: Any, households: Any) -> Population:
    """Return households of these sizes, and persons who live in these households."""
    nothing = np.zeros((2, len(sizes)))
    tables = {
        "households": Households(nothing[0] + 1, nothing[0], sizes, *nothing),
        "persons": Persons(households, *np.zeros((2, len(households)))),
    }
    return replace(VILLAGE, **tables)


@given(st.lists(st.integers(1, 3), min_size=1, max_size=4), st.data())
def test_who_lives_where(sizes: list[int], data: st.DataObject) -> None:
    """Persons are taken only in the order of their households, as many of each as its size says."""
    right = np.repeat(np.arange(len(sizes)), sizes).tolist()
    numbers = st.lists(st.integers(0, 4), min_size=1, max_size=12)
    drawn = data.draw(st.one_of(st.just(right), numbers.map(sorted), st.permutations(right)))
    if drawn == right:
        assert homes(sizes, drawn).persons.household.tolist() == right
    else:
        with pytest.raises(SimulatorError, match=r"household|size"):
            homes(sizes, drawn)


@given(st.lists(st.integers(1, 255), min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_members_counted(sizes: list[int], random: Random) -> None:
    """Who is chosen of each household, small or of 255, is counted as one by one."""
    households = np.repeat(np.arange(len(sizes)), sizes)
    village = homes(sizes, households)
    chosen = np.array([random.random() < 0.5 for _ in households])
    counted = [int(chosen[households == number].sum()) for number in range(len(sizes))]
    assert village.household_count(chosen).tolist() == counted
    assert village.household_sum(chosen).tolist() == counted


def test_columns_by_name() -> None:
    """A column is found by its name; one unknown is refused with the nearest, one unobserved in words."""
    assert VILLAGE.persons_column("urban").tolist() == [False] * 13 + [True] * 7
    with pytest.raises(BadInput, match="Did you mean 'disability'"):
        VILLAGE.persons_column("disabilty")
    with pytest.raises(SimulatorError, match="Example: column disability was not observed"):
        VILLAGE.persons_column("disability")


def test_poverty_lines_by_name() -> None:
    """The first line is the reference; another is found by name, and a slip gets the nearest."""
    assert VILLAGE.economy.line() is VILLAGE.economy.line("example")
    with pytest.raises(BadInput, match=r"^line: 'exampel' .* Did you mean 'example'"):
        VILLAGE.economy.line("exampel")


@pytest.mark.parametrize("amount", [0.0, -1.0, float("nan"), float("inf")])
@pytest.mark.parametrize("field", ["gdp_per_person_month", "lcu_month_per_ppp_day", "average_wage_month"])
def test_an_economy_of_no_worth(field: str, amount: float) -> None:
    """An economy's amounts are above 0, or for wages unknown."""
    with pytest.raises(BadInput, match=rf"^{field}: .* an amount above 0"):
        replace(VILLAGE.economy, **{field: amount})


def test_poverty_lines_are_needed() -> None:
    """An economy has a poverty line at least, and a line is an amount above 0."""
    with pytest.raises(SimulatorError, match="poverty_lines is empty"):
        Economy("EXA", 2024, 200.0, 20.0, ())
    with pytest.raises(BadInput, match="poverty line line: -1"):
        replace(LINE, month=-1)


@pytest.mark.parametrize(
    "change",
    [
        *({"price_year": year} for year in ("abc", "2022", None, True, 2022.5, 0, 20222)),
        *({"currency": currency} for currency in (None, "", 5)),
        *({"gdp_per_person_month": gdp} for gdp in ("200", None, True, 10**400)),
        *({"poverty_lines": lines} for lines in ("line", None, LINE, ["line"], (LINE, LINE), (LINE, None))),
    ],
)
def test_an_economy_with_a_slip(change: dict[str, Any]) -> None:
    """Each field of an economy is of its kind, and each line has an id of its own."""
    with pytest.raises(BadInput, match=rf"^{next(iter(change))}: "):
        replace(VILLAGE.economy, **change)


@pytest.mark.parametrize(
    "change", [{"id": None}, {"id": ""}, {"label": None}, {"source": 5}, {"month": True}, {"month": "60"}]
)
def test_a_line_with_a_slip(change: dict[str, Any]) -> None:
    """A line's id, label and source are texts, its amount a number."""
    with pytest.raises(BadInput, match="poverty line"):
        replace(LINE, **change)


def test_numbers_become_plain() -> None:
    """Numbers of numpy become Python's own, so that every result can be written as JSON."""
    line = replace(LINE, month=np.float32(60))
    numbers = {"price_year": np.int64(2024), "gdp_per_person_month": np.int64(200)}
    economy = replace(VILLAGE.economy, poverty_lines=[line], **numbers)
    data = json.loads(json.dumps(asdict(economy)))
    assert data["price_year"] == 2024 and data["poverty_lines"][0]["month"] == 60
    assert isinstance(economy.poverty_lines, tuple)


@pytest.mark.parametrize("field", ["name", "label", "synthetic", "economy", "households", "persons"])
@pytest.mark.parametrize("given", [None, 5, []])
def test_a_population_with_a_slip(field: str, given: Any) -> None:
    """Each part of a population is of its kind."""
    with pytest.raises(BadInput, match=rf"^{field}: "):
        replace(VILLAGE, **{field: given})


def test_rows_of_different_length() -> None:
    """A ragged column is refused by name."""
    with pytest.raises(SimulatorError, match="column weight must be one list"):
        village_with(weight=[[1], [1, 2], 1, 1, 1, 1])
