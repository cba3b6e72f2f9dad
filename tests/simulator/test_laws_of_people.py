"""Laws of people: their order and number mean nothing where theory says so; elsewhere a counter-example."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import Policy, Population, simulate, summarise
from simulator.schemes import all_schemes
from tests.simulator.altering import reordered, repeated, weighted
from tests.simulator.making import affordable, child_benefit, chosen_rows, families, one_scheme, singles
from tests.strategies import policies, populations

SEEDS = st.integers(0, 99)
# Rules that look at each household alone: neither luck nor the places of others decide.
ALONE = ("universal", "affluence_test", "categorical", "geographic", "means_test", "pension_test")
WITH_RULES = [name for name, scheme in all_schemes().items() if scheme.rules]
SURE = {"take_up": 1.0, "take_up_rural": 1.0, "take_up_poorest": 1.0}


def without_luck(policy: Policy, rules: tuple[str, ...]) -> Policy:
    """Return the policy where all claim, other rules than these are the first, and no pension is drawn."""
    changed = policy
    if any(each.scheme.id == "pension" for each in policy.schemes):
        kept = tuple(each for each in policy.schemes if each.scheme.id != "pension")
        changed = Policy(kept, (), policy.financing)
    for number, each in enumerate(changed.schemes):
        values: dict[str, Any] = {path: value for path, value in SURE.items() if path in each.values}
        if each.values.get("rule", rules[0]) not in rules:
            values["rule"] = rules[0]
        changed = changed.with_values(values, number)
    return changed


@st.composite
def households_in_another_order(draw: st.DrawFn) -> tuple[Population, np.ndarray]:
    """Return people whose scores are all different, and an order of their households."""
    people = draw(populations())
    number = len(people.households.size)
    scores = np.array(draw(st.permutations(range(number))), dtype=float)
    order = np.array(draw(st.permutations(range(number))))
    return replace(people, households=replace(people.households, proxy_score=scores)), order


@given(households_in_another_order(), policies(least=1, most=2))
def test_the_order_of_households_means_nothing(people: tuple[Population, np.ndarray], policy: Policy) -> None:
    """Without luck and ties each household gets and pays the same wherever it stands in the table."""
    population, order = people
    policy = without_luck(policy, (*ALONE, "proxy_quota"))
    policy = affordable(population, policy)
    one, other = simulate(population, policy), simulate(reordered(population, order), policy)
    after, scale = one.consumption_after_month[order], 1e-9 * float(one.consumption_after_month.max())
    assert other.consumption_after_month == pytest.approx(after, rel=1e-9, abs=scale)
    assert other.levied_month == pytest.approx(one.levied_month[order], rel=1e-9, abs=scale)


@given(populations(), policies(least=1, most=3), st.integers(2, 4))
def test_people_who_stand_several_times(population: Population, policy: Policy, times: int) -> None:
    """Where each household is judged alone, several copies of all get and pay what each one does."""
    policy = affordable(population, without_luck(policy, ALONE))
    one, other = simulate(population, policy), simulate(repeated(population, times), policy)
    scale = 1e-9 * float(one.consumption_after_month.max())
    after = np.repeat(one.consumption_after_month, times)
    assert other.consumption_after_month == pytest.approx(after, rel=1e-9, abs=scale)
    assert np.array_equal(population.household_sum(one.reached).repeat(times), reached_in(other))


def reached_in(outcome: Any) -> np.ndarray:
    """Return how many are reached in each household."""
    return outcome.population.household_sum(outcome.reached)


@given(populations(), policies(least=1, most=3), st.integers(2, 4))
def test_a_weight_is_a_number_of_households(population: Population, policy: Policy, times: int) -> None:
    """Several copies of a household are one household that counts several times, in every total and rate."""
    policy = affordable(population, without_luck(policy, ALONE))
    copies, counted = (
        simulate(people, policy) for people in (repeated(population, times), weighted(population, times))
    )
    one, other = summarise(copies), summarise(counted)
    assert one.cost.total_month == pytest.approx(other.cost.total_month, rel=1e-9)
    assert one.gini_after == pytest.approx(other.gini_after, rel=1e-6, abs=1e-9)
    assert one.reach.reached_persons == pytest.approx(other.reach.reached_persons)
    for mine, yours in zip(copies.levies, counted.levies, strict=True):
        # What is needed is a difference: its rounding is that of what is spent.
        rounding = 1e-9 * (1 + one.cost.total_month)
        assert mine.needed_month == pytest.approx(yours.needed_month, abs=rounding)
        if mine.rate is not None and mine.needed_month > 1000 * rounding:
            assert mine.rate == pytest.approx(yours.rate, rel=1e-3)


@given(populations(), policies(), SEEDS)
def test_nobody_is_touched_unless_eligible(population: Population, policy: Policy, seed: int) -> None:
    """Before anybody pays, a household with nobody eligible consumes what it did, to the last digit."""
    policy = replace(policy.paid_by("external"), existing=())
    outcome = simulate(population, policy, seed)
    untouched = population.household_sum(outcome.eligible) == 0
    before, after = outcome.consumption_before_month, outcome.consumption_after_month
    assert np.array_equal(after[untouched], before[untouched])


@given(populations(), policies(), SEEDS)
def test_nobody_pays_who_consumes_nothing_above_the_exemption(
    population: Population, policy: Policy, seed: int
) -> None:
    """Who consumes no more than the exempt amount pays nothing, and neither does who is not levied on."""
    exempt = float(np.median(population.households.consumption_month))
    source = policy.paid_by("levy_on_consumption", exempt_below=exempt, unit="currency", highest_rate=1.0)
    source = affordable(population, replace(source, existing=()), seed)
    outcome = simulate(population, source, seed)
    spared = population.households.consumption_month <= exempt
    assert not outcome.levied_month[spared].any()


@given(
    populations(),
    st.sampled_from([name for name, each in all_schemes().items() if each.rules]),
    st.floats(0, 1),
)
def test_a_score_that_knows_all_is_a_ranking(population: Population, scheme: str, share: float) -> None:
    """A drawn score with an R² of 1 lets through those whom consumption itself as a score lets through."""
    consumed = population.households.consumption_month
    ranked = replace(population, households=replace(population.households, proxy_score=consumed))
    perfect = simulate(ranked, one_scheme(scheme, rule={"proxy_quota": {"share": share}}))
    for rule in ("proxy_quota_drawn", "community"):
        drawn = one_scheme(scheme, rule={rule: {"share": share, "r_squared": 1}})
        assert np.array_equal(simulate(population, drawn).eligible, perfect.eligible)


def test_a_quota_of_copies_is_not_a_copy_of_the_quota() -> None:
    """Not so at a quota's cut: of 3 households 40 % are 2, taken whole, and of 6 they are 3, not 4."""
    people = singles([1.0, 2.0, 3.0], score=[1.0, 2.0, 3.0])
    policy = child_benefit(rule={"proxy_quota": {"share": 0.4}})
    assert chosen_rows(simulate(people, policy).eligible) == [0, 1]
    assert chosen_rows(simulate(repeated(people, 2), policy).eligible) == [0, 1, 2]


