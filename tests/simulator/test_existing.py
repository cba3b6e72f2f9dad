"""Benefits that people already get: observed or typed; kept, replaced, topped up; three states."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from simulator import BadInput, Policy, Population, SimulatorError, example_population, simulate, summarise
from tests.simulator.making import affordable, observed_village, one_scheme, singles
from tests.strategies import policies, populations

# Persons 8 and 19 get a pension of 20 and 30, person 0 an allowance of 5.
VILLAGE = observed_village()
BEFORE = VILLAGE.households.consumption_month
PENSION = {"id": "social_pension", "who": {"age": [60, 120]}, "administration": 0}


def pension(existing: Any = None, amount: float = 25, **given: Any) -> Policy:
    """Return a social pension from 60, with what becomes of benefits that exist, paid from outside."""
    scheme = {**PENSION, "amount": {"value": amount, "unit": "currency"}, **given}
    data = {"version": 1, "schemes": [scheme], "financing": "external"}
    return Policy.from_data(data if existing is None else {**data, "existing": existing})


def test_states_of_what_is_observed() -> None:
    """Without transfers each household consumes now's less what it gets; what is not named is kept."""
    outcome = simulate(VILLAGE, pension())
    assert outcome.consumption_without_month is not None
    assert outcome.consumption_without_month.tolist() == pytest.approx([39, 45, 70, 90, 150, 70])
    assert outcome.consumption_before_month.tolist() == BEFORE.tolist()
    assert outcome.consumption_after_month.tolist() == pytest.approx([40, 50 + 25 / 4, 70, 90, 150, 125])
    assert [(each.name, each.treatment) for each in outcome.existing] == [
        ("pension", "kept"),
        ("allowance", "kept"),
    ]
    assert not outcome.removed_month.any()


def test_replaced() -> None:
    """The change is net of what is taken away: 25 for 20, and 25 for 30; nothing is left to pay for."""
    policy = pension({"pension": "replaced"})
    outcome = simulate(VILLAGE, policy.paid_by("levy_on_consumption"))
    assert outcome.removed_month.tolist() == [0, 20, 0, 0, 0, 30]
    assert outcome.consumption_after_month.tolist() == pytest.approx([40, 50 + 5 / 4, 70, 90, 150, 95])
    assert outcome.levies[0].needed_month == 0 and outcome.levies[0].rate == 0


def test_replaced_by_nothing() -> None:
    """Taking away alone saves money and levies nothing: nobody is paid back."""
    policy = Policy.from_data({"version": 1, "schemes": [], "existing": {"pension": "replaced"}})
    outcome = simulate(VILLAGE, policy)
    assert outcome.consumption_after_month.tolist() == pytest.approx([40, 45, 70, 90, 150, 70])
    assert not outcome.levied_month.any()
    cost = summarise(outcome).cost
    assert (cost.saved_month, cost.needed_month) == (5000, 0)


def test_what_is_saved_pays_first() -> None:
    """50 a person costs 10,000 and replaces 5,000: half is levied."""
    outcome = simulate(VILLAGE, pension({"pension": "replaced"}, 50).paid_by("levy_on_consumption"))
    assert outcome.levies[0].needed_month == pytest.approx(5000)
    assert float((outcome.levied_month * 100).sum()) == pytest.approx(5000)


def test_topped_up() -> None:
    """The scheme pays only what the old benefit lacks: 5 to one, nothing to who already gets more."""
    outcome = simulate(VILLAGE, pension({"pension": {"treatment": "topped_up", "by": "social_pension"}}))
    assert outcome.schemes[0].paid_month.tolist() == [0, 5, 0, 0, 0, 0]
    assert np.flatnonzero(outcome.schemes[0].reached).tolist() == [8]
    assert outcome.schemes[0].eligible.sum() == 2 and not outcome.removed_month.any()


@pytest.mark.parametrize(("loss", "paid"), [(0, [20, 10]), (0.5, [0, 0]), (0.2, [15, 2.5]), (1, [40, 40])])
def test_topped_up_with_a_loss_on_the_way(loss: float, paid: list[float]) -> None:
    """What arrives tops up: at a loss of a fifth 32 of 40 arrive, 20 are there, so 12 = 15 less a fifth."""
    rule = [{"benefit": "pension", "treatment": "topped_up", "by": 1}]
    outcome = simulate(VILLAGE, pension(rule, 40, delivery_loss=loss))
    assert outcome.schemes[0].paid_month[[1, 5]].tolist() == pytest.approx(paid)


def test_more_than_is_consumed() -> None:
    """A benefit above all that a household consumes takes away no more than that, and this is said."""
    people = singles([20.0, 50.0])
    people = replace(people, persons=replace(people.persons, benefits_month={"grant": [30.0, 30.0]}))
    policy = Policy.from_data({"version": 1, "schemes": [], "existing": {"grant": "replaced"}})
    outcome = simulate(people, policy)
    assert outcome.removed_month.tolist() == [20, 30]
    assert outcome.consumption_without_month is not None
    assert outcome.consumption_without_month.tolist() == [0, 20]
    assert outcome.consumption_after_month.tolist() == [0, 20]
    assert any("more than all they consume" in note for note in summarise(outcome).notes)


