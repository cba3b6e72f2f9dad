"""A summary as plain data, as rows, and as a table."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import (
    Policy,
    Summary,
    compare,
    country,
    example_population,
    simulate,
    summarise,
    to_data,
    to_frame,
)
from simulator.reports import rows
from simulator.reports.tables import all_names, named_rows, numbered, row_names
from simulator.sentences import Sentences
from tests.simulator.making import child_benefit

VILLAGE = example_population()
NOBODY = child_benefit(who={"age": [17, 17]})
TWO = Policy.from_data({"version": 1, "schemes": [{"id": "child_benefit"}, {"id": "social_pension"}]})
NAMES = st.lists(st.sampled_from("abcdefg"), unique=True)


def test_data_are_plain() -> None:
    """A summary passes through JSON unchanged, with None for what nobody has."""
    for policy in (child_benefit(), NOBODY):
        data = to_data(summarise(simulate(VILLAGE, policy)))
        assert json.loads(json.dumps(data, allow_nan=False)) == json.loads(json.dumps(data))
        assert all(type(value) in (int, float, type(None)) for value in data["reach"].values())
    assert data["reach"]["group_percent"] is None and data["group"]["before"] is None


def test_frame_has_a_row_a_measure() -> None:
    """The table has one column a policy and the numbers of the summaries."""
    both = compare(VILLAGE, {"all": child_benefit(), "half": child_benefit(take_up=0.5)})
    table = to_frame(both)
    assert list(table.columns) == ["all", "half"] and set(table.dtypes) == {table["all"].dtype}
    for name, summary in both.items():
        assert table[name].to_dict() == pytest.approx(rows(summary))
    assert table.loc["Cost, % of GDP", "all"] == pytest.approx(1.89)
    assert table.loc["Cost, million EXA of 2024 a year", "all"] == pytest.approx(0.09072)


def test_frame_of_different_policies() -> None:
    """A row that one policy lacks is empty there, and stands where the other has it."""
    table = to_frame(compare(VILLAGE, {"one": child_benefit(), "two": TWO}))
    row = "Social pension: paid per recipient, % of GDP per person"
    assert table.loc[row, "two"] == pytest.approx(16) and table["one"].isna()[row]
    assert list(table.index).index("Gini after") < list(table.index).index(row)


def test_what_a_recipient_is_paid_stands_in_three_units() -> None:
    """4 % of a GDP of 200 a person is 8 a month, and that is 8 / 74.5 of mean consumption."""
    found = rows(summarise(simulate(VILLAGE, child_benefit())))
    start = "Child benefit: paid per recipient, "
    paid = [value for name, value in found.items() if name.startswith(start)]
    mean = VILLAGE.mean_consumption_month
    assert paid == pytest.approx([8, 4, 100 * 8 / mean])
    assert f"{start}EXA of 2024 a month" in found


def test_several_schemes_are_told_apart() -> None:
    """Of several schemes each has its persons and its cost, and the costs add up."""
    summary = summarise(simulate(VILLAGE, TWO))
    found = rows(summary)
    costs = [found[f"{label}: cost, % of GDP"] for label in ("Child benefit", "Social pension")]
    assert sum(each for each in costs if each) == pytest.approx(summary.cost.percent_of_gdp)
    assert found["Child benefit: reached, persons"] == 900
    twice = Policy.from_data({"version": 1, "schemes": [{"id": "child_benefit"}] * 2})
    assert {"Child benefit 1: reached, persons", "Child benefit 2: reached, persons"} <= set(
        rows(summarise(simulate(VILLAGE, twice)))
    )


def test_a_language_names_every_row() -> None:
    """Each name is one of the sentences by key, and no sentence is left over."""
    foreign = Sentences({key: f"{key} {text}" for key, text in row_names().by_key.items()})
    names = [name for case in every_kind_of_row() for name in named_rows(case, foreign)]
    said = {name.split()[0] for name in names}
    assert {*foreign.by_key} - said == {"nobody", "everyone", "group"}
    assert any("everyone All persons" in name for name in names)


def every_kind_of_row() -> list[Summary]:
    """Return summaries with, together, all rows: two schemes and sources, a benefit replaced, two rates."""
    levy = {"id": "progressive_levy_on_consumption", "share": 0.5}
    replacing = {
        "version": 1,
        "schemes": [{"id": "social_pension"}],
        "existing": [{"benefit": "old_age_allowance", "treatment": "replaced"}],
        "financing": [levy, {"id": "external", "share": 0.5}],
    }
    paid = simulate(country("arumia"), Policy.from_data(replacing))
    return [summarise(simulate(VILLAGE, TWO)), summarise(paid)]


def test_who_pays_is_in_the_rows() -> None:
    """The rate of a levy stands beside the ratio of consumption to GDP; who is declared has no rate."""
    levied = rows(summarise(simulate(VILLAGE, child_benefit().paid_by("levy_on_consumption"))))
    assert levied["A levy on consumption: rate, % of what it is levied on"] == pytest.approx(
        levied["Cost, % of mean consumption"]
    )
    assert levied["Mean consumption in the data, % of GDP per person"] == pytest.approx(
        VILLAGE.mean_consumption_month / 2
    )
    assert levied["Winners, % of persons"] + levied["Losers, % of persons"] == pytest.approx(100)
    declared = rows(summarise(simulate(VILLAGE, child_benefit().paid_by("external"))))
    assert not [name for name in declared if ": rate" in name]


def test_what_is_replaced_is_saved() -> None:
    """With a baseline that is replaced, there is a state without it, what it saves, and what is left."""
    replacing = Policy.from_data(
        {"version": 1, "schemes": [{"id": "child_benefit"}], "existing": {"child_benefit": "replaced"}}
    )
    outcome = simulate(VILLAGE, replacing, baseline=child_benefit(amount={"value": 1}))
    found = rows(summarise(outcome))
    saved, left = (
        found[f"{name}, million EXA of 2024 a year"]
        for name in ("Saved on benefits replaced", "Left to be paid for")
    )
    assert saved == pytest.approx(0.09072 / 4) and left == pytest.approx(0.09072 * 3 / 4)
    assert found["All persons: headcount without, %"] is not None
    assert "All persons: headcount without, %" not in rows(summarise(simulate(VILLAGE, child_benefit())))


@given(first=NAMES, second=NAMES)
def test_every_row_of_every_column_is_there_once(first: list[str], second: list[str]) -> None:
    """Rows of several columns are each there once, and the first column keeps its order."""
    found = all_names([dict.fromkeys(first, 1.0), dict.fromkeys(second, 1.0)])
    assert sorted(found) == sorted({*first, *second})
    assert [name for name in found if name in first] == first


@given(st.lists(st.sampled_from(["a", "b", "c"])))
def test_numbered_labels_are_different(labels: list[str]) -> None:
    """Equal labels get numbers, and a label that comes once stays as it is."""
    found = numbered(labels)
    assert len(set(found)) == len(labels)
    assert all(new == old for new, old in zip(found, labels, strict=True) if labels.count(old) == 1)
