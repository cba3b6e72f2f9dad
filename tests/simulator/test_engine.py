"""The engine: who is reached, what is paid, and what no policy may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, Policy, Population, SimulatorError, example_population, simulate
from simulator.luck import HIGHEST_SEED
from tests.simulator.making import affordable, child_benefit, chosen_rows, families, in_currency, singles
from tests.strategies import policies, populations

VILLAGE = example_population()
SEEDS = st.integers(0, HIGHEST_SEED)
SHARES = st.floats(0, 1)


def test_the_village_by_hand() -> None:
    """8 a month for each child of six households, to everybody."""
    outcome = simulate(VILLAGE, child_benefit())
    assert outcome.schemes[0].paid_month.tolist() == [24, 16, 16, 8, 8, 0]
    expected = [40 + 24 / 5, 50 + 16 / 4, 70 + 16 / 4, 90 + 8 / 3, 150 + 8 / 3, 100]
    assert outcome.consumption_after_month.tolist() == pytest.approx(expected)


def test_the_village_with_a_quota_by_hand() -> None:
    """The poorest 40 % of persons by score: households 0 and 2, whole, though 9 of 20 cross the quota."""
    outcome = simulate(VILLAGE, child_benefit(rule={"proxy_quota": {"share": 0.4}}))
    assert outcome.schemes[0].paid_month.tolist() == [24, 0, 16, 0, 0, 0]


def test_per_household() -> None:
    """Paid per household, each household with a child gets one amount, however many its children."""
    policy = child_benefit(amount={"value": 30, "unit": "currency", "per": "household"})
    assert simulate(VILLAGE, policy).schemes[0].paid_month.tolist() == pytest.approx([30] * 5 + [0])


def test_losses_and_administration() -> None:
    """What is lost on the way is paid and not received; administration is a share of what is paid."""
    policy = child_benefit(delivery_loss=0.25, administration=0.1)
    outcome = simulate(VILLAGE, policy)
    assert outcome.paid_month.tolist() == pytest.approx([24, 16, 16, 8, 8, 0])
    assert outcome.received_month.tolist() == pytest.approx([18, 12, 12, 6, 6, 0])
    assert outcome.administration_month.tolist() == pytest.approx([2.4, 1.6, 1.6, 0.8, 0.8, 0])
    assert outcome.consumption_after_month[0] == pytest.approx(40 + 18 / 5)


def test_two_schemes_add_up() -> None:
    """A household gets what each scheme alone would give it, and a stage holds who is in any of them."""
    young, old = child_benefit(who={"age": [0, 4]}), child_benefit(who={"age": [10, 17]})
    both = simulate(VILLAGE, replace(young, schemes=young.schemes + old.schemes))
    alone = [simulate(VILLAGE, policy) for policy in (young, old)]
    assert both.received_month == pytest.approx(sum(each.received_month for each in alone))
    assert chosen_rows(both.group) == chosen_rows(alone[0].group | alone[1].group)


def test_no_scheme() -> None:
    """A policy of no scheme changes nothing and costs nothing."""
    outcome = simulate(VILLAGE, Policy(()))
    assert outcome.consumption_after_month.tolist() == outcome.consumption_before_month.tolist()
    assert not outcome.paid_month.any() and not outcome.reached.any()


@given(populations(), policies(financed=False, existing=False), SEEDS)
def test_what_holds_always(population: Population, policy: Policy, seed: int) -> None:
    """Reached within eligible within the group; the money balances; nobody loses if nobody pays."""
    outcome = simulate(population, policy, seed)
    for scheme in outcome.schemes:
        assert not (scheme.reached & ~scheme.eligible).any() and not (scheme.eligible & ~scheme.group).any()
        with_one = population.household_sum(scheme.reached) > 0
        assert not scheme.paid_month[~with_one].any()
        values = scheme.setting.values
        assert (scheme.received_month <= scheme.paid_month).all() and (scheme.paid_month >= 0).all()
        charged = values.get("administration", 0) + values.get(f"rule.{values.get('rule')}.test_cost", 0)
        assert scheme.administration_month == pytest.approx(scheme.paid_month * charged)
    assert (outcome.consumption_after_month >= outcome.consumption_before_month).all()
    gained = (outcome.consumption_after_month - outcome.consumption_before_month) * population.households.size
    received = outcome.received_month
    assert gained == pytest.approx(received, rel=1e-6, abs=1e-6)


@given(populations(), SHARES, st.sampled_from(["person", "household"]), st.integers(0, 500), SEEDS)
def test_total_paid(population: Population, take_up: float, per: str, value: int, seed: int) -> None:
    """All that is paid is the sum of weight x benefit over the recipients, persons or households."""
    policy = in_currency(value, take_up=take_up)
    policy = policy.with_values({"amount.per": per})
    scheme = simulate(population, policy, seed).schemes[0]
    recipients = population.household_sum(scheme.reached)
    counted = recipients if per == "person" else recipients > 0
    expected = (population.households.weight * counted).sum() * value
    assert (population.households.weight * scheme.paid_month).sum() == pytest.approx(expected)


@given(populations(), SHARES, SHARES, SEEDS)
def test_more_take_up_only_adds(population: Population, one: float, other: float, seed: int) -> None:
    """Whoever a low take-up reaches, a higher one reaches too; none at 0, all at 1."""
    low, high, nobody, everybody = (
        simulate(population, child_benefit(take_up=share), seed).schemes[0]
        for share in (min(one, other), max(one, other), 0, 1)
    )
    assert not (low.reached & ~high.reached).any()
    assert not nobody.reached.any() and (everybody.reached == everybody.eligible).all()


@given(populations(), SHARES, SHARES, st.sampled_from(["persons", "households", "eligible_persons"]))
def test_a_larger_quota_only_adds(population: Population, one: float, other: float, of: str) -> None:
    """Whoever a small quota chooses, a larger one chooses too, even when only some claim."""
    low, high = (
        simulate(population, child_benefit(rule={"proxy_quota": {"share": share, "of": of}}, take_up=0.6))
        for share in (min(one, other), max(one, other))
    )
    assert not (low.schemes[0].reached & ~high.schemes[0].reached).any()


@given(populations(), policies(least=1, most=1, only="child_benefit"), SEEDS)
def test_policies_meet_the_same_luck(population: Population, policy: Policy, seed: int) -> None:
    """A household that a universal benefit misses is missed by every policy with the same take-up."""
    take_up = policy.schemes[0].values["take_up"]
    policy = replace(policy, financing=child_benefit().financing)
    universal = simulate(population, child_benefit(take_up=take_up), seed).schemes[0]
    other = simulate(population, policy, seed).schemes[0]
    unlucky = universal.eligible & ~universal.reached
    assert not (other.reached & unlucky).any()


@given(populations(), policies(), SEEDS)
def test_the_same_seed(population: Population, policy: Policy, seed: int) -> None:
    """The same people, policy and seed give the same outcome, number for number."""
    policy = affordable(population, policy, seed)
    one, other = simulate(population, policy, seed), simulate(population, policy, seed)
    assert np.array_equal(one.consumption_after_month, other.consumption_after_month)
    assert np.array_equal(one.reached, other.reached)


def test_another_seed() -> None:
    """Another seed reaches other people, about as many."""
    people = singles(np.full(2000, 50.0))
    one, other = (simulate(people, child_benefit(take_up=0.5), seed).reached for seed in (1, 2))
    assert (one != other).sum() > 800
    assert abs(int(one.sum()) - int(other.sum())) < 200


def test_members_claim_together() -> None:
    """One caregiver claims: of a household's children all are reached, or none."""
    people = families([3] * 400, np.full(400, 50.0))
    reached = simulate(people, child_benefit(take_up=0.5)).reached.reshape(400, 3)
    assert set(reached.sum(axis=1)) == {0, 3}


