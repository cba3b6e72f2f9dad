"""Shocks by hand: who is hit, what is left, and what a policy does about it, scaled up or not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import BadInput, Policy, SimulatorError, country, example_population, simulate, summarise
from simulator.analysis import (
    JobLoss,
    PriceShock,
    Question,
    Storm,
    hit_by,
    scaled_up,
    shock_states,
    shocked,
)
from simulator.population import Population
from tests.simulator.making import child_benefit, observed_village, one_scheme
from tests.strategies import REGIONS, populations

VILLAGE = example_population()
OBSERVED = observed_village()
POLICY = child_benefit()
EVERY = {name: 1.0 for name in ("rural", "urban")}


def test_prices_by_group() -> None:
    """Each group loses its share, a group that is not named nothing; nothing else of the people changes."""
    after = shocked(VILLAGE, PriceShock("area", {"rural": 0.25}))
    assert after.households.consumption_month.tolist() == [30.0, 37.5, 52.5, 90.0, 150.0, 100.0]
    assert after.persons is VILLAGE.persons and after.economy is VILLAGE.economy
    assert after.label.endswith(". After a shock: prices take from consumption, by area: rural 25 %")
    by_region = shocked(OBSERVED, PriceShock("region", {"Plain": 0.5, "Coast": 0.1}))
    expected = [40, 50, 35, 45, 135, 90]
    assert by_region.households.consumption_month == pytest.approx(expected)
    poorest = shocked(country("nepal"), PriceShock("decile", {"tenth 1": 0.2}))
    hit = poorest.households.consumption_month < country("nepal").households.consumption_month
    members = country("nepal").members_weight
    assert members[hit].sum() / members.sum() == pytest.approx(0.1, abs=0.002)


def test_jobs_that_are_lost() -> None:
    """All who earn lose it: households consume that much less, never less than nothing, and look for work."""
    after = shocked(OBSERVED, JobLoss(1))
    earned = [60 / 5, 100 / 4, 120 / 4, (200 + 0) / 3, (400 + 50) / 3, 0]
    before = OBSERVED.households.consumption_month
    left = np.maximum(0, before - earned)
    assert after.households.consumption_month == pytest.approx(left) and left[4] == 0
    persons = after.persons
    assert persons.work is not None and persons.earnings_month is not None
    assert persons.previous_earnings_month is not None and OBSERVED.persons.earnings_month is not None
    earns = OBSERVED.persons.earnings_month > 0
    assert (persons.work[earns] == 1).all() and not persons.earnings_month.any()
    assert (persons.previous_earnings_month[earns] == OBSERVED.persons.earnings_month[earns]).all()
    assert persons.previous_earnings_month[19] == 300, "what others earned before stays"


def test_a_scheme_for_the_unemployed_answers_to_lost_jobs() -> None:
    """Unemployment assistance reaches those who have lost their jobs, beside those without before."""
    policy = one_scheme("unemployment_assistance", rule="universal")
    before, after = (simulate(each, policy) for each in (OBSERVED, shocked(OBSERVED, JobLoss(1))))
    assert before.reached.sum() == 1 and after.reached.sum() == 7


def test_a_storm() -> None:
    """Of a place, about the share of households named is hit and loses its share; elsewhere nobody is."""
    nepal = country("nepal")
    hit = hit_by(nepal, Storm(["rural"], hit=0.3, lost=0.4), seed=2)
    urban = nepal.households.urban
    assert not hit.households[urban].any()
    assert hit.households[~urban].mean() == pytest.approx(0.3, abs=0.02)
    ratio = hit.population.households.consumption_month / nepal.households.consumption_month
    assert ratio == pytest.approx(np.where(hit.households, 0.6, 1.0))
    again = hit_by(nepal, Storm(["rural"], hit=0.3, lost=0.1), seed=2)
    assert (again.households == hit.households).all(), "the same luck, whatever is lost"
    assert (hit_by(nepal, Storm(["rural"], 0.3, 0.4), seed=3).households != hit.households).any()
    wider = hit_by(nepal, Storm(["rural"], hit=0.5, lost=0.4), seed=2)
    assert (wider.households | ~hit.households).all(), "a larger storm hits all that a smaller one did"


@given(populations(), st.floats(0.01, 0.99), st.sampled_from(REGIONS), st.integers(0, 99))
@settings(max_examples=40)
def test_nobody_gains_from_a_shock(population: Population, share: float, region: str, seed: int) -> None:
    """Whatever the shock, nobody consumes more, nor less than nothing; or it is refused by its name."""
    shocks = [PriceShock("area", {"rural": share}), JobLoss(share), Storm([region], share, 0.5, by="region")]
    for shock in shocks:
        try:
            hit = hit_by(population, shock, seed)
        except SimulatorError as error:
            assert str(error).startswith(f"{type(shock).__name__}: it ")
            continue
        before, after = population.households.consumption_month, hit.population.households.consumption_month
        assert (after >= 0).all() and (after <= before).all()
        assert (hit.households == (after < before)).all() and hit.households.any()


@pytest.mark.parametrize(
    ("shock", "message"),
    [
        (PriceShock("area", EVERY), "^PriceShock: it leaves nobody anything"),
        (PriceShock("area", {}), "^PriceShock: it hits nobody"),
        (Storm(["rural"], 0, 0.5), "^Storm: it hits nobody"),
        (JobLoss(0.5), "earnings was not observed|earnings were not observed|column earnings"),
        (PriceShock("region", {"Hills": 0.5}), "region was not observed"),
        (PriceShock("area", {"rurall": 0.5}), r"^area of Example: 'rurall' .* Did you mean 'rural'\?"),
        (Storm(["Hils"], 1, 0.5), "'Hils' is not allowed. Allowed: rural, urban"),
        ("storm", "a PriceShock, JobLoss or Storm"),
    ],
)
def test_a_shock_that_cannot_be(shock: Any, message: str) -> None:
    """A shock that hits nobody, leaves nothing, or needs what was not observed, is refused in words."""
    with pytest.raises(SimulatorError, match=message):
        shocked(VILLAGE, shock)


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (lambda: PriceShock("sex", {"male": 0.1}), "by: 'sex' .* area, region, decile, household_type"),
        (lambda: PriceShock("area", {"rural": 1.5}), "lost, rural: 1.5 .* from 0 to 1"),
        (lambda: PriceShock("area", [0.5]), "lost: "),
        (lambda: JobLoss(-0.1), "share: -0.1"),
        (lambda: JobLoss(True), "share: True"),
        (lambda: Storm("rural", 0.1, 0.1), "places: 'rural' .* a list of names"),
        (lambda: Storm([], 0.1, 0.1), "one at least"),
        (lambda: Storm(["rural"], float("nan"), 0.1), "hit: nan"),
        (lambda: Storm(["rural"], 0.1, 0.1, by="decile"), "by: 'decile'"),
    ],
)
def test_shocks_are_checked_when_made(made: Any, message: str) -> None:
    """A share above 1, a group of persons, or one name in the place of a list is refused at once."""
    with pytest.raises(BadInput, match=message):
        made()


def test_four_states() -> None:
    """First nobody is paid; then comes the policy as it is, then three times as much for those hit."""
    shock, question = PriceShock("area", {"rural": 0.2}), Question(seed=4)
    frame = shock_states(VILLAGE, POLICY, shock, 3.0, question)
    assert frame["state"].tolist() == [
        "before",
        "shock",
        "shock, policy as it is",
        "shock, policy scaled up",
    ]
    hit = hit_by(VILLAGE, shock, seed=4)
    as_it_is = summarise(simulate(hit.population, POLICY, seed=4))
    assert as_it_is.everyone.before is not None and as_it_is.everyone.after is not None
    headcounts = frame["everyone.after.headcount_percent"].tolist()
    assert headcounts[1:3] == [
        as_it_is.everyone.before.headcount_percent,
        as_it_is.everyone.after.headcount_percent,
    ]
    costs = frame["cost.percent_of_gdp"].tolist()
    assert costs[:2] == [0, 0] and costs[2] == as_it_is.cost.percent_of_gdp
    rural = 7 / 9  # of the nine children
    assert costs[3] == pytest.approx(costs[2] * (1 + 2 * rural))
    assert frame.attrs["hit_percent"] == pytest.approx(65) and frame["refused"].tolist() == [None] * 4


def test_another_policy_for_the_time_of_the_shock() -> None:
    """A wider policy may stand in the place of a factor: more people are reached, nobody is paid more."""
    usual = child_benefit(rule={"proxy_quota": {"share": 0.2}})
    wider = child_benefit(rule={"proxy_quota": {"share": 0.8}})
    asked = Question(("reach.reached_persons", "cost.percent_of_gdp"))
    frame = shock_states(VILLAGE, usual, PriceShock("area", {"rural": 0.2}), wider, asked)
    assert frame["reach.reached_persons"][3] > frame["reach.reached_persons"][2] > 0


@given(populations(observed=False), st.sampled_from([1.0, 1.5, 3.0]))
@settings(max_examples=40)
def test_what_is_paid_more_is_paid_for(population: Population, factor: float) -> None:
    """Scaled up, what is levied is what is paid and administered; with a factor of 1 nothing changes."""
    policy = Policy.from_fragment("version=1&1.id=child_benefit&1.amount.value=0.01")
    outcome = simulate(population, policy)
    hit = population.households.urban
    scaled = scaled_up(outcome, hit, factor)
    weight = population.households.weight
    spent = float(((scaled.paid_month + scaled.administration_month) * weight).sum())
    assert float((scaled.levied_month * weight).sum()) == pytest.approx(spent)
    assert (scaled.paid_month[~hit] == outcome.paid_month[~hit]).all()
    assert scaled.paid_month[hit] == pytest.approx(factor * outcome.paid_month[hit])
    if factor == 1:
        assert scaled.consumption_after_month == pytest.approx(outcome.consumption_after_month)


def test_scaled_up_beside_what_is_replaced() -> None:
    """Where the policy replaces a benefit on record, what that saves still counts towards the budget."""
    data = {"version": 1, "schemes": [{"id": "social_pension"}], "existing": {"pension": "replaced"}}
    policy = Policy.from_data(data)
    outcome = simulate(OBSERVED, policy)
    same = scaled_up(outcome, np.ones(6, dtype=bool), 1.0)
    assert same.consumption_after_month == pytest.approx(outcome.consumption_after_month)
    assert same.levies[0].needed_month == pytest.approx(outcome.levies[0].needed_month)


def test_a_scale_up_that_cannot_be() -> None:
    """A factor below 1 is refused; one that no levy can pay leaves its state without numbers, with why."""
    shock = PriceShock("area", {"rural": 0.2})
    for wrong in (0.5, 1000, True, "2", float("nan")):
        with pytest.raises(BadInput, match=r"^scale_up: "):
            shock_states(VILLAGE, POLICY, shock, wrong)  # type: ignore[arg-type]
    policy = POLICY.paid_by("levy_on_consumption", highest_rate=0.08)
    frame = shock_states(VILLAGE, policy, shock, 50.0)
    assert frame["refused"][2] is None and "cannot raise" in frame["refused"][3]
    assert frame["gini_after"][3] is None


def test_a_population_without_regions_keeps_none() -> None:
    """A shock leaves what was not observed unobserved."""
    bare = replace(OBSERVED, persons=replace(OBSERVED.persons, work=None, previous_earnings_month=None))
    after = shocked(bare, JobLoss(1))
    assert after.persons.work is None and after.persons.previous_earnings_month is None
