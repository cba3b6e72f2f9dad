"""Laws of money: budgets are met, net gains add up, more never pays less, and the unit of money is free."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import Outcome, Policy, Population, all_schemes, all_sources, simulate
from tests.simulator.altering import in_other_money, policy_in_other_money
from tests.simulator.making import affordable, families, in_currency, one_scheme, singles
from tests.strategies import PARTS, policies, populations, sources

SEEDS = st.integers(0, 99)
MODELLED = [name for name, source in all_sources().items() if source.base]
# A power of two, so that no amount is rounded and no threshold is crossed by rounding.
OTHER_MONEY = st.sampled_from([0.5, 0.125])


def total(outcome: Outcome, amounts: np.ndarray) -> float:
    """Return the sum over all households that the rows stand for."""
    return float((amounts * outcome.population.households.weight).sum())


def saved_month(outcome: Outcome) -> float:
    """Return what the government saves on benefits that the policy takes away: never more than they cost."""
    for each in outcome.existing:
        assert (each.saved_month <= each.cost_month * (1 + 1e-12)).all()
        if each.treatment == "replaced" and np.array_equal(each.removed_month, each.received_month):
            assert np.array_equal(each.saved_month, each.cost_month)
    return sum(total(outcome, each.saved_month) for each in outcome.existing)


@given(populations(), policies(least=1), st.sampled_from(MODELLED).flatmap(sources), SEEDS)
def test_funds_raised_are_what_is_spent(
    population: Population, policy: Policy, source: object, seed: int
) -> None:
    """Levied = delivered + lost on the way + administration - what is saved, whenever anything is needed."""
    policy = affordable(population, replace(policy, financing=(source,)), seed)
    outcome = simulate(population, policy, seed)
    delivered, paid = total(outcome, outcome.received_month), total(outcome, outcome.paid_month)
    spent = delivered + (paid - delivered) + total(outcome, outcome.administration_month)
    needed = spent - saved_month(outcome)
    assert sum(levy.needed_month for levy in outcome.levies) == pytest.approx(
        max(0, needed), abs=1e-9 * spent
    )
    if all(levy.levied_month is not None for levy in outcome.levies):
        raised = total(outcome, outcome.levied_month)
        assert raised == pytest.approx(max(0.0, needed), rel=1e-9, abs=1e-9 * (1 + spent))


@given(populations(), policies(), SEEDS)
def test_net_gains_are_what_comes_less_what_goes(population: Population, policy: Policy, seed: int) -> None:
    """What a household gains is what is delivered to it, less what it is levied and what is taken away."""
    outcome = simulate(population, affordable(population, policy, seed), seed)
    gained = (outcome.consumption_after_month - outcome.consumption_before_month) * population.households.size
    net = outcome.received_month - outcome.levied_month - outcome.removed_month
    scale = 1 + outcome.consumption_before_month * population.households.size + outcome.received_month
    assert (np.abs(gained - net) <= 1e-9 * scale).all()


@given(populations(), policies(existing=False), SEEDS)
def test_money_is_not_made(population: Population, policy: Policy, seed: int) -> None:
    """Where the households of the data pay all, together they lose what is lost and what running costs."""
    outcome = simulate(population, affordable(population, policy, seed), seed)
    if any(levy.levied_month is None for levy in outcome.levies):
        return
    sizes = population.households.size
    gained = total(outcome, (outcome.consumption_after_month - outcome.consumption_before_month) * sizes)
    paid, delivered = total(outcome, outcome.paid_month), total(outcome, outcome.received_month)
    gone = paid - delivered + total(outcome, outcome.administration_month)
    scale = paid + total(outcome, outcome.consumption_before_month * sizes)
    assert gained == pytest.approx(-gone, rel=1e-6, abs=1e-9 * scale)


@given(populations(), policies(financed=False), SEEDS)
def test_who_pays_changes_nothing_of_what_is_paid(population: Population, policy: Policy, seed: int) -> None:
    """Benefits are the same whoever pays: a levy comes after them."""
    outside = simulate(population, policy, seed)
    levied = simulate(population, affordable(population, policy.paid_by("levy_on_consumption"), seed), seed)
    assert np.array_equal(outside.received_month, levied.received_month)
    assert np.array_equal(outside.removed_month, levied.removed_month)


@given(populations(), policies(), SEEDS, OTHER_MONEY)
def test_the_unit_of_money_is_free(population: Population, policy: Policy, seed: int, times: float) -> None:
    """Where all money is so many times as much, so is all that is paid; who is reached and each rate stay."""
    policy = affordable(population, policy, seed)
    one = simulate(population, policy, seed)
    other = simulate(in_other_money(population, times), policy_in_other_money(policy, times), seed)
    assert np.array_equal(one.reached, other.reached)
    after = one.consumption_after_month * times
    assert other.consumption_after_month == pytest.approx(after, rel=1e-9, abs=1e-9 * float(after.max()))
    for mine, yours in zip(one.levies, other.levies, strict=True):
        assert yours.rate == (None if mine.rate is None else pytest.approx(mine.rate, rel=1e-9))


NUMBERS = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted)
MONOTONE = [
    "amount.value",
    "take_up",
    "take_up_rural",
    "take_up_poorest",
    "severe.factor",
    "weeks",
    "days",
    "rate",
    "accrual_rate",
    "highest_replacement",
    "minimum.value",
    "ceiling.value",
]


@given(
    populations(),
    policies(least=1, most=1, interacting=False, financed=False, existing=False),
    NUMBERS,
    SEEDS,
)
def test_more_never_pays_less(population: Population, policy: Policy, two: list[float], seed: int) -> None:
    """A higher amount, ceiling, take-up, share of earnings or number of weeks lowers no one's benefit."""
    scheme, values = policy.schemes[0].scheme, policy.schemes[0].values
    shared_unequally = values.get("amount.per") == "household" and values.get("severe.factor", 1) != 1
    for path in [path for path in MONOTONE if path in values]:
        claims = path.startswith("take_up")
        if claims and shared_unequally:
            continue
        bounds = scheme.parameters[path].bounds_for(values)
        span = (bounds.high - bounds.low) * (PARTS[1] if path == "amount.value" else 1)
        low, high = (
            simulate(population, policy.with_values({path: bounds.low + each * span}), seed) for each in two
        )
        assert (high.received_month >= low.received_month * (1 - 1e-9)).all(), path
        assert not claims or not (low.reached & ~high.reached).any(), path