def test_equal_scores() -> None:
    """Of households with equal scores the one with the lower number is chosen."""
    people = singles(np.full(10, 5.0), score=np.full(10, 3.0))
    eligible = simulate(people, child_benefit(rule={"proxy_quota": {"share": 0.3}})).eligible
    assert chosen_rows(eligible) == [0, 1, 2]


def copied(column: Any) -> Any:
    """Return a copy of a column, or of benefits by name."""
    return (
        {name: each.copy() for name, each in column.items()}
        if isinstance(column, Mapping)
        else np.copy(column)
    )


@given(populations(), policies(least=1), SEEDS)
def test_inputs_stay_as_they_are(population: Population, policy: Policy, seed: int) -> None:
    """Simulating changes neither the people nor the policy."""
    tables = (population.households, population.persons)
    columns = [(table, field.name) for table in tables for field in fields(table)]
    policy = affordable(population, policy, seed)
    before = [copied(getattr(*column)) for column in columns]
    link = policy.to_fragment()
    simulate(population, policy, seed)
    assert policy.to_fragment() == link
    for place, column in zip(columns, before, strict=True):
        now = getattr(*place)
        if now is None:
            continue
        pairs = (
            zip(now.values(), column.values(), strict=True) if isinstance(now, Mapping) else [(now, column)]
        )
        assert all(np.array_equal(one, two) and not one.flags.writeable for one, two in pairs)


@pytest.mark.parametrize("seed", [-1, HIGHEST_SEED + 1, 1.0, 1.5, "1", None, True, float("nan")])
def test_seeds_out_of_range(seed: Any) -> None:
    """A seed is a whole number from 0 to 2**32 - 1; any other is refused by name."""
    with pytest.raises(BadInput, match=rf"^seed: .* from 0 to {HIGHEST_SEED}"):
        simulate(VILLAGE, child_benefit(), seed)


@pytest.mark.parametrize("seed", [0, HIGHEST_SEED, np.int64(7), np.uint32(7)])
def test_seeds_in_range(seed: Any) -> None:
    """The ends of the range are seeds, and so is a whole number of an array; the outcome has Python's own."""
    assert type(simulate(VILLAGE, child_benefit(), seed).seed) is int


def test_a_rule_that_needs_what_was_not_observed() -> None:
    """A proxy means test on data without a score is refused, naming the data and the column."""
    with pytest.raises(SimulatorError, match="Made: column proxy_score was not observed"):
        simulate(singles([10.0, 20.0]), child_benefit(rule="proxy_quota"))