def test_two_that_are_replaced_take_away_once() -> None:
    """Two benefits of 15 leave a household that consumes 20 with nothing, never with less."""
    people = singles([20.0])
    benefits = {"one": [15.0], "other": [15.0]}
    people = replace(people, persons=replace(people.persons, benefits_month=benefits))
    both = {"one": "replaced", "other": "replaced"}
    outcome = simulate(people, Policy.from_data({"version": 1, "schemes": [], "existing": both}))
    assert [each.removed_month.tolist() for each in outcome.existing] == [[15], [5]]
    assert outcome.consumption_after_month.tolist() == [0]


def test_a_benefit_that_is_not_known() -> None:
    """A name that the data do not have is refused with the nearest; where none is known, with what to do."""
    with pytest.raises(BadInput, match=r"^existing: 'pensions' .* Did you mean 'pension'"):
        simulate(VILLAGE, pension({"pensions": "replaced"}))
    with pytest.raises(SimulatorError, match=r"no benefit is known in Example.* as a baseline policy"):
        simulate(example_population(), pension({"pension": "replaced"}))


@pytest.mark.parametrize(
    ("existing", "message"),
    [
        ({"pension": "removed"}, "kept, replaced, topped_up"),
        ({"pension": "topped_up"}, "a scheme that tops up"),
        ({"pension": {"treatment": "kept", "by": 1}}, "a scheme that tops up, and none otherwise"),
        (
            {"pension": {"treatment": "topped_up", "by": "child_benefit"}},
            r"existing\[1\]\.by: 'child_benefit'",
        ),
        ([{"benefit": "pension", "treatment": "kept"}] * 2, "each benefit once"),
        ([{"benefit": "pension", "treatment": "kept", "bye": 1}], "Did you mean 'by'"),
        (["pension"], "a benefit and its treatment"),
        ([{"treatment": "kept"}], r"existing\[1\]: benefit: None "),
        ("pension", "a list of up to 20 existing"),
        (
            {"pension": {"benefit": "allowance", "treatment": "kept"}},
            r"^existing\.pension\.benefit: 'allowance' .* Leave benefit out: pension is the name",
        ),
        ({"pension": {"benefit": "pension", "treatment": "kept"}}, "the name once"),
    ],
)
def test_a_treatment_with_a_slip(existing: Any, message: str) -> None:
    """A treatment that is none, or that lacks its scheme, is refused in words."""
    with pytest.raises(SimulatorError, match=message):
        pension(existing)


def test_a_typed_baseline() -> None:
    """A benefit typed as a policy is part of what is consumed now, and costs what running it costs."""
    baseline = one_scheme("child_benefit", amount={"value": 8, "unit": "currency"}, administration=0.5)
    policy = one_scheme("child_benefit", amount={"value": 12, "unit": "currency"}, administration=0.25)
    data = {**policy.to_data(), "existing": {"child_benefit": "replaced"}}
    outcome = simulate(example_population(), Policy.from_data(data), baseline=baseline)
    children = np.array([3, 2, 2, 1, 1, 0])
    sizes = np.array([5, 4, 4, 3, 3, 1])
    assert outcome.consumption_without_month is not None
    assert outcome.consumption_without_month == pytest.approx(BEFORE - 8 * children / sizes)
    assert outcome.consumption_after_month == pytest.approx(BEFORE + 4 * children / sizes)
    # 12 x 1.25 for 900 children, less 8 x 1.5.
    assert outcome.levies[0].needed_month == pytest.approx(900 * 12 * 1.25 - 900 * 8 * 1.5)


def test_a_typed_baseline_that_loses_some_on_the_way() -> None:
    """What people get is what arrives; what it costs is what is paid and the running of it."""
    baseline = one_scheme(
        "child_benefit", amount={"value": 8, "unit": "currency"}, delivery_loss=0.25, administration=0.5
    )
    outcome = simulate(example_population(), Policy(()), baseline=baseline)
    (benefit,) = outcome.existing
    assert benefit.received_month.tolist() == pytest.approx([18, 12, 12, 6, 6, 0])
    assert benefit.cost_month.tolist() == pytest.approx([36, 24, 24, 12, 12, 0])


def test_a_pension_test_on_a_typed_pension() -> None:
    """A baseline of pensions lets a social pension be tested where the data record none."""
    village = example_population()
    covered = {"poorest": 1, "richest": 1}
    baseline = one_scheme("pension", covered=covered, amount={"value": 20, "unit": "currency"})
    tested = pension(rule={"pension_test": {"threshold": 0}})
    with pytest.raises(SimulatorError, match="already gets a benefit called 'pension'"):
        simulate(village, tested)
    assert not simulate(village, tested, baseline=baseline).schemes[0].eligible.any()
    higher = pension(rule={"pension_test": {"threshold": 20.5, "unit": "currency"}})
    assert simulate(village, higher, baseline=baseline).schemes[0].eligible.sum() == 2