@pytest.mark.parametrize(
    "policy",
    [
        child_benefit(take_up=0.5),
        child_benefit(rule={"lottery": {"share": 0.5}}),
        child_benefit(rule={"self_selection": {"poorest": 0.5, "richest": 0.5}}),
        child_benefit(rule={"proxy_quota_drawn": {"share": 0.5, "r_squared": 0}}),
    ],
    ids=["take-up", "lottery", "self-selection", "drawn score"],
)
def test_copies_have_luck_of_their_own(policy: Policy) -> None:
    """Not so with luck either: copies of a household are other households, some lucky and some not."""
    people = families([2] * 50, np.full(50, 5.0))
    outcome = simulate(repeated(people, 2), policy)
    pairs = reached_in(outcome).reshape(50, 2)
    assert 10 < (pairs[:, 0] != pairs[:, 1]).sum() < 40


def test_ties_follow_the_order_of_the_table() -> None:
    """Not so with ties: of equal scores the one that stands first is taken, whoever that is."""
    people = singles([10.0, 20.0], score=[1.0, 1.0])
    policy = child_benefit(rule={"proxy_quota": {"share": 0.5}})
    for order in ([0, 1], [1, 0]):
        changed = reordered(people, np.array(order))
        assert chosen_rows(simulate(changed, policy).eligible) == [0]


def test_luck_follows_the_number_of_the_household() -> None:
    """Not so with luck: the household that stands elsewhere draws another number."""
    people = singles(np.arange(1.0, 101.0))
    order = np.arange(100)[::-1]
    here = simulate(people, child_benefit(take_up=0.5)).reached
    there = simulate(reordered(people, order), child_benefit(take_up=0.5)).reached
    assert (there != here[order]).sum() > 20 and np.array_equal(there, here)
