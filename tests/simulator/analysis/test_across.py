"""The same policy in several countries: each with its label and caveat, and nobody dropped in silence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from simulator import BadInput, Policy, country, example_population, simulate, summarise
from simulator.analysis import Question, across
from simulator.analysis.across import ASSUMPTION
from tests.simulator.making import child_benefit, one_scheme

VILLAGE = example_population()
POLICY = child_benefit()


def test_each_country_is_what_the_engine_says() -> None:
    """A row has the numbers of `summarise`, the label of the data, and for synthetic people the caveat."""
    survey = replace(VILLAGE, synthetic=False, name="Survey", label="A survey")
    frame = across(POLICY, ["nepal", "Arumia", survey], Question(seed=5, smallest_cell=0))
    assert frame["country"].tolist() == ["Nepal", "Arumia", "Survey"]
    people = [country("nepal"), country("arumia"), survey]
    costs = [summarise(simulate(each, POLICY, seed=5)).cost.percent_of_gdp for each in people]
    assert frame["cost.percent_of_gdp"].tolist() == costs
    assert frame["data_label"].tolist() == [each.label for each in people]
    assert frame["caveat"].tolist() == [ASSUMPTION, ASSUMPTION, None]
    assert frame["refused"].tolist() == [None] * 3
    assert frame.attrs["units"]["gini_after"] == "index from 0 to 1"


def test_who_cannot_run_it_is_listed() -> None:
    """A country without the column, the line, or any population stays in the table, with the reason."""
    pension = one_scheme("unemployment_assistance")
    frame = across(pension, ["nepal", "arumia", "cambodia"], Question(("gini_after",))).set_index("country")
    assert "was not observed" in frame.loc["Nepal", "refused"] and frame.loc["Nepal", "gini_after"] is None
    assert "Cambodia has no synthetic population" in frame.loc["cambodia", "refused"]
    assert frame.loc["Arumia", "refused"] is None and 0 < frame.loc["Arumia", "gini_after"] < 1
    other = across(POLICY, [VILLAGE, "nepal"], Question(line="example"))
    assert other["refused"][0] is None and other["refused"][1].startswith("line: 'example' is not allowed")


@pytest.mark.parametrize(
    ("countries", "message"),
    [
        (["nepl"], r"^country: 'nepl' .* Did you mean 'nepal'\?"),
        ("nepal", r"a list of names\. Write \["),
        ([], "one name at least"),
        (3, "a list of names"),
        ([3], "country: 3"),
    ],
)
def test_names_that_nobody_has(countries: Any, message: str) -> None:
    """A slip in a name is an error, and no row."""
    with pytest.raises(BadInput, match=message):
        across(POLICY, countries)


def test_an_amount_in_currency_means_nothing_across_countries() -> None:
    """500 rupees are another benefit than 500 tugrik: refused, with the scheme and the path."""
    policy = Policy.from_fragment("version=1&1.id=child_benefit&2.id=social_pension")
    policy = policy.with_values({"amount.unit": "currency", "amount.value": 500}, 1)
    with pytest.raises(BadInput, match=r"^schemes\[2\]\.amount\.unit: 'currency' .* percent_gdp_per_person"):
        across(policy, ["nepal", "mongolia"])