def test_more_take_up_may_pay_a_household_less() -> None:
    """Not where unequal amounts are shared: with one claim more a household gets the mean of 10 and 50."""
    people = families([2], [5.0], age=[30, 30])
    people = replace(people, persons=replace(people.persons, disability=[1, 2]))
    given = {"amount": {"value": 10, "unit": "currency", "per": "household"}, "severe": {"factor": 5}}
    both = simulate(people, one_scheme("disability_benefit", **given))
    alone = simulate(people, one_scheme("disability_benefit", **given, who={"severity": [2, 2]}))
    assert (both.paid_month.tolist(), alone.paid_month.tolist()) == ([30], [50])


QUOTAS = ["proxy_quota", "proxy_quota_drawn", "community", "lottery", "poorest_regions"]


@pytest.mark.parametrize("rule", QUOTAS)
@given(population=populations(), scheme=st.sampled_from(list(all_schemes())), two=NUMBERS, seed=SEEDS)
def test_a_larger_quota_never_pays_less(
    rule: str, population: Population, scheme: str, two: list[float], seed: int
) -> None:
    """Whoever a small quota lets through a larger one does, and no household gets less."""
    if not all_schemes()[scheme].rules:
        return
    low, high = (
        simulate(population, one_scheme(scheme, rule={rule: {"share": share}}), seed) for share in two
    )
    assert (high.received_month >= low.received_month).all()
    assert not (low.eligible & ~high.eligible).any()


@given(populations(), policies(least=1, financed=False, existing=False), NUMBERS, SEEDS)
def test_more_loss_only_takes_away(
    population: Population, policy: Policy, two: list[float], seed: int
) -> None:
    """What is lost on the way changes who is paid for nobody, and what arrives downwards."""
    if "delivery_loss" not in policy.schemes[0].values:
        return
    low, high = (simulate(population, policy.with_values({"delivery_loss": each}), seed) for each in two)
    assert np.array_equal(high.paid_month, low.paid_month)
    assert (high.received_month <= low.received_month * (1 + 1e-12)).all()


@given(populations(), NUMBERS, st.floats(0.01, 0.3))
def test_a_higher_exempt_amount_spares_the_poorest(
    population: Population, two: list[float], share: float
) -> None:
    """Of all who pay the poorest pays no more when more is exempt, the sum raised being the same."""
    consumed = population.households.consumption_month
    amount = share * population.mean_consumption_month
    policy = one_scheme("household_benefit", rule="universal", amount={"value": amount, "unit": "currency"})
    poorest = int(np.argmin(consumed))
    levied = []
    for each in two:
        exempt = {"exempt_below": each * float(consumed.max()), "unit": "currency", "highest_rate": 1.0}
        source = policy.paid_by("levy_on_consumption", **exempt)
        if affordable(population, source) is not source:
            return
        levied.append(float(simulate(population, source).levied_month[poorest]))
    assert levied[1] <= levied[0] * (1 + 1e-9)


def test_a_higher_exempt_amount_may_burden_the_middle() -> None:
    """Not everybody is spared: with 50 exempt the one who consumes 100 pays 20/3, with 30 less."""
    people = singles([10.0, 40.0, 100.0])
    policy = in_currency(10, who={"age": [0, 17]})
    low, high = (
        simulate(
            people, policy.paid_by("levy_on_consumption", exempt_below=each, unit="currency")
        ).levied_month
        for each in (0, 30)
    )
    assert low.tolist() == pytest.approx([2, 8, 20]) and high.tolist() == pytest.approx([0, 3.75, 26.25])


def test_one_scheme_more_may_pay_less_of_another() -> None:
    """More is not monotone between schemes: what one pays is taken off the other where it counts as means."""
    people = singles([10.0])
    schemes = [
        {"id": "household_benefit", "rule": "universal", "amount": {"value": 20, "unit": "currency"}},
        {"id": "child_benefit", "amount": {"value": 15, "unit": "currency"}},
    ]
    data = {"version": 1, "schemes": schemes, "interactions": [{"id": "offset", "schemes": [1, 2]}]}
    outcome = simulate(people, Policy.from_data({**data, "financing": "external"}))
    assert [scheme.paid_month.tolist() for scheme in outcome.schemes] == [[5], [15]]
