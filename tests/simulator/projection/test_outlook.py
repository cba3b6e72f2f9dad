"""What is assumed of the years to come: bounds, weights, and how they are typed and told."""

from __future__ import annotations

import pytest

from simulator import BadInput, SimulatorError, country, example_population
from simulator.projection import (
    Outlook,
    held_constant,
    indexation_from_text,
    indexation_text,
    indexation_weights,
    outlook_parameters,
    project,
)
from tests.simulator.making import child_benefit, in_currency

VILLAGE = held_constant(example_population())


def test_each_assumption_has_its_default_and_its_source() -> None:
    """What the record starts from is what is declared, and each number says where it comes from."""
    declared = outlook_parameters()
    assert vars(Outlook()) == {name: each.default for name, each in declared.items()}
    assert all(each.source and each.help and each.unit for each in declared.values())


@pytest.mark.parametrize("name", sorted(outlook_parameters()))
@pytest.mark.parametrize("value", [1000, -99, "5", None, True, float("nan")])
def test_nothing_beyond_the_bounds(name: str, value: object) -> None:
    """Growth, inflation and shares beyond their bounds are refused by name."""
    with pytest.raises(BadInput, match=rf"^outlook\.{name}: "):
        Outlook(**{name: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "indexation",
    ["price", "", None, 3, {}, {"prices": 0.5}, {"prices": 0.6, "wages": 0.6}, {"gold": 1}, {"prices": -1}],
)
def test_indexations_that_are_none(indexation: object) -> None:
    """A name that is not known, and weights that do not add up to 1, are refused."""
    with pytest.raises(BadInput, match=r"^indexation"):
        project(VILLAGE, child_benefit(), 2030, indexation)  # type: ignore[arg-type]


def test_indexations_as_they_are_typed() -> None:
    """One name, or several with weights; what is told again says the same."""
    assert indexation_from_text(" wages ") == "wages"
    mixed = indexation_from_text("prices=0.25,gdp_per_person=0.75")
    assert dict(indexation_weights(mixed)) == {"prices": 0.25, "gdp_per_person": 0.75}
    assert indexation_text(mixed) == "25 % prices, 75 % GDP per person"
    assert indexation_text({"none": 1}) == "nothing"


@pytest.mark.parametrize("text", ["prices=0.5,prices=0.5", "prices=half,wages=0.5", "prices=,wages=1"])
def test_weights_typed_wrong(text: str) -> None:
    """A name typed twice, and a weight that is no number, are refused."""
    with pytest.raises(BadInput, match=r"^indexation"):
        indexation_from_text(text)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"people": 7}, "^people: 7 "),
        ({"policy": "child_benefit"}, "^policy: "),
        ({"outlook": {"inflation": 3}}, "^outlook: "),
        ({"people": "atlantis"}, "^country: 'atlantis'"),
    ],
)
def test_what_is_no_projection(given: dict[str, object], message: str) -> None:
    """Something else in the place of people, a policy or an outlook is refused by name."""
    asked = {"people": VILLAGE, "policy": child_benefit(), "to": 2026, **given}
    with pytest.raises(SimulatorError, match=message):
        project(**asked)  # type: ignore[arg-type]


def test_an_amount_beyond_all_bounds_names_its_year() -> None:
    """An amount that grows past what a law may print is refused in the year in which it does."""
    policy, outlook = in_currency(60_000_000), Outlook(wage_growth=20)
    with pytest.raises(BadInput, match=r"^year 2027: .*amount\.value"):
        project(VILLAGE, policy, 2030, "wages", outlook)


def test_earnings_and_benefits_grow_too() -> None:
    """Where earnings and benefits were observed, a projection grows them with all the rest."""
    arumia = held_constant(country("arumia"))
    years = project(arumia, child_benefit(), 2025, "wages", Outlook(wage_growth=10)).years
    assert years[1].cost_year == pytest.approx(1.1 * years[0].cost_year)
