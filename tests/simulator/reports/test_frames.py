"""A population as tables: words for codes, units in headings, nothing that was not observed."""

from __future__ import annotations

import pytest

from simulator import BadInput, country, example_population, to_frames
from tests.simulator.making import observed_village

VILLAGE = observed_village()


def test_codes_are_words_and_headings_have_units() -> None:
    """Who reads a row needs no list of codes and no other page."""
    households, persons = to_frames(VILLAGE)
    assert households["area"].tolist() == ["rural"] * 3 + ["urban"] * 3
    assert households["region"].tolist() == ["Hills", "Hills", "Plain", "Plain", "Coast", "Coast"]
    assert households["consumption, EXA of 2024 a month per person"].tolist() == [40, 50, 70, 90, 150, 100]
    assert persons.loc[4, "disability"] == "severe disability"
    assert persons.loc[12, "work"] == "unemployed"
    assert persons.loc[14, "earnings, EXA of 2024 a month"] == 200
    assert persons.loc[19, "pension, EXA of 2024 a month"] == 30


def test_what_was_not_observed_has_no_column() -> None:
    """A reader never takes a zero for an observation."""
    households, persons = to_frames(example_population())
    assert "region" not in households and "equivalent size, adults" not in households
    assert list(persons) == ["household", "age, years", "sex"]


def test_a_person_finds_the_household() -> None:
    """The number of the household is the row of the other table."""
    households, persons = to_frames(country("arumia"))
    joined = persons.join(households, on="household")
    assert joined.groupby("household").size().tolist() == households["size, persons"].tolist()
    assert {"sampling unit", "stratum"} < {*households}


def test_what_is_no_population_is_refused() -> None:
    """The message says where to get one."""
    with pytest.raises(BadInput, match=r"simulator\.country"):
        to_frames("arumia")  # type: ignore[arg-type]
