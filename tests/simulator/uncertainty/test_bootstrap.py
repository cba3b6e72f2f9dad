"""The bootstrap: seeded draws by sampling unit, intervals of both kinds, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from simulator import (
    BadInput,
    Policy,
    Population,
    SimulatorError,
    country,
    example_population,
    simulate,
    summarise,
)
from simulator.reports import to_data
from simulator.uncertainty import (
    Resampling,
    bootstrap,
    bootstrap_comparison,
    design_of,
    linearised,
)
from simulator.uncertainty.design import each_household
from simulator.uncertainty.estimates import values_under
from simulator.uncertainty.replicate import replicate_of
from simulator.uncertainty.statistics import statistics_of
from tests.simulator.making import affordable, child_benefit
from tests.simulator.uncertainty.sampled import clustered, find, outcome_of, survey
from tests.strategies import policies, populations

QUOTA = child_benefit(rule={"proxy_quota": {"share": 0.4, "of": "persons"}})


def with_design(people: Population, **columns: Any) -> Population:
    """Return the survey with other columns of its sample design."""
    return replace(people, households=replace(people.households, **columns))


@settings(max_examples=30)
@given(people=populations(), policy=policies(most=2))
def test_estimates_are_those_of_the_summary(people: Population, policy: Policy) -> None:
    """The number in the middle of an interval is the one that the summary prints."""
    outcome = simulate(people, affordable(people, policy))
    statistics = statistics_of({"": outcome})
    number = len(people.households.size)
    values = values_under(statistics, each_household(number), np.ones((1, number)))[0]
    data = to_data(summarise(outcome))
    for place, value in zip(statistics.places, values.tolist(), strict=True):
        part: Any = {"summary": data}
        for key in filter(None, [*place.section.split("."), place.state, place.measure]):
            part = part.get(key, {}) if part is not None else None
        if part is None:
            assert np.isnan(value), place
        elif part != {}:
            assert value == pytest.approx(part, rel=1e-12, abs=1e-9), place


def test_the_seed_fixes_the_draws() -> None:
    """The same seed gives the same digits, another one others, and the estimate stays."""
    outcome = outcome_of(survey(200, np.random.default_rng(1), unequal=True), child_benefit())
    first, again, other = (bootstrap(outcome, Resampling(100, seed)) for seed in (5, 5, 6))
    assert first == again != other
    for one, two in zip(first, other, strict=True):
        assert one.interval is not None and two.interval is not None
        assert one.interval.estimate == two.interval.estimate


def test_both_kinds_of_interval() -> None:
    """Percentile ends are among the replicates; normal ones lie evenly about the estimate."""
    outcome = outcome_of(survey(100, np.random.default_rng(2)))
    by_rank, by_curve = (
        bootstrap(outcome, Resampling(200, method=each)) for each in ("percentile", "normal")
    )
    one, two = (find(each, "severity_percent", "before").interval for each in (by_rank, by_curve))
    assert one is not None and two is not None and one.standard_error == two.standard_error
    assert two.high - two.estimate == pytest.approx(two.estimate - two.low)
    assert two.high - two.estimate == pytest.approx(1.959963985 * two.standard_error)
    assert one.low != two.low and (one.method, two.method) == ("bootstrap, percentile", "bootstrap, normal")
    assert (one.level, one.replicates) == (0.95, 200)


def test_multipliers_draw_one_unit_less() -> None:
    """In each stratum of n units the multipliers are whole counts times n / (n - 1) and add up to n."""
    design = design_of(clustered(4, 15, 2, np.random.default_rng(3)))
    found = design.multipliers(50, np.random.default_rng(1))
    assert found.shape == (50, 60) and design.degrees_of_freedom == 56
    counts = found * 14 / 15
    assert np.allclose(counts, counts.round())
    assert np.allclose(counts.reshape(50, 4, 15).sum(axis=2), 14)


def test_multipliers_have_the_variance_of_the_design() -> None:
    """Over many draws the variance of a total is the one that the design's formula gives."""
    people = clustered(3, 20, 3, np.random.default_rng(4))
    design = design_of(people)
    totals = design.unit_totals(people.households.consumption_month[:, None])
    drawn = (design.multipliers(20_000, np.random.default_rng(2)) @ totals)[:, 0]
    assert drawn.var() == pytest.approx(float(design.variance(totals)[0]), rel=0.04)
    assert drawn.mean() == pytest.approx(float(totals.sum()), rel=1e-3)


