"""A policy in both arithmetics: ESCAP's figures by hand, and differences that add up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from simulator import BadInput, Policy, Population, SimulatorError, country, simulate, spot, summarise
from simulator.escap import SpotDifference, SpotResult, package_cost_percent_of_gdp, package_policy
from simulator.escap.conventions import CONVENTIONS
from tests.simulator.making import observed_village
from tests.strategies import populations

ESCAP = {"child_benefit": 33, "disability_benefit": 2, "social_pension": 5.7}
BASELINE = Policy.from_yaml("{version: 1, schemes: [{id: pension}]}")
EVERYTHING = """
version: 1
schemes:
- {id: child_benefit, take_up: 0.8, who: {age: [0, 4]}, delivery_loss: 0.02}
- {id: social_pension, who: {age: [60, 120]}, rule: pension_test}
- {id: household_benefit, rule: {lottery: {share: 0.5}}}
- {id: maternity_benefit}
- {id: birth_grant}
interactions: [{id: cap, schemes: [child_benefit]}]
"""


def policy_of(*schemes: str, more: str = "") -> Policy:
    """Return a policy of schemes as they are written in YAML."""
    return Policy.from_yaml("\n".join(["version: 1", "schemes:", *(f"- {each}" for each in schemes), more]))


def one(result: SpotResult, convention: str) -> SpotDifference:
    """Return the one difference that has a name."""
    (found,) = [each for each in result.differences if each.convention == convention]
    return found


def test_bangladesh_by_hand() -> None:
    """33, 2 and 5.7 % of persons at 4, 14 and 16 % of GDP per person with 5 % on top are 2.64 % of GDP."""
    by_hand = (33 * 4 + 2 * 14 + 5.7 * 16) / 100 * 1.05
    assert round(by_hand, 2) == 2.64 and round(by_hand, 1) == 2.6
    found = spot(country("bangladesh"), "global_average", group_percent=ESCAP)
    assert found.spot.cost_percent_of_gdp == pytest.approx(by_hand, rel=1e-12)
    assert package_cost_percent_of_gdp("global_average", ESCAP) == pytest.approx(by_hand, rel=1e-12)
    assert [each.percent_of_population for each in found.groups] == pytest.approx([33, 2, 5.7])


def test_ours_is_what_a_summary_says() -> None:
    """Our side of the page is the summary of the same run: cost, headcount before and after."""
    people, policy = country("nepal"), Policy.from_yaml(EVERYTHING)
    found = spot(people, policy, "international_3_65", baseline=BASELINE, seed=3)
    summary = summarise(simulate(people, policy, 3, BASELINE), "international_3_65")
    assert found.ours.cost_percent_of_gdp == pytest.approx(summary.cost.percent_of_gdp, rel=1e-12)
    assert found.ours.headcount_percent == summary.everyone.after.headcount_percent
    assert found.headcount_before_percent == summary.everyone.before.headcount_percent


def test_the_differences_add_up() -> None:
    """What the conventions move, one after the other, is all that lies between the two arithmetics."""
    shares = {"child_benefit": 33, "social_pension": 5.7}
    found = spot(country("nepal"), Policy.from_yaml(EVERYTHING), group_percent=shares, baseline=BASELINE)
    names = [each.convention for each in found.differences]
    assert names == [*(each.name for each in CONVENTIONS), "Shares of the population"]
    for effect, field in (
        ("effect_on_cost_points", "cost_percent_of_gdp"),
        ("effect_on_headcount_points", "headcount_percent"),
        ("effect_on_gain_points", "gain_percent"),
    ):
        total = sum(getattr(each, effect) for each in found.differences)
        assert total == pytest.approx(getattr(found.spot, field) - getattr(found.ours, field), abs=1e-9)


def test_cost_is_recipients_times_benefit() -> None:
    """SPOT's cost is persons x benefit x 12 x (1 + administration), of each benefit."""
    found = spot(country("nepal"), Policy.from_yaml(EVERYTHING), baseline=BASELINE)
    people = country("nepal")
    gdp_year = 12 * people.economy.gdp_per_person_month * people.members_weight.sum()
    for each in found.groups:
        cost = each.recipients * each.benefit_month * 12 * (1 + each.administration)
        assert each.cost_year == pytest.approx(cost) and each.cost_year > 0
        assert each.cost_percent_of_gdp == pytest.approx(100 * cost / gdp_year)
    total = sum(each.cost_percent_of_gdp for each in found.groups)
    assert total == pytest.approx(found.spot.cost_percent_of_gdp)
    administration = {each.scheme: each.administration for each in found.groups}
    assert administration["household_benefit"] == 0.1 and administration["child_benefit"] == 0.05
    weights = people.person_weight
    infants = weights[people.persons.age == 0].sum()
    (mothers,) = [each for each in found.groups if each.scheme == "maternity_benefit"]
    assert mothers.recipients == pytest.approx(infants)
    monthly = 0.2 * people.economy.gdp_per_person_month * 18 / 52
    assert mothers.benefit_month == pytest.approx(monthly)


