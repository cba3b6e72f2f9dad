"""A family among the people: its rank, what it knows of, and what it leaves untouched."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, Policy, SimulatorError, country, example_population, simulate
from simulator.family import Family, Member, claimed, family_view, placed
from tests.simulator.making import affordable, child_benefit, observed_village, one_scheme
from tests.strategies import policies, populations

VILLAGE = example_population()


def pair(earnings: float, **given: object) -> Family:
    """Return a mother who earns so much, and her child."""
    asha = Member("Asha", 30, earnings_month=earnings)
    return Family((asha, Member("Ravi", 5)), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(("earnings", "received"), [(0, 8), (90, 8), (110, 0), (400, 0)])
def test_a_quota_sees_the_familys_rank(earnings: float, received: float) -> None:
    """Of 20 persons 5 consume less than 45 and 9 less than 55: a quota of 40 % lets the first family in."""
    quota = child_benefit(rule={"proxy_quota": {"share": 0.4}})
    view = family_view(pair(earnings), quota, VILLAGE)
    assert view.benefits_month == received
    assert any("proxy score" in note for note in view.notes)


def test_its_place_from_poor_to_rich() -> None:
    """9 of 20 persons consume less than 60, and 8 of 10 of them less than 95."""
    shares = [family_view(pair(each), child_benefit(), VILLAGE).share_below_percent for each in (120, 190)]
    assert shares == pytest.approx([45, 80])


def test_a_score_that_is_given_counts() -> None:
    """A rich family with a poor score is let in: the test errs in its favour."""
    quota = child_benefit(rule={"proxy_quota": {"share": 0.4}})
    assert family_view(pair(400), quota, VILLAGE, proxy_score=0.5).benefits_month == 8


def test_it_stands_for_nobody() -> None:
    """What the policy does to all others, and its rates, are as they are without the family."""
    policy = Policy.from_data({"version": 1, "schemes": [{"id": "child_benefit"}, {"id": "birth_grant"}]})
    alone, beside = simulate(VILLAGE, policy), simulate(placed(pair(90), VILLAGE), policy)
    assert beside.consumption_after_month[:-1] == pytest.approx(alone.consumption_after_month, rel=1e-9)
    assert beside.levies[0].rate == pytest.approx(alone.levies[0].rate, rel=1e-9)


def test_what_was_not_observed_stays_unknown() -> None:
    """The village records no work: a rule that needs it is refused, though the member's work is told."""
    family = Family((Member("Asha", 30, work="unemployed"),))
    with pytest.raises(SimulatorError, match="column work was not observed"):
        family_view(family, one_scheme("unemployment_assistance"), VILLAGE)


def test_a_pension_test_knows_the_familys_pension() -> None:
    """Who has a pension of 20 is left out, who has none is let in; both live on their pension too."""
    village, policy = observed_village(), one_scheme("social_pension", rule="pension_test")
    for pension, received in ((20.0, 0.0), (0.0, 32.0)):
        old = Family((Member("Asha", 70, pension_month=pension),), region="Hills")
        view = family_view(old, policy, village)
        assert (view.income_month, view.benefits_month) == (pension, received)


def test_a_pension_that_is_replaced_is_taken_away() -> None:
    """Where the policy replaces pensions, the family loses its own and gets the new one."""
    data = {"version": 1, "schemes": [{"id": "social_pension"}], "financing": "external"}
    policy = Policy.from_data(data | {"existing": {"pension": "replaced"}})
    old = Family((Member("Asha", 70, pension_month=20.0),), region="Hills")
    view = family_view(old, policy, observed_village())
    assert (view.removed_month, view.benefits_month, view.net_income_month) == (20, 32, 32)


def test_regions() -> None:
    """A family in no region, or in one that is not there, is refused where the people have regions."""
    with pytest.raises(SimulatorError, match=r"where does it live\?.* Hills, Plain, Coast"):
        family_view(pair(10), child_benefit(), observed_village())
    with pytest.raises(BadInput, match=r"^family\.region: 'Hill' .* Did you mean 'Hills'"):
        family_view(pair(10, region="Hill"), child_benefit(), observed_village())