def test_a_number_that_comes_again_in_another_stratum_is_another_unit() -> None:
    """Units are told apart by stratum and number, in whatever order the households lie."""
    people = clustered(3, 20, 3, np.random.default_rng(5))
    design = design_of(people)
    assert design.units == 60 and design.sizes.tolist() == [20, 20, 20]
    shuffled = np.random.default_rng(6).permutation(180)
    homes = people.households
    assert homes.psu is not None and homes.stratum is not None
    moved = with_design(
        people,
        psu=homes.psu[shuffled],
        stratum=homes.stratum[shuffled],
        consumption_month=homes.consumption_month[shuffled],
    )
    for one, two in zip(linearised(outcome_of(people)), linearised(outcome_of(moved)), strict=True):
        assert one.interval is not None and two.interval is not None
        assert one.interval.standard_error == pytest.approx(two.interval.standard_error, abs=1e-9)


def test_units_that_are_alike_inside_widen_an_interval() -> None:
    """Taken for single households, a clustered sample looks surer than it is."""
    people = clustered(2, 40, 10, np.random.default_rng(7))
    known, unknown = (
        find(bootstrap(outcome_of(each)), "headcount_percent", "before")
        for each in (people, with_design(people, psu=None, stratum=None))
    )
    assert known.design_effect is not None and unknown.design_effect is not None
    assert known.design_effect > 2 and unknown.design_effect < 1.2


@pytest.mark.parametrize("ask", [bootstrap, linearised])
def test_what_was_not_sampled_has_no_interval(ask: Any) -> None:
    """A synthetic country is sent to the assumption range; an invented one has neither."""
    with pytest.raises(SimulatorError, match=r"synthetic, .* made up\. .*assumption_range\('nepal'"):
        ask(simulate(country("nepal"), child_benefit()))
    for invented in (country("arumia"), example_population()):
        with pytest.raises(SimulatorError, match=r"stands for no real place, so nothing is uncertain\."):
            ask(simulate(invented, child_benefit()))


@pytest.mark.parametrize("ask", [bootstrap, linearised])
def test_too_few_units(ask: Any) -> None:
    """A stratum of one unit, and a sample of few, are refused with the mend."""
    people = clustered(2, 30, 2, np.random.default_rng(8))
    stratum = np.repeat([4, 9], [2, 118])
    psu = np.repeat(np.arange(60), 2)
    with pytest.raises(BadInput, match=r"^sampling units in stratum 1 of 2.*: 1 .*2 or more.*one: 1\)\.$"):
        ask(outcome_of(with_design(people, stratum=stratum, psu=psu)))
    with pytest.raises(BadInput, match=r"^sampling units less strata: 29 .*30 or more.* larger survey\.$"):
        ask(outcome_of(with_design(people, stratum=None, psu=np.repeat(np.arange(30), 4))))
    with pytest.raises(BadInput, match=r"^households less strata: 19 "):
        ask(outcome_of(survey(20, np.random.default_rng(9))))


def test_a_share_of_few_has_no_interval_and_says_why() -> None:
    """Where some replicates miss the only older person, no share of older persons has an interval."""
    people = survey(60, np.random.default_rng(10))
    age = np.full(60, 30)
    age[0] = 70
    people = replace(people, persons=replace(people.persons, age=age))
    policy = Policy.from_data({"version": 1, "schemes": [{"id": "social_pension"}], "financing": "external"})
    found = find(
        bootstrap(outcome_of(people, policy), Resampling(100)), "group_percent", section="summary.reach"
    )
    assert found.interval is None and found.design_effect is None
    assert found.why is not None and "too few sampling units stand behind it" in found.why


def test_what_the_sample_does_not_have_is_left_out() -> None:
    """Where nobody is of the group, there is no poverty of the group to be unsure of."""
    found = bootstrap(outcome_of(survey(60, np.random.default_rng(10))), Resampling(100))
    assert not [each for each in found if each.section == "summary.group"]
    assert [each for each in found if each.section == "summary.everyone"]


