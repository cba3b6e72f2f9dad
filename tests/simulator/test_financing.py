"""Who pays: each source by hand on the village, and what it says when it cannot raise the sum."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from simulator import (
    BadInput,
    Policy,
    Population,
    SimulatorError,
    all_sources,
    example_population,
    simulate,
    summarise,
)
from simulator.schemes import OPTIONS
from tests.simulator.making import in_currency, observed_village, singles
from tests.strategies import policies, populations, sources

VILLAGE = observed_village()
# 10 a month for each of 20 persons x 100: 20,000 to pay for.
TEN_EACH = {
    "id": "household_benefit",
    "rule": "universal",
    "amount": {"value": 10, "unit": "currency", "per": "person"},
    "administration": 0,
}
CURRENCY = {"unit": "currency"}
BANDS = {"exempt_below": 50, "higher_above": 100, **CURRENCY}
STEEP = {"higher_rate": 2, "highest_rate": 1}


def paid_by(*financing: dict[str, Any], amount: float = 10) -> Policy:
    """Return a policy that pays each person an amount, with its financing."""
    scheme = {**TEN_EACH, "amount": {**TEN_EACH["amount"], "value": amount}}
    return Policy.from_data({"version": 1, "schemes": [scheme], "financing": [*financing]})


@pytest.mark.parametrize(
    ("source", "levied_on"),
    [
        ({"id": "levy_on_consumption"}, [200, 200, 280, 270, 450, 100]),
        ({"id": "levy_on_consumption", "exempt_below": 50, **CURRENCY}, [0, 0, 80, 120, 300, 50]),
        ({"id": "progressive_levy_on_consumption", **BANDS, **STEEP}, [0, 0, 80, 120, 450, 50]),
        (
            {"id": "consumption_tax", "exempt_share": {"poorest": 0, "richest": 0}},
            [200, 200, 280, 270, 450, 100],
        ),
        (
            {"id": "consumption_tax", "exempt_share": {"poorest": 0.5, "richest": 0.5}},
            [100, 100, 140, 135, 225, 50],
        ),
        ({"id": "income_tax"}, [60, 100, 120, 200, 450, 0]),
        ({"id": "income_tax", **BANDS, "higher_rate": 3}, [10, 50, 110, 350, 950, 0]),
        ({"id": "contributions", "ceiling": 300, **CURRENCY}, [0, 100, 0, 200, 300, 0]),
        ({"id": "subsidy_cut", "subsidy": 10}, [4 / 15 * each for each in (200, 200, 280, 270, 450, 100)]),
        ({"id": "subsidy_cut", "subsidy": 10, "elasticity": 0}, [100, 80, 80, 60, 60, 20]),
    ],
)
def test_a_source_by_hand(source: dict[str, Any], levied_on: list[float]) -> None:
    """The rate is 20,000 over what is levied on, and each household pays that rate of its own."""
    outcome = simulate(VILLAGE, paid_by(source))
    (levy,) = outcome.levies
    rate = 20_000 / (100 * sum(levied_on))
    assert levy.rate == pytest.approx(rate) and levy.needed_month == pytest.approx(20_000)
    assert levy.levied_month.tolist() == pytest.approx([rate * each for each in levied_on])
    consumed, sizes = VILLAGE.households.consumption_month, VILLAGE.households.size
    expected = consumed + 10 - levy.levied_month / sizes
    assert outcome.consumption_after_month.tolist() == pytest.approx(expected.tolist())


@pytest.mark.parametrize("source", ["external", "reallocation"])
def test_a_source_that_is_only_declared(source: str) -> None:
    """Nobody's consumption pays, the sum is known, and the rate is not."""
    outcome = simulate(VILLAGE, paid_by({"id": source}))
    (levy,) = outcome.levies
    assert (levy.needed_month, levy.rate, levy.levied_month) == (20_000, None, None)
    assert not outcome.levied_month.any()
    assert any("nobody pays" in note or "not modelled" in note for note in summarise(outcome).notes)


