"""ESCAP's column names are read as they are, with the meaning that its program gives them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from simulator import BadInput, Policy, load_survey, simulate
from simulator.surveys import Survey, read_mapping
from tests.simulator.surveys.making import as_bytes, people


def escap(**more: object) -> pd.DataFrame:
    """Return persons with the columns of ESCAP's simulator, 1.25 persons an equivalent adult."""
    frame = people().rename(columns={"consumption": "adj_welfare"})
    size = frame.groupby("hhid")["pid"].transform("size")
    return frame.assign(hhsize=size, adj_factor=1.25, pmt=frame["adj_welfare"].rank(), disab=0, **more)


def loaded(frame: pd.DataFrame) -> Survey:
    """Return the survey of a frame, with no mapping but Nepal's economy."""
    return load_survey(as_bytes(frame, "csv"), country="nepal", name="escap.csv")


def test_a_benefit_adds_what_escap_s_program_adds() -> None:
    """A benefit of 1 adds adj_factor / hhsize to adj_welfare there, and to welfare per adult here."""
    frame = escap()
    population = loaded(frame).population
    homes, adults = population.households, population.households.equivalent_size
    scheme = {"id": "child_benefit", "amount": {"value": 100, "unit": "currency"}, "take_up": 1}
    policy = Policy.from_data({"version": 1, "schemes": [scheme], "financing": "external"})
    outcome = simulate(population, policy)
    gained = (outcome.consumption_after_month - outcome.consumption_before_month) * homes.size
    each = frame.groupby("hhid").agg({"adj_factor": "first", "hhsize": "first", "adj_welfare": "first"})
    children = frame[frame["age"] <= 17].groupby("hhid").size().reindex(each.index, fill_value=0)
    assert adults is not None and children.sum() > 3
    assert np.allclose(gained / adults, 100 * children * each["adj_factor"] / each["hhsize"])
    assert np.allclose(homes.consumption_month * homes.size / adults, each["adj_welfare"])


def test_without_a_factor_welfare_is_per_person() -> None:
    """A file without adj_factor has its welfare per person."""
    frame = escap().drop(columns="adj_factor")
    homes = loaded(frame).population.households
    assert np.allclose(homes.consumption_month, frame.drop_duplicates("hhid")["adj_welfare"])
    assert homes.equivalent_size is None


def test_an_existing_pension_goes_to_the_pensioners() -> None:
    """value_oldA is the household's, on the scale of adj_welfare; those with pension 1 share it."""
    frame = escap(value_oldA=8.0)
    frame["pension"] = ((frame["hhid"] == 101) & (frame["pid"] == 1)).astype(int)
    persons = loaded(frame).population.persons
    assert persons.benefits_month is not None
    amounts = persons.benefits_month["pension"]
    # Three members, 1.25 persons an equivalent adult: 2.4 adults with 8 each.
    assert amounts[:3].tolist() == pytest.approx([19.2, 0, 0])


def test_a_pension_without_an_amount_is_left_out_and_told() -> None:
    """A flag is no amount: no benefit is made of it."""
    survey = loaded(escap(pension=1))
    assert survey.population.persons.benefits_month is None
    assert any("nothing says how much" in each.found for each in survey.problems)


@pytest.mark.parametrize("column", ["hhtype", "work"])
def test_codes_that_nobody_explains_are_left_out_and_told(column: str) -> None:
    """Numbers of household types without labels mean nothing: the types are told from ages."""
    survey = loaded(escap(**{column: 3}))
    assert any("nobody says what its codes mean" in each.found for each in survey.problems)
    assert survey.population.persons.work is None
    assert "Types of household were told from ages." in survey.log


def test_a_mapping_goes_before_a_known_name() -> None:
    """What a mapping says of a column counts, not the column that has the known name."""
    meant = read_mapping("version: 1\ncolumns: {age: years}\n")
    data = as_bytes(escap(years=33), "csv")
    population = load_survey(data, meant, "nepal", "escap.csv").population
    assert set(population.persons.age.tolist()) == {33}


def test_two_files_need_their_names() -> None:
    """One file of two is refused with the names of both."""
    with pytest.raises(BadInput, match="households and persons"):
        load_survey({"persons": as_bytes(escap(), "csv")}, country="nepal", name="escap.csv")