def test_orphans_get_what_asks_for_no_adult() -> None:
    """Two children alone get their child benefit: only what needs an adult refuses them."""
    view = family_view(Family((Member("Ravi", 5), Member("Mina", 17))), child_benefit(), VILLAGE)
    assert view.net_income_month == 16


@given(people=populations(observed=True), policy=policies(existing=False), data=st.data())
def test_the_view_is_the_engines_own_result(people: object, policy: Policy, data: st.DataObject) -> None:
    """Where all claim, what the family has is what the engine leaves its household."""
    regions = people.regions  # type: ignore[attr-defined]
    earnings = data.draw(st.integers(0, 500))
    family = pair(earnings, region=data.draw(st.sampled_from(regions)) if regions else None)
    whole = placed(family, people)  # type: ignore[arg-type]
    everybody = affordable(whole, claimed(policy))
    view = family_view(family, everybody, people)  # type: ignore[arg-type]
    outcome = simulate(whole, everybody)
    assert view.net_income_month == pytest.approx(2 * outcome.consumption_after_month[-1], rel=1e-9, abs=1e-9)
    parts = view.income_month + view.benefits_month - view.removed_month - view.levies_month
    assert view.net_income_month == pytest.approx(max(0, parts), rel=1e-9, abs=1e-9)


def test_a_country_is_as_it_was() -> None:
    """The people that a family is placed among are not changed, and no column of them is lost."""
    nepal = country("nepal")
    whole = placed(pair(9000), nepal)
    assert np.array_equal(whole.persons.age[:-2], nepal.persons.age)
    assert np.array_equal(whole.households.proxy_score[:-1], nepal.households.proxy_score)
    assert whole.households.type[-1] == 2, "a single caregiver"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"age": -1}, r"Asha\.age"),
        ({"age": 121}, r"Asha\.age"),
        ({"age": 30.5}, r"Asha\.age"),
        ({"sex": "woman"}, r"Asha\.sex"),
        ({"work": "farmer"}, r"Asha\.work"),
        ({"disability": "severe"}, r"Asha\.disability"),
        ({"earnings_month": -1}, r"Asha\.earnings_month"),
        ({"earnings_month": float("nan")}, r"Asha\.earnings_month"),
        ({"age": 14, "earnings_month": 5}, r"Asha\.earnings_month"),
        ({"earnings_month": 5, "work": "unemployed"}, r"Asha\.work"),
        ({"contribution_years": 101}, r"Asha\.contribution_years"),
        ({"name": ""}, "name of a member"),
    ],
)
def test_members_that_cannot_be(given: dict[str, object], field: str) -> None:
    """A member whose age, work or money cannot be is refused by name and field."""
    with pytest.raises(BadInput, match=f"^{field}: "):
        Member(**{"name": "Asha", "age": 30, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"members": ()}, "members"),
        ({"members": "Asha"}, "members"),
        ({"members": (Member("A", 1), Member("A", 2))}, "members"),
        ({"other_income_month": -5}, "other_income_month"),
        ({"urban": 1}, "urban"),
    ],
)
def test_families_that_cannot_be(given: dict[str, object], field: str) -> None:
    """A family of nobody, or with two members of one name, is refused."""
    with pytest.raises(BadInput, match=f"^{field}: "):
        replace(pair(10), **given)


@pytest.mark.parametrize("name", ["family", "policy", "people"])
def test_what_is_no_view(name: str) -> None:
    """Something else in the place of family, policy or people is refused by name."""
    asked = {"family": pair(10), "policy": child_benefit(), "people": VILLAGE, name: "Asha"}
    with pytest.raises(BadInput, match=f"^{name}: 'Asha'"):
        family_view(**asked)  # type: ignore[arg-type]