def test_every_source_is_tried() -> None:
    """A new source needs a case by hand above; each names an option of fiscal space."""
    modelled = {name for name, source in all_sources().items() if source.base}
    tried = {
        *("levy_on_consumption", "progressive_levy_on_consumption", "consumption_tax"),
        *("income_tax", "contributions", "subsidy_cut"),
    }
    assert modelled == tried and {*all_sources()} - modelled == {"external", "reallocation"}
    assert {source.option for source in all_sources().values()} <= set(OPTIONS)


def test_a_budget_is_closed_unless_said_otherwise() -> None:
    """Without a word on financing everybody pays the same share of consumption."""
    policy = Policy.from_data({"version": 1, "schemes": [TEN_EACH]})
    levy = simulate(VILLAGE, policy).levies[0]
    assert levy.setting.source.id == "levy_on_consumption" and levy.rate == pytest.approx(20_000 / 150_000)


def test_two_sources_share_the_budget() -> None:
    """A quarter from income, the rest from a subsidy: each its own rate, and the sum is paid."""
    both = paid_by({"id": "income_tax", "share": 0.25}, {"id": "subsidy_cut", "share": 0.75, "subsidy": 10})
    outcome = simulate(VILLAGE, both)
    assert [levy.needed_month for levy in outcome.levies] == [5000, 15_000]
    assert [levy.rate for levy in outcome.levies] == pytest.approx([5000 / 93_000, 15_000 / 40_000])
    assert float((outcome.levied_month * VILLAGE.households.weight).sum()) == pytest.approx(20_000)


@pytest.mark.parametrize("shares", [(0.5, 0.4), (0.7, 0.7), (1.0, 1.0), (0.5, 0.5 - 1e-6)])
def test_shares_that_are_not_one_budget(shares: tuple[float, float]) -> None:
    """Sources meet the whole budget, no less and no more."""
    pair = [
        {"id": name, "share": share} for name, share in zip(("external", "income_tax"), shares, strict=True)
    ]
    with pytest.raises(BadInput, match=r"^financing: .* shares that add up to 1"):
        paid_by(*pair)


@pytest.mark.parametrize("share", [0, -0.5, 1.5, float("nan"), "half", True])
def test_a_share_that_is_none(share: Any) -> None:
    """A share of the budget is a number above 0, up to 1."""
    with pytest.raises(SimulatorError, match=r"financing\[1\].*share: .* a number above 0, up to 1"):
        paid_by({"id": "external", "share": share})


def test_a_policy_that_costs_nothing() -> None:
    """Nothing is needed, so nothing is levied, at a rate of 0."""
    for source in all_sources():
        outcome = simulate(VILLAGE, Policy(()).paid_by(source))
        assert outcome.levies[0].needed_month == 0 and not outcome.levied_month.any()
        assert outcome.levies[0].rate in (None, 0.0)


CANNOT = [
    # (source, what it can raise a month, % of GDP): 2,000 persons x 200 = 400,000
    ({"id": "levy_on_consumption", "highest_rate": 0.13}, 19_500, 4.88, "the rate is at its limit"),
    ({"id": "levy_on_consumption", "exempt_below": 150, **CURRENCY}, 0, 0, "the rate is at its limit"),
    (
        {"id": "consumption_tax", "exempt_share": {"poorest": 1, "richest": 1}},
        0,
        0,
        "the rate is at its limit",
    ),
    ({"id": "income_tax", "highest_rate": 0.2}, 18_600, 4.65, "the rate is at its limit"),
    ({"id": "contributions", "highest_rate": 0.2}, 14_000, 3.5, "the rate is at its limit"),
    ({"id": "subsidy_cut"}, 8_000, 2, "the rate is at its limit"),
]