def test_the_pension_test_lowers_the_cost_and_not_the_effect() -> None:
    """In SPOT a tested pension costs less than one for all, and lifts as many out of poverty."""
    people = country("nepal")
    tested = spot(people, policy_of("{id: social_pension, rule: pension_test}"), baseline=BASELINE)
    for_all = spot(people, policy_of("{id: social_pension}"), baseline=BASELINE)
    assert tested.spot.cost_percent_of_gdp < for_all.spot.cost_percent_of_gdp
    assert tested.spot.headcount_percent == for_all.spot.headcount_percent
    assert tested.spot.gain_percent == pytest.approx(for_all.spot.gain_percent)
    ours = simulate(people, policy_of("{id: social_pension, rule: pension_test}"), 1, BASELINE)
    everybody = simulate(people, policy_of("{id: social_pension}"), 1, BASELINE)
    assert ours.received_month.sum() < everybody.received_month.sum(), "in ours it lowers both"


def test_gains_are_gross_and_poverty_is_net() -> None:
    """Where a benefit replaces another of the same size, SPOT's gain is all of it, yet poverty stays."""
    people = country("nepal")
    today = policy_of("{id: social_pension, amount: {value: 10}}")
    again = policy_of(
        "{id: social_pension, amount: {value: 10}}", more="existing: {social_pension: replaced}"
    )
    found = spot(people, again.paid_by("external"), baseline=today)
    assert found.ours.gain_percent == pytest.approx(0, abs=0.05)
    assert found.spot.gain_percent > 0.5
    assert found.spot.headcount_percent == pytest.approx(found.headcount_before_percent, abs=0.2)


def test_take_up_is_full_and_nothing_is_lost() -> None:
    """Half of take-up and a fifth lost cost what they do in ours; in SPOT all is paid, and arrives."""
    people = observed_village()
    policy = policy_of("{id: child_benefit, take_up: 0.5, delivery_loss: 0.2}").paid_by("external")
    children = people.person_weight[people.persons.age <= 17].sum() / people.members_weight.sum()
    found = spot(people, policy)
    assert found.spot.cost_percent_of_gdp == pytest.approx(100 * children * 0.04 * 1.05)
    assert found.ours.cost_percent_of_gdp < found.spot.cost_percent_of_gdp
    lost = one(found, "Lost on the way")
    assert lost.effect_on_cost_points == 0 and lost.effect_on_gain_points > 0
    assert lost.ours == "Child benefit: lost on the way 20 %."


def test_ages_and_the_gap_between_them() -> None:
    """A pension from 60 begins at 65 in SPOT; whom that leaves in no group is said."""
    people = country("nepal")
    found = spot(people, policy_of("{id: social_pension, who: {age: [60, 120]}}"))
    ages = one(found, "Ages")
    assert "ages 60 to 120 years" in ages.ours and ages.effect_on_cost_points < 0
    age, weight = people.persons.age, people.person_weight
    share = 100 * weight[(age >= 60) & (age <= 64)].sum() / weight.sum()
    assert f"{share:.1f} % of these persons" in found.notes[0]