def test_a_comparison_has_paired_differences() -> None:
    """The interval of a difference is of the replicates' differences; of what is before there is none."""
    people = survey(200, np.random.default_rng(11), unequal=True)
    outcomes = {"all": simulate(people, child_benefit()), "some": simulate(people, QUOTA)}
    found = bootstrap_comparison(outcomes, Resampling(200))
    assert [each for each in found["all"] if each.against] == []
    cost = find(found["some"], "percent_of_gdp", section="summary.cost", against="all")
    assert cost.interval is not None and cost.interval.high < 0
    assert not [each for each in found["some"] if each.against and each.state == "before"]
    for one, alone in zip(found["all"], bootstrap(outcomes["all"], Resampling(200)), strict=True):
        assert one.interval is not None and alone.interval is not None
        assert one.interval.low == pytest.approx(alone.interval.low)


def test_another_population_cannot_be_paired() -> None:
    """Policies on two populations are refused."""
    one, two = (survey(60, np.random.default_rng(seed)) for seed in (1, 2))
    with pytest.raises(BadInput, match=r"^outcomes: .*one population.* Simulate each policy on the same"):
        bootstrap_comparison({"a": outcome_of(one), "b": outcome_of(two)})
    with pytest.raises(SimulatorError, match="none was given"):
        bootstrap_comparison({})


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"replicates": 99}, r"^replicates: 99 .*100 to 100000"),
        ({"replicates": 500, "level": 0.999}, "leave some outside the interval"),
        ({"level": 1.0}, r"^level: 1\.0 .*Write 0\.95"),
        ({"method": "students"}, "^method: 'students' .*percentile or normal"),
        ({"seed": -1}, "^seed: -1 "),
        ({"resimulate": 1}, "^resimulate: 1 "),
    ],
)
def test_how_to_resample_is_checked(given: dict[str, Any], message: str) -> None:
    """Too few replicates, an impossible level and an unknown interval are refused."""
    with pytest.raises(BadInput, match=message):
        Resampling(**given)


def test_a_replicate_is_a_survey() -> None:
    """Households drawn twice have twice the weight, those not drawn are gone with their persons."""
    arumia = replace(country("arumia"), synthetic=False)
    times = np.random.default_rng(3).integers(0, 3, len(arumia.households.size)).astype(float)
    drawn = replicate_of(arumia, times)
    kept = times > 0
    assert drawn.households.weight.tolist() == (arumia.households.weight * times)[kept].tolist()
    rows = kept[arumia.persons.household]
    assert drawn.persons.age.tolist() == arumia.persons.age[rows].tolist()
    assert arumia.persons.benefits_month is not None and drawn.persons.benefits_month is not None
    for name, amounts in arumia.persons.benefits_month.items():
        assert drawn.persons.benefits_month[name].tolist() == amounts[rows].tolist()


def test_a_replicate_of_once_each_changes_nothing() -> None:
    """Where each household is drawn once, a replicate that is simulated anew has the same numbers."""
    people = survey(80, np.random.default_rng(12), unequal=True)
    again = replicate_of(people, np.ones(80))
    assert to_data(summarise(simulate(again, QUOTA))) == to_data(summarise(simulate(people, QUOTA)))


def test_simulated_anew_a_quota_stays_a_quota() -> None:
    """With fixed outcomes the share reached varies from draw to draw; simulated anew, it is the quota's."""
    people = survey(150, np.random.default_rng(13))
    people = replace(people, persons=replace(people.persons, age=np.full(150, 5)))
    outcome = outcome_of(people, QUOTA)
    fixed, anew = (
        find(
            bootstrap(outcome, Resampling(100, resimulate=anew)),
            "households_percent",
            section="summary.reach",
        ).interval
        for anew in (False, True)
    )
    assert fixed is not None and anew is not None and fixed.estimate == anew.estimate
    before = find(bootstrap(outcome, Resampling(100)), "headcount_percent", "before")
    once_more = find(bootstrap(outcome, Resampling(100, resimulate=True)), "headcount_percent", "before")
    assert before.interval is not None and once_more.interval is not None
    assert before.interval.low == pytest.approx(once_more.interval.low)
    assert 0 < anew.standard_error < 0.3 * fixed.standard_error