@pytest.mark.parametrize(("source", "can", "percent", "why"), CANNOT)
def test_a_source_that_cannot_raise_the_sum(
    source: dict[str, Any], can: float, percent: float, why: str
) -> None:
    """It says what was asked, in currency and % of GDP, how much it can, why no more, and what to do."""
    with pytest.raises(SimulatorError) as caught:
        simulate(VILLAGE, paid_by(source))
    message = str(caught.value)
    assert message.startswith(f"financing: {all_sources()[source['id']].label.lower()} cannot raise")
    assert "20,000 EXA a month (5.00 % of GDP)" in message and message.endswith("add another source.")
    assert f"It can raise {can:,.0f} ({percent:.2f} % of GDP): then {why}" in message


@pytest.mark.parametrize("source", [each for each, can, *_ in CANNOT if can])
def test_what_it_says_it_can_raise_it_can(source: dict[str, Any]) -> None:
    """Just under the sum named the policy runs, just above it does not."""
    with pytest.raises(SimulatorError) as caught:
        simulate(VILLAGE, paid_by(source))
    found = re.search(r"It can raise ([\d,]+) ", str(caught.value))
    assert found is not None
    each = float(found[1].replace(",", "")) / 2000
    levied = simulate(VILLAGE, paid_by(source, amount=each * 0.999)).levied_month
    assert float((levied * VILLAGE.households.weight).sum()) == pytest.approx(2000 * each * 0.999)
    with pytest.raises(SimulatorError, match="cannot raise"):
        simulate(VILLAGE, paid_by(source, amount=each * 1.001))


def test_a_household_that_would_pay_all() -> None:
    """Who earns 500 and consumes 20 can pay 20: what can be raised is said for the sake of that household."""
    people = singles([20.0, 100.0])
    people = replace(people, persons=replace(people.persons, earnings_month=[500.0, 500.0]))
    policy = in_currency(30).with_values({"delivery_loss": 1}).paid_by("income_tax")
    with pytest.raises(SimulatorError, match=r"cannot raise 60 .* It can raise 40 .* pay all it consumes"):
        simulate(people, policy)
    just = simulate(people, in_currency(20).paid_by("income_tax"))
    assert just.levied_month.tolist() == pytest.approx([20, 20])
    assert just.consumption_after_month.tolist() == pytest.approx([20, 100])


def test_a_tax_on_earnings_without_earnings() -> None:
    """Where earnings were not observed a tax on them is refused, naming what to use."""
    for source in ("income_tax", "contributions"):
        with pytest.raises(SimulatorError, match=r"earnings were not observed.*levy_on_consumption"):
            simulate(example_population(), in_currency(1).paid_by(source))


def test_nobody_is_insured() -> None:
    """Contributions of nobody raise nothing, and say so."""
    people = replace(VILLAGE, persons=replace(VILLAGE.persons, work=np.zeros(20, int)))
    with pytest.raises(SimulatorError, match=r"contributions cannot raise .* It can raise 0 "):
        simulate(people, paid_by({"id": "contributions"}))


@given(populations(), policies(least=1, most=2, financed=False, existing=False), sources())
def test_a_levy_never_takes_more_than_is_consumed(
    population: Population, policy: Policy, source: Any
) -> None:
    """The whole sum is raised, from nobody more than is consumed; or the refusal says how much can be."""
    needed = simulate(population, policy).levies[0].needed_month
    try:
        outcome = simulate(population, replace(policy, financing=(source,)))
    except SimulatorError as error:
        assert re.search(r"^financing: .* It can raise [\d,]+ \(\d[\d.]* % of GDP\)", str(error))
        return
    (levy,) = outcome.levies
    consumed = population.households.consumption_month * population.households.size
    if levy.levied_month is not None:
        assert (levy.levied_month >= 0).all() and (levy.levied_month <= consumed * (1 + 1e-6)).all()
        raised = float((levy.levied_month * population.households.weight).sum())
        assert raised == pytest.approx(needed, rel=1e-9)
        assert levy.rate is not None and 0 <= levy.rate <= source.values["highest_rate"] * (1 + 1e-6)