def test_quotas() -> None:
    """A quota of households becomes one of persons; a means test becomes nothing; a household's is 20 %."""
    people = country("nepal")
    rule = "rule: {proxy_quota: {share: 0.4, of: households}}"
    found = spot(people, policy_of(f"{{id: child_benefit, {rule}}}"))
    assert "quota of all households" in one(found, "Who is chosen").ours
    tested = spot(people, policy_of("{id: child_benefit, rule: means_test}"))
    everyone = spot(people, policy_of("{id: child_benefit}"))
    assert tested.spot == everyone.spot and tested.ours != everyone.ours
    household = spot(people, policy_of("{id: household_benefit}"))
    outcome = simulate(
        people, policy_of("{id: household_benefit, rule: {proxy_quota: {share: 0.2, test_cost: 0}}}")
    )
    recipients = people.households.weight[outcome.paid_month > 0].sum()
    assert household.groups[0].recipients == pytest.approx(recipients)


@given(populations(observed=True))
def test_a_policy_of_spots_own_differs_in_who_pays_alone(people: Population) -> None:
    """A universal policy with SPOT's values, paid from outside, costs and does the same in both."""
    found = spot(people, policy_of("{id: child_benefit}").paid_by("external"))
    assert found.ours.cost_percent_of_gdp == pytest.approx(found.spot.cost_percent_of_gdp)
    assert found.ours.headcount_percent == found.spot.headcount_percent
    assert found.ours.gain_percent == pytest.approx(found.spot.gain_percent, abs=1e-9)


def test_packages() -> None:
    """The three packages: 4/14/16, 4/23/22, and the first for the poorest 40 % by score."""
    amounts = {
        name: [each.values["amount.value"] for each in package_policy(name).schemes]
        for name in ("global_average", "oecd", "targeted")
    }
    assert amounts == {"global_average": [4, 14, 16], "oecd": [4, 23, 22], "targeted": [4, 14, 16]}
    rules = {each.values["rule"] for each in package_policy("targeted").schemes}
    assert rules == {"proxy_quota"}
    people = country("nepal")
    reached = simulate(people, package_policy("targeted")).reached
    order = np.argsort(people.households.proxy_score, kind="stable")
    running = np.cumsum(people.members_weight[order]) / people.members_weight.sum()
    poorest = order[: int(np.searchsorted(running, 0.4)) + 1]
    assert np.isin(people.persons.household[reached], poorest).all()


@pytest.mark.parametrize(
    ("percents", "message"),
    [
        ({"child_benefit": 0}, r"^group_percent\.child_benefit: 0 .* above 0"),
        ({"child_benefit": 101}, r"^group_percent\.child_benefit: 101 "),
        ({"child_benefits": 30}, r"^group_percent: 'child_benefits' .* Did you mean 'child_benefit'\?"),
        ({"social_pension": 5}, r"^group_percent: 'social_pension' .* Allowed: child_benefit\."),
        ({"child_benefit": True}, r"^group_percent\.child_benefit: True "),
    ],
)
def test_shares_that_cannot_be(percents: dict[str, float], message: str) -> None:
    """A share of the population is a percentage above 0 of a scheme that the policy has."""
    with pytest.raises(BadInput, match=message):
        spot(country("nepal"), policy_of("{id: child_benefit}"), group_percent=percents)


def test_what_spot_cannot_say() -> None:
    """A policy without any of SPOT's schemes, an unknown package and a missing group are refused in words."""
    people = country("nepal")
    with pytest.raises(SimulatorError, match=r"^spot: the policy has no scheme .*child_benefit.* Add one\.$"):
        spot(people, policy_of("{id: birth_grant}"))
    with pytest.raises(BadInput, match=r"^package: 'ocd' .* Did you mean 'oecd'\?$"):
        spot(people, "ocd")
    with pytest.raises(BadInput, match=r"^package: 'targeted' .* only a population can tell"):
        package_cost_percent_of_gdp("targeted", ESCAP)
    with pytest.raises(BadInput, match=r"^group_percent: .* Add what is missing\.$"):
        package_cost_percent_of_gdp("oecd", {"child_benefit": 33})
    grown = replace(
        people, persons=replace(people.persons, age=np.full(len(people.persons.age), 30, dtype=np.uint8))
    )
    with pytest.raises(SimulatorError, match=r"^group_percent: nobody in these data .* Leave it out\.$"):
        spot(grown, policy_of("{id: child_benefit}"), group_percent={"child_benefit": 30})