def test_one_benefit_twice() -> None:
    """A typed benefit that the data record too, or that the baseline types twice, is refused."""
    with pytest.raises(SimulatorError, match="baseline: pension is there twice"):
        simulate(VILLAGE, Policy(()), baseline=one_scheme("pension"))
    child = one_scheme("child_benefit")
    twice = replace(child, schemes=child.schemes * 2)
    with pytest.raises(SimulatorError, match="baseline: child_benefit is there twice"):
        simulate(example_population(), Policy(()), baseline=twice)


PENSION_OF_ALL = {
    "id": "pension",
    "who": {"age": [65, 120]},
    "covered": {"poorest": 1, "richest": 1},
    "amount": {"value": 30, "unit": "currency"},
}
TESTED = {**PENSION, "rule": "pension_test", "amount": {"value": 10, "unit": "currency"}}


def test_a_typed_benefit_meets_those_typed_before_it() -> None:
    """A pension test in the baseline finds the pension that stands before it, none that stands after."""
    village = singles([50.0, 50.0], age=[70, 62])
    data = {"version": 1, "schemes": [PENSION_OF_ALL, TESTED]}
    outcome = simulate(village, Policy(()), baseline=Policy.from_data(data))
    assert [each.received_month.tolist() for each in outcome.existing] == [[30, 0], [0, 10]]
    after = Policy.from_data({**data, "schemes": [TESTED, PENSION_OF_ALL]})
    with pytest.raises(SimulatorError, match="already gets a benefit called 'pension'"):
        simulate(village, Policy(()), baseline=after)


def test_a_baseline_treats_no_benefit() -> None:
    """A baseline that replaces or keeps something is refused: that is the policy's to say."""
    baseline = pension({"pension": "replaced"})
    with pytest.raises(BadInput, match=r"^baseline\.existing: 'pension' .* Leave `existing` out"):
        simulate(VILLAGE, Policy(()), baseline=baseline)


def test_who_pays_for_the_baseline_is_not_simulated() -> None:
    """A baseline that says who pays gives the same result as one that does not, and a note."""
    baseline = one_scheme("child_benefit", amount={"value": 8, "unit": "currency"})
    silent = Policy(baseline.schemes)
    said, unsaid = (simulate(example_population(), pension(), baseline=each) for each in (baseline, silent))
    assert np.array_equal(said.consumption_after_month, unsaid.consumption_after_month)
    note = "The baseline's financing is not simulated: its costs are already in the consumption recorded."
    assert note in summarise(said).notes and note not in summarise(unsaid).notes


def test_rules_between_typed_benefits_hold() -> None:
    """A baseline's own rules hold: one of two benefits for each household, so one is known to be received."""
    data = {
        "version": 1,
        "schemes": [{"id": "child_benefit"}, {"id": "household_benefit", "rule": "universal"}],
        "interactions": [{"id": "exclusive", "schemes": [1, 2], "within": "household"}],
    }
    outcome = simulate(example_population(), Policy(()), baseline=Policy.from_data(data))
    child, household = outcome.existing
    assert (child.received_month > 0).tolist() == [True] * 5 + [False]
    assert (household.received_month > 0).tolist() == [False] * 5 + [True]


def test_where_nothing_is_known() -> None:
    """Without data on benefits there is no state without transfers, and the result says so."""
    outcome = simulate(example_population(), pension())
    assert outcome.consumption_without_month is None and outcome.existing == ()
    summary = summarise(outcome)
    assert summary.everyone.without is None
    assert any("Existing benefits are not known" in note for note in summary.notes)


def test_that_nobody_gets_any_is_known_too() -> None:
    """Data that name no benefit at all say that there is none: then all three states are known."""
    village = replace(VILLAGE, persons=replace(VILLAGE.persons, benefits_month={}))
    outcome = simulate(village, pension())
    assert outcome.consumption_without_month is not None
    assert outcome.consumption_without_month.tolist() == BEFORE.tolist()


@given(populations(), policies())
def test_three_states_always(population: Population, policy: Policy) -> None:
    """Without transfers nobody consumes more than now; nothing is below 0; what is removed was received."""
    outcome = simulate(population, affordable(population, policy))
    without = outcome.consumption_without_month
    assert without is not None and (without >= 0).all()
    assert (without <= outcome.consumption_before_month).all()
    least = -1e-6 * (1 + outcome.consumption_before_month)
    assert (outcome.consumption_after_month >= least).all()
    consumed = population.households.consumption_month * population.households.size
    assert (outcome.removed_month <= consumed * (1 + 1e-12)).all()
    for benefit in outcome.existing:
        assert (benefit.removed_month <= benefit.received_month).all()
        assert benefit.treatment == "replaced" or not benefit.removed_month.any()
